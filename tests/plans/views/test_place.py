"""The week changed by hand on its page: what the rules say, the undo, and the word to a second tab."""

import datetime
import re

import pytest

from plans.models import PlanChange, PlannedSession, PlanSettings, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
SLUG = "deep-plies"
HERE = f"/plan/{THURSDAY}/{SLUG}/"
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
CHANGED = "Your week has changed since you opened that page, perhaps in another tab."


@pytest.fixture
def place(runner, few_classes, clock):
    """Deep pliés on Thursday; it is Wednesday morning."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone", why="So."
    )


def followed(client, response):
    """The page behind the redirect."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"]).content.decode()


def undo_on(page):
    return re.search(r'action="(/plan/changes/\d+/undo/)"', page)[1]


def now_is(place):
    place.refresh_from_db()
    return (place.date, place.state)


def standing():
    return [(p.date, p.video_class.slug, p.state) for p in PlannedSession.objects.order_by("date", "pk")]


# --- each act carries its undo -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("act", "sent", "says"),
    [
        ("move", {"to": str(FRIDAY)}, "Moved to Friday. It fits."),
        ("skip", {}, "Left out this week."),
        ("lock", {}, "Kept on Thursday, whatever else changes."),
        ("swap", {"class": "steady-ankles"}, "Swapped: “Steady ankles” stands there now. It fits."),
    ],
)
def test_an_act_is_said_and_taken_back(runners_client, place, act, sent, says):
    before = standing()
    page = followed(runners_client, runners_client.post(f"{HERE}{act}/", sent))
    assert says in page and standing() != before
    page = followed(runners_client, runners_client.post(undo_on(page), {"next": f"/plan/{MONDAY}/"}))
    assert "Undone." in page and "since" not in page
    assert standing() == before


def test_an_undo_says_that_what_was_changed_since_stays(runners_client, place, few_classes):
    other = few_classes["steady-ankles"]
    other = place.week.planned_sessions.create(
        date=SATURDAY, first_date=SATURDAY, video_class=other, slot="alone"
    )
    page = followed(runners_client, runners_client.post(f"{HERE}skip/"))
    runners_client.post(f"/plan/{SATURDAY}/steady-ankles/lock/")
    PlanChange.objects.update(made_at=NOW - datetime.timedelta(minutes=1))
    page = followed(runners_client, runners_client.post(undo_on(page), {"next": f"/plan/{MONDAY}/"}))
    assert "Undone. What you did or moved since stays as it is." in page
    assert now_is(other) == (SATURDAY, "locked")


def test_a_class_is_let_go_again(runners_client, place):
    PlannedSession.objects.update(state="locked")
    page = runners_client.get(f"/plan/{MONDAY}/").content.decode()
    assert "Kept here" in page and f"{HERE}unlock/" in page and f"{HERE}lock/" not in page
    page = followed(runners_client, runners_client.post(f"{HERE}unlock/"))
    assert "Your plan may move it again." in page and now_is(place) == (THURSDAY, "proposed")


def test_an_added_class_is_taken_away_again(runners_client, place):
    PlannedSession.objects.update(reasons=["added"], state="locked")
    page = runners_client.get(f"/plan/{MONDAY}/").content.decode()
    assert f"{HERE}remove/" in page and f"{HERE}skip/" not in page
    page = followed(runners_client, runners_client.post(f"{HERE}remove/"))
    assert "Taken away again." in page and standing() == []


def test_one_of_the_plan_is_left_out_instead(runners_client, place):
    page = followed(runners_client, runners_client.post(f"{HERE}remove/"))
    assert "You can leave it out this week instead." in page and now_is(place) == (THURSDAY, "proposed")


