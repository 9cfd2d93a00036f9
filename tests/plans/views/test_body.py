"""The body on screen: it asks, it says what holds back what, it hides others', it says what is wrong."""

import datetime
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Consent
from library.actions.indexing import index_classes
from plans.models import HealthNotes, PainReport, PlanChange, PlannedSession, PlanSettings, Week

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)  # Wednesday
YESTERDAY = TODAY - DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
ACTS = ["nothing-sore/", "as-yesterday/", "reports/1/delete/", "reports/1/morning/", "agree/"]


@pytest.fixture
def sore(agreed, clock):
    """Agreed, on Wednesday at nine."""
    return agreed


def body(client):
    return client.get("/body/").content.decode()


def reports():
    return list(PainReport.objects.order_by("date", "site").values_list("site", "date", "level"))


# --- consent ---------------------------------------------------------------------------------------
def test_without_consent_it_asks_for_it_first(runners_client, clock):
    page = body(runners_client)
    assert "You may keep these health notes" in page and "Anything sore?" not in page
    assert "nothing here is a diagnosis" in page
    assert runners_client.get("/body/report/")["Location"] == "/body/"


def test_an_empty_tick_is_said(runners_client, clock):
    response = runners_client.post("/body/agree/", {})
    assertContains(response, "Health notes are kept only if you agree. Tick this first.")
    assert (Consent.objects.filter(kind="health").count(), HealthNotes.objects.count()) == (0, 0)


def test_agreed_it_asks_whether_anything_is_sore(runners_client, runner, clock):
    assert runners_client.post("/body/agree/", {"consent": "on"})["Location"] == "/body/"
    assert Consent.objects.get(kind="health").user == runner
    page = body(runners_client)
    assert "Anything sore?" in page and "Nothing is held back." in page


@pytest.mark.parametrize("page", ["/body/", "/body/checks/"])
def test_it_does_not_promise_that_nobody_sees_them(runners_client, agreed, clock, page):
    """A bug: it said so to who had ticked them for a coach."""
    response = runners_client.get(page)
    assertContains(response, "Nobody sees them but you, and whom you ticked them for.")
    assertContains(response, '<a href="/sharing/">Who sees your week</a>')


@pytest.mark.parametrize("act", ["nothing-sore/", "as-yesterday/", "report/"])
def test_nothing_is_kept_without_consent(runners_client, clock, act):
    response = runners_client.post(f"/body/{act}", {"site": "calf", "level": "4"})
    assert (response.status_code, response["Location"], PainReport.objects.count()) == (302, "/body/", 0)
    assert "You keep no health notes, so nothing of this was kept." in body(runners_client)


# --- one tap ---------------------------------------------------------------------------------------
def test_as_yesterday_is_one_tap_and_says_before_what_it_means(runners_client, sore, make_pain):
    make_pain("calf", 4, date=YESTERDAY)
    page = body(runners_client)
    assert "As yesterday is: calf 4." in page
    assert "“No” puts calf at 0, and nothing is held back any more." in page
    assert runners_client.post("/body/as-yesterday/")["Location"] == "/body/"
    assert reports() == [("calf", YESTERDAY, 4), ("calf", TODAY, 4)]
    page = body(runners_client)
    assert "Your plan goes on sparing your calf." in page and "Anything sore?" not in page


def test_no_clears_what_held_and_is_asked_again_tomorrow(runners_client, sore, make_pain, clock):
    make_pain("calf", 7, date=YESTERDAY)
    runners_client.post("/body/nothing-sore/")
    page = body(runners_client)
    assert "Your calf: 0 today, and nothing is held back any more." in page
    assert "Anything sore?" not in page and "doctor or physio look" not in page
    clock(2026, 11, 26, 9)
    assert "Anything sore?" in body(runners_client)


