"""A flat shape of the picture."""

from dataclasses import dataclass

from library.figure.outlines import Polygon


@dataclass(frozen=True, slots=True)
class Shape:
    """Polygons painted together in one colour. What is `solid` catches shadows. What has no colour is the
    soft shadow of its polygons, and falls on what is solid and was painted before."""

    polygons: list[Polygon]
    fill: str
    solid: bool = False

    @property
    def cast(self) -> bool:
        return not self.fill
