"""SVG to pixels: rooms and backgrounds. There are no words in our pictures, so no font is known to it."""

import io

import resvg
from PIL import Image


def svg(inner: str, wide: int, high: int) -> str:
    """A whole SVG document, in pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{inner}</svg>'
    )


def rasterised(inner: str, wide: int, high: int) -> Image.Image:
    """SVG -> RGBA image."""
    tree = resvg.usvg.Tree.from_str(svg(inner, wide, high), resvg.usvg.Options.default())
    return Image.open(io.BytesIO(resvg.render(tree, (1, 0, 0, 0, 1, 0)))).convert("RGBA")
