"""Following a collection, week after week."""

import datetime
from collections import Counter

import pytest

from library.models import Edition, Viewing
from plans.actions.following import (
    NotFollowed,
    follow_collection,
    go_on_following,
    pause_following,
    stop_following,
)
from plans.actions.plan import plan_week
from plans.actions.session import record_session
from plans.actions.week_facts import week_of
from plans.actions.week_rows import rows_of_week
from plans.models import FollowedCollection, Overlay, PlannedSession, PlanSettings, Session, Week
from plans.planner import check

pytest_plugins = ["tests.library.collecting"]
MONDAY = datetime.date(2026, 11, 23)
WEEK = datetime.timedelta(days=7)
NOW = datetime.datetime(2026, 11, 23, 6, tzinfo=datetime.UTC)
RHYTHM = {"title": "Foot-core", "series": True, "a_week": 3, "then_a_week": 2}


@pytest.fixture
def feet(few_classes, make_class):
    """Eight short classes; the others of the library would be chosen for the needs."""
    return [make_class(f"feet-{n}", duration_s=600, benefits=("posture",)) for n in range(1, 9)]


@pytest.fixture
def foot_core(feet, collect):
    return collect("foot-core", *(each for each in feet for _ in range(3)), **RHYTHM)


@pytest.fixture
def settings_kept(runner):
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 30)
    return PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2, days=days)


@pytest.fixture
def followed(runner, settings_kept, foot_core):
    follow_collection(runner=runner, collection=foot_core, now=NOW)
    return FollowedCollection.objects.get()


def slugs(runner, monday):
    """What is proposed or kept in a stored week, by date."""
    places = PlannedSession.objects.filter(week__runner=runner, week__starts_on=monday).waiting()
    return list(places.order_by("date").values_list("video_class__slug", flat=True))


def planned(runner, monday, **more):
    now = datetime.datetime.combine(monday, datetime.time(6), datetime.UTC)
    plan_week(runner=runner, monday=monday, now=now, **more)
    return slugs(runner, monday)


def dance_all(runner, monday):
    """Each class on its day."""
    places = PlannedSession.objects.filter(week__runner=runner, week__starts_on=monday).waiting()
    for place in places.select_related("video_class").order_by("date"):
        dance(runner, place.video_class, place.date)


def dance(runner, video_class, date):
    now = datetime.datetime.combine(date, datetime.time(18), datetime.UTC)
    return record_session(
        runner=runner, date=date, now=now, minutes=10, how="button", video_class=video_class
    )


def said(runner, monday):
    return list(
        PlannedSession.objects.filter(week__runner=runner, week__starts_on=monday)
        .order_by("date")
        .values_list("why", flat=True)
    )


def test_three_a_week_for_eight_weeks_then_two_to_keep_it_up(runner, followed):
    weeks = []
    for n in range(11):
        weeks.append(planned(runner, MONDAY + n * WEEK))
        dance_all(runner, MONDAY + n * WEEK)
    assert weeks[:8] == [[f"feet-{n}"] * 3 for n in range(1, 9)]
    assert weeks[8:] == [["feet-5", "feet-6"], ["feet-7", "feet-8"], ["feet-5", "feet-6"]]
    assert list(Week.objects.order_by("starts_on").values_list("asked", flat=True)) == [3] * 8 + [2] * 3


def test_the_sentence_says_which_place_of_it_a_class_is(runner, followed):
    planned(runner, MONDAY)
    assert said(runner, MONDAY) == [f"Next in “Foot-core”: {n} of\u00a024." for n in (1, 2, 3)]
    dance_all(runner, MONDAY)
    planned(runner, MONDAY + WEEK)
    assert said(runner, MONDAY + WEEK) == [f"Next in “Foot-core”: {n} of\u00a024." for n in (4, 5, 6)]


def test_the_rest_of_the_week_goes_by_needs(runner, settings_kept, followed):
    settings_kept.sessions = 4
    settings_kept.save()
    found = Counter(slug.split("-")[0] for slug in planned(runner, MONDAY))
    assert (found["feet"], found.total()) == (3, 4)


