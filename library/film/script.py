"""What a film is made from: a class script, its chapters, and the movements danced in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from json import dumps, loads
from math import cos, radians
from typing import Any, Literal

from library.figure import Movement

Side = Literal["left", "right"]
Table = Mapping[str, Any]


def canonical(value: object) -> str:
    """JSON that is the same for equal values, whatever the order of their keys."""
    return dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Dance:
    """One movement as the film needs it. Table and presets are canonical JSON: hashable, picklable."""

    slug: str
    name: str
    say: str
    table: str
    presets: str
    plain: str = ""
    posture: str = "standing"
    two_sided: bool = False
    reminders: tuple[str, ...] = ()  # sentences a teacher says between the cues
    comes: tuple[
        tuple[float, str, str], ...
    ] = ()  # of a dance of many steps: from which count on, what, in short

    @classmethod
    def of(cls, slug: str, name: str, say: str, table: Table, presets: Table, **more: Any) -> "Dance":
        """A dance from a figure table and presets as they are read from YAML."""
        return cls(slug, name, say, canonical(table), canonical(presets), **more)

    @property
    def movement(self) -> Movement:
        """The keyframes, read once per process."""
        return _movement(self.slug, self.table, self.presets)

    @property
    def counts(self) -> int:
        return self.movement.counts

    @property
    def lies(self) -> bool:
        """On the mat nobody knows the screen's left leg from the right one."""
        return self.posture in ("floor", "prone")

    @cached_property
    def works(self) -> Literal["leg", "side"]:
        """What changes sides: a leg, or all of her: arms and trunk, or whoever lies and turns over."""
        figure = loads(self.table)
        rows = [figure["start"], *figure["keys"]]
        return "leg" if not self.lies and any("L" in row or "R" in row for row in rows) else "side"

    def side(self, mirrored: bool) -> Side | None:
        """The side of the screen that works: a dancer who faces us is a mirror, so it is the viewer's too.

        Tables are written for the dancer's own left, which is screen right unless she is seen from behind.
        """
        if not self.two_sided:
            return None
        facing = cos(radians(float(self.movement.view.get("yaw", 0.0)))) >= 0
        return "right" if facing != mirrored else "left"


@lru_cache(maxsize=256)
def _movement(slug: str, table: str, presets: str) -> Movement:
    return Movement.from_table(slug, loads(table), loads(presets))


@dataclass(frozen=True)
class ScriptChapter:
    """One movement, so many repetitions on one side or on both."""

    dance: Dance
    repetitions: int
    sides: int = 1


@dataclass(frozen=True)
class ClassScript:
    """A class as it is to be filmed. `dancer` names a palette; `poster` the movement its poster shows."""

    slug: str
    title: str
    dancer: str
    chapters: tuple[ScriptChapter, ...]
    summary: str = ""
    ready: str = ""  # what to have at hand, on the opening card
    poster: str = ""
    mood: str = "calm"  # of its music

    @property
    def star(self) -> Dance:
        """The movement of the poster and the opening card: the named one, else the one danced longest."""
        named = [c.dance for c in self.chapters if c.dance.slug == self.poster]
        return named[0] if named else max(self.chapters, key=_danced_s).dance


def _danced_s(chapter: ScriptChapter) -> float:
    return chapter.dance.movement.seconds * chapter.repetitions * chapter.sides
