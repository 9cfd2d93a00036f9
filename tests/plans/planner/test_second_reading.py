"""Weeks of every kind, planned by the command and judged by a second reading of the rules (`oracle/`).

The second reading shares nothing with the planner but what the rules say. RUNNER_WEEKS=20000 makes as many
weeks; without it a run of the tests makes 300.
"""

import json
import os
import random
from math import comb

import pytest

from plans.planner import check
from plans.planner.answering import answer_to
from plans.planner.reading import read_week
from tests.plans.planner.oracle import answers, asking, brute, judging
from tests.plans.planner.oracle.bars import barred
from tests.plans.planner.oracle.facts import Facts, day
from tests.plans.planner.oracle.random_weeks import KINDS, Thrown

COUNT = int(os.environ.get("RUNNER_WEEKS", "300")) // len(KINDS)
MOST_PLANS = 4_000
LONGEST = 240  # minutes of a class
PROBE = {
    "slug": "probe",
    "kind": "class",
    "leg_load": 1,
    "sites": {},
    "longest_hold_s": 0,
    "benefits": ["posture"],
    "level": 1,
    "kit": [],
    "quiet": True,
    "small_space": True,
}


def weeks_of(kind, sessions=7):
    return [Thrown(random.Random(f"{kind} {n}"), sessions=sessions).week(kind) for n in range(COUNT)]


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


def by_hand(week, rows):
    """The week with these classes put there by hand, beside what is locked, done, or ours to leave alone."""
    stays = [row for row in week.get("placed", ()) if row["state"] != "proposed" or "class" not in row]
    return read_week({**week, "placed": stays + [{**row, "state": "proposed"} for row in rows]})


def rows_of(facts, slot):
    """Every class and primer on every day from today on."""
    shown = [slug for slug, one in facts.classes.items() if one["kind"] != "cooldown"]
    days = [when for when in facts.days if when >= facts.today]
    return [{"date": when.isoformat(), "class": slug, "slot": slot} for when in days for slug in shown]


def barred_days(facts, slot):
    """By the second reading: day, class and rule, for every class that a rule bars from a day."""
    return {
        (row["date"], row["class"], rule)
        for row in rows_of(facts, slot)
        for rule in barred(facts, facts.classes[row["class"]], day(row["date"]), slot_of(facts, row))
        if rule not in judging.off(facts)
    }


def slot_of(facts, row):
    """Without a run nothing is before or after one."""
    return row["slot"] if facts.efforts_on(day(row["date"])) else "alone"


def checked_days(week, rows):
    """The same by the planner. What bars a class from one day has its rule as its code."""
    asked = {(row["date"], row["class"]) for row in rows}
    found = [one for one in check(by_hand({**week, "placed": []}, rows)) if one.code in (one.rule, "R2-sore")]
    return {
        (one.date.isoformat(), one.slug, one.rule)
        for one in found
        if (one.date.isoformat(), one.slug) in asked
    }


def some_classes(facts, week):
    """Up to a class a day, as a runner might put them."""
    stands = {(each.date, each.slug) for each in facts.fixed}
    found = [each for each in brute.candidates(facts) if (each.date, each.slug) not in stands]
    chance = random.Random(json.dumps(week))
    chosen = chance.sample(found, min(chance.choice((1, 2, 3, 3, 5, 30)), len(found)))
    return tuple({each.date: each for each in chosen}.values())


def checked_week(week, added):
    """The rules that some of the added classes break."""
    rows = [{"date": each.date.isoformat(), "class": each.slug, "slot": each.slot} for each in added]
    asked = {(each.date, each.slug) for each in added}
    return {one.rule for one in check(by_hand(week, rows)) if (one.date, one.slug) in asked}


def counted_week(facts, added):
    """The same by the second reading; a place is free for whatever a runner puts there by hand."""
    return judging.broken(facts, added, judging.off(facts)) - {"R13", "R15"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slot", ["before_run", "after_run"])
def test_both_readings_bar_the_same_classes_from_the_same_days(kind, slot):
    for week in weeks_of(kind):
        facts = Facts(week)
        assert checked_days(week, rows_of(facts, slot)) == barred_days(facts, slot), json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_both_readings_find_the_same_rules_broken_by_hand(kind):
    for week in weeks_of(kind):
        facts = Facts(week)
        added = some_classes(facts, week)
        assert checked_week(week, added) == counted_week(facts, added), json.dumps(week)


def to_the_minute(facts):
    """Minutes that just keep a limit, and one more, beside what stands."""
    stands = sum(each.minutes for each in facts.fixed if each.load >= 1)
    most = {int(each) - stands for each in judging.limits_of(facts, judging.off(facts)).values()}
    return sorted(n for each in most for n in (each, each + 1) if 1 <= n <= LONGEST), stands


def over_the_limit(week, minutes):
    """The rules that say so when a class is that long."""
    probe = {**PROBE, "minutes": minutes}
    rows = [{"date": week["week_start"], "class": "probe", "slot": "alone"}]
    asked = {**week, "today": week["week_start"], "classes": [*week["classes"], probe]}
    found = check(by_hand({**asked, "placed": fixed_of(week)}, rows))
    return {one.rule for one in found if one.slug == "probe" and one.code == "too-many-minutes"}


def fixed_of(week):
    facts = Facts(week)
    rows = [(facts.held(row), row) for row in week.get("placed", ())]
    return [
        {**row, "state": "done"}
        for held, row in rows
        if held.state in ("locked", "done")
        or (held.state == "proposed" and held.slug is None and held.date >= facts.today)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_both_readings_limit_the_minutes_alike(kind):
    for week in weeks_of(kind):
        facts = Facts(week)
        minutes, stands = to_the_minute(facts)
        limits = judging.limits_of(facts, judging.off(facts))
        for n in minutes:
            over = {rule for rule, most in limits.items() if stands + n > most}
            assert over_the_limit(week, n) == over, json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_both_readings_of_the_rules_judge_a_week_alike(kind):
    for week in weeks_of(kind):
        answer, facts = answer_to(json.dumps(week).encode()), Facts(week)
        assert told(answer) == judged(facts, answer), json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_no_week_is_better_than_the_one_that_is_planned_and_what_is_missing_is_explained(kind):
    for week in weeks_of(kind, 3):
        facts = Facts(week)
        if not small_enough(facts):
            continue
        answer, best = answer_to(json.dumps(week).encode()), brute.best(facts)
        added = answers.sessions_added(facts, answer)
        assert brute.ranked(facts, added) == best.rank, json.dumps(week)
        for one in answer["unplaced"]:
            assert one["because"] == brute.because(facts, added, best.lifts), json.dumps(week)


@pytest.mark.parametrize("kind", KINDS)
def test_the_weeks_are_small_enough_to_try_every_plan(kind):
    weeks = weeks_of(kind, 3)
    assert sum(small_enough(Facts(week)) for week in weeks) >= 0.9 * len(weeks)
