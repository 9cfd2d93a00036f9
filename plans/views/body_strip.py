"""Twelve weeks of one place as a strip of dots: how high each day was, and its gate by shape."""

import datetime
from dataclasses import dataclass

from balletfusion.days import date_format
from plans.actions.body import SHOWN
from plans.actions.pain_gates import gate_of_its_day
from plans.calendar import DAY
from plans.models import PainReport

WIDTH, STEP, EDGE = 504, 6, 8  # SVG units: 84 days of six, each level of six, and room for a dot
HEIGHT = 10 * STEP


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    gate: str
    said: str  # the day and the number, for the pointer


@dataclass(frozen=True)
class Strip:
    """From its first day: its dots, oldest first, and the heights of the gates' edges."""

    first: datetime.date
    dots: list[Dot]
    amber: float
    red: float

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)


def strip_of(reports: list[PainReport], today: datetime.date) -> Strip:
    """Of one site, the newest first."""
    dots = [_dot(report, today) for report in reversed(reports)]
    return Strip(today - SHOWN, dots, amber=_height(2.5), red=_height(5.5))


def _dot(report: PainReport, today: datetime.date) -> Dot:
    days = (report.date - (today - SHOWN)) / DAY
    x = EDGE + days * WIDTH / (SHOWN / DAY)
    return Dot(
        x,
        _height(report.worst),
        gate_of_its_day(report),
        f"{date_format(report.date, 'j F')}: {report.worst}",
    )


def _height(level: float) -> float:
    return EDGE + HEIGHT - level * STEP