def test_no_with_nothing_to_clear_is_remembered(runners_client, sore):
    assert "As yesterday" not in body(runners_client)
    runners_client.post("/body/nothing-sore/")
    page = body(runners_client)
    assert "Noted. Your plan stays as it is." in page and "Anything sore?" not in page


# --- a report --------------------------------------------------------------------------------------
def test_a_report_is_written_down_and_says_what_it_holds_back(runners_client, sore):
    sent = {"site": "calf", "level": "4", "feel": "pain", "date": "2026-11-25", "before": "1", "after": "4"}
    assert runners_client.post("/body/report/", sent)["Location"] == "/body/"
    report = PainReport.objects.get()
    assert (report.runner, report.site, report.date, report.level, report.before, report.after) == (
        sore, "calf", TODAY, 4, 1, 4
    )  # fmt: skip
    page = body(runners_client)
    assert "Written down. No jumps, and nothing that loads your calf hard." in page
    assert "Amber" in page and "4 of 10" in page and "Anything sore?" not in page


def test_site_and_number_are_enough(runners_client, sore):
    runners_client.post("/body/report/", {"site": "achilles", "level": "6"})
    assert reports() == [("achilles", TODAY, 6)]
    assertContains(runners_client.get("/body/"), "nothing that loads your Achilles at all.")


def test_soreness_says_until_when(runners_client, sore):
    runners_client.post("/body/report/", {"site": "quads", "level": "6", "feel": "sore"})
    page = body(runners_client)
    assert "Up to and with Thursday nothing that loads the front of your thigh hard." in page


def test_a_place_of_the_figure_leads_to_its_line_in_the_list(runners_client, sore):
    page = runners_client.get("/body/report/").content.decode()
    assert page.count('href="/body/report/#id_site_0"') == 2  # the foot, from the front and from behind
    assert 'value="foot" ' in page.split('id="id_site_0"')[0][-60:]
    assert "data-chosen" not in page


