"""Years beneath each other, a mark for each of their weeks that has one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .scale import Tick

_LEFT, _RIGHT, _TOP = 40.0, 4.0, 18.0
_ROW, _TALL, _WIDE = 18.0, 9, 4.5
_WEEKS = 53  # a year has 53 Mondays at most


@dataclass(frozen=True)
class YearsChart:
    """A picture of years. `marks` and `floors` are the data of a <path> each; marks are `thick` strokes."""

    width: float
    height: float
    thick: float
    marks: str
    floors: str
    years: tuple[Tick, ...]  # beside the rows
    months: tuple[Tick, ...]  # over the columns


def year_rows(
    years: Sequence[str], weeks: Sequence[Collection[int]], months: Sequence[str], width: float = 380
) -> YearsChart:
    """`weeks` are those marked in each year, from 0; `months` label twelfths of it, or are "".

    Raises ValueError for lists of unequal length and for a week that no year has.
    """
    if len(years) != len(weeks) or any(not 0 <= week < _WEEKS for marked in weeks for week in marked):
        raise ValueError(f"{len(years)} years cannot have the weeks {weeks!r}")
    right = width - _RIGHT
    column = (right - _LEFT) / _WEEKS
    across = [f"{_LEFT + (n + 0.5) * column:.1f}" for n in range(_WEEKS)]
    floors = [_TOP + (n + 1) * _ROW for n in range(len(years))]
    return YearsChart(
        width,
        _TOP + len(years) * _ROW + 6,
        _WIDE,
        marks="".join(
            f"M{across[week]} {floor:g}v-{_TALL}"
            for floor, marked in zip(floors, weeks, strict=True)
            for week in marked
        ),
        floors="".join(f"M{_LEFT:g} {floor:g}H{right:g}" for floor in floors),
        years=tuple(Tick(n, floor, year) for n, (floor, year) in enumerate(zip(floors, years, strict=True))),
        months=tuple(
            Tick(n, round(_LEFT + n * (right - _LEFT) / 12, 1), month) for n, month in enumerate(months)
        ),
    )
