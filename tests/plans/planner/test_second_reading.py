"""Weeks of every kind, planned by the command and judged by a second reading of the rules (`oracle/`).

The second reading shares nothing with the planner but what the rules say. RUNNER_WEEKS=20000 makes as many
weeks; without it a run of the tests makes 450.
"""

import json
import os
import random
from math import comb

import pytest

from plans.planner.__main__ import answer_to
from tests.plans.planner.oracle import answers, asking, brute, judging
from tests.plans.planner.oracle.facts import Facts
from tests.plans.planner.oracle.random_weeks import KINDS, Thrown

COUNT = int(os.environ.get("RUNNER_WEEKS", "450")) // len(KINDS)
MOST_PLANS = 4_000


def weeks_of(kind):
    return [Thrown(random.Random(f"{kind} {n}")).week(kind) for n in range(COUNT)]


def small_enough(facts):
    found, room = len(brute.candidates(facts)), judging.room(facts)
    return not found or comb(found + room - 1, room) <= MOST_PLANS


def judged(facts, answer):
    """What the second reading says of an answer: all that it must be."""
    left = judging.room(facts) - len(answers.sessions_added(facts, answer))
    return {
        "broken": answers.broken_rules(facts, answer),
        "unplaced": left,
        "warnings": asking.warnings(facts),
        "see_professional": asking.see_professional(facts),
        "primers": asking.primer_days(facts),
    }


def told(answer):
    """The same of the answer itself."""
    return {
        "broken": [],
        "unplaced": sum(one["count"] for one in answer["unplaced"]),
        "warnings": answer["warnings"],
        "see_professional": answer["see_professional"],
        "primers": [row["date"] for row in answer["primers"]],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_both_readings_of_the_rules_judge_a_week_alike(kind):
    for week in weeks_of(kind):
        answer, facts = answer_to(json.dumps(week)), Facts(week)
        assert told(answer) == judged(facts, answer), json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_no_week_is_better_than_the_one_that_is_planned_and_what_is_missing_is_explained(kind):
    for week in weeks_of(kind):
        facts = Facts(week)
        if not small_enough(facts):
            continue
        answer, best = answer_to(json.dumps(week)), brute.best(facts)
        added = answers.sessions_added(facts, answer)
        assert brute.ranked(facts, added) == best.rank, json.dumps(week)
        for one in answer["unplaced"]:
            assert one["because"] == brute.because(facts, added, best.lifts), json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_the_weeks_are_small_enough_to_try_every_plan(kind):
    weeks = weeks_of(kind)
    assert sum(small_enough(Facts(week)) for week in weeks) >= 0.9 * len(weeks)
