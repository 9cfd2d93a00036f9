"""One movement as a picture: the dancer with her prop, alone or in the studio."""

from io import BytesIO

from PIL import Image

from library.figure.camera import STANDS, Camera, camera_for
from library.figure.movement import Movement
from library.figure.painting import paint, paint_shadows, paint_shapes
from library.figure.palettes import Palette
from library.figure.props import prop_shapes
from library.figure.rig import solve
from library.figure.studio import HORIZON, backdrop

MOST_BYTES = 15_000


def paint_scene(
    image: Image.Image,
    movement: Movement,
    count: float,
    camera: Camera,
    palette: Palette,
    mirrored: bool = False,
) -> None:
    """Paint shadows, prop and dancer at this count, in place. Give it `camera_for(movement, …, mirrored)`."""
    joints = solve(movement.pose(count, mirrored))
    behind, before = prop_shapes(movement.prop, camera, mirrored)
    if movement.prop == "mat":  # the shadow falls on a mat, but behind a chair
        paint_shapes(image, behind, camera.scale)
        paint_shadows(image, joints, camera)
    else:
        paint_shadows(image, joints, camera)
        paint_shapes(image, behind, camera.scale)
    paint(image, joints, camera, palette, shadows=False)
    paint_shapes(image, before, camera.scale)


def still(
    movement: Movement,
    palette: Palette,
    size: tuple[int, int] = (480, 480),
    count: float | None = None,
    mirrored: bool = False,
) -> Image.Image:
    """The movement at its poster moment, or at `count`, in the plaster studio."""
    camera = camera_for(movement, *size, mirrored=mirrored)
    image = room_behind(camera)
    at = movement.poster if count is None else count
    paint_scene(image, movement, at, camera, palette, mirrored)
    return image


def room_behind(camera: Camera) -> Image.Image:
    """The empty studio; its wall begins as far behind her, wherever in the picture she is."""
    return backdrop(camera.width, camera.height, round(HORIZON + camera.floor - STANDS, 3)).copy()


def still_bytes(
    movement: Movement,
    palette: Palette,
    size: tuple[int, int] = (480, 480),
    count: float | None = None,
    mirrored: bool = False,
    most: int = MOST_BYTES,
) -> bytes:
    """The still as WebP of at most `most` bytes; ValueError if no quality is small enough."""
    image = still(movement, palette, size, count, mirrored)
    for quality in (84, 76, 66, 54, 42, 30):
        data = _webp(image, quality)
        if len(data) <= most:
            return data
    raise ValueError(f"A still of {size[0]} × {size[1]} does not fit into {most} bytes.")


def _webp(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