def test_an_illness_keeps_the_place(runner, followed):
    for n in range(2):
        planned(runner, MONDAY + n * WEEK)
        dance_all(runner, MONDAY + n * WEEK)
    third = MONDAY + 2 * WEEK
    Overlay.objects.create(
        runner=runner, kind="illness", first=third, last=third + datetime.timedelta(days=6), laid_at=NOW
    )
    assert planned(runner, third) == []
    after = planned(runner, third + WEEK)
    assert after == ["feet-3"] * len(after) != []


def test_a_week_that_is_looked_at_early_goes_on_where_this_one_ends(runner, followed):
    planned(runner, MONDAY)
    assert slugs(runner, MONDAY) == ["feet-1"] * 3
    plan_week(runner=runner, monday=MONDAY + WEEK, now=NOW)
    assert slugs(runner, MONDAY + WEEK) == ["feet-2"] * 3


def test_weeks_that_are_not_planned_yet_take_their_share(runner, followed):
    plan_week(runner=runner, monday=MONDAY + 2 * WEEK, now=NOW)
    assert slugs(runner, MONDAY + 2 * WEEK) == ["feet-3"] * 3


def test_planned_again_with_nothing_changed_it_is_the_same(runner, followed):
    planned(runner, MONDAY)
    before = list(PlannedSession.objects.values())
    planned(runner, MONDAY)
    assert list(PlannedSession.objects.values()) == before


def test_in_the_middle_of_the_week_the_number_stays(runner, followed):
    planned(runner, MONDAY)
    first = PlannedSession.objects.order_by("date").first()
    dance(runner, first.video_class, first.date)
    now = datetime.datetime.combine(first.date, datetime.time(19), datetime.UTC)
    plan_week(runner=runner, monday=MONDAY, now=now)
    assert slugs(runner, MONDAY) == ["feet-1"] * 2


def test_what_was_danced_elsewhere_and_out_of_order_counts(runner, feet, followed, make_session):
    for n in (1, 2, 3):
        make_session(date=MONDAY - datetime.timedelta(days=n), video_class=feet[0])
    make_session(date=MONDAY - datetime.timedelta(days=4), video_class=feet[1])
    assert planned(runner, MONDAY) == ["feet-2", "feet-2", "feet-3"]


def test_what_was_danced_before_the_planners_memory_counts(runner, feet, followed, make_session):
    for _ in range(3):
        make_session(date=MONDAY - datetime.timedelta(days=300), video_class=feet[0])
    assert planned(runner, MONDAY) == ["feet-2"] * 3


def test_a_class_withdrawn_from_the_library_is_not_waited_for(runner, feet, followed):
    feet[0].published_at = None
    feet[0].save()
    Edition.objects.update(number=Edition.objects.get().number + 1)
    assert planned(runner, MONDAY) == ["feet-2"] * 3


def test_a_collection_changed_meanwhile_goes_on_from_what_was_danced(runner, feet, foot_core, followed):
    planned(runner, MONDAY)
    dance_all(runner, MONDAY)
    foot_core.places.filter(video_class=feet[1]).delete()
    assert planned(runner, MONDAY + WEEK) == ["feet-3"] * 3


def test_a_level_above_the_runners_waits_and_what_was_danced_is_kept_up(
    runner, settings_kept, feet, followed
):
    feet[1].level = 3
    feet[1].save()
    planned(runner, MONDAY)
    dance_all(runner, MONDAY)
    assert planned(runner, MONDAY + WEEK) == ["feet-1"] * 2


def test_paused_it_keeps_its_place_and_the_week_goes_by_needs(runner, foot_core, followed):
    planned(runner, MONDAY)
    dance_all(runner, MONDAY)
    later = NOW + WEEK
    pause_following(runner=runner, collection=foot_core, now=later)
    found = planned(runner, MONDAY + WEEK)
    assert (len(found), [slug for slug in found if slug.startswith("feet")]) == (2, [])
    go_on_following(runner=runner, collection=foot_core, now=later)
    assert slugs(runner, MONDAY + WEEK) == ["feet-2"] * 3


def test_stopping_plans_the_week_by_needs_again(runner, foot_core, followed):
    planned(runner, MONDAY)
    stop_following(runner=runner, collection=foot_core, now=NOW)
    assert [slug for slug in slugs(runner, MONDAY) if slug.startswith("feet")] == []
    assert FollowedCollection.objects.get().ended_on == MONDAY
    assert Week.objects.get().latest.kind == "planned"  # and can be undone as any other


