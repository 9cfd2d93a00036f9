"""Small builders for weeks; Monday is 23 November 2026."""

from datetime import date, timedelta

import pytest

from plans.planner import Class, Placement, Runner, Week, check

MONDAY = date(2026, 11, 23)


@pytest.fixture
def day():
    """A day of the week by its number, 0 for Monday; days before the week are below 0."""
    return lambda n: MONDAY + timedelta(days=n)


@pytest.fixture
def a_class():
    """A quiet class of level 1 without kit; whatever matters to a test is said there."""

    def make(slug="posture-15", *, benefits=("posture",), minutes=15, load=1, **more):
        return Class(slug=slug, minutes=minutes, leg_load=load, benefits=benefits, **more)

    return make


@pytest.fixture
def a_runner():
    """Someone with some experience and thirty minutes on every day."""

    def make(sessions=2, **more):
        days = more.pop("days", dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 30))
        return Runner(sessions=sessions, days=days, **{"experience": "some", **more})

    return make


@pytest.fixture
def a_week(a_runner):
    """A week of that runner."""

    def make(*classes, runner=None, **more):
        return Week(MONDAY, runner or a_runner(), tuple(classes), **more)

    return make


@pytest.fixture
def breaks(a_week, day):
    """The ids of the rules that a class breaks on a day of an otherwise given week."""

    def ask(item, n, *others, slot=None, placed=(), **more):
        one = Placement(day(n), item, slot=slot)
        week = a_week(item, *others, placed=(one, *placed), **more)
        return [broken.rule for broken in check(week) if (broken.date, broken.slug) == (day(n), item.slug)]

    return ask
