"""What the plan says of the library for a runner's today."""

import datetime

import pytest

from library.actions.indexing import index_classes
from library.actions.today import Fit, danced_by, day_of, fit_of
from library.models import Collection, VideoClass, Viewing
from plans.actions.plan import plan_week
from plans.actions.session import record_class_done
from plans.models import HealthNotes, PlannedRun, PlannedSession, PlanSettings, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
WEDNESDAY = NOW.date()


@pytest.fixture
def asked(runner):
    """Someone who may dance anything but jumps, on any day, and whose week stands empty."""
    Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    return PlanSettings.objects.create(runner=runner, experience="some", level=3, kit=["chair"])


@pytest.fixture
def place(runner, asked, few_classes):
    def make(slug, date=WEDNESDAY, **fields):
        values = {"first_date": date, "slot": "alone", "why": "Your feet.", **fields}
        return runner.weeks.get().planned_sessions.create(date=date, video_class=few_classes[slug], **values)

    return make


def keys(bits):
    return {n for n in range(bits.bit_length()) if bits >> n & 1}


def slugs(bits, classes):
    return {slug for slug, each in classes.items() if bits >> each.pk & 1}


def test_a_class_stands_once_among_what_fits_and_what_is_in_the_way(runner, asked, few_classes):
    PlannedRun.objects.create(runner=runner, date=WEDNESDAY + DAY, kind="long")
    day = day_of(runner, NOW)
    assert slugs(day.fits, few_classes) == {
        "steady-ankles", "one-leg-calm", "long-lines", "tall-and-easy", "both-sides"
    }  # fmt: skip
    assert {sentence: slugs(bits, few_classes) for sentence, bits in day.against} == {
        "Tomorrow brings your long run, so nothing hard on the legs today.": {"deep-plies"},
        "It has small jumps, and you have not switched them on.": {"little-jumps"},
    }


@pytest.mark.parametrize("small", [True, False])
def test_in_a_small_space_the_library_says_what_the_plan_keeps(runner, asked, few_classes, small):
    """A bug: the plan left them out, and the library said that they fit."""
    asked.small_space, asked.kit = small, ["chair", "mat", "wall"]
    asked.save()
    wide = {"one-leg-calm", "long-lines"}
    VideoClass.objects.filter(slug__in=wide).update(small_space=False)
    index_classes([made.pk for made in few_classes.values()])
    day = day_of(runner, NOW)
    against = {sentence: slugs(bits, few_classes) for sentence, bits in day.against}
    assert against.get("It needs more room than you have.", set()) == (wide if small else set())
    assert slugs(day.fits, few_classes).isdisjoint(wide) == small
    said = fit_of(runner, few_classes["long-lines"], NOW)
    assert said == (Fit(False, "It needs more room than you have.") if small else said)
    assert said.fits is not small
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    placed = set(PlannedSession.objects.values_list("video_class__slug", flat=True))
    assert placed and (not small or placed.isdisjoint(wide))


def test_the_best_come_first_and_none_is_left_out(runner, asked, few_classes):
    day = day_of(runner, NOW)
    found = [key for tier in day.best for key in keys(tier)]
    assert sorted(found) == sorted(each.pk for each in few_classes.values())
    best, last = day.best[0], day.best[-1]
    assert slugs(best, few_classes) == {"steady-ankles"}  # two benefits, the most needed
    assert slugs(last, few_classes) == {"little-jumps"}
    ankles = few_classes["steady-ankles"]
    assert day.why(ankles.pk) == "Wednesday is free, and it is time for strong feet and ankles."
    assert day.why(few_classes["little-jumps"].pk) == "It has small jumps, and you have not switched them on."


def test_what_is_in_the_plan_today_says_so_and_comes_first(runner, place, few_classes):
    place("tall-and-easy")
    day = day_of(runner, NOW)
    assert slugs(day.best[0], few_classes) == {"tall-and-easy"}
    assert day.why(few_classes["tall-and-easy"].pk) == "Your feet."
    assert fit_of(runner, few_classes["tall-and-easy"], NOW) == Fit(True, "It is in your plan today.")


def test_another_class_may_stand_in_for_what_is_only_proposed(runner, place, few_classes):
    place("tall-and-easy")
    assert fit_of(runner, few_classes["one-leg-calm"], NOW) == Fit(
        True, "Nothing speaks against it. Today it would stand in for “Tall and easy”."
    )
    PlannedSession.objects.update(state="locked")
    assert fit_of(runner, few_classes["one-leg-calm"], NOW) == Fit(
        False, "Today is kept for another class.", "R16"
    )


def test_once_danced_the_day_is_full(runner, place, few_classes):
    place("tall-and-easy")
    tall, calm = few_classes["tall-and-easy"], few_classes["one-leg-calm"]
    record_class_done(runner=runner, video_class=tall, how="film", now=NOW)
    assert fit_of(runner, tall, NOW) == Fit(
        False, "You danced it today, and it counts. Once a day is plenty.", done=True
    )
    assert fit_of(runner, calm, NOW) == Fit(
        False, "You have danced today, and one class a day is plenty.", "R16"
    )
    assert day_of(runner, NOW).fits == 0


def test_the_day_is_the_runners_own(runner, place, few_classes):
    place("tall-and-easy", WEDNESDAY + DAY)
    runner.time_zone = "Pacific/Auckland"  # there it is Thursday already
    late = NOW + datetime.timedelta(hours=4)
    assert fit_of(runner, few_classes["tall-and-easy"], late).sentence == "It is in your plan today."