# --- what the rules say --------------------------------------------------------------------------
def test_a_clash_may_be_kept_or_put_back(runners_client, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    page = followed(runners_client, runners_client.post(f"{HERE}move/", {"to": str(SATURDAY)}))
    assert "A rule speaks against it: On Saturday the legs still need time" in page
    assert "Keep it there all the same" in page and "Put it back" in page and "Kept anyway" in page
    followed(runners_client, runners_client.post(undo_on(page)))
    assert now_is(place) == (THURSDAY, "proposed")


def test_what_asks_for_care_is_undone_with_one_press(runners_client, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    page = followed(runners_client, runners_client.post(f"{HERE}move/", {"to": str(FRIDAY)}))
    assert "Good to know: Saturday holds a key run" in page and "Undo" in page
    assert "Keep it there all the same" not in page


def test_each_day_answers_while_the_class_is_in_the_air(runners_client, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    answer = runners_client.get(f"{HERE}days/").json()
    assert [(day["date"], day["now"], day["weight"]) for day in answer["days"]] == [
        (str(WEDNESDAY), False, "fits"),
        (str(THURSDAY), True, "fits"),
        (str(FRIDAY), False, "careful"),
        (str(SATURDAY), False, "clash"),
        (str(SUNDAY), False, "fits"),
    ]
    assert answer["days"][0]["sentence"] == "It fits."
    assert answer["days"][2]["sentence"].startswith("Saturday holds a key run")


@pytest.mark.parametrize("many", [0, 200])
def test_the_days_ask_as_much_for_a_little_as_for_a_lot(
    runners_client, place, make_run, many, django_assert_num_queries
):
    for n in range(many):
        make_run(date=MONDAY - n * DAY)
    runners_client.get(f"{HERE}days/")
    with django_assert_num_queries(12):
        runners_client.get(f"{HERE}days/")


# --- what cannot be ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("skip", ("move", {"to": str(FRIDAY), "seen": "proposed"})),
        ("skip", ("swap", {"class": "steady-ankles", "seen": "proposed"})),
        ("skip", ("lock", {})),
        ("lock", ("skip", {"seen": "proposed"})),
    ],
)
def test_the_second_tab_is_told_and_changes_nothing(runners_client, place, first, second):
    runners_client.post(f"{HERE}{first}/")
    before = standing()
    act, sent = second
    page = followed(runners_client, runners_client.post(f"{HERE}{act}/", sent))
    assert CHANGED in page and standing() == before


@pytest.mark.parametrize("act", ["move", "days", "swap"])
def test_a_link_of_an_older_page_leads_to_the_week_as_it_is(runners_client, place, act):
    runners_client.post(f"{HERE}move/", {"to": str(FRIDAY)})
    assert CHANGED in followed(runners_client, runners_client.get(f"{HERE}{act}/"))


@pytest.mark.parametrize("act", ["lock", "unlock", "remove", "swap"])
def test_a_done_class_stays(runners_client, place, act):
    PlannedSession.objects.update(state="done")
    page = followed(runners_client, runners_client.post(f"{HERE}{act}/", {"class": "steady-ankles"}))
    assert "This class is done, so it stays where it is." in page
    assert now_is(place) == (THURSDAY, "done")


@pytest.mark.parametrize("act", ["done", "lock", "unlock", "remove", "swap"])
def test_a_strangers_place_does_not_exist(client, stranger, place, act):
    PlanSettings.objects.create(runner=stranger, sessions=0)
    client.force_login(stranger)
    assert client.post(f"{HERE}{act}/", {"class": "steady-ankles"}).status_code == 404
    assert now_is(place) == (THURSDAY, "proposed") and PlanChange.objects.count() == 0


@pytest.mark.parametrize("act", ["done", "days", "swap", "lock", "unlock", "remove"])
def test_visitors_are_asked_to_sign_in(client, db, act):
    for answer in (client.get(f"{HERE}{act}/"), client.post(f"{HERE}{act}/")):
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={HERE}{act}/")


# --- the chip ------------------------------------------------------------------------------------
def test_a_done_class_and_one_left_out_cannot_be_picked_up(runners_client, place):
    assert "data-place=" in runners_client.get(f"/plan/{MONDAY}/").content.decode()
    for state in ("done", "skipped"):
        PlannedSession.objects.update(state=state)
        assert "data-place=" not in runners_client.get(f"/plan/{MONDAY}/").content.decode()


def test_a_day_that_is_over_offers_no_class_more(runners_client, place):
    page = runners_client.get(f"/plan/{MONDAY}/").content.decode()
    assert f"/plan/{TUESDAY}/add/" not in page and f"/plan/{WEDNESDAY}/add/" in page


# --- done, from its menu -------------------------------------------------------------------------
SAID = "That was written down already, perhaps in another tab. It is not counted twice."


@pytest.mark.parametrize(
    ("date", "label"),
    [(TUESDAY, "I did it on Tuesday"), (WEDNESDAY, "I did it"), (THURSDAY, "I did it today")],
)
def test_the_menu_says_for_which_day_it_counts(runners_client, place, date, label):
    PlannedSession.objects.update(date=date, first_date=date)
    page = runners_client.get("/plan/").content.decode()
    form = page.split(f'action="/plan/{date}/{SLUG}/done/"')[1].split("</form>")[0]
    assert form.strip().endswith(f"{label}</button>")
    page = followed(runners_client, runners_client.post(f"/plan/{date}/{SLUG}/done/"))
    assert f"“Deep plies” is done: counted for its place on {date:%A}." in page
    session = Session.objects.get()
    assert session.date == min(date, WEDNESDAY)
    assert f'action="/sessions/{session.pk}/delete/"' in page and f'href="/sessions/{session.pk}/"' in page


def test_a_class_of_a_week_to_come_is_not_done_yet(runners_client, place):
    later = MONDAY + 8 * DAY
    week = Week.objects.create(runner=place.week.runner, starts_on=MONDAY + 7 * DAY, planned_at=NOW)
    PlannedSession.objects.update(week=week, date=later, first_date=later)
    assert f"{SLUG}/done/" not in runners_client.get(f"/plan/{later}/").content.decode()
    page = followed(runners_client, runners_client.post(f"/plan/{later}/{SLUG}/done/"))
    assert "That class belongs to a week to come, so its place waits." in page
    assert Session.objects.count() == 0


def test_pressed_in_a_second_tab_it_is_told_so(runners_client, place):
    for said in (False, True):
        answer = runners_client.post(f"{HERE}done/", {"next": "/today/"})
        assert answer["Location"] == "/today/"
        assert (SAID in followed(runners_client, answer)) == said
    assert Session.objects.count() == 1


def test_what_was_danced_for_another_day_stands_on_both(runners_client, place):
    """A bug: a day still to come was ticked, and the day it was danced on was empty."""
    runners_client.post(f"{HERE}done/")
    days = runners_client.get("/plan/").content.decode().split('class="day__head"')[1:]
    assert "For Thursday’s place" in days[2] and "Danced on Wednesday" in days[3]
    assert "Danced on" not in days[2] and "For Thursday" not in days[3]


def test_undone_after_the_place_was_left_open_only_the_filling_goes(runners_client, place):
    """A bug: the undo of a second press took out the session of the first, with its effort and its note."""
    PlannedSession.objects.update(date=WEDNESDAY, first_date=WEDNESDAY)
    here = f"/plan/{WEDNESDAY}/{SLUG}/done/"
    followed(runners_client, runners_client.post(here))
    session = Session.objects.get()
    Session.objects.update(effort=7)
    followed(runners_client, runners_client.post(f"/sessions/{session.pk}/release/"))
    page = followed(runners_client, runners_client.post(here))
    messages = page.split('id="messages"')[1].split('class="page')[0]
    assert f'action="/sessions/{session.pk}/release/"' in messages and "/delete/" not in messages
    runners_client.post(f"/sessions/{session.pk}/release/")
    assert (Session.objects.get().effort, now_is(place)) == (7, (WEDNESDAY, "proposed"))
