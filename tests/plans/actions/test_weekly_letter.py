"""What the weekly mail says, as text and as HTML, and what stands in its headers."""

import datetime
import email
import email.policy
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from accounts.models import Consent
from library.actions.indexing import index_classes
from plans.actions.keeping import lock_place
from plans.actions.place import move_place
from plans.actions.plan import plan_week
from plans.actions.self_check import record_self_check
from plans.actions.weekly_letter import as_message, past_of, weekly_letter
from plans.models import HealthNotes, Overlay, PainReport, PlannedSession, Race, TypicalRun, Week

SUNDAY = datetime.date(2026, 11, 29)
MONDAY = SUNDAY + datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
QUERIES = 14


def letter(runner, today=SUNDAY):
    return weekly_letter(runner=runner, monday=MONDAY, today=today)


@pytest.fixture
def usual_week(runner, few_classes):
    TypicalRun.objects.create(runner=runner, weekday=1, kind="intervals", duration_s=3000)
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", distance_m=18_000)
    return runner


class Words(HTMLParser):
    """The words of a page, and the addresses it leads to or brings in."""

    def __init__(self, page):
        super().__init__()
        self.words, self.tags, self.hrefs, self.within = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.within = tag
        self.hrefs += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        if self.within not in ("style", "title"):
            self.words += data.split()


def test_the_coming_week_stands_there_with_its_reasons_and_is_not_stored(usual_week):
    told = letter(usual_week)
    assert told.subject == "Your week from 30 November: 2 classes, 2 runs"
    assert "Tuesday 1 December\n- Run: intervals, 50 min\n" in told.text
    assert "Sunday 6 December\n- Run: long, 18.0\u00a0km\n" in told.text
    assert re.search(r"- [A-Z][a-z -]+, 15 minutes\n  [A-Z].*\.\n", told.text)
    assert re.search(r"- Run: [a-z]+, [0-9].*\n- [A-Z]", told.text)  # a day's lines stand together
    assert "\n\n\n" not in told.text.split("AHEAD")[1].split("Open the week")[0]
    assert "http://127.0.0.1:8000/plan/2026-11-30/" in told.text
    assert not PlannedSession.objects.exists()


