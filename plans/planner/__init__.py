"""The planner: a runner's week in, placed classes with reasons out. No clock, no chance, no database."""

from plans.planner.checking import check
from plans.planner.fields import FieldError
from plans.planner.following import plan_following, with_collection
from plans.planner.planned import Broken, Longer, PlannedWeek, Session, Unplaced
from plans.planner.planning import plan
from plans.planner.reading import read_week
from plans.planner.rules import RULES
from plans.planner.rules.rule import Rule
from plans.planner.sentences import Why, why
from plans.planner.week import (
    BENEFITS,
    Class,
    Done,
    Overlay,
    Pain,
    Placement,
    Race,
    Run,
    Runner,
    SelfCheck,
    Week,
    elsewhere,
)
from plans.planner.writing import week_json

__all__ = [
    "BENEFITS",
    "RULES",
    "Broken",
    "Class",
    "Done",
    "FieldError",
    "Longer",
    "Overlay",
    "Pain",
    "Placement",
    "PlannedWeek",
    "Race",
    "Rule",
    "Run",
    "Runner",
    "SelfCheck",
    "Session",
    "Unplaced",
    "Week",
    "Why",
    "check",
    "elsewhere",
    "plan",
    "plan_following",
    "read_week",
    "week_json",
    "why",
    "with_collection",
]
