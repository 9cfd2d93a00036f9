"""Weeks of runners as they come: the same ones for the same seed, in the shape of the planner's command."""

import random
from datetime import date, timedelta

from plans.planner import BENEFITS

MONDAY = date(2026, 11, 23)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SITES = ("ankle", "calf", "hip", "knee")
# How often: beginners, people of a club, marathon runners, people who run every day, people who do not run.
RUNNERS = ("new", "new", "club", "club", "club", "marathon", "marathon", "daily", "rests")
RUNS = {
    "new": ("easy", "easy"),
    "club": ("intervals", "easy", "tempo", "long"),
    "marathon": ("easy", "intervals", "easy", "tempo", "long"),
    "daily": ("easy", "intervals", "easy", "easy", "tempo", "long"),
    "rests": (),
}
MINUTES = {"easy": 45, "intervals": 50, "tempo": 50, "long": 105, "race": 60}


def library(size: int, chance: random.Random) -> list[dict]:
    """Classes, one in eight of them a primer or a cooldown."""
    return [_class(n, chance) for n in range(size)]


def week(classes: list[dict], chance: random.Random) -> dict:
    """One runner's week: a plan for Monday, or in two of five a new one within the week."""
    who = chance.choice(RUNNERS)
    now = MONDAY + timedelta(days=chance.choice((0, 0, 0, chance.randint(1, 6), chance.randint(1, 6))))
    danced = [c["slug"] for c in classes if c["kind"] == "class"]
    found = {
        "week_start": MONDAY.isoformat(),
        "today": now.isoformat(),
        "runner": _runner(who, chance),
        "runs": _runs(who, now, chance),
        "history": _history(who, danced, chance),
        "placed": _placed(danced, now, chance) if now > MONDAY else [],
        "classes": classes,
    }
    return found | _body(chance) | _plans(who, danced, chance)


def _class(n: int, chance: random.Random) -> dict:
    kind = chance.choice(("class",) * 14 + ("primer", "cooldown"))
    return {
        "slug": f"class-{n}",
        "kind": kind,
        "minutes": chance.choice((8, 10, 12, 15, 20, 25, 30)) if kind == "class" else chance.choice((5, 8)),
        "leg_load": chance.choice((0, 0, 1, 1, 1, 2, 2, 3)) if kind == "class" else chance.choice((0, 1)),
        "sites": {"calf": chance.randint(0, 3), "hip": chance.randint(0, 2), "knee": chance.randint(0, 1)},
        "longest_hold_s": chance.choice((0, 30, 60, 90)) if kind == "class" else 20,
        "benefits": chance.sample(BENEFITS, chance.randint(1, 3)),
        "level": chance.randint(1, 3),
        "kit": chance.choice(([], [], ["chair"], ["mat"])),
        "quiet": chance.random() < 0.8,
        "small_space": chance.random() < 0.7,
    }


def _runner(who: str, chance: random.Random) -> dict:
    return {
        "experience": "new" if who == "new" else chance.choice(("some", "regular")),
        "sessions": chance.randint(1, 3) if who == "new" else chance.randint(2, 5),
        "days": {day: chance.choice((0, 15, 30, 30, 30, 45)) for day in WEEKDAYS},
        "kit": chance.choice(([], ["chair"], ["chair", "mat"])),
        "quiet": chance.random() < 0.3,
        "level": 1 if who == "new" else chance.randint(1, 3),
        "impact": who != "new" and chance.random() < 0.4,
        "rest": chance.sample(WEEKDAYS, chance.randint(0, 1)),
        "tight": chance.sample(SITES, chance.choice((0, 0, 1))),
        "primers": chance.random() < 0.5,
        "check_in": chance.choice((None, None, "lighter", "same", "more")),
        "off": chance.sample(("R2", "R3", "R4", "R7", "R10"), chance.choice((0, 0, 0, 0, 1))),
    }


def _runs(who: str, now: date, chance: random.Random) -> list[dict]:
    """Four weeks of runs before the week, the week, and two weeks after it."""
    found = []
    for week in range(-4, 3):
        days = sorted(chance.sample(range(7), len(RUNS[who])))
        for n, kind in zip(days, RUNS[who], strict=True):
            day = MONDAY + timedelta(days=7 * week + n)
            minutes = max(20, MINUTES[kind] + chance.randint(-20, 30))
            status = chance.choice(("done",) * 6 + ("missed",)) if day < now else "planned"
            found.append(
                {"date": day.isoformat(), "kind": kind, "minutes": minutes, "distance_m": 170 * minutes}
                | {"climb_m": chance.choice((0, 0, 40, 300, 900)), "status": status}
            )
    return found


def _history(who: str, danced: list[str], chance: random.Random) -> list[dict]:
    """Eight weeks of classes done; someone new has hardly any."""
    number = chance.randint(0, 4) if who == "new" else chance.randint(4, 24)
    days = sorted(chance.sample(range(1, 57), number))
    return [{"date": (MONDAY - timedelta(days=n)).isoformat(), "class": chance.choice(danced)} for n in days]


def _placed(danced: list[str], now: date, chance: random.Random) -> list[dict]:
    """What stands in a week that has begun."""
    found = []
    for n in chance.sample(range(7), chance.randint(1, 4)):
        day = MONDAY + timedelta(days=n)
        past, ahead = ("done", "done", "missed", "proposed"), ("proposed", "proposed", "locked", "skipped")
        state = chance.choice(past if day < now else ahead)
        found.append({"date": day.isoformat(), "class": chance.choice(danced), "state": state})
    return found


def _body(chance: random.Random) -> dict:
    """What hurts or is sore, and illness, holidays, travel, injury: each for some."""
    pain = [
        {"site": chance.choice(SITES), "level": chance.randint(1, 7), "date": _near(chance, -9, 3)}
        for _ in range(chance.choice((0, 0, 0, 1, 2)))
    ]
    first = MONDAY + timedelta(days=chance.randint(-20, 5))
    over = {
        "kind": chance.choice(("illness", "holiday", "travel", "injury")),
        "from": first.isoformat(),
        "to": (first + timedelta(days=chance.randint(0, 9))).isoformat(),
        "sites": chance.sample(SITES, chance.randint(0, 1)),
    }
    overlays = [over] if chance.random() < 0.25 else []
    return {"pain": pain, "overlays": overlays, "soreness_after_load3": chance.choice((0, 0, 0, 3))}


def _plans(who: str, danced: list[str], chance: random.Random) -> dict:
    """Races to come, a collection that is followed, self-checks."""
    metres = 42_195 if who == "marathon" else chance.choice((5_000, 10_000, 21_097))
    race = {"date": _near(chance, -10, 27), "priority": chance.choice("AAB"), "distance_m": metres}
    checks = [{"benefit": chance.choice(BENEFITS), "change": chance.choice((-2, 1.5))}]
    return {
        "races": [race] if who != "rests" and chance.random() < 0.4 else [],
        "collection": chance.sample(danced, 6) if chance.random() < 0.2 else [],
        "self_checks": checks if chance.random() < 0.3 else [],
    }


def _near(chance: random.Random, first: int, last: int) -> str:
    return (MONDAY + timedelta(days=chance.randint(first, last))).isoformat()
