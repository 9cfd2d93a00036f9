"""How hard a class felt to those who danced it, and why it was put aside: told to its teacher."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

FEWEST = 5  # runners: of fewer nothing is told, so that nobody can be made out


@dataclass(frozen=True)
class Aside:
    """How many runners put the class aside for one reason."""

    why: str
    runners: int


@dataclass(frozen=True)
class Felt:
    """Effort 0-10; each runner counts once, with what they said last. Median None: too few have said."""

    runners: int = 0
    median: float | None = None
    light: int = 0  # 0-3
    steady: int = 0  # 4-6
    hard: int = 0  # 7-10
    expected: tuple[int, int] = (0, 10)  # what level and leg load suggest
    aside: tuple[Aside, ...] = ()

    @property
    def enough(self) -> bool:
        return self.median is not None

    @property
    def against_label(self) -> str:
        """Whether it feels "harder" or "easier" than its label, or "" where it is as told."""
        low, high = self.expected
        if self.median is None or low <= self.median <= high:
            return ""
        return "harder" if self.median > high else "easier"


def felt_of(video_class) -> Felt:
    return import_string(settings.LIBRARY_FELT)(video_class=video_class)
