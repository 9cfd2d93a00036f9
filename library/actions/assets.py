"""The pictures and tables that static pages need, drawn into a folder; only what changed is drawn again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from balletfusion.fonts import build_heading_fonts
from library import figure
from library import film as studio
from library.content import Library
from library.figure.stills import still_bytes
from library.figure.tables import as_json
from library.film.files import write_bytes
from library.film.script import canonical

STAMPS = ".stamps.json"  # a dot file: collectstatic leaves it out


@dataclass(frozen=True)
class Asset:
    """One file: its path, a stamp of all that shapes it, and how it is drawn."""

    path: str
    stamp: str
    drawn: Callable[[], bytes]


def build_assets(library: Library, target: Path, tell: Callable[[str], None] = lambda path: None) -> int:
    """Draw what is missing or out of date, remove what is no longer wanted. Returns how many were drawn."""
    build_heading_fonts(target / "fonts")
    before = _stamps(target)
    wanted = {asset.path: asset for asset in assets_of(library)}
    stale = [a for a in wanted.values() if before.get(a.path) != a.stamp or not (target / a.path).is_file()]
    stamps = {path: stamp for path, stamp in before.items() if path in wanted}
    for path in before.keys() - wanted.keys():
        (target / path).unlink(missing_ok=True)
    for asset in stale:
        write_bytes(target / asset.path, asset.drawn())
        stamps[asset.path] = asset.stamp
        write_bytes(target / STAMPS, json.dumps(stamps, indent=0, sort_keys=True).encode())
        tell(asset.path)
    return len(stale)


def _stamps(target: Path) -> dict[str, str]:
    try:
        return json.loads((target / STAMPS).read_text())
    except (OSError, ValueError):
        return {}


def assets_of(library: Library) -> Iterator[Asset]:
    """The tables of <ballet-figure>, a still for each movement, a poster for each class."""
    tables = as_json(
        {slug: {"name": m.name, "figure": m.figure} for slug, m in library.movements.items()}, library.presets
    )
    yield Asset("figure/movements.json", _stamp(tables.decode()), lambda: tables)
    for movement in library.movements.values():
        yield _still(movement)
    for content in library.classes.values():
        yield _poster(content.script)


def _still(movement) -> Asset:
    dance = movement.dance

    def drawn() -> bytes:
        return still_bytes(dance.movement, figure.PALETTES[figure.dancer_of(movement.slug)])

    return Asset(f"figure/stills/{movement.slug}.webp", _stamp(dance.table, dance.presets), drawn)


def _poster(script: studio.ClassScript) -> Asset:
    star = script.star
    return Asset(
        f"posters/{script.slug}.webp",
        _stamp(star.table, star.presets, script.dancer),
        lambda: studio.poster_bytes(script),
    )


def _stamp(*shaped_by: str) -> str:
    return sha256(canonical([drawing_code(), *shaped_by]).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def drawing_code() -> str:
    """A hash of the code that draws: a corrected hand is a new picture."""
    folders = [Path(str(package.__file__)).parent for package in (figure, studio)]
    sources = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
