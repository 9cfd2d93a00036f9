"""What planning one week costs as the library grows."""

import random
import statistics
import time

from plans.planner import BENEFITS, plan, read_week

SIZES = (125, 250, 500, 1000)
TIMES = 5
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RUNS = [("24", "intervals", 50), ("26", "easy", 40), ("27", "tempo", 45), ("29", "long", 110)]


def measured() -> list[list[str]]:
    """Lines of the table, in milliseconds of the processor a week."""
    lines = []
    for size in SIZES:
        week = read_week(week_with(size))
        ms = statistics.median(_cpu_ms(week) for _ in range(TIMES))
        lines.append(["Plan a week", f"{size} classes", "0", "", f"{ms:.1f}", ""])
    return lines


def week_with(size: int) -> dict:
    """A marathon runner's week: four sessions asked for, a history, a tight calf."""
    chance = random.Random(size)
    classes = [_class(n, chance) for n in range(size)]
    return {
        "week_start": "2026-11-23",
        "runner": {
            "experience": "regular",
            "sessions": 4,
            "days": dict.fromkeys(DAYS, 30),
            "kit": ["chair"],
            "level": 3,
            "impact": True,
            "tight": ["calf"],
        },
        "runs": [{"date": f"2026-11-{day}", "kind": kind, "minutes": minutes} for day, kind, minutes in RUNS],
        "history": [
            {"date": f"2026-11-{n:02}", "class": classes[n * 7 % size]["slug"]} for n in range(1, 22, 2)
        ],
        "classes": classes,
    }


def _class(n: int, chance: random.Random) -> dict:
    return {
        "slug": f"class-{n}",
        "kind": "class",
        "minutes": chance.choice([8, 10, 12, 15, 20, 25, 30]),
        "leg_load": chance.choice([0, 0, 1, 1, 1, 2, 2, 3]),
        "sites": {"calf": chance.randint(0, 3), "hip": chance.randint(0, 2)},
        "longest_hold_s": chance.choice([0, 30, 60, 90]),
        "benefits": chance.sample(BENEFITS, chance.randint(1, 3)),
        "level": chance.randint(1, 3),
        "kit": chance.choice([[], ["chair"], ["mat"]]),
        "quiet": True,
        "small_space": chance.random() < 0.7,
    }


def _cpu_ms(week) -> float:
    began = time.process_time()
    plan(week)
    return (time.process_time() - began) * 1000