def test_what_was_chosen_is_marked_when_something_else_is_wrong(runners_client, sore):
    page = runners_client.post("/body/report/", {"site": "calf", "level": "11"}).content.decode()
    assert page.count("data-chosen") == 1
    page = runners_client.post("/body/report/", {"site": "<b>", "level": "4"}).content.decode()
    assert "<b>" not in page and "data-chosen" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"level": "11"}, "Say how much as a whole number from 0 to 10."),
        ({"level": "-1"}, "Say how much as a whole number from 0 to 10."),
        ({"level": "a lot"}, "Say how much as a whole number from 0 to 10."),
        ({"level": ""}, "Say how much as a whole number from 0 to 10."),
        ({"before": "11"}, "Say how much as a whole number from 0 to 10."),
        ({"site": "tail"}, "Choose one of the places in the list."),
        ({"site": ""}, "Choose one of the places in the list."),
        ({"feel": "odd"}, "Choose one of the two."),
        ({"date": "2026-11-26"}, "This day is still to come. Tell of today, or of a day before."),
        ({"date": "2025-11-25"}, "That is more than four weeks ago. Tell how it is now."),
        ({"date": "2026-11-19"}, "That is before you came here, on 20 November. Tell how it is now."),
        ({"date": "soon"}, "Write the day as 25/11/2026."),
        ({"next_morning": "3"}, "The next morning is still to come."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(runners_client, sore, sent, said):
    sore.date_joined = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    sore.save()
    response = runners_client.post("/body/report/", {"site": "calf", "level": "4", **sent})
    assertContains(response, said)
    assert PainReport.objects.count() == 0


def test_what_leaves_the_plan_is_said_with_a_way_to_the_week(runners_client, sore, few_classes):
    PlanSettings.objects.create(runner=sore, experience="regular", level=3)
    plies = few_classes["deep-plies"]
    plies.sites = {"calf": 2}
    plies.save()
    index_classes([plies.pk])
    week = Week.objects.create(
        runner=sore, starts_on=TODAY - 2 * DAY, planned_at=datetime.datetime.now(datetime.UTC)
    )
    friday = {"date": TODAY + 2 * DAY, "first_date": TODAY + 2 * DAY}
    PlannedSession.objects.create(week=week, video_class=plies, slot="alone", **friday)
    runners_client.post("/body/report/", {"site": "calf", "level": "4"})
    page = body(runners_client)
    assert "A class left your plan" in page and "“Deep plies”, Friday 27 November." in page
    assert "It loads a spot that hurts." in page and 'href="/plan/2026-11-23/"' in page
    assert "Put it back" not in page
    PainReport.objects.update(level=1)
    page = body(runners_client)
    assert "A class left your plan while it hurt" in page and "It loads a spot" not in page
    change = PlanChange.objects.get()
    assert f'action="/plan/changes/{change.pk}/undo/"' in page
    answer = runners_client.post(f"/plan/changes/{change.pk}/undo/", {"next": "/body/"})
    assert answer["Location"] == "/body/" and "left your plan" not in body(runners_client)


def test_on_its_day_today_says_that_it_loads_what_hurts(runners_client, sore, few_classes):
    plies = few_classes["deep-plies"]
    week = Week.objects.create(
        runner=sore, starts_on=TODAY - 2 * DAY, planned_at=datetime.datetime.now(datetime.UTC)
    )
    week.planned_sessions.create(
        video_class=plies, slot="alone", date=TODAY, first_date=TODAY, state="locked",
        kept_against=["R11"], why="It loads a spot that hurts.",
    )  # fmt: skip
    page = runners_client.get("/today/").content.decode()
    notice = page.split("You kept it on its day")[1].split("</div>")[0]
    assert "It loads a spot that hurts." in notice and f'action="/plan/{TODAY}/deep-plies/skip/"' in notice
    PlannedSession.objects.update(kept_against=[], why="")
    assert "You kept it on its day" not in runners_client.get("/today/").content.decode()


def test_how_long_it_is_spared_is_not_told_shorter_than_it_is(runners_client, sore, make_pain):
    for n in range(0, 100, 9):
        make_pain("calf", 4, date=TODAY - n * DAY)
    make_pain("knee", 4, date=TODAY - 3 * DAY)
    make_pain("knee", 5, date=TODAY)
    page = body(runners_client)
    assert page.count("sparing it for about twelve weeks or longer") == 1
    assert page.count("sparing it since") == 1 and "sparing it since 22 November" in page


def test_what_was_moved_by_hand_and_loads_what_hurts_is_named_with_a_way_out(
    runners_client, sore, few_classes
):
    PlanSettings.objects.create(runner=sore, experience="regular", level=3)
    plies = few_classes["deep-plies"]
    plies.sites = {"calf": 2}
    plies.save()
    index_classes([plies.pk])
    monday, friday = TODAY - 2 * DAY, TODAY + 2 * DAY
    week = Week.objects.create(runner=sore, starts_on=monday, planned_at=datetime.datetime.now(datetime.UTC))
    week.planned_sessions.create(
        video_class=plies, slot="alone", date=friday, first_date=monday, state="locked", reasons=["by-hand"]
    )
    assert "loads what hurts" not in body(runners_client)
    runners_client.post("/body/report/", {"site": "calf", "level": "7"})
    page = body(runners_client)
    assert "A class you kept on its day loads what hurts" in page and "Friday 27 November" in page
    assert f'action="/plan/{friday}/deep-plies/skip/"' in page
    assert "Kept anyway" in runners_client.get("/plan/").content.decode()
    runners_client.post(f"/plan/{friday}/deep-plies/skip/", {"seen": "locked"})
    assert "loads what hurts" not in body(runners_client)


# --- questions -------------------------------------------------------------------------------------
def test_after_a_silent_week_it_asks_in_one_tap(runners_client, sore, make_pain):
    make_pain("calf", 4, date=TODAY - 9 * DAY)
    page = body(runners_client)
    assert "How is your calf?" in page and "You told of it 9 days ago, and your plan still spares it." in page
    runners_client.post("/body/report/", {"site": "calf", "level": "1"})
    assert reports()[1:] == [("calf", TODAY, 1)]
    assert "How is your calf?" not in body(runners_client)


def test_the_morning_after_is_asked_and_worse_is_red(runners_client, sore, make_pain):
    report = make_pain("hip", 3, date=YESTERDAY)
    page = body(runners_client)
    assert "How are your hip and glutes?" in page and "Yesterday it was 3." in page
    runners_client.post(f"/body/reports/{report.pk}/morning/", {"next_morning": "5"})
    page = body(runners_client)
    assert "3 of 10" in page and "5 the next morning" in page and "Red" in page
    assert "nothing that loads your hip and glutes at all." in page


@pytest.mark.parametrize(
    ("sent", "said"), [("11", "from 0 to 10"), ("", "from 0 to 10"), ("4", "told already")]
)
def test_a_morning_that_cannot_be_is_said(runners_client, sore, make_pain, sent, said):
    report = make_pain("hip", 3, date=TODAY)
    runners_client.post(f"/body/reports/{report.pk}/morning/", {"next_morning": sent})
    assert PainReport.objects.get().next_morning is None
    assertContains(runners_client.get("/body/"), said)


@pytest.mark.parametrize(
    ("site", "watch"),
    [
        ("calf", "A hot, swollen calf, or a pop in it, needs emergency help now."),
        ("shin", "Pain on one spot of bone, at night, or growing as you go"),
        ("groin", "If the groin hurts when you stand on that leg, go today."),
        ("back", "Numbness between the legs needs emergency help now."),
        ("quads", "Please let a doctor or physio look at the front of your thigh this week."),
    ],
)
def test_above_five_it_names_whom_to_ask(runners_client, sore, make_pain, site, watch):
    make_pain(site, 6)
    for address in ("/body/", "/today/"):
        page = runners_client.get(address).content.decode().split('id="care"')[0]
        assert watch in page and "this week." in page
    make_pain(site, 5, date=TODAY)
    for address in ("/body/", "/today/"):
        page = runners_client.get(address).content.decode().split('id="care"')[0]
        assert "doctor or physio" not in page


# --- put right, deleted, history -------------------------------------------------------------------
def test_a_report_is_put_right(runners_client, sore, make_pain):
    report = make_pain("calf", 8, date=YESTERDAY)
    assertContains(runners_client.get(f"/body/reports/{report.pk}/"), "Tuesday 24 November 2026")
    sent = {"level": "3", "feel": "pain", "next_morning": "4"}
    assert runners_client.post(f"/body/reports/{report.pk}/", sent)["Location"] == "/body/"
    report.refresh_from_db()
    assert (report.level, report.next_morning, report.worse_next_morning) == (3, 4, True)


def test_what_is_wrong_with_a_change_is_said(runners_client, sore, make_pain):
    report = make_pain("calf", 8, date=TODAY)
    response = runners_client.post(f"/body/reports/{report.pk}/", {"level": "11", "next_morning": "2"})
    assertContains(response, "from 0 to 10")
    assertContains(response, "The next morning is still to come.")
    assert PainReport.objects.get().level == 8


def test_a_report_is_deleted(runners_client, sore, make_pain):
    report = make_pain("calf", 8)
    assert runners_client.post(f"/body/reports/{report.pk}/delete/")["Location"] == "/body/"
    assert reports() == []
    assert runners_client.post(f"/body/reports/{report.pk}/delete/").status_code == 404


def test_all_that_was_told_of_a_place_stands_on_one_page(runners_client, sore, make_pain, stranger):
    report = make_pain("calf", 4, date=TODAY - 400 * DAY)
    make_pain("calf", 9, of=stranger, date=TODAY - 2 * DAY)
    make_pain("hip", 9, date=TODAY - 3 * DAY)
    assertNotContains(runners_client.get("/body/"), "21 Oct 2025")
    page = runners_client.get(f"/body/reports/{report.pk}/before/").content.decode()
    assert "Tue 21 Oct 2025" in page and "23 Nov 2026" not in page and "22 Nov 2026" not in page


# --- others ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("method", "page"),
    [("get", ""), ("get", "before/"), ("post", ""), ("post", "delete/"), ("post", "morning/")],
)
def test_a_strangers_report_does_not_exist(runners_client, sore, stranger, make_pain, method, page):
    report = make_pain("groin", 9, of=stranger)
    sent = {"level": "1", "next_morning": "1"}
    assert getattr(runners_client, method)(f"/body/reports/{report.pk}/{page}", sent).status_code == 404
    report.refresh_from_db()
    assert (report.level, report.next_morning) == (9, None)
    page = body(runners_client).split('id="care"')[0]
    assert "How is your groin" not in page and "What you told" not in page


