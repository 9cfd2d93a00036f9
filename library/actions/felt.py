"""How hard a class felt to those who danced it, and why it was put aside: told to its teacher."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

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


def in_words(felt: Felt) -> str:
    """For the admin's page of a class."""
    aside = [f"{each.why}: {each.runners}" for each in felt.aside]
    if not felt.enough:
        return " · ".join([_("Shown once five runners have said how hard it was."), *aside])
    low, high = felt.expected
    parts = [
        _("%(median)g of 10 in the middle") % {"median": felt.median},
        _("%(n)d runners: %(light)d light, %(steady)d steady, %(hard)d hard")
        % {"n": felt.runners, "light": felt.light, "steady": felt.steady, "hard": felt.hard},
        _("its label suggests %(low)d to %(high)d") % {"low": low, "high": high},
    ]
    return " · ".join([*parts, *aside])


def felt_of(video_class) -> Felt:
    return import_string(settings.LIBRARY_FELT)(video_class=video_class)
