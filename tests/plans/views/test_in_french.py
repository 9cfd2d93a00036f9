"""The plan, the log, mails and calendars name classes as somebody reads them whose language is French."""

import datetime
import re

import pytest
from django.utils.translation import override

from library.actions.told import told
from library.actions.words import folded
from plans.actions.feed import make_address
from plans.actions.next_places import OF_COLLECTION
from plans.actions.weekly_mail import choose_weekly_mail
from plans.actions.weekly_mail_send import send_slice
from plans.models import CalendarAddress, PlannedSession, PlanSettings, Session, Week

WEDNESDAY = datetime.date(2026, 11, 25)
FRENCH = {"Accept-Language": "fr"}


NAMES = {
    "Steady ankles": "Chevilles stables",
    "One leg calm": "Une jambe au calme",
    "Long lines": "Longues lignes",
    "Tall and easy": "Droit et à l’aise",
    "Both sides": "Des deux côtés",
    "Deep plies": "Pliés profonds",
    "Little jumps": "Petits sauts",
}


@pytest.fixture(autouse=True)
def words(french_words):
    french_words(NAMES)


@pytest.fixture
def place(runner, few_classes, clock):
    """Steady ankles today, Wednesday."""
    PlanSettings.objects.create(runner=runner)
    monday = WEDNESDAY - datetime.timedelta(days=2)
    week = Week.objects.create(runner=runner, starts_on=monday, planned_at=clock(2026, 11, 25, 9))
    chosen = {"video_class": few_classes["steady-ankles"], "slot": "alone", "reasons": ["R3"]}
    return PlannedSession.objects.create(week=week, date=WEDNESDAY, first_date=WEDNESDAY, **chosen)


def read(client, address) -> str:
    answer = client.get(address, headers=FRENCH)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/today/", f"/plan/{WEDNESDAY}/", f"/plan/{WEDNESDAY}/steady-ankles/move/"]
)
def test_the_plan_calls_a_class_by_its_french_name_to_who_reads_french(runners_client, place, address):
    french, english = read(runners_client, address), runners_client.get(address).content.decode()
    assert "Chevilles stables" in french and "Steady ankles" not in french
    assert "Steady ankles" in english and "Chevilles stables" not in english


def test_what_was_danced_is_kept_in_english_and_told_in_french(runners_client, place):
    done = f"/plan/{WEDNESDAY}/steady-ankles/done/"
    said = runners_client.post(done, headers=FRENCH, follow=True).content.decode()
    session = Session.objects.get()
    assert session.title == "Steady ankles"
    assert "Chevilles stables" in said and "Steady ankles" not in said
    for address in ("/log/", "/log/months/2026-11/", f"/sessions/{session.pk}/"):
        page = read(runners_client, address)
        assert "Chevilles stables" in page and "Steady ankles" not in page


def test_a_class_of_ones_own_keeps_the_name_it_was_given(runners_client, runner, make_session):
    make_session(date=WEDNESDAY, title="Barre with Anna")
    assert "Barre with Anna" in read(runners_client, "/log/")


def test_classes_to_choose_from_are_named_in_french(runners_client, few_classes):
    page = read(runners_client, "/sessions/new/")
    assert "Chevilles stables" in page and "Longues lignes" in page and "Steady ankles" not in page


def test_classes_to_choose_from_stand_in_the_order_of_their_french_titles(runners_client, few_classes):
    page = read(runners_client, "/sessions/new/")
    titles = re.findall(r"<option value=\"\d+\">([^<]+)", page)
    assert len(titles) > 1 and titles == sorted(titles, key=folded)


@pytest.mark.parametrize(("language", "summary"), [("fr", "Chevilles stables"), ("en-gb", "Steady ankles")])
def test_a_calendar_is_told_in_its_runners_language_whatever_the_app_speaks(
    client, runner, place, clock, language, summary
):
    runner.language = language
    runner.save()
    made = CalendarAddress(runner=runner, name="Phone", classes_at=datetime.time(18, 30))
    address = make_address(address=made, now=clock(2026, 11, 25, 9))
    body = client.get(f"/calendar/{address.token}.ics", headers={"Accept-Language": "de"}).content.decode()
    assert f"SUMMARY:{summary}" in body


def test_a_run_keeps_the_name_its_runner_gave_it_though_a_class_is_called_alike(
    client, runner, place, make_planned_run, clock
):
    runner.language = "fr"
    runner.save()
    make_planned_run(title="Long lines", date=WEDNESDAY, duration_s=3600)
    made = CalendarAddress(runner=runner, name="Phone", classes_at=datetime.time(18, 30))
    address = make_address(address=made, now=clock(2026, 11, 25, 9))
    body = client.get(f"/calendar/{address.token}.ics").content.decode()
    assert "SUMMARY:Long lines" in body and "SUMMARY:Chevilles stables" in body
    assert "Longues lignes" not in body


def test_each_weekly_mail_is_written_in_its_runners_language(runner, stranger, few_classes, mailoutbox):
    due = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
    runner.language = "fr"
    runner.save()
    for person in (runner, stranger):
        choose_weekly_mail(runner=person, on=True, weekday=6, hour=17, now=due - datetime.timedelta(days=1))
    send_slice(now=due, seconds=60)
    assert [message.to for message in mailoutbox] == [["runner@example.com"], ["stranger@example.com"]]
    french, english = (message.body + message.alternatives[0][0] for message in mailoutbox)
    named = {row.title for row in few_classes.values() if row.title in english}
    assert named and all(NAMES[title] in french and title not in french for title in named)
    assert not any(name in english for name in NAMES.values())


def test_why_a_class_of_a_collection_stands_there_is_stored_in_english_and_told_in_french(french_words):
    french_words({"Ankles: a month": "Un mois de chevilles"})
    next_one = OF_COLLECTION["next"].format(title="Ankles: a month", number=3, of=12)
    kept_up = OF_COLLECTION["kept-up"].format(title="Somebody’s own", number=0, of=12)
    assert told(next_one) == "Next in “Ankles: a month”: 3 of\u00a012."
    with override("fr"):
        assert told(next_one) == "La suite de «\u00a0Un mois de chevilles\u00a0»\u00a0: 3 sur 12."
        assert told(kept_up) == "De «\u00a0Somebody’s own\u00a0», pour l’entretenir."


def test_the_log_is_searched_by_the_french_names_of_classes(runners_client, make_session, few_classes):
    make_session(date=WEDNESDAY, title="Steady ankles", video_class=few_classes["steady-ankles"])
    make_session(date=WEDNESDAY, title="Barre with Anna")
    found = read(runners_client, "/log/?q=stables")
    assert ("Chevilles stables" in found, "Barre with Anna" in found) == (True, False)
    assert "Chevilles stables" in read(runners_client, "/log/?q=steady")
    assert "Chevilles stables" not in read(runners_client, "/log/?q=anna")
    assert "Steady ankles" not in runners_client.get("/log/?q=stables").content.decode()
