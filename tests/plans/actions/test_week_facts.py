"""What the planner is told of a runner's week."""

import datetime

import pytest

from library.models import Collection, VideoClass, Viewing
from plans.actions.plan import plan_week, planned
from plans.actions.session import record_class_done, record_session
from plans.actions.week_facts import TRAIL, facts, week_of
from plans.actions.week_rows import rows_of_week
from plans.models import HealthNotes, PlannedSession, PlanSettings, Session
from plans.planner import plan, read_week

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 18, tzinfo=datetime.UTC)


@pytest.fixture
def place(runner, make_class):
    """One planned class of fifteen minutes on Monday."""
    make_class("steady-ankles")
    PlanSettings.objects.create(runner=runner, sessions=1)
    week = plan_week(runner=runner, monday=MONDAY, now=NOW)
    return week.planned_sessions.get()


def told(runner, today=MONDAY):
    return facts(rows_of_week(runner, MONDAY, today))


def test_a_place_filled_elsewhere_counts_as_what_was_danced(runner, place):
    record_session(
        runner=runner, date=MONDAY, now=NOW, minutes=120, how="hand", title="Studio", benefit="stabilisers",
        leg_load=2,
    )  # fmt: skip
    place.refresh_from_db()
    assert place.state == PlannedSession.State.DONE
    assert told(runner)["placed"] == [
        {
            "date": "2026-11-23",
            "minutes": 120,
            "leg_load": 2,
            "benefits": ["stabilisers"],
            "slot": place.slot,
            "state": "done",
        }
    ]


def test_a_primer_fills_no_place_of_a_class(runner, place, make_class):
    primer = make_class("wake-the-feet", kind="primer", duration_s=360.0)
    record_class_done(runner=runner, video_class=primer, how="button", now=NOW)
    place.refresh_from_db()
    assert place.state == PlannedSession.State.PROPOSED


def test_the_button_first_and_the_film_after_are_one_session(runner, place):
    ankles = place.video_class
    first = record_class_done(runner=runner, video_class=ankles, how="button", now=NOW)
    later = NOW + datetime.timedelta(minutes=13, seconds=30)
    assert record_class_done(runner=runner, video_class=ankles, how="film", now=later) == first
    assert runner.sessions.count() == 1


def test_the_film_danced_twice_is_two_sessions(runner, place):
    ankles = place.video_class
    record_class_done(runner=runner, video_class=ankles, how="film", now=NOW)
    later = NOW + datetime.timedelta(minutes=10)
    record_class_done(runner=runner, video_class=ankles, how="film", now=later)
    assert runner.sessions.count() == 2


def test_someone_coming_back_stays_at_level_one_on_the_ground(runner):
    PlanSettings.objects.create(runner=runner, level=3, impact=True)
    assert (told(runner)["runner"]["level"], told(runner)["runner"]["impact"]) == (3, True)
    HealthNotes.objects.create(runner=runner, coming_back=True)
    assert (told(runner)["runner"]["level"], told(runner)["runner"]["impact"]) == (1, False)


def test_trails_ask_for_balance(runner):
    settings = PlanSettings.objects.create(runner=runner)
    assert "targets" not in told(runner)["runner"]
    settings.trail = True
    settings.save()
    assert told(runner)["runner"]["targets"] == TRAIL
    assert sum(TRAIL.values()) == pytest.approx(1)


def hide(runner, video_class, at=NOW):
    Viewing.objects.update_or_create(runner=runner, video_class=video_class, defaults={"hidden_at": at})


def test_a_class_that_is_not_for_the_runner_is_not_offered_until_it_is_again(runner, stranger, few_classes):
    hide(runner, few_classes["long-lines"])
    hide(stranger, few_classes["tall-and-easy"])
    assert [each["slug"] for each in told(runner)["classes"] if not each["offer"]] == ["long-lines"]
    hide(runner, few_classes["long-lines"], None)
    assert [each["slug"] for each in told(runner)["classes"] if not each["offer"]] == []


@pytest.mark.parametrize("state", ["locked", "proposed"])
def test_a_class_put_aside_stays_only_where_it_was_kept_by_hand(runner, place, make_class, state):
    make_class("other-ankles")
    PlannedSession.objects.update(state=state)
    hide(runner, place.video_class)
    week = plan_week(runner=runner, monday=MONDAY, now=NOW)
    stays = "steady-ankles" if state == "locked" else "other-ankles"
    assert [each.video_class.slug for each in week.planned_sessions.all()] == [stays]


