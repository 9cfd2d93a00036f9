"""What the planner answers: placed classes with their reasons, and what could not be placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Session:
    """A class on a day. `slug` is None for work done elsewhere; `state` is `proposed` where it may move."""

    date: date
    slot: str
    slug: str | None
    minutes: int
    reasons: tuple[str, ...]
    state: str = "proposed"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """How many of the sessions asked for found no place, and the rules that stood in the way."""

    count: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Longer:
    """R12: a planned run that is more than a tenth longer than the longest of the 30 days before it."""

    date: date
    planned_m: int
    longest_m: int
    rule: str = "R12"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a session breaks. `code` and `params` make the sentence, `english` is its default."""

    date: date
    slug: str | None
    rule: str
    code: str
    params: Mapping[str, str]
    english: str


@dataclass(frozen=True)
class PlannedWeek:
    """The whole answer. `needs` are thousandths per benefit."""

    week_start: date
    sessions: tuple[Session, ...]
    primers: tuple[Session, ...]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[Longer, ...]
    see_professional: tuple[str, ...]
    needs: Mapping[str, int]
