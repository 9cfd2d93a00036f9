"""A camera with a weak perspective, turning about the dancer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import NamedTuple

from library.figure.movement import Movement
from library.figure.vectors import Vec, dot, sub

HEADROOM = 0.62  # body height as a fraction of the picture: arms overhead on relevé still fit
STANDS = 0.88  # where she stands in the picture, from the top …
WIDE = 1.5  # … and always in one so many times as wide as high: a film keeps its room


class Seen(NamedTuple):
    x: float  # pixels from the left
    y: float  # pixels from the top
    depth: float  # towards the viewer
    scale: float  # pixels for one body height, at that depth


@dataclass(frozen=True)
class Camera:
    """yaw: degrees the viewer has walked round to her left; pitch: degrees they look down.

    scale: pixels per body height; cx and floor: where the point `look` stands, as fractions of the picture.
    """

    width: int = 1280
    height: int = 720
    yaw: float = 0.0
    pitch: float = 8.0
    scale: float = 446.0
    cx: float = 0.5
    floor: float = STANDS
    distance: float = 5.2
    look: Vec = (0.0, 0.0, 0.0)
    right: Vec = field(init=False)
    up: Vec = field(init=False)
    toward: Vec = field(init=False)
    flat: Callable[[Vec], tuple[float, float, float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        y, p = radians(self.yaw), radians(self.pitch)
        right, back = (cos(y), 0.0, -sin(y)), (sin(y), 0.0, cos(y))
        object.__setattr__(self, "right", right)
        object.__setattr__(self, "up", (-back[0] * sin(p), cos(p), -back[2] * sin(p)))
        object.__setattr__(self, "toward", (back[0] * cos(p), sin(p), back[2] * cos(p)))
        object.__setattr__(self, "flat", self._projection())

    def _projection(self) -> Callable[[Vec], tuple[float, float, float]]:
        """x, y and scale of a point. Asked for every bead of every limb, so what is constant is at hand."""
        (rx, ry, rz), (ux, uy, uz), (tx, ty, tz), (lx, ly, lz) = self.right, self.up, self.toward, self.look
        far, zoom = self.distance, self.scale * self.distance
        x0, y0 = self.cx * self.width, self.floor * self.height

        def flat(v: Vec) -> tuple[float, float, float]:
            x, y, z = v[0] - lx, v[1] - ly, v[2] - lz
            k = zoom / (far - (x * tx + y * ty + z * tz))
            return x0 + (x * rx + y * ry + z * rz) * k, y0 - (x * ux + y * uy + z * uz) * k, k

        return flat

    def __call__(self, v: Vec) -> Seen:
        """Where a point of the stage lies in the picture."""
        x, y, k = self.flat(v)
        return Seen(x, y, dot(sub(v, self.look), self.toward), k)


def camera_for(
    movement: Movement, width: int, height: int, mirrored: bool = False, yaw: float | None = None
) -> Camera:
    """The camera the movement asks for. The other side is the mirror image, so the camera turns as well.

    Whoever lies would leave most of a picture empty: a wide one is `wide` instead of `zoom`, nearer, and a
    square one has its `floor` higher up.
    """
    view, wide = movement.view, width >= WIDE * height
    zoom = view.get("wide" if wide and "wide" in view else "zoom", 1.0)
    turn = float(view.get("yaw", 0.0) if yaw is None else yaw)
    x, y, z = view.get("look", (0.0, 0.0, 0.0))
    scale = min(width, height) * HEADROOM * float(zoom)
    return Camera(
        width=width,
        height=height,
        yaw=-turn if mirrored else turn,
        pitch=float(view.get("pitch", 8.0)),
        scale=scale,
        floor=STANDS if wide else float(view.get("floor", STANDS)),
        look=(-x if mirrored else x, y, z),
    )