@pytest.mark.parametrize("who", ["teacher", "staff"])
def test_neither_teachers_nor_staff_see_it(client, sore, make_pain, request, who):
    report = make_pain("groin", 9)
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/body/reports/{report.pk}/").status_code == 404
    assert client.get("/admin/plans/painreport/").status_code in (302, 404)


@pytest.mark.parametrize("page", ["", "report/", "reports/1/", "reports/1/before/", *ACTS])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.post(f"/body/{page}")
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/body/{page}")


@pytest.mark.parametrize("act", ACTS)
def test_getting_changes_nothing(runners_client, sore, make_pain, act):
    make_pain("calf", 4, date=YESTERDAY)
    assert runners_client.get(f"/body/{act}").status_code == 405
    assert len(reports()) == 1


@pytest.mark.parametrize("many", [1, 80])
@pytest.mark.parametrize(("page", "queries"), [("", 6), ("reports/{pk}/before/", 5)])
def test_it_asks_as_much_for_a_little_as_for_a_lot(
    runners_client, sore, make_pain, page, queries, many, django_assert_num_queries
):
    for n in range(many):
        newest = make_pain("calf", 4, date=TODAY - (many - n) * DAY)
    # Session, runner, and: notes with the newest reports, twelve weeks, what left, what was kept; or one,
    # how many, a page.
    with django_assert_num_queries(queries):
        runners_client.get("/body/" + page.format(pk=newest.pk))


