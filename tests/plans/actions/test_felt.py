"""How hard a class was felt to be: of five runners or more, and never by person."""

import datetime

import pytest

from accounts.models import User
from library.actions.felt import Aside, Felt, felt_of
from library.models import Viewing
from plans.actions.felt import EXPECTED

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 18, tzinfo=datetime.UTC)


@pytest.fixture
def runners(db):
    return [User.objects.create_user(f"runner-{n}@example.com", "x") for n in range(8)]


@pytest.fixture
def plies(make_class):
    return make_class("deep-plies", leg_load=2, level=2)


def test_four_runners_are_too_few_however_often_they_danced(runners, plies, make_session):
    for runner in runners[:4]:
        for n in range(3):
            make_session(
                of=runner,
                date=MONDAY - n * datetime.timedelta(days=1),
                video_class=plies,
                leg_load=2,
                effort=5,
            )
    make_session(of=runners[4], video_class=plies)  # did not say
    assert felt_of(plies) == Felt(expected=(4, 7))
    assert not felt_of(plies).enough


def test_five_runners_count_once_each_with_what_they_said_last(runners, plies, make_session):
    for runner, effort in zip(runners, [3, 4, 8, 9, 10], strict=False):
        make_session(
            of=runner, date=MONDAY - datetime.timedelta(days=9), video_class=plies, leg_load=2, effort=0
        )
        make_session(of=runner, date=MONDAY, video_class=plies, leg_load=2, effort=effort)
    felt = felt_of(plies)
    assert felt == Felt(runners=5, median=8, light=1, steady=1, hard=3, expected=(4, 7))
    assert felt.against_label == "harder"


def test_a_shorter_cut_says_nothing_of_the_whole(runners, plies, make_session):
    cut = {"video_class": plies, "effort": 4}
    for runner in runners[:4]:
        make_session(of=runner, leg_load=2, **cut)
    make_session(of=runners[4], leg_load=2, minutes=6, **cut)
    make_session(of=runners[5], leg_load=1, **cut)
    assert not felt_of(plies).enough


def test_a_class_that_feels_as_told_or_lighter(runners, plies, make_session):
    for runner in runners[:6]:
        make_session(of=runner, video_class=plies, leg_load=2, effort=4)
    assert felt_of(plies).against_label == ""
    plies.level = 3
    assert felt_of(plies).against_label == "easier"


def test_a_reason_is_told_from_five_runners_on(runners, plies):
    for n, runner in enumerate(runners):
        why = "too-hard" if n < 5 else "dull"
        Viewing.objects.create(runner=runner, video_class=plies, hidden_at=NOW, hidden_why=why)
    assert felt_of(plies).aside == (Aside("Too hard for me", 5),)
    Viewing.objects.filter(runner=runners[0]).update(hidden_at=None)  # took it back
    assert felt_of(plies).aside == ()


def test_what_hurts_is_not_even_counted(runners, plies):
    for runner in runners:
        Viewing.objects.create(runner=runner, video_class=plies, hidden_at=NOW, hidden_why="hurts")
    assert felt_of(plies).aside == ()


def test_effort_asked_for_grows_with_load_and_level():
    for levels in EXPECTED.values():
        assert [*levels.values()] == sorted(levels.values())
    assert [EXPECTED[load][1] for load in range(4)] == sorted(EXPECTED[load][1] for load in range(4))


@pytest.mark.parametrize("many", [1, 8])
def test_it_takes_two_questions(runners, plies, make_session, many, django_assert_num_queries):
    for runner in runners[:many]:
        make_session(of=runner, video_class=plies, leg_load=2, effort=4)
    with django_assert_num_queries(2):
        felt_of(plies)
