"""A line of measurements, with gaps where nothing was measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .axis import Axis, Label
from .scale import Tick
from .thinning import Numbers, Rows, thinned

WIDTH, HEIGHT = 2000, 500  # whole units: half a pixel on a wide screen, and few letters in the page
_COLUMNS = 120  # a phone has 300 pixels, and of each column up to four points are drawn
_MOST = 1e9  # what is larger was not measured


@dataclass(frozen=True)
class LineChart:
    """A picture to be stretched to any size: lines in a viewBox of width × height, ticks in percents of it.

    A stretched text cannot be read, so ticks stand outside the stretched part and are placed by percents.
    `line` and `area` are data of a <path>.
    """

    width: int
    height: int
    line: str
    x: Axis
    y: Axis
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    points: int

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def area(self) -> str:
        """Each piece of the line closed along the foot of the picture; a point alone has none."""
        pieces = [piece for piece in self.line.split("M")[1:] if not piece.endswith("h0")]
        return "".join(f"M{piece}V{self.height}H{piece.partition(',')[0]}Z" for piece in pieces)


def line_chart(
    x: Sequence[float] | Numbers,
    y: Sequence[float] | Numbers,
    *,
    x_axis: Axis,
    y_axis: Axis,
    pieces: ArrayLike | None = None,
    x_label: Label = "{:g}".format,
    y_label: Label = "{:g}".format,
    columns: int = _COLUMNS,
) -> LineChart:
    """A line through (x, y). It breaks between points of different `pieces`.

    Rows without a finite x and y are passed over. An x that falls counts as the largest before it. What lies
    beyond the axes is drawn on their ends. At most 4 × `columns` points are drawn (see `thinned`).
    """
    across, down, numbers = _drawable(x, y, pieces)
    rows = thinned(across, down, columns) if len(across) else np.arange(0)
    places = _places(across[rows], down[rows], x_axis, y_axis)
    return LineChart(
        WIDTH,
        HEIGHT,
        line="".join(_line(piece) for piece in _split(places, numbers[rows])),
        x=x_axis,
        y=y_axis,
        x_ticks=x_axis.ticks(x_label),
        y_ticks=y_axis.ticks_up(y_label),
        points=len(rows),
    )


def _drawable(
    x: Sequence[float] | Numbers, y: Sequence[float] | Numbers, pieces: ArrayLike | None
) -> tuple[Numbers, Numbers, NDArray[np.intp]]:
    across, down = np.asarray(x, np.float64), np.asarray(y, np.float64)
    numbers = np.zeros(len(across), np.intp) if pieces is None else np.asarray(pieces, np.intp)
    if not len(across) == len(down) == len(numbers):
        raise ValueError(f"{len(across)} places for {len(down)} values in {len(numbers)} pieces")
    there = (np.abs(across) <= _MOST) & (np.abs(down) <= _MOST)  # false for what is no number
    return np.maximum.accumulate(across[there]), down[there], numbers[there]


def _places(x: Numbers, y: Numbers, x_axis: Axis, y_axis: Axis) -> list[list[int]]:
    """Whole units of the picture."""
    across = np.clip((x - x_axis.low) / (x_axis.high - x_axis.low), 0, 1)
    share = np.clip((y - y_axis.low) / (y_axis.high - y_axis.low), 0, 1)
    down = share if y_axis.turned else 1 - share
    places: list[list[int]] = np.rint(np.column_stack([across * WIDTH, down * HEIGHT])).astype(int).tolist()
    return places


def _split(places: list[list[int]], numbers: Rows) -> Iterable[list[list[int]]]:
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(places)]
    return (places[start:end] for start, end in pairwise(cuts) if end > start)


def _line(piece: list[list[int]]) -> str:
    """A point alone is a line of no length, which round ends make a dot."""
    x, y = piece[0]
    if len(piece) == 1:
        return f"M{x},{y}h0"
    return "M" + " ".join(f"{x},{y}" for x, y in piece)
