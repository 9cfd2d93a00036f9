"""R8, R9, R14 and R17 as far as they limit the week's minutes. Whole fractions: nothing is rounded."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

from tests.plans.planner.oracle.facts import day

MINUTES = {"R8", "R9", "R14", "R17"}
LEAST = 20


def best_weeks(facts):
    """B: the mean of the two highest of the six weeks before."""
    sums = [
        sum(each.minutes for each in facts.history if each.load >= 1 and _weeks_ago(facts, each) == n)
        for n in range(1, 7)
    ]
    return Fraction(sum(sorted(sums)[-2:]), 2)


def _weeks_ago(facts, held):
    return ceil((facts.start - held.date).days / 7)


def floor(facts):
    return max(40 if facts.new else 60, min(60, 10 * facts.runner["sessions"]))


def full(facts):
    best = best_weeks(facts)
    return max(Fraction(floor(facts)), best * Fraction(6, 5), best + 10)


def limits(facts, lifted):
    """The most minutes of load 1 or more that each rule leaves."""
    if "R8" in lifted:
        return {}
    lowered = {"R9": tapered(facts), "R14": gently(facts), "R17": answered(facts)}
    every = {"R8": full(facts), **{rule: most for rule, most in lowered.items() if most is not None}}
    return {rule: most for rule, most in every.items() if rule not in lifted}


def tapered(facts):
    days = len(taper_days(facts))
    return lessened(facts, Fraction(41, 100) * days / 7) if days else None


def aim(facts, lifted):
    """What a taper aims at, None where there is none."""
    if {"R8", "R9"} & set(lifted) or not taper_days(facts):
        return None
    return lessened(facts, Fraction(1, 2) * len(taper_days(facts)) / 7)


def lessened(facts, share):
    return max(Fraction(LEAST), full(facts) * (1 - share))


def a_races(facts):
    """A race within 28 days after another A race counts as B."""
    kept = []
    for race in facts.races:
        if race["priority"] == "A" and not any(_within(race, other, 28) for other in kept):
            kept.append(race)
    return kept


def _within(race, other, days):
    return 0 <= (day(race["date"]) - day(other["date"])).days <= days


def taper_days(facts):
    days = set()
    for race in a_races(facts):
        length = 14 if race["distance_m"] >= 21_000 else 7
        days |= {day(race["date"]) - timedelta(days=n) for n in range(1, length + 1)}
    return days & set(facts.days)


def gently(facts):
    """The weeks after illness, injury or a long holiday."""
    ill, away = set(), set()
    for overlay in facts.week.get("overlays", ()):
        first, last = day(overlay["from"]), day(overlay["to"])
        length = (last - first).days + 1
        back = {last + timedelta(days=n) for n in range(1, 7 * _weeks_back(overlay["kind"], length) + 1)}
        (away if overlay["kind"] == "holiday" else ill).update(back & set(facts.days))
    shares = (Fraction(1, 2) * len(ill) / 7, Fraction(1, 4) * len(away) / 7)
    return min((lessened(facts, share) for share in shares if share), default=None)


def _weeks_back(kind, length):
    if kind in ("illness", "injury"):
        return min(3, ceil(length / 7)) if length >= 3 else 0
    return 1 if kind == "holiday" and length >= 14 else 0


def answered(facts):
    said = facts.runner.get("check_in")
    if said == "lighter":
        return lessened(facts, Fraction(3, 10))
    return max(best_weeks(facts), Fraction(floor(facts))) if said == "same" else None
