"""Many points, few drawn, and the line looks the same.

Of each column of the picture the first and last point and those with the lowest and highest value are kept:
M4 (Jugel, Jerzak, Hackenbroich and Markl, "M4: a visualization-oriented time series data aggregation", VLDB
2014). Largest-Triangle-Three-Buckets (Steinarsson 2013) draws a slightly smoother line from as many points,
but may leave out the highest heart rate of a run; here extremes are kept exactly, and what a reader finds on
the line is what the watch measured.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]


def thinned(x: Numbers, y: Numbers, columns: int) -> Rows:
    """The rows to keep, in order: at most four a column, always the first and the last. `x` must not fall.

    Raises ValueError for fewer than one column. Values must be finite.
    """
    if columns < 1:
        raise ValueError("a picture has at least one column")
    if len(x) <= 4 * columns or x[-1] <= x[0]:
        return _of_one_place(y) if len(x) > 4 * columns else np.arange(len(x))
    column = np.minimum((x - x[0]) / (x[-1] - x[0]) * columns, columns - 1).astype(np.intp)
    starts = np.flatnonzero(np.diff(column, prepend=-1))
    ends = np.append(starts[1:], len(x)) - 1
    lengths = ends - starts + 1
    lowest = _first_equal(y, np.minimum.reduceat(y, starts), lengths)
    highest = _first_equal(y, np.maximum.reduceat(y, starts), lengths)
    return np.unique(np.concatenate([starts, ends, lowest, highest]))


def _of_one_place(y: Numbers) -> Rows:
    """All points above each other."""
    return np.unique([0, int(y.argmin()), int(y.argmax()), len(y) - 1])


def _first_equal(y: Numbers, of_column: Numbers, lengths: Rows) -> Rows:
    """In each column the first row that has the column's value."""
    rows = np.flatnonzero(y == np.repeat(of_column, lengths))
    columns = np.repeat(np.arange(len(lengths)), lengths)[rows]
    return rows[np.flatnonzero(np.diff(columns, prepend=-1))]
