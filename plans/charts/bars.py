"""Bars side by side, one place for each week, plain or stacked."""

from collections.abc import Sequence
from dataclasses import dataclass

from .scale import Tick, plain, round_ticks


@dataclass(frozen=True)
class Series:
    """One part of every bar. `pattern` is the id of a <pattern>: no part is told by colour only."""

    key: str
    label: str
    pattern: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Bar:
    """A rectangle: `x`, `y` is its upper left corner. `column` counts the weeks from 0."""

    x: float
    y: float
    width: float
    height: float
    value: float
    label: str  # of the week
    column: int
    key: str = ""  # of the series
    pattern: str = ""
    series: str = ""  # the series in words

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class SeriesDrawn:
    """All bars of one series: `d` is the data of one <path>."""

    key: str
    pattern: str
    d: str


@dataclass(frozen=True)
class BarChart:
    """A picture of bars. The plot is the rectangle left, top, right, bottom, inside width × height."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    bars: tuple[Bar, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]  # under the columns; those without room have no label
    totals: tuple[float, ...]  # of each column, for the table beneath
    series: tuple[Series, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {plain(self.width)} {plain(self.height)}"

    @property
    def drawn(self) -> tuple[SeriesDrawn, ...]:
        """A path for each series that has a bar: a page says it sooner than a rectangle for each bar."""
        paths: dict[tuple[str, str], str] = {}
        for bar in self.bars:
            one = f"M{bar.x:g} {bar.y:g}h{bar.width:g}v{bar.height:g}h-{bar.width:g}z"
            paths[bar.key, bar.pattern] = paths.get((bar.key, bar.pattern), "") + one
        return tuple(SeriesDrawn(key, pattern, d) for (key, pattern), d in paths.items())


LEFT, TOP, RIGHT, BOTTOM = 36.0, 12.0, 8.0, 24.0  # room for the labels of the axes
_FILLED = 0.7  # of a column; the rest is air
_LABEL_WIDTH = 44.0
_MOST = 1e9


def bar_chart(
    labels: Sequence[str], values: Sequence[float], width: float = 640, height: float = 200, pattern: str = ""
) -> BarChart:
    """One bar for each label, such as sessions per week. Raises ValueError for lists of unequal length."""
    one = Series("", "", pattern, tuple(float(value) for value in values))
    return stacked_bars(labels, [one], width, height)


def stacked_bars(
    labels: Sequence[str], series: Sequence[Series], width: float = 640, height: float = 240
) -> BarChart:
    """Bars of several parts, the first series at the bottom, such as minutes per benefit by week.

    Parts of zero are not drawn. Raises ValueError for negative or infinite values and unequal lengths.
    """
    _check(labels, series)
    totals = tuple(sum(part.values[column] for part in series) for column in range(len(labels)))
    highest = max(totals, default=0.0)
    if highest > _MOST:
        raise ValueError(f"{highest:g} is more than a chart can show")
    ticks = round_ticks(highest)
    right, bottom = width - RIGHT, height - BOTTOM
    unit = (bottom - TOP) / ticks[-1]
    column_width = (right - LEFT) / max(1, len(labels))
    bars = [
        bar
        for column, label in enumerate(labels)
        for bar in _column(column, label, series, LEFT + column * column_width, column_width, bottom, unit)
    ]
    return BarChart(
        width,
        height,
        LEFT,
        TOP,
        right,
        bottom,
        tuple(bars),
        tuple(Tick(value, _near(bottom - value * unit), plain(value)) for value in ticks),
        x_ticks(labels, column_width),
        totals,
        tuple(series),
    )


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    for part in series:
        if len(part.values) != len(labels):
            raise ValueError(f"{len(part.values)} values for {len(labels)} labels in series {part.key!r}")
        if not all(0 <= value < float("inf") for value in part.values):
            raise ValueError(f"a bar cannot be negative or without end, in series {part.key!r}")


def _column(
    column: int, label: str, series: Sequence[Series], left: float, width: float, bottom: float, unit: float
) -> list[Bar]:
    bars: list[Bar] = []
    base = bottom
    for part in series:
        value = part.values[column]
        if not value:
            continue
        height = value * unit
        base -= height
        x = left + width * (1 - _FILLED) / 2
        box = (_near(x), _near(base), _near(width * _FILLED), _near(height))
        bars.append(Bar(*box, value, label, column, part.key, part.pattern, part.label))
    return bars


def x_ticks(labels: Sequence[str], column_width: float) -> tuple[Tick, ...]:
    """A mark in the middle of each column, with a label where there is room, always on the last."""
    every = max(1, -int(-_LABEL_WIDTH // column_width)) if column_width else 1
    last = len(labels) - 1
    return tuple(
        Tick(
            column,
            _near(LEFT + (column + 0.5) * column_width),
            label if (last - column) % every == 0 else "",
        )
        for column, label in enumerate(labels)
    )


def _near(value: float) -> float:
    """Hundredths of a unit are finer than any screen and keep the page small."""
    return round(value, 2)
