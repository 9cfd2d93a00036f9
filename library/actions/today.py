"""What the plan knows of the library for one runner and one day: asked through the seams of the settings.

A set of classes is a bitmap: bit n stands for the class with key n.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Fit:
    """Whether one class fits a runner's day, with the sentence that says why or why not."""

    fits: bool
    sentence: str
    rule: str = ""  # "R5": what stands in the way, on the evidence page
    done: bool = False  # danced today already


@dataclass(frozen=True)
class Day:
    """How every published class stands to one runner's day."""

    fits: int
    against: tuple[tuple[str, int], ...]  # what stands in the way, in a sentence; the classes it keeps out
    best: tuple[int, ...]  # best for the runner now first; each class stands in one of them
    because: Callable[[int], str] = lambda pk: ""

    def why(self, pk: int) -> str:
        """Why a class that fits would do the runner good now, or what speaks against it: a sentence."""
        return self.because(pk)


@dataclass(frozen=True)
class Danced:
    """How often a runner did a class, and on which day last."""

    times: int
    last: datetime.date


def day_of(runner, now: datetime.datetime) -> Day:
    return import_string(settings.LIBRARY_FACETS)(runner=runner, now=now)


def fit_of(runner, video_class, now: datetime.datetime) -> Fit:
    return import_string(settings.LIBRARY_FIT)(runner=runner, video_class=video_class, now=now)


def danced_by(runner) -> dict[int, Danced]:
    """By the key of the class. One query."""
    return import_string(settings.LIBRARY_DANCED)(runner=runner)
