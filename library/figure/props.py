"""What stands in the studio beside the dancer: a chair, a wall, a mat. In body heights."""

from library.figure.camera import Camera
from library.figure.outlines import Polygon, tube
from library.figure.shapes import Shape
from library.figure.vectors import Vec

PROPS = ("", "chair", "seat", "wall", "mat")  # a seat is the chair she sits on

OAK, OAK_HIGH, OAK_LOW = "#C9A888", "#DABF9F", "#B29275"
WALL, WALL_TOP, WALL_EDGE = "#E9DCCC", "#F6F0E8", "#D3C0AB"
MAT, MAT_EDGE = "#A9BDB4", "#8FA69C"

CHAIR_X, CHAIR_BACK, CHAIR_SEAT = -0.315, 0.525, 0.262  # her right side; 0.525 of 1.70 m is 89 cm
SEAT_WIDE, SEAT_FRONT, SEAT_BACK = 0.125, 0.115, -0.145  # of the chair under her, its back behind hers
CHAIR_NEAR, CHAIR_FAR, CHAIR_END = 0.20, -0.04, -0.56
WALL_Z = 0.40


def prop_shapes(prop: str, camera: Camera, mirrored: bool = False) -> tuple[list[Shape], list[Shape]]:
    """The prop's shapes behind the dancer, and those in front of her."""
    sign = -1.0 if mirrored else 1.0
    if prop == "chair":
        near = camera.toward[0] * sign * CHAIR_X > 0.08  # seen from its own side, it hides her leg
        return ([], _chair(camera, sign)) if near else (_chair(camera, sign), [])
    if prop == "seat":
        return _seat(camera), []
    if prop == "wall":
        return _wall(camera), []
    if prop == "mat":
        return _mat(camera), []
    if prop:
        raise ValueError(f"{prop!r} is no prop; known are {', '.join(p for p in PROPS if p)}.")
    return [], []


def flat(camera: Camera, *corners: Vec) -> list[Polygon]:
    return [[v for corner in corners for v in camera(corner)[:2]]]


def bar(camera: Camera, a: Vec, b: Vec, radius: float) -> list[Polygon]:
    return tube(camera, [(a, radius), (b, radius)])


def _chair(camera: Camera, sign: float) -> list[Shape]:
    """Its back stands towards the dancer, heavy and square."""
    x, end = sign * CHAIR_X, sign * CHAIR_END
    legs = [
        Shape(bar(camera, (px, 0.008, z), (px, top, z), 0.0085), colour)
        for px, top, colour in ((end, CHAIR_SEAT, OAK_LOW), (x, CHAIR_BACK, OAK))
        for z in (CHAIR_FAR, CHAIR_NEAR)
    ]
    seat = flat(camera, *((px, CHAIR_SEAT, z) for px, z in _corners(x, end)))
    edge = bar(camera, (x, CHAIR_SEAT - 0.010, CHAIR_NEAR), (end, CHAIR_SEAT - 0.010, CHAIR_NEAR), 0.010)
    rails = [
        Shape(bar(camera, (x, y, CHAIR_FAR), (x, y, CHAIR_NEAR), r), colour)
        for y, r, colour in ((0.40, 0.011, OAK_LOW), (CHAIR_BACK - 0.006, 0.013, OAK_HIGH))
    ]
    return [*legs[:2], Shape(seat, OAK_HIGH), Shape(edge, OAK), *legs[2:], *rails]


def _seat(camera: Camera) -> list[Shape]:
    """The same chair from its front: the far side first."""
    wide, front, back = SEAT_WIDE, SEAT_FRONT, SEAT_BACK
    far = -wide if camera.toward[0] > 0 else wide
    posts = [
        Shape(bar(camera, (x, 0.008, z), (x, top, z), 0.0085), colour)
        for x, colour in ((far, OAK_LOW), (-far, OAK))
        for z, top in ((back, CHAIR_BACK), (front, CHAIR_SEAT))
    ]
    seat = flat(
        camera, *((x, CHAIR_SEAT, z) for x, z in ((wide, front), (-wide, front), (-wide, back), (wide, back)))
    )
    edges = [
        bar(camera, a, b, 0.010)
        for a, b in (
            ((-wide, CHAIR_SEAT - 0.010, front), (wide, CHAIR_SEAT - 0.010, front)),
            ((-far, CHAIR_SEAT - 0.010, back), (-far, CHAIR_SEAT - 0.010, front)),
        )
    ]
    rails = [
        Shape(bar(camera, (-wide, y, back), (wide, y, back), r), colour)
        for y, r, colour in ((0.40, 0.011, OAK_LOW), (CHAIR_BACK - 0.006, 0.013, OAK_HIGH))
    ]
    return [*posts[:2], *rails, Shape(seat, OAK_HIGH), *(Shape(edge, OAK) for edge in edges), *posts[2:]]


def _corners(x: float, end: float) -> list[tuple[float, float]]:
    return [(x, CHAIR_FAR), (x, CHAIR_NEAR), (end, CHAIR_NEAR), (end, CHAIR_FAR)]


def _wall(camera: Camera) -> list[Shape]:
    """The end of a wall she leans on, cut off above her reach."""
    wide, high, front, back = 0.145, 1.10, WALL_Z, WALL_Z + 0.09
    edge = wide if camera.right[2] < 0 else -wide  # the end that is turned to us
    face = flat(camera, (-wide, 0, front), (wide, 0, front), (wide, high, front), (-wide, high, front))
    end = flat(camera, (edge, 0, front), (edge, 0, back), (edge, high, back), (edge, high, front))
    top = flat(camera, (-wide, high, front), (wide, high, front), (wide, high, back), (-wide, high, back))
    return [Shape(face, WALL), Shape(top, WALL_TOP), Shape(end, WALL_EDGE)]


def _mat(camera: Camera) -> list[Shape]:
    def sheet(y: float, grow: float) -> list[Polygon]:
        x, a, b = 0.24 + grow, -0.62 - grow, 0.46 + grow
        return flat(camera, (-x, y, a), (x, y, a), (x, y, b), (-x, y, b))

    return [Shape(sheet(0.0, 0.006), MAT_EDGE), Shape(sheet(0.004, 0.0), MAT)]
