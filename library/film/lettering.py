"""Lettering for film: Source Serif and Source Sans out of their packages, never the system's fonts."""

import io
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

import resvg
from PIL import Image, ImageFont

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
INK, SOFT = "#2B2226", "#6F5A50"


def _file(package: str, name: str) -> Path:
    return Path(str(files(package))) / "files" / name


FILES = {
    (SERIF, 400): _file("font_source_serif_pro", "SourceSerifPro-Regular.otf"),
    (SANS, 400): _file("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    (SANS, 600): _file("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
}


@lru_cache(maxsize=1)
def fonts_digest() -> str:
    """A hash of the font files: part of what shapes a clip."""
    return sha256(b"".join(path.read_bytes() for path in FILES.values())).hexdigest()


def text(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    face: str = SANS,
    weight: int = 400,
    ink: str = INK,
    at: str = "",
) -> str:
    """One line of lettering as SVG; y is the baseline, `at` an SVG text-anchor."""
    anchor = f' text-anchor="{at}"' if at else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{face}" font-weight="{weight}" font-size="{size:.1f}"'
        f' fill="{ink}"{anchor}>{escape(words)}</text>'
    )


def width(words: str, size: float, face: str = SANS, weight: int = 400) -> float:
    """How wide a line of lettering comes out, in pixels."""
    return _measure(face, weight).getlength(words) * size / 100


@lru_cache(maxsize=4)
def _measure(face: str, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FILES[face, weight]), 100)


def wrapped(words: str, size: float, room: float, face: str = SANS) -> list[str]:
    """The words broken into lines no wider than `room` pixels (one long word may stick out)."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, face) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def contrast(one: str, other: str) -> float:
    """How well two #RRGGBB colours stand apart, 1 to 21 (WCAG 2.2)."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def svg(inner: str, wide: int, high: int) -> str:
    """A whole SVG document, in pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{inner}</svg>'
    )


def rasterised(inner: str, wide: int, high: int) -> Image.Image:
    """SVG -> RGBA image. Only our own font files are known to it."""
    tree = resvg.usvg.Tree.from_str(svg(inner, wide, high), _options())
    return Image.open(io.BytesIO(resvg.render(tree, (1, 0, 0, 0, 1, 0)))).convert("RGBA")


@lru_cache(maxsize=1)
def _options() -> "resvg.usvg.Options":
    options = resvg.usvg.Options.default()
    for path in FILES.values():
        options.load_font_file(str(path))
    return options
