"""A flat shape of the picture."""

from dataclasses import dataclass

from library.figure.outlines import Polygon


@dataclass(frozen=True, slots=True)
class Shape:
    """Polygons painted together in one colour. With `within` they are no colour, but the soft shadow that
    they cast on those others."""

    polygons: list[Polygon]
    fill: str
    within: tuple[Polygon, ...] = ()
