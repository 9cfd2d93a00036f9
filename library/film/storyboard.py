"""Thumbnails for the bar of the player: one for each clip of a film, and a track of when each holds."""

import io

from PIL import Image

from library.film.captions import vtt
from library.film.clips import clips_needed
from library.film.schedule import FPS, Clip, schedule
from library.film.script import ClassScript
from library.film.stage import Stage, wide

HEIGHT = 90
COLUMNS = 8
DRAWN = 2  # times as large, then shrunk: thin limbs at this height need it
QUALITY = 70


def sheet(script: ClassScript) -> bytes:
    """The thumbnails of the film's clips, row by row, as JPEG."""
    clips = clips_needed([script])
    rows = -(-len(clips) // COLUMNS)
    image = Image.new("RGB", (COLUMNS * wide(HEIGHT), rows * HEIGHT))
    for place, clip in enumerate(clips):
        image.paste(thumbnail(clip), _corner(place))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def thumbnail(clip: Clip) -> Image.Image:
    """A loop at its best moment, standing ready as it is."""
    count = clip.dance.movement.poster if clip.kind == "loop" else 0
    large = Stage(clip, HEIGHT * DRAWN).frame(count)
    return large.resize((wide(HEIGHT), HEIGHT), Image.Resampling.LANCZOS)


def _corner(place: int) -> tuple[int, int]:
    return place % COLUMNS * wide(HEIGHT), place // COLUMNS * HEIGHT


def track(script: ClassScript, name: str) -> str:
    """WebVTT: for each part of the film, its piece of the sheet `name` as a media fragment (#xywh)."""
    places = {clip: place for place, clip in enumerate(clips_needed([script]))}
    parts = schedule(script).parts
    return vtt((p.start / FPS, p.end / FPS, f"{name}#xywh={_piece(places[p.clip])}") for p in parts)


def _piece(place: int) -> str:
    x, y = _corner(place)
    return f"{x},{y},{wide(HEIGHT)},{HEIGHT}"