def test_what_the_runner_said_of_classes_comes_first(runner, stranger, asked, few_classes, make_class):
    hidden, jumps = few_classes["long-lines"], few_classes["little-jumps"]
    Viewing.objects.create(runner=runner, video_class=hidden, hidden_at=NOW)
    Viewing.objects.create(runner=stranger, video_class=few_classes["tall-and-easy"], hidden_at=NOW)
    HealthNotes.objects.create(runner=runner, limits=["no_impact"])
    series = Collection.objects.create(slug="month", title="Month", series=True)
    for position, slug in enumerate(["one-leg-calm", "both-sides"], 1):
        series.places.create(video_class=few_classes[slug], position=position)
    said = {sentence: slugs(bits, few_classes) for sentence, bits in day_of(runner, NOW).against}
    assert said == {
        "You said it is not for you.": {hidden.slug},
        "You asked for no jumps, and it has some.": {jumps.slug},
        "It gathers a series: dance the one before it first.": {"both-sides"},
    }


def test_a_week_that_is_not_stored_is_asked_as_it_would_be_planned(runner, few_classes):
    PlanSettings.objects.create(runner=runner, sessions=6, experience="some")
    day = day_of(runner, NOW)
    planned = [each for each in few_classes.values() if day.best[0] >> each.pk & 1]
    assert len(planned) == 1
    assert fit_of(runner, planned[0], NOW).sentence == "It is in your plan today."
    assert Week.objects.count() == 0


@pytest.mark.parametrize("stored", [True, False])
def test_a_class_good_for_nothing_named_may_be_danced_and_is_never_placed(
    runner, few_classes, make_class, stored
):
    PlanSettings.objects.create(runner=runner, sessions=6, experience="some", primers=True)
    PlannedRun.objects.create(runner=runner, date=WEDNESDAY + DAY, kind="intervals")
    odd = make_class("odd-one", benefits=(), duration_s=300.0)
    primer = make_class("odd-primer", benefits=(), duration_s=300.0, kind="primer")
    if stored:
        week = plan_week(runner=runner, monday=MONDAY, now=NOW)
        week.planned_sessions.filter(video_class__in=[odd, primer]).delete()
    record_class_done(runner=runner, video_class=odd, how="film", now=NOW - 2 * DAY)
    day = day_of(runner, NOW)
    assert [tier >> odd.pk & 1 for tier in day.best].count(1) == 1
    assert day.why(odd.pk) == fit_of(runner, odd, NOW).sentence
    placed = plan_week(runner=runner, monday=MONDAY, now=NOW).planned_sessions.values_list("video_class")
    assert not placed.filter(state="proposed", video_class__in=[odd, primer]).exists()


@pytest.mark.parametrize("state", ["proposed", "locked"])
def test_a_placed_class_that_lost_its_benefits_leaves_the_week_readable(runner, place, few_classes, state):
    place("tall-and-easy", state=state)
    few_classes["tall-and-easy"].tags.all().delete()
    index_classes([few_classes["tall-and-easy"].pk])
    assert fit_of(runner, few_classes["tall-and-easy"], NOW).sentence == "It is in your plan today."
    week = plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert week.planned_sessions.filter(video_class__slug="tall-and-easy").exists() == (state == "locked")


def test_a_class_that_left_the_library_a_moment_ago_is_no_error(runner, asked, few_classes):
    gone = few_classes["long-lines"]
    VideoClass.objects.filter(pk=gone.pk).update(published_at=None)
    index_classes([gone.pk])
    assert fit_of(runner, gone, NOW) == Fit(False, "It has just left the library.")
    assert day_of(runner, NOW).why(gone.pk) == "It has just left the library."


@pytest.mark.parametrize("many", [1, 40])
@pytest.mark.parametrize("stored", [True, False])
def test_a_day_asks_as_much_for_few_as_for_many(
    runner, few_classes, make_class, make_session, many, stored, django_assert_num_queries
):
    PlanSettings.objects.create(runner=runner)
    if stored:
        Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    with make_class.together():
        for n in range(many):
            make_class(f"class-{n}")
            make_session(date=MONDAY - (n + 1) * DAY, video_class=few_classes["long-lines"])
    runner.typical_runs.create(weekday=1, kind="easy")
    day_of(runner, NOW)  # the library is read once for each of its editions
    with django_assert_num_queries(10):
        day_of(runner, NOW)


@pytest.mark.parametrize("many", [1, 30])
def test_what_was_danced_is_told_by_class_in_one_query(
    runner, stranger, few_classes, make_session, many, django_assert_num_queries
):
    lines, ankles = few_classes["long-lines"], few_classes["steady-ankles"]
    for n in range(many):
        make_session(date=MONDAY - n * DAY, video_class=lines)
        make_session(of=stranger, date=MONDAY, video_class=ankles)
        make_session(date=MONDAY, video_class=None)
    with django_assert_num_queries(1):
        danced = danced_by(runner)
    assert {key: (each.times, each.last) for key, each in danced.items()} == {lines.pk: (many, MONDAY)}


def test_without_the_rule_of_growth_jumps_still_come_only_to_who_wants_them(runner, asked, few_classes):
    """A bug: whoever switched R8 off was given jumps they had not switched on."""
    asked.rules_off, asked.sessions = ["R8"], 5
    asked.save()
    jumps = few_classes["little-jumps"]
    said = Fit(False, "It has small jumps, and you have not switched them on.")
    assert fit_of(runner, jumps, NOW) == said
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert not PlannedSession.objects.filter(video_class=jumps).exists()
    asked.impact = True
    asked.save()
    assert fit_of(runner, jumps, NOW).fits