def test_a_stored_week_is_told_as_it_stands(usual_week):
    plan_week(runner=usual_week, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.first()
    left_out = PlannedSession.objects.last()
    PlannedSession.objects.filter(pk=left_out.pk).update(state="skipped")
    text = letter(usual_week).text
    assert place.video_class.title in text and place.why in text
    assert left_out.why not in text and "1 class, 2 runs" in letter(usual_week).subject


def test_what_was_done_is_counted(usual_week, make_session, make_run):
    make_session(date=SUNDAY)
    make_session(date=SUNDAY - 2 * DAY, minutes=25)
    make_session(date=SUNDAY - 30 * DAY)
    make_run(date=SUNDAY - DAY)
    text = letter(usual_week).text
    done = "2 classes, 40 minutes. 1 run, 10.0 km. 2 weeks danced so far; they stay yours."
    assert f"THIS WEEK\n\n{done}" in text.replace("\u00a0", " ")


def test_on_monday_it_is_last_week(usual_week, make_session):
    make_session(date=SUNDAY)
    text = letter(usual_week, today=MONDAY).text
    assert "LAST WEEK\n\n1 class, 15 minutes." in text and "THE WEEK AHEAD\n" in text


def test_nothing_done_is_said_without_guilt(usual_week):
    text = letter(usual_week).text
    assert "Nothing is written down yet. A class counts wherever you dance it." in text
    assert "miss" not in text.lower()


def test_a_race_is_named(usual_week):
    Race.objects.create(runner=usual_week, name="Spring <ten>", date=MONDAY + 5 * DAY, distance_m=10_000.0)
    told = letter(usual_week)
    assert "- Spring <ten>, 10" in told.text and "Spring &lt;ten&gt;" in told.html
    assert "It is the week of your race" in told.text


HEALTH = ["pain", "sore", "ill", "injur", "calf", "achilles", "hurt", "health", "limit", "pregnan", "tight"]


def test_nothing_about_health_stands_in_it(usual_week):
    Consent.objects.create(user=usual_week, kind="health", version="2026-11", given_at=NOW)
    HealthNotes.objects.create(runner=usual_week, tight=["calf"], limits=["no_impact"], coming_back=True)
    PainReport.objects.create(runner=usual_week, site="achilles", date=SUNDAY, level=6, reported_at=NOW)
    Overlay.objects.create(
        runner=usual_week, kind="illness", first=SUNDAY, last=MONDAY + 2 * DAY, laid_at=NOW
    )
    told = letter(usual_week)
    assert "Some days of it are laid aside. The plan comes back by itself." in told.text
    for words in (told.subject, told.text, " ".join(Words(told.html).words)):
        words = re.sub(r"http\S+", "", words)
        assert [word for word in HEALTH if re.search(rf"\b{word}", words.lower())] == []


def test_what_speaks_against_a_class_kept_on_its_day_is_not_told(usual_week, few_classes):
    """Among it may be: it loads a spot that hurts."""
    plan_week(runner=usual_week, monday=MONDAY, now=NOW)
    Consent.objects.create(user=usual_week, kind="health", version="2026-11", given_at=NOW)
    PainReport.objects.create(runner=usual_week, site="calf", date=SUNDAY, level=6, reported_at=NOW)
    place = PlannedSession.objects.get(date=MONDAY)
    place.video_class = few_classes["deep-plies"]
    place.save()
    place.video_class.sites = {"calf": 2}
    place.video_class.save()
    index_classes([place.video_class.pk])
    lock_place(runner=usual_week, date=place.date, slug=place.video_class.slug, now=NOW)
    place.refresh_from_db()
    assert "R11" in place.kept_against and "hurts" in place.why
    told = letter(usual_week)
    assert place.video_class.title in told.text
    assert [part for part in (told.text, told.html) if "hurts" in part] == []


def test_a_class_moved_by_hand_has_no_reason_of_the_day_it_left(usual_week):
    plan_week(runner=usual_week, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.get(date=MONDAY)
    why, title = place.why, place.video_class.title
    assert why in letter(usual_week).text
    move_place(runner=usual_week, date=MONDAY, slug=place.video_class.slug, to=MONDAY + 3 * DAY, now=NOW)
    told = letter(usual_week)
    assert title in told.text and why not in told.text and why not in told.html


def test_a_self_check_is_no_class(usual_week, make_session, agreed):
    make_session(date=SUNDAY)
    for date in (SUNDAY, SUNDAY - 42 * DAY):
        record_self_check(
            runner=usual_week, kind="heel-raises", date=date, left=Decimal(20), right=Decimal(20), now=NOW
        )
    assert past_of(usual_week, MONDAY, MONDAY).weeks_danced == 1
    assert "THIS WEEK\n\n1 class, 15 minutes." in letter(usual_week).text


def test_all_classes_are_danced_where_none_is_left(usual_week, make_session, few_classes):
    week = Week.objects.create(runner=usual_week, starts_on=MONDAY - 7 * DAY, planned_at=NOW)
    left = PlannedSession.objects.create(
        week=week, date=SUNDAY, first_date=SUNDAY, video_class=few_classes["long-lines"], slot="alone"
    )
    for days in (9, 4, 3):
        make_session(date=SUNDAY - days * DAY)
    assert letter(usual_week).text.startswith("Two classes danced, and they count.")
    PlannedSession.objects.filter(pk=left.pk).update(state="done")
    assert letter(usual_week).text.startswith("All your classes are danced.")


def test_both_parts_say_the_same_and_nothing_is_fetched(usual_week):
    told = letter(usual_week)
    html = Words(told.html)
    assert {*html.tags} & {"img", "script", "link", "iframe", "table", "object"} == set()
    assert "url(" not in told.html and "@import" not in told.html
    assert all(href.startswith("http://127.0.0.1:8000/") for href in html.hrefs)
    said = "".join(html.words)
    for line in told.text.splitlines():
        bare = "".join(line.removeprefix("- ").split())
        if bare and not bare.startswith(("http", "--")) and not bare.isupper() and not bare.endswith(":"):
            assert bare in said, bare
    assert told.off in html.hrefs and told.off in told.text


def test_in_the_middle_of_a_week_it_tells_of_the_rest_and_of_the_last_seven_days(
    usual_week, make_session, make_run
):
    thursday = MONDAY + 3 * DAY
    for date in (thursday - 7 * DAY, thursday - 6 * DAY, thursday):
        make_session(date=date)
    told = letter(usual_week, today=thursday)
    assert "THE REST OF THE WEEK\n\n" in told.text and "The rest of the week" in told.html
    assert "THE LAST SEVEN DAYS\n\n2 classes, 30 minutes." in told.text and "The last seven days" in told.html
    assert "Tuesday 1 December" not in told.text and "Sunday 6 December" in told.text


def test_one_that_was_pressed_for_says_so(usual_week):
    told = weekly_letter(runner=usual_week, monday=MONDAY, today=SUNDAY, by_itself=False)
    for part in (told.text, told.html):
        assert "You asked for this one just now" in part and "once a week because" not in part
        assert told.off in part


def test_the_question_of_the_week_is_a_way_to_today(usual_week, make_session):
    make_session(date=SUNDAY)
    assert "/today/" in letter(usual_week).text
    usual_week.check_ins.create(starts_on=MONDAY, answer="same", answered_at=NOW)
    assert "/today/" not in letter(usual_week).text
    assert "/today/" not in letter(usual_week, today=SUNDAY - 2 * DAY).text


def test_as_it_goes_out(usual_week):
    told = letter(usual_week)
    raw = as_message(told, "<week-1@example.org>").message().as_bytes()
    sent = email.message_from_bytes(raw, policy=email.policy.default)
    assert (sent["To"], sent["Subject"]) == ("runner@example.com", told.subject)
    assert (sent["Message-ID"], sent["Auto-Submitted"]) == ("<week-1@example.org>", "auto-generated")
    assert "".join(sent["List-Unsubscribe"].split()) == f"<{told.off}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in sent.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert sent.get_body(["plain"]).get_content().strip() == told.text.strip()
    assert max(len(line) for line in raw.split(b"\n")) < 998


def test_a_mail_asks_as_often_for_much_as_for_little(
    usual_week, make_session, make_run, django_assert_num_queries
):
    letter(usual_week)  # the library is read once
    with django_assert_num_queries(QUERIES):
        letter(usual_week)
    for n in range(40):
        make_session(date=SUNDAY - n * DAY)
        make_run(date=SUNDAY - n * DAY)
    with django_assert_num_queries(QUERIES):
        letter(usual_week)