def test_a_shorter_cut_counts_as_what_was_danced_of_the_class(runner, make_class):
    legs = make_class("long-legs", benefits=("stabilisers", "posture"), leg_load=2)
    for danced in [
        {"minutes": 6, "leg_load": 1, "benefit": "posture"},
        {"minutes": 15, "leg_load": 2, "benefit": "stabilisers"},
    ]:
        Session.objects.create(
            runner=runner, date=MONDAY - datetime.timedelta(days=1), done_at=NOW, time_zone="UTC",
            video_class=legs, title="Long legs", how="film", **danced,
        )  # fmt: skip
    cut, whole = sorted(told(runner)["history"], key=lambda row: row["minutes"])
    assert whole == {"date": "2026-11-22", "minutes": 15, "class": "long-legs"}
    assert cut == {
        "date": "2026-11-22", "minutes": 6, "class": "long-legs", "leg_load": 1,
        "benefits": ["posture", "stabilisers"],
    }  # fmt: skip
    items = {(done.item.slug, done.item.leg_load, done.taken) for done in read_week(told(runner)).history}
    assert items == {("long-legs", 1, 6), ("long-legs", 2, 15)}


def test_the_week_with_the_library_in_memory_is_planned_alike(runner, few_classes, make_planned_run):
    PlanSettings.objects.create(runner=runner, sessions=4, level=3, kit=["chair"])
    hide(runner, few_classes["both-sides"])
    make_planned_run(date=MONDAY + datetime.timedelta(days=2), kind="long")
    record_class_done(runner=runner, video_class=few_classes["long-lines"], how="film", now=NOW)
    rows = rows_of_week(runner, MONDAY, MONDAY)
    assert plan(week_of(rows)) == plan(read_week(facts(rows)))


def test_what_was_danced_beside_a_plan_that_is_not_stored_counts_as_itself(runner, few_classes, make_session):
    """A bug: a place without a row was taken for the place that a session without one had filled."""
    PlanSettings.objects.create(runner=runner)
    make_session(date=MONDAY - datetime.timedelta(days=20), video_class=few_classes["long-lines"])
    make_session(date=MONDAY, video_class=few_classes["one-leg-calm"])
    rows = rows_of_week(runner, MONDAY, MONDAY + datetime.timedelta(days=1))
    places, _ = planned(rows)
    standing = [(row["date"], row["class"], row["state"]) for row in facts(rows, places)["placed"]]
    assert places and standing == [
        *((place.date.isoformat(), place.video_class.slug, "proposed") for place in places),
        ("2026-11-23", "one-leg-calm", "done"),
    ]


def test_the_last_of_a_series_is_offered_once_the_one_before_was_danced(runner, make_class):
    series = Collection.objects.create(slug="month", title="First month", series=True)
    first, last = make_class("first-steps"), make_class("whole-dance")
    for position, video_class in enumerate([first, first, last, last], 1):
        series.places.create(video_class=video_class, position=position)
    offered = {"first-steps": True, "whole-dance": False}
    assert {each["slug"]: each["offer"] for each in told(runner)["classes"]} == offered
    record_class_done(runner=runner, video_class=first, how="film", now=NOW)
    assert {each["slug"]: each["offer"] for each in told(runner)["classes"]} == offered | {
        "whole-dance": True
    }


def test_a_class_of_a_series_danced_a_year_ago_was_danced(runner, make_class, make_session):
    series = Collection.objects.create(slug="month", title="First month", series=True)
    first, last = make_class("first-steps"), make_class("whole-dance")
    for position, video_class in enumerate([first, last], 1):
        series.places.create(video_class=video_class, position=position)
    make_session(date=MONDAY - datetime.timedelta(weeks=52), video_class=first)
    assert {each["slug"]: each["offer"] for each in told(runner)["classes"]} == {
        "first-steps": True,
        "whole-dance": True,
    }


def test_anothers_dancing_begins_no_series(runner, stranger, make_class, make_session):
    series = Collection.objects.create(slug="month", title="First month", series=True)
    first, last = make_class("first-steps"), make_class("whole-dance")
    for position, video_class in enumerate([first, last], 1):
        series.places.create(video_class=video_class, position=position)
    make_session(of=stranger, date=MONDAY, video_class=first)
    assert {each["slug"]: each["offer"] for each in told(runner)["classes"]}["whole-dance"] is False


def test_a_series_nobody_is_shown_bars_no_class(runner, make_class):
    draft = Collection.objects.create(slug="month", title="First month", series=True, shown=False)
    for position, slug in enumerate(["first-steps", "whole-dance"], 1):
        draft.places.create(video_class=make_class(slug), position=position)
    assert all(each["offer"] for each in told(runner)["classes"])


def test_a_withdrawn_class_bars_none_and_the_one_before_it_does(runner, make_class):
    """A bug: the last class waited for one that nobody could dance any more."""
    series = Collection.objects.create(slug="month", title="First month", series=True)
    slugs = ["first-steps", "second-steps", "whole-dance"]
    for position, slug in enumerate(slugs, 1):
        series.places.create(
            video_class=make_class(slug, published=slug != "second-steps"), position=position
        )
    offered = {"first-steps": True, "whole-dance": False}
    assert {each["slug"]: each["offer"] for each in told(runner)["classes"]} == offered
    record_class_done(
        runner=runner, video_class=VideoClass.objects.get(slug="first-steps"), how="film", now=NOW
    )
    assert all(each["offer"] for each in told(runner)["classes"])
