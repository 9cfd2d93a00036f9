"""Frames of a loop: the room and lettering drawn once, the dancer painted on top for each frame."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from PIL import Image, ImageDraw

from library.figure import PALETTES, Camera, Joints, camera_for, paint, paint_scene, solve
from library.film.lettering import INK, SANS, SERIF, SOFT, contrast, rasterised, text
from library.film.schedule import Clip
from library.film.studio import studio

TRACE_STEPS = 96
BEADS_FROM = 0.915  # the strip of beads, as a share of the height
PALE_BEAD = "#B99C84"
ON_COLOUR = "#FFF8F2"
READABLE = 4.5  # contrast of a number on its bead
BESIDE_A_WALL = 0.6  # of the width: a wall on the left would stand in front of the lettering
LONG_NAME = 26  # letters; a longer name is written smaller, clear of a raised hand
SHARP = 4  # masks are drawn this much larger, then shrunk: Pillow draws no smooth circles


def wide(height: int) -> int:
    """The width of a 16:9 picture; even, as H.264 wants it."""
    return height * 16 // 9 // 2 * 2


class Stage:
    """Draws the frames of one loop clip at a height in pixels."""

    def __init__(self, clip: Clip, height: int) -> None:
        self.clip, self.height, self.width = clip, height, wide(height)
        self.movement, self.palette = clip.dance.movement, PALETTES[clip.palette]
        self.camera = camera_for(self.movement, self.width, height, clip.mirrored)
        if self.movement.prop == "wall" and not clip.mirrored:
            self.camera = replace(self.camera, cx=BESIDE_A_WALL)

    def frames(self) -> Iterator[Image.Image]:
        """Every frame of the loop, RGB."""
        for i in range(self.clip.frames):
            yield self.frame(i * self.movement.counts / self.clip.frames)

    def frame(self, count: float) -> Image.Image:
        """The picture at a count."""
        image = self.backdrop.copy()
        paint_scene(image, self.movement, count, self.camera, self.palette, self.clip.mirrored)
        if self.movement.inset:
            self._lens(image, solve(self.movement.pose(count, self.clip.mirrored)))
        beads = self._beads[int(count) % self.movement.counts]
        image.paste(beads, (0, int(self.height * BEADS_FROM)), beads)
        return image

    @cached_property
    def backdrop(self) -> Image.Image:
        inner = studio(self.width, self.height) + self._trace() + label(self.clip, self.width, self.height)
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

    @cached_property
    def _beads(self) -> list[Image.Image]:
        top = int(self.height * BEADS_FROM)
        return [
            rasterised(self._count(i), self.width, self.height).crop((0, top, self.width, self.height))
            for i in range(self.movement.counts)
        ]

    def _count(self, current: int) -> str:
        """A bead for each count; the present one is filled and carries its number."""
        k, n, out = self.height / 720, self.movement.counts, []
        for i in range(n):
            x, y, now = self.width / 2 + (i - (n - 1) / 2) * 44 * k, self.height - 34 * k, i == current
            fill = self.palette.top.low if now else PALE_BEAD
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{(16 if now else 5) * k:.1f}" fill="{fill}"/>')
            if now:
                number = str(i + 1)
                ink = ON_COLOUR if contrast(ON_COLOUR, fill) >= READABLE else INK
                out.append(text(number, x, y + 6.6 * k, 20 * k, weight=600, ink=ink, at="middle"))
        return "".join(out)

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
            pitch=4.0,
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


def label(clip: Clip, width: int, height: int) -> str:
    """The movement's name, how to say it, and the side that works."""
    k, dance = height / 720, clip.dance
    size = 44 if len(dance.name) <= LONG_NAME else 34
    out = [text(dance.name, 56 * k, 84 * k, size * k, face=SERIF, ink=INK)]
    if dance.say:
        out.append(text(dance.say, 58 * k, 116 * k, 21 * k, face=SANS, ink=SOFT))
    side = dance.side_label(clip.mirrored)
    if side:
        out.append(text(side, width - 56 * k, 82 * k, 24 * k, weight=600, ink=SOFT, at="end"))
    return "".join(out)
