"""What must hold between one week and another like it, for weeks of every kind, through the command's JSON.

LONGER=20 tries twenty times as many.
"""

import json
import os
import random
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.planner.answering import answer_to
from tests.plans.planner.oracle.answers import broken_rules, sessions_added
from tests.plans.planner.oracle.facts import Facts, day
from tests.plans.planner.oracle.random_weeks import KINDS, KIT, SITES, SWITCHABLE, WEEKDAYS, Thrown

EXAMPLES = 36 * int(os.environ.get("LONGER", "1"))
ORDERED = ("benefits", "collection")  # the first benefit is the primary one
tried = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def weeks(draw, classes=7, sessions=6):
    kind, seed = draw(st.sampled_from(KINDS)), draw(st.integers(0, 2**32))
    return Thrown(random.Random(seed), classes, sessions).week(kind)


def planned(week):
    answer = answer_to(json.dumps(week).encode())
    assert "error" not in answer
    return answer


def where(answer):
    """What is planned, without the reasons: being kept is a reason of its own."""
    rows = [
        (row["date"], row["slot"], row["class"], row["minutes"])
        for row in answer["sessions"] + answer["primers"]
    ]
    return rows, answer["unplaced"]


def number(week):
    return len(sessions_added(Facts(week), planned(week)))


def shuffled(value, chance, name=""):
    """The same with every list whose order means nothing in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], chance, key) for key in chance.sample(sorted(value), len(value))}
    if isinstance(value, list):
        inside = [shuffled(each, chance) for each in value]
        return inside if name in ORDERED else chance.sample(inside, len(inside))
    return value


def put_back(week, answer):
    """The week with its own plan proposed, beside what was locked, done, skipped or missed."""
    facts = Facts(week)
    stays = [row for row in week.get("placed", ()) if row["state"] != "proposed" or is_over(facts, row)]
    stays += [row for row in week.get("placed", ()) if row["state"] == "proposed" and "class" not in row]
    fixed = [(row["date"], row.get("class")) for row in stays if row["state"] in ("locked", "done")]
    new = [row for row in answer["sessions"] + answer["primers"] if (row["date"], row["class"]) not in fixed]
    rows = [
        {"date": row["date"], "class": row["class"], "slot": row["slot"], "state": "proposed"}
        for row in new
        if row["class"]
    ]
    return {**week, "placed": stays + rows}


def is_over(facts, row):
    return "class" in row and day(row["date"]) < facts.today


@tried
@given(weeks())
def test_no_rule_that_is_on_is_broken_in_a_week_of_any_size(week):
    assert broken_rules(Facts(week), planned(week)) == []


@tried
@given(weeks(), st.randoms(use_true_random=False))
def test_the_same_week_in_any_order_has_the_same_answer(week, chance):
    assert planned(shuffled(week, chance)) == planned(week)


@tried
@given(weeks())
def test_planning_again_with_nothing_changed_changes_nothing(week):
    first = planned(week)
    assert where(planned(put_back(week, first))) == where(first)


@tried
@given(weeks(), st.integers(0, 2**32))
def test_an_overlay_that_is_taken_away_leaves_the_plan_as_it_was(week, seed):
    before = planned(week)
    kept = put_back(week, before)
    overlays = [*week.get("overlays", ()), Thrown(random.Random(seed)).overlay()]
    under = {**kept, "overlays": overlays}
    assert broken_rules(Facts(under), planned(under)) == []
    assert where(planned(kept)) == where(before)


def without_a_rule(week, chance):
    week["runner"]["off"] = [*week["runner"].get("off", ()), chance.choice(SWITCHABLE)]


def with_more_minutes(week, chance):
    name = chance.choice(WEEKDAYS)
    week["runner"]["days"][name] += chance.choice((1, 10, 45))


def with_another_class(week, chance):
    week["classes"].append({**Thrown(chance).a_class("another"), "kind": "class"})


def without_an_overlay(week, chance):
    overlays = week.get("overlays", [])
    week["overlays"] = chance.sample(overlays, max(0, len(overlays) - 1))


def without_pain(week, chance):
    """All reports of one spot: without the newest alone an older one would hold again."""
    site = chance.choice(SITES)
    week["pain"] = [each for each in week.get("pain", ()) if each["site"] != site]


def without_races(week, chance):
    week["races"] = []


def with_a_run_cancelled(week, chance):
    ahead = [run for run in week["runs"] if run["status"] == "planned"]
    for run in chance.sample(ahead, min(1, len(ahead))):
        run["status"] = "cancelled"


def with_all_kit(week, chance):
    week["runner"]["kit"] = list(KIT)


def at_a_higher_level(week, chance):
    week["runner"] |= {"level": 3, "quiet": False, "impact": True}


def with_some_experience(week, chance):
    week["runner"]["experience"] = "some"


def without_rest_days(week, chance):
    week["runner"]["rest"] = []


def without_an_answer(week, chance):
    week["runner"].pop("check_in", None)


def without_soreness(week, chance):
    week["soreness_after_load3"] = 0


def asked_for_more(week, chance):
    week["runner"]["sessions"] += 1


EASED = (
    without_a_rule,
    with_more_minutes,
    with_another_class,
    without_an_overlay,
    without_pain,
    without_races,
    with_a_run_cancelled,
    with_all_kit,
    at_a_higher_level,
    with_some_experience,
    without_rest_days,
    without_an_answer,
    without_soreness,
    asked_for_more,
)


@pytest.mark.parametrize("eased", EASED, ids=lambda eased: eased.__name__)
@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(week=weeks(), seed=st.integers(0, 2**32))
def test_fewer_restrictions_never_place_fewer_sessions(week, seed, eased):
    freer = deepcopy(week)
    eased(freer, random.Random(seed))
    assert number(freer) >= number(week)
