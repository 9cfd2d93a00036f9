"""The library as a day would take it: best first, each with its sentence."""

import datetime

import pytest

from library.actions.indexing import index_classes
from library.models import Viewing
from plans.actions.by_hand import DayIsOver, IsDone, NoSuchPlace, TooFarAhead
from plans.actions.choosing import add_place, swap_place
from plans.actions.one_more import MOST_SHOWN, Asked, Said, classes_for_day, classes_like, keys_of
from plans.models import PlannedSession, PlanSettings, Race, Week

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
SLUG = "steady-ankles"


@pytest.fixture
def place(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone"
    )


def for_day(runner, date, **asked):
    return classes_for_day(runner=runner, date=date, asked=Asked(**asked), now=NOW)


def like(runner, query="", date=THURSDAY):
    return classes_like(runner=runner, date=date, slug=SLUG, query=query, now=NOW)[1]


def slugs(found):
    return [candidate.video_class.slug for candidate in found]


def test_what_fits_comes_before_what_does_not(runner, place):
    found, many = for_day(runner, FRIDAY)
    weights = [candidate.said.weight for candidate in found]
    assert weights == sorted(weights, key=["fits", "careful", "clash"].index)
    assert (many, set(slugs(found))) == (7, {
        "steady-ankles", "one-leg-calm", "long-lines", "tall-and-easy", "both-sides", "deep-plies",
        "little-jumps",
    })  # fmt: skip
    assert found[0].said.sentence == "Nothing speaks against it."
    assert (found[-1].video_class.slug, found[-1].said.rule) == ("little-jumps", "R16")


def test_a_day_with_a_class_says_so_of_each_other(runner, place):
    found, _many = for_day(runner, THURSDAY)
    said = {candidate.video_class.slug: candidate.said for candidate in found}
    assert SLUG not in said
    assert (said["long-lines"].weight, said["long-lines"].sentence) == (
        "careful",
        "Thursday holds another class already.",
    )


def test_a_race_clashes(runner, place):
    Race.objects.create(runner=runner, name="Ten", date=SUNDAY, priority="A", distance_m=10_000)
    found, _many = for_day(runner, SUNDAY)
    assert {candidate.said.weight for candidate in found if candidate.video_class.level < 3} == {"clash"}


def test_what_is_not_for_the_runner_is_said(runner, place, few_classes):
    Viewing.objects.create(runner=runner, video_class=few_classes["long-lines"], hidden_at=NOW)
    found, _many = for_day(runner, FRIDAY)
    said = {candidate.video_class.slug: candidate.said.sentence for candidate in found}
    assert said["long-lines"] == "You said it is not for you."


def test_what_hurts_is_told_before_what_the_runner_asked_and_never_stands_first(
    runner, place, few_classes, make_pain
):
    few_classes["long-lines"].sites = {"foot": 2}
    few_classes["long-lines"].save()
    index_classes([few_classes["long-lines"].pk])
    Viewing.objects.create(runner=runner, video_class=few_classes["long-lines"], hidden_at=NOW)
    make_pain("foot", 6, date=WEDNESDAY)
    for found in (for_day(runner, FRIDAY)[0], like(runner, "lines")):
        said = {candidate.video_class.slug: candidate.said for candidate in found}
        assert said["long-lines"] == Said("clash", "It loads a spot that hurts.", "R11")
        assert [c.said.weight for c in found] == sorted(
            (c.said.weight for c in found), key=["fits", "careful", "clash"].index
        )
    changed = add_place(runner=runner, date=FRIDAY, slug="long-lines", now=NOW)
    assert changed.weight == "clash"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"benefit": "posture"}, ["tall-and-easy"]),
        ({"minutes": 5}, []),
        ({"benefit": "stabilisers"}, ["deep-plies", "steady-ankles"]),
    ],
)
def test_what_is_asked_for_is_shown_alone(runner, place, asked, expected):
    found, many = for_day(runner, FRIDAY, **asked)
    assert (sorted(slugs(found)), many) == (expected, len(expected))


def test_a_primer_is_offered_where_a_run_is_to_come(runner, place, make_class, make_planned_run):
    make_class("wake-the-feet", kind="primer", duration_s=360.0, leg_load=0)
    make_planned_run(date=SATURDAY, kind="easy", duration_s=2400)
    assert "wake-the-feet" not in slugs(for_day(runner, FRIDAY)[0])
    found = {candidate.video_class.slug: candidate.said for candidate in for_day(runner, SATURDAY)[0]}
    assert found["wake-the-feet"].sentence == "Before your easy run."


def test_similar_classes_share_the_benefit_the_most_alike_first(runner, place, make_class):
    for slug, fields in {
        "ankles-again": {"duration_s": 1000.0},
        "short-ankles": {"duration_s": 300.0},
        "still-ankles": {"leg_load": 0},
        "hard-ankles": {"level": 3},
    }.items():
        make_class(slug, benefits=("stabilisers",), **fields)
    found = like(runner)
    assert slugs(found) == ["ankles-again", "short-ankles", "still-ankles", "deep-plies", "hard-ankles"]
    assert [candidate.said.weight for candidate in found] == ["fits"] * 4 + ["careful"]


def test_the_rules_answer_as_the_act_does(runner, place):
    """What a page says of a class is what adding or swapping it comes to."""
    for candidate in for_day(runner, FRIDAY)[0]:
        changed = add_place(runner=runner, date=FRIDAY, slug=candidate.video_class.slug, now=NOW)
        assert (candidate.video_class.slug, changed.weight) == (
            candidate.video_class.slug,
            candidate.said.weight,
        )
        PlannedSession.objects.filter(date=FRIDAY).delete()
    for candidate in like(runner):
        slug = candidate.video_class.slug
        changed = swap_place(runner=runner, date=THURSDAY, slug=SLUG, to=slug, now=NOW)
        assert (slug, changed.weight) == (slug, candidate.said.weight)


@pytest.mark.parametrize(("date", "error"), [(TUESDAY, DayIsOver), (FRIDAY + 210 * DAY, TooFarAhead)])
def test_nothing_is_chosen_for_a_day_that_cannot_have_it(runner, place, date, error):
    with pytest.raises(error):
        for_day(runner, date)


def test_nothing_is_chosen_for_what_is_done_or_over_or_not_there(runner, place):
    with pytest.raises(NoSuchPlace):
        like(runner, date=FRIDAY)
    PlannedSession.objects.update(state="done")
    with pytest.raises(IsDone):
        like(runner)
    PlannedSession.objects.update(state="missed", date=TUESDAY)
    with pytest.raises(DayIsOver):
        like(runner, date=TUESDAY)


@pytest.mark.parametrize("more", [1, 60])
def test_a_page_asks_as_much_for_a_few_classes_as_for_many(
    runner, place, make_class, more, django_assert_num_queries
):
    with make_class.together():
        for n in range(more):
            make_class(f"class-{n}", benefits=("stabilisers",))
    like(runner)  # the library is read once for each of its editions
    with django_assert_num_queries(12):
        found, many = for_day(runner, FRIDAY)
    assert (len(found), many) == (min(MOST_SHOWN, 7 + more), 7 + more)
    with django_assert_num_queries(12):
        like(runner)


def test_keys_of_a_set_come_in_order():
    assert keys_of(0b1010001) == [0, 4, 6]
    assert keys_of(0) == []
