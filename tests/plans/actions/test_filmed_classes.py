"""A teacher's class in the plan: the planner reads of it what it reads of our own."""

import datetime

import pytest

from plans.actions.week_facts import facts
from plans.actions.week_rows import rows_of_week

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 23)


def offered(runner):
    return facts(rows_of_week(runner, MONDAY, MONDAY))["classes"]


def test_it_is_offered_with_its_tags_once_it_is_published(runner, teacher, make_class):
    film = {"origin": "filmed", "teacher": teacher}
    make_class("draft-on-film", published=False, **film)
    make_class(
        "ankles-on-film",
        benefits=("balance", "posture"),
        duration_s=754.0,
        leg_load=2,
        level=2,
        sites={"calf": 2},
        longest_hold_s=23,
        kit=["chair"],
        **film,
    )
    assert offered(runner) == [
        {
            "slug": "ankles-on-film",
            "kind": "class",
            "minutes": 13,
            "leg_load": 2,
            "sites": {"calf": 2},
            "longest_hold_s": 23,
            "benefits": ["balance", "posture"],
            "level": 2,
            "kit": ["chair"],
            "quiet": True,
            "small_space": True,
            "offer": True,
        }
    ]
