"""Frames of a clip: the room drawn once, the dancer painted on top for each frame.

No words: the player writes them, so that a mirrored picture leaves them alone and every language has its own.
"""

from collections.abc import Iterator
from functools import cached_property

from PIL import Image, ImageDraw

from library.figure import PALETTES, Camera, Joints, camera_for, paint, paint_scene, solve
from library.film.raster import rasterised
from library.film.schedule import Clip
from library.film.studio import studio

TRACE_STEPS = 96
SHARP = 4  # masks are drawn this much larger, then shrunk: Pillow draws no smooth circles


def wide(height: int) -> int:
    """The width of a 16:9 picture; even, as H.264 wants it."""
    return height * 16 // 9 // 2 * 2


class Stage:
    """Draws the frames of one clip at a height in pixels."""

    def __init__(self, clip: Clip, height: int) -> None:
        self.clip, self.height, self.width = clip, height, wide(height)
        self.movement, self.palette = clip.dance.movement, PALETTES[clip.palette]
        self.camera = camera_for(self.movement, self.width, height, clip.mirrored)

    def frames(self) -> Iterator[Image.Image]:
        """What is to be encoded, RGB: every frame of a loop, the one picture of standing ready."""
        for i in range(self.clip.frames if self.clip.kind == "loop" else 1):
            yield self.frame(i * self.movement.counts / self.clip.frames)

    def frame(self, count: float) -> Image.Image:
        """The picture at a count."""
        image = self.backdrop.copy()
        paint_scene(image, self.movement, count, self.camera, self.palette, self.clip.mirrored)
        if self.movement.inset:
            self._lens(image, solve(self.movement.pose(count, self.clip.mirrored)))
        return image

    @cached_property
    def backdrop(self) -> Image.Image:
        inner = studio(self.width, self.height) + self._trace()
        return rasterised(inner, self.width, self.height).convert("RGB")

    def _trace(self) -> str:
        """The path the toe draws, dotted."""
        if not self.movement.trace:
            return ""
        leg, point = self.movement.trace.split(".")
        if self.clip.mirrored:
            leg = "R" if leg == "L" else "L"
        dots = []
        for i in range(TRACE_STEPS):
            pose = self.movement.pose(self.movement.counts * i / TRACE_STEPS, self.clip.mirrored)
            seen = self.camera(getattr(solve(pose).leg["L" if leg == "L" else "R"], point))
            dots.append(f"{seen.x:.1f} {seen.y:.1f}")
        k = self.camera.scale
        return (
            f'<path d="M{"L".join(dots)}" fill="none" stroke="{self.palette.top.mid}" stroke-opacity=".55"'
            f' stroke-width="{k * 0.005:.2f}" stroke-linecap="round"'
            f' stroke-dasharray="{k * 0.0005:.2f} {k * 0.014:.2f}"/>'
        )

    def _lens(self, image: Image.Image, joints: Joints) -> None:
        """A round close-up of the working foot."""
        inset, radius = self.movement.inset or {}, int(self.height * 0.155)
        size, leg = 2 * radius, inset.get("leg", "L")
        close = Image.new("RGB", (size, size), "#EFE4D8")
        close.paste("#DCC8B3", (0, int(size * 0.71), size, size))
        if self.clip.mirrored:
            leg = "R" if leg == "L" else "L"
        paint(close, joints, self._close_camera(size), self.palette, only=leg)
        x, y = int(self.width * 0.845) - radius, self.height // 2 - radius
        image.paste("#FBF7F1", (x - 4, y - 4), self._rim)
        image.paste(close, (x, y), self._glass)

    def _close_camera(self, size: int) -> Camera:
        inset, turn = self.movement.inset or {}, -1 if self.clip.mirrored else 1
        x, y, z = inset.get("look", (0.0, 0.0, 0.045))
        return Camera(
            width=size,
            height=size,
            yaw=turn * float(inset.get("yaw", 88)),
            pitch=float(inset.get("pitch", 4.0)),
            scale=self.height * float(inset.get("zoom", 1.45)),
            floor=0.80,
            look=(turn * x, y, z),
        )

    @cached_property
    def _glass(self) -> Image.Image:
        return _disc(2 * int(self.height * 0.155))

    @cached_property
    def _rim(self) -> Image.Image:
        return _disc(2 * int(self.height * 0.155) + 8)


def _disc(size: int) -> Image.Image:
    mask = Image.new("L", (size * SHARP, size * SHARP))
    ImageDraw.Draw(mask).ellipse((0, 0, size * SHARP - 1, size * SHARP - 1), fill=255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)
