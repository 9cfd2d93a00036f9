"""Who runs these seasons: six runners, what they asked for, and what happens to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from plans.planner import Overlay, Pain, Runner
from plans.planner.week import WEEKDAYS
from tests.plans.planner.seasons.running import Laid, Running, monday

EVERY = dict.fromkeys(WEEKDAYS, 30)
TRAIL = {"balance": 340, "stabilisers": 300, "flexibility": 120, "posture": 120, "injury-prevention": 120}
MISSED_WEEK = 7
ILL = Overlay("illness", monday(12) + timedelta(days=2), monday(13) + timedelta(days=2))
SPARED = (monday(18), monday(19) + timedelta(days=3))
# A calf that hurts from Monday of week 18 and lets go over two weeks.
CALF = tuple(
    Pain("calf", level, monday(18) + timedelta(days=n))
    for n, level in ((0, 4), (2, 4), (4, 3), (7, 3), (9, 2), (11, 1), (14, 0))
)
LAID = Laid((ILL.first, ILL.last), SPARED)
CHECK_INS = {5: "more", 9: "same", 14: "lighter", 15: "same", 19: "lighter", 21: "more"}


@dataclass(frozen=True, eq=False)
class Person:
    """One runner. `later`: settings changed from a week on; `misses`: of a hundred classes."""

    name: str
    about: str
    runner: Runner
    running: Running
    later: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    before: tuple[Overlay, ...] = ()
    collection: str = ""
    misses: int = 12
    sore_after_first_jumps: int = 0

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """All that is laid over the season, in its order."""
        return (*self.before, ILL)

    def settings(self, week: int) -> dict[str, Any]:
        """What the runner has changed up to and with a week, and the answer of that week."""
        changed = {k: v for since, new in sorted(self.later.items()) if since <= week for k, v in new.items()}
        return {**changed, "check_in": CHECK_INS.get(week)}


NOOR = Person(
    name="noor",
    about="Noor is new to ballet and runs three times a week, to her first marathon. From week 10 on she "
    "says that she has some experience, and moves up to level 2.",
    runner=Runner(sessions=2, days=EVERY, kit=frozenset({"chair", "wall"}), rest=frozenset({"mon"})),
    running=Running({1: "first", 3: "easy", 6: "long"}, pace_s=420, easy_km=6, long_km=(8, 30)),
    later={10: {"experience": "some", "level": 2, "sessions": 3}},
)
CLARA = Person(
    name="clara",
    about="Clara runs five times a week with her club, knows a little ballet, and wants primers.",
    runner=Runner(
        sessions=3,
        days=EVERY,
        experience="some",
        level=2,
        kit=frozenset({"chair", "mat", "wall"}),
        rest=frozenset({"fri"}),
        tight=frozenset({"hip"}),
        primers=True,
    ),
    running=Running(
        {1: "first", 2: "easy", 3: "second", 5: "easy", 6: "long"}, pace_s=335, easy_km=9, long_km=(13, 32)
    ),
)
MARTIN = Person(
    name="martin",
    about="Martin runs six times a week, has danced for years (level 3), and has jumps switched on.",
    runner=Runner(
        sessions=4,
        days={**EVERY, "thu": 45, "fri": 45, "sat": 45},
        experience="regular",
        level=3,
        impact=True,
        kit=frozenset({"chair", "mat", "wall"}),
        rest=frozenset({"fri"}),
        primers=True,
    ),
    running=Running(
        {0: "easy", 1: "first", 2: "easy", 3: "second", 5: "easy", 6: "long"},
        pace_s=290,
        easy_km=12,
        long_km=(18, 35),
    ),
    misses=8,
    sore_after_first_jumps=4,
)
TESSA = Person(
    name="tessa",
    about="Tessa comes back to the trails after six weeks with an ankle, at level 1 until week 6; her long "
    "runs climb.",
    runner=Runner(
        sessions=3,
        days={**EVERY, "sun": 45},
        experience="some",
        level=2,
        kit=frozenset({"chair", "mat"}),
        rest=frozenset({"mon"}),
        targets=TRAIL,
        tight=frozenset({"ankle"}),
    ),
    running=Running(
        {1: "first", 3: "easy", 5: "long", 6: "easy"},
        pace_s=400,
        easy_km=8,
        long_km=(9, 30),
        climb_m=1100,
        marathon_climb_m=1600,
    ),
    later={1: {"level": 1}, 7: {"level": 2}},
    before=(Overlay("injury", monday(1) - timedelta(days=42), monday(1) + timedelta(days=3), ("ankle",)),),
)
PAUL = Person(
    name="paul",
    about="Paul has ten minutes on Tuesday and fifteen on Friday, must be quiet, and has no kit. He asks for "
    "three classes all the same.",
    runner=Runner(sessions=3, days={"tue": 10, "fri": 15}, experience="some", quiet=True),
    running=Running({1: "easy", 3: "first", 5: "easy", 6: "long"}, pace_s=360, easy_km=7, long_km=(10, 30)),
    misses=15,
)
IDA = Person(
    name="ida",
    about="Ida runs four times a week and follows Foot-core, eight weeks; she asks for three classes.",
    runner=Runner(
        sessions=3,
        days=dict.fromkeys(WEEKDAYS, 20),
        experience="some",
        level=2,
        kit=frozenset({"chair", "wall"}),
        rest=frozenset({"mon"}),
    ),
    running=Running({1: "first", 2: "easy", 4: "easy", 6: "long"}, pace_s=385, easy_km=7, long_km=(10, 30)),
    collection="foot-core",
)
PEOPLE = {person.name: person for person in (NOOR, CLARA, MARTIN, TESSA, PAUL, IDA)}


def reports_until(day: date) -> tuple[Pain, ...]:
    """What the runner has told of the calf."""
    return tuple(report for report in CALF if report.date <= day)
