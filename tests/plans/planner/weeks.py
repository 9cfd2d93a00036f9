"""Random weeks for Hypothesis, small enough that two classes often meet the same rule."""

from datetime import date, timedelta

from hypothesis import strategies as st

from plans.planner import Class, Done, Overlay, Pain, Placement, Race, Run, Runner, SelfCheck, Week
from plans.planner.rules import RULES
from plans.planner.week import (
    BENEFITS,
    CHECK_INS,
    EXPERIENCES,
    FEELS,
    OVERLAYS,
    PRIORITIES,
    RUN_KINDS,
    RUN_STATUSES,
    STATES,
    WEEKDAYS,
)

MONDAY = date(2026, 11, 23)
SITES = ("calf", "hip")
KIT = ("chair", "band")
STANDING = ((), (), ("proposed",) * 2, ("missed",), ("missed", "proposed"), ("locked",))


def days(first, last):
    return st.integers(first, last).map(lambda n: MONDAY + timedelta(days=n))


def some(choices, most=None):
    return st.frozensets(st.sampled_from(choices), max_size=most)


@st.composite
def classes(draw, slug, kinds=("class",) * 6 + ("primer", "cooldown")):
    return Class(
        slug=slug,
        kind=draw(st.sampled_from(kinds)),
        minutes=draw(st.sampled_from((5, 10, 12, 15, 20, 30))),
        leg_load=draw(st.sampled_from((0, 1, 1, 2, 2, 3))),
        sites={site: draw(st.integers(0, 3)) for site in draw(some(SITES))},
        longest_hold_s=draw(st.sampled_from((0, 60))),
        benefits=tuple(draw(st.lists(st.sampled_from(BENEFITS), min_size=1, max_size=3, unique=True))),
        level=draw(st.sampled_from((1, 1, 1, 2))),
        kit=draw(some(KIT, 1)),
        quiet=draw(st.booleans()),
        small_space=draw(st.booleans()),
        offer=draw(st.sampled_from((True, True, True, False))),
    )


runs = st.builds(
    Run,
    date=days(-16, 22),
    kind=st.sampled_from(RUN_KINDS),
    minutes=st.none() | st.sampled_from((30, 60, 90, 121)),
    distance_m=st.none() | st.sampled_from((5_000, 12_000, 25_000)),
    climb_m=st.sampled_from((0, 0, 800)),
    status=st.sampled_from(("planned", *RUN_STATUSES)),
)
races = st.builds(
    Race,
    date=days(-30, 36),
    priority=st.sampled_from(PRIORITIES),
    distance_m=st.sampled_from((10_000, 15_000, 21_100, 42_195)),
)
reports = st.builds(
    Pain,
    site=st.sampled_from(SITES),
    level=st.integers(0, 10),
    date=days(-9, 8),
    worse_next_morning=st.booleans(),
    feel=st.sampled_from(FEELS),
)
overlays = st.builds(
    lambda kind, first, length, sites: Overlay(kind, first, first + timedelta(days=length), sites),
    st.sampled_from(OVERLAYS),
    days(-30, 6),
    st.integers(0, 16),
    some(SITES).map(sorted).map(tuple),
)


@st.composite
def runners(draw, most):
    return Runner(
        sessions=draw(st.integers(1, most)),
        days={day: draw(st.sampled_from((0, 12, 30, 30, 45))) for day in WEEKDAYS},
        experience=draw(st.sampled_from(EXPERIENCES)),
        kit=draw(some(KIT)),
        quiet=draw(st.sampled_from((False, False, True))),
        level=draw(st.integers(1, 2)),
        impact=draw(st.booleans()),
        rest=draw(some(WEEKDAYS, 2)),
        tight=draw(some(SITES, 1)),
        primers=draw(st.booleans()),
        check_in=draw(st.none() | st.sampled_from(CHECK_INS)),
        off=draw(some([rule.id for rule in RULES], 3)),
    )


@st.composite
def weeks(draw, most_classes=4, most_sessions=3):
    found = tuple(draw(classes(slug)) for slug in "abcdefgh"[: draw(st.integers(1, most_classes))])
    done = st.builds(Done, days(-60, -1), st.sampled_from(found))
    stands = st.builds(Placement, days(0, 6), st.sampled_from(found), st.sampled_from(("proposed", *STATES)))
    return Week(
        week_start=MONDAY,
        today=draw(st.none() | days(-3, 7)),
        runner=draw(runners(most_sessions)),
        classes=found,
        runs=tuple(draw(st.lists(runs, max_size=6))),
        races=tuple(draw(st.lists(races, max_size=2))),
        pain=tuple(draw(st.lists(reports, max_size=3))),
        soreness_after_load3=draw(st.sampled_from((0, 3))),
        overlays=tuple(draw(st.lists(overlays, max_size=1))),
        history=tuple(draw(st.lists(done, max_size=12))),
        placed=tuple(draw(st.lists(stands, max_size=3))),
        collection=tuple(draw(st.lists(st.sampled_from([c.slug for c in found]), max_size=2, unique=True))),
        self_checks=tuple(
            draw(st.lists(st.builds(SelfCheck, st.sampled_from(BENEFITS), st.integers(-2, 2)), max_size=2))
        ),
    )
