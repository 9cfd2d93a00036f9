"""Weeks that are hard to plan: hundreds of classes alike, nothing needed, tapers, much that was missed.

`python -m tests.benchmarks.hard_weeks 3000` plans so many and tells the slowest, and how often the search was
cut short; with `--behind` also where those plans lie behind what twenty times as many steps find (long).
"""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

from plans.planner import BENEFITS, Week, read_week, walking
from plans.planner.candidates import candidates, offered
from plans.planner.counting import most
from plans.planner.planning import scene_of
from plans.planner.ranking import key
from plans.planner.scene import Scene
from plans.planner.search import Search
from tests.benchmarks.runner_weeks import MONDAY, WEEKDAYS

MANY = 500
LENGTHS = ((20,), (15, 22), (15, 20, 30), (8, 10, 12, 15, 20, 25, 30), tuple(range(5, 46)))
LOADS = ((0,), (1,), (2,), (1, 2), (0, 0, 1), (0, 1, 1, 2, 2, 3))
TARGETS = (None, {}, dict.fromkeys(BENEFITS, 0), dict.fromkeys(BENEFITS, 0.2), {"balance": 1})
STANDING = ((), (), ("missed",), ("missed",) * 4, ("missed", "missed", "proposed"), ("proposed",) * 5)
# The parts of the ranking's key, in its order.
AIMS = ("number", "missed", "taper", "kept", "needs", "R3", "R4", "space", "long run", "collection")
AIMS += ("freshness", "order")


@dataclass
class Searched:
    """A week after its search."""

    scene: Scene
    search: Search
    ms: float

    @property
    def cut(self) -> bool:
        """Whether the search was cut short."""
        return max(self.search.best.climbed, self.search.best.collected) > walking.MOST_STEPS


def week(chance: random.Random) -> Week:
    """A hard one: the same for the same state of chance."""
    classes = _classes(chance)
    slugs = [c["slug"] for c in classes]
    race = {"date": _day(chance, 1, 20), "priority": "A", "distance_m": 42_195}
    found = {
        "week_start": MONDAY.isoformat(),
        "today": _day(chance, 0, 3),
        "runner": _runner(chance),
        "runs": [_run(chance) for _ in range(chance.choice((0, 0, 2, 4, 6)))],
        "history": [_of(slugs, -55, -1, chance) for _ in range(chance.choice((0, 6, 40)))],
        "placed": [_of(slugs, 0, 6, chance) | {"state": state} for state in chance.choice(STANDING)],
        "races": [race] if chance.random() < 0.35 else [],
        "collection": chance.sample(slugs, 5) if chance.random() < 0.15 else [],
        "classes": classes,
    }
    return read_week(found)


def _classes(chance: random.Random) -> list[dict]:
    """Alike in all but a few lengths, loads and benefits; their slugs in no order."""
    lengths, loads = chance.choice(LENGTHS), chance.choice(LOADS)
    benefits, most_benefits = BENEFITS[: chance.choice((1, 2, 3, 5))], chance.choice((1, 1, 2, 3))
    level = {"kind": "class", "longest_hold_s": 0, "level": 1, "kit": [], "quiet": True, "small_space": True}
    return [
        {"slug": f"class-{chance.randint(0, 10**9)}-{n}", "minutes": chance.choice(lengths), "sites": {}}
        | {"leg_load": chance.choice(loads)}
        | {"benefits": chance.sample(benefits, chance.randint(1, min(most_benefits, len(benefits))))}
        | level
        for n in range(MANY)
    ]


def _runner(chance: random.Random) -> dict:
    targets = chance.choice(TARGETS)
    return {
        "experience": chance.choice(("new", "some", "regular")),
        "sessions": chance.choice((4, 5, 6, 6, 7, 14)),
        "days": {day: chance.choice((45, 45, 45, 30, 20, 0)) for day in WEEKDAYS},
        "level": 2,
        "impact": True,
        "rest": chance.sample(WEEKDAYS, chance.choice((0, 0, 1, 2))),
        "off": chance.sample(("R2", "R3", "R4", "R7", "R8", "R9", "R17"), chance.choice((0, 0, 1, 2))),
        "check_in": chance.choice((None, "lighter", "same", "more")),
    } | ({"targets": targets} if targets is not None else {})


def _run(chance: random.Random) -> dict:
    kind = chance.choice(("easy", "long", "intervals", "tempo"))
    return {"date": _day(chance, -3, 8), "kind": kind, "minutes": 60}


def _of(slugs: list[str], first: int, last: int, chance: random.Random) -> dict:
    return {"date": _day(chance, first, last), "class": chance.choice(slugs)}


def _day(chance: random.Random, first: int, last: int) -> str:
    return (MONDAY + timedelta(days=chance.randint(first, last))).isoformat()


def searched(week: Week) -> Searched:
    """The search alone, with the time it took."""
    began = time.process_time()
    scene = scene_of(week)
    number = most(scene.frame, scene.places, offered(scene))
    search = Search(scene, candidates(scene, number), number)
    if number:
        search.run()
    return Searched(scene, search, (time.process_time() - began) * 1000)


def behind(one: Searched, times: int = 20) -> str | None:
    """In which of the aims a search that was cut short lies behind a longer one, if in any."""
    with patch.object(walking, "MOST_STEPS", times * walking.MOST_STEPS):
        further = searched(one.scene.frame.week)
    keys = [key(each.scene, each.search.best.plan) for each in (one, further)]
    return next((aim for aim, ours, best in zip(AIMS, *keys, strict=True) if ours != best), None)


def main(number: int, *, compare: bool) -> None:
    """Prints what was found."""
    chance = random.Random(1)
    slowest, cut, lying = 0.0, 0, Counter()
    for _ in range(number):
        one = searched(week(chance))
        slowest = max(slowest, one.ms)
        cut += one.cut
        if compare and one.cut:
            lying[behind(one) or "nothing"] += 1
    print(f"{number} weeks, the slowest search {slowest:.0f} ms, {cut} cut short.")
    print("\n".join(f"behind in {aim}: {times}" for aim, times in lying.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]), compare="--behind" in sys.argv)