def test_one_is_followed_at_a_time_and_the_other_keeps_its_place(runner, feet, foot_core, followed, collect):
    month = collect("month", feet[6], feet[7], title="Month", series=True)
    planned(runner, MONDAY)
    dance_all(runner, MONDAY)
    later = NOW + WEEK
    aside = follow_collection(runner=runner, collection=month, now=later)
    assert aside.collection == foot_core
    assert "feet-7" in planned(runner, MONDAY + WEEK)
    follow_collection(runner=runner, collection=foot_core, now=later)
    assert slugs(runner, MONDAY + WEEK) == ["feet-2"] * 3
    rows = FollowedCollection.objects.order_by("pk").values_list("collection__slug", "ended_on")
    assert list(rows) == [("foot-core", None), ("month", MONDAY + WEEK)]


def test_one_without_an_end_to_keep_up_ends_and_begins_again_when_asked(runner, settings_kept, feet, collect):
    month = collect("month", feet[0], feet[1], title="Month", series=True)
    follow_collection(runner=runner, collection=month, now=NOW)
    assert planned(runner, MONDAY)[:1] == ["feet-1"]
    dance(runner, feet[0], MONDAY)
    dance(runner, feet[1], MONDAY + datetime.timedelta(days=2))
    found = planned(runner, MONDAY + WEEK)
    assert [slug for slug in found if slug.startswith("feet")] == []
    follow_collection(runner=runner, collection=month, now=NOW + WEEK)
    assert slugs(runner, MONDAY + WEEK)[:1] == ["feet-1"]
    assert FollowedCollection.objects.first().counts_from == MONDAY + WEEK


def test_the_last_of_a_series_waits_for_the_one_before_it(runner, settings_kept, feet, collect):
    pair = collect("pair", feet[0], feet[1], title="Pair", series=True)
    follow_collection(runner=runner, collection=pair, now=NOW)
    assert "feet-2" not in planned(runner, MONDAY)
    dance(runner, feet[0], MONDAY)
    assert "feet-2" in planned(runner, MONDAY + WEEK)


def test_the_last_of_a_series_does_not_wait_for_one_that_is_not_for_the_runner(
    runner, settings_kept, feet, collect
):
    Viewing.objects.create(runner=runner, video_class=feet[0], hidden_at=NOW)
    pair = collect("pair", feet[0], feet[1], title="Pair", series=True)
    follow_collection(runner=runner, collection=pair, now=NOW)
    assert "feet-2" in planned(runner, MONDAY)


def test_no_rule_is_broken_for_its_sake(runner, followed, make_planned_run):
    for n, kind in enumerate(("intervals", "easy", "tempo", "easy", "long")):
        make_planned_run(date=MONDAY + datetime.timedelta(days=n), kind=kind, duration_s=3600)
    planned(runner, MONDAY)
    rows = rows_of_week(runner, MONDAY, MONDAY)
    assert check(week_of(rows, rows.places)) == []


def test_anothers_collection_is_anothers(runner, stranger, followed):
    assert [slug for slug in planned(stranger, MONDAY) if slug.startswith("feet")] == []


def test_what_is_not_followed_cannot_be_paused_or_stopped(runner, stranger, foot_core, followed):
    for act in (pause_following, go_on_following, stop_following):
        with pytest.raises(NotFollowed):
            act(runner=stranger, collection=foot_core, now=NOW)
    assert FollowedCollection.objects.filter(ended_on=None, paused_on=None).count() == 1


@pytest.mark.parametrize("follows", [True, False])
def test_it_takes_no_question_more(
    runner, settings_kept, foot_core, make_session, feet, follows, django_assert_num_queries
):
    if follows:
        follow_collection(runner=runner, collection=foot_core, now=NOW)
        for n in range(5):
            make_session(date=MONDAY - datetime.timedelta(days=n + 1), video_class=feet[n])
    rows_of_week(runner, MONDAY, MONDAY)
    with django_assert_num_queries(9):
        rows_of_week(runner, MONDAY, MONDAY)
    assert Session.objects.count() == (5 if follows else 0)