# --- on Today --------------------------------------------------------------------------------------
def test_today_asks_until_it_is_answered(runners_client, sore, make_pain):
    make_pain("calf", 4, date=YESTERDAY)
    page = runners_client.get("/today/").content.decode()
    assert (
        "Anything sore?" in page and 'action="/body/as-yesterday/"' in page and 'href="/body/report/"' in page
    )
    response = runners_client.post("/body/as-yesterday/", {"from": "today"})
    assert response["Location"] == "/today/"
    assertNotContains(runners_client.get("/today/"), "Anything sore?")


def test_today_without_consent_has_one_quiet_line(runners_client, clock):
    page = runners_client.get("/today/").content.decode()
    assert "Tell us, and your plan spares it" in page and "nothing-sore" not in page


def test_only_today_is_gone_back_to(runners_client, sore):
    response = runners_client.post("/body/nothing-sore/", {"from": "https://elsewhere.example/"})
    assert response["Location"] == "/body/"


def test_the_lines_of_twelve_weeks_are_drawn_in_french_too(runners_client, sore, make_pain):
    """A bug: a decimal comma, which no SVG reads."""
    make_pain(level=5)
    page = runners_client.get("/body/", headers={"Accept-Language": "fr"}).content.decode()
    drawn = re.findall(r'(?: d| transform| points)="([^"]+)"', page[page.index('class="body-strip"') :])
    assert drawn and not [one for one in drawn if re.search(r"\d,\d*h|\d,\d+ \d+\)", one)]
    assert "translate(" in "".join(drawn)
