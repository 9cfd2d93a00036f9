"""The shape of a run as a line, without a map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, inf, radians

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """A line inside a picture of width × height; `points` is what the attribute of <polyline> takes."""

    width: float
    height: float
    line: tuple[Point, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.line)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


_MARGIN = 0.04  # of the size, so that the stroke is not cut off
_LOOKED_AT = 500  # points simplified; more are thinned evenly first
_A_POINT = 1e-7  # degrees: a centimetre is no extent
_TOLERANCE = 0.003  # of the size: what lies nearer the line than this is not seen


def track_shape(
    latitudes: Sequence[float | None],
    longitudes: Sequence[float | None],
    size: float | tuple[float, float] = 200,
) -> Shape | None:
    """The line of a track in degrees, north up, true in proportion, centred in `size` (a side, or two).

    None if fewer than two places are known. Flattened by an equirectangular projection about the middle
    latitude, then simplified by Douglas and Peucker (1973). Across the 180th meridian it goes the short way.
    """
    width, height = size if isinstance(size, tuple) else (size, size)
    places = [
        (latitude, longitude)
        for latitude, longitude in zip(latitudes, longitudes, strict=True)
        if latitude is not None and longitude is not None
    ]
    if len(places) < 2:
        return None
    line = _fitted(_flat(_thinned(places)), width, height)
    simple = simplified(line, _TOLERANCE * min(width, height))
    return Shape(width, height, tuple((round(x, 1), round(y, 1)) for x, y in simple))


def _thinned(places: list[Point]) -> list[Point]:
    if len(places) <= _LOOKED_AT:
        return places
    step = (len(places) - 1) / (_LOOKED_AT - 1)
    return [places[round(at * step)] for at in range(_LOOKED_AT)]


def _flat(places: list[Point]) -> list[Point]:
    """Eastward and southward, in degrees of latitude."""
    middle = (min(place[0] for place in places) + max(place[0] for place in places)) / 2
    narrow = max(cos(radians(middle)), 1e-6)
    first = places[0][1]
    return [(((longitude - first + 180) % 360 - 180) * narrow, -latitude) for latitude, longitude in places]


def _fitted(line: list[Point], width: float, height: float) -> list[Point]:
    left, right = min(x for x, _ in line), max(x for x, _ in line)
    top, bottom = min(y for _, y in line), max(y for _, y in line)
    room = 1 - 2 * _MARGIN
    scale = min(
        width * room / (right - left) if right - left > _A_POINT else inf,
        height * room / (bottom - top) if bottom - top > _A_POINT else inf,
    )
    if scale == inf:  # all in one place
        scale = 1.0
    across, down = (width - (right + left) * scale) / 2, (height - (bottom + top) * scale) / 2
    return [(x * scale + across, y * scale + down) for x, y in line]


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """The line without the points that lie within `tolerance` of what remains. Ends always stay."""
    kept = {0, len(line) - 1}
    pending = [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        away, at = _farthest(line, first, last)
        if away > tolerance * tolerance:
            kept.add(at)
            pending += [(first, at), (at, last)]
    return [line[place] for place in sorted(kept)]


def _farthest(line: list[Point], first: int, last: int) -> tuple[float, int]:
    """The point between two others that is farthest from the line joining them, and its distance squared.

    Written out: this loop is most of what drawing a shape takes.
    """
    (x1, y1), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    farthest, at = 0.0, first
    for place in range(first + 1, last):
        x, y = line[place]
        x -= x1
        y -= y1
        along = (x * dx + y * dy) / length if length else 0.0
        if along >= 1:
            x -= dx
            y -= dy
        elif along > 0:
            x -= along * dx
            y -= along * dy
        away = x * x + y * y
        if away > farthest:
            farthest, at = away, place
    return farthest, at
