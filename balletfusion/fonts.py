"""The heading font: Source Serif from its package, cut down to the letters the site writes."""

import hashlib
from pathlib import Path

import font_source_serif_pro
from fontTools import __version__ as fonttools_version
from fontTools import subset

WEIGHTS = {400: "SourceSerifPro-Regular.ttf", 600: "SourceSerifPro-Semibold.ttf"}
# Latin with the accents of French and its neighbours, and the punctuation of headings: dashes, curly
# quotes, ellipsis, primes, minus and times, arrows, euro.
LETTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
LETTERS += "ŒœŸ–—‘’‚“”„•…′″‹›€−×→←"
FEATURES = ["kern", "liga", "mark", "ccmp", "locl", "lnum"]
STAMP = ".source"


def build_heading_fonts(target: Path) -> list[Path]:
    """Write `heading-400.woff2` and `heading-600.woff2` into `target`, unless they are up to date."""
    target.mkdir(parents=True, exist_ok=True)
    made = {weight: target / f"heading-{weight}.woff2" for weight in WEIGHTS}
    stamp = target / STAMP
    if not (stamp.exists() and stamp.read_text() == source_hash() and all(p.exists() for p in made.values())):
        for weight, path in made.items():
            build(source(weight), path)
        stamp.write_text(source_hash())
    return list(made.values())


def build(font: Path, target: Path) -> None:
    options = subset.Options(
        flavor="woff2",
        layout_features=FEATURES,
        desubroutinize=False,
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],
    )
    with subset.load_font(str(font), options) as loaded:
        cutter = subset.Subsetter(options)
        cutter.populate(text=LETTERS)
        cutter.subset(loaded)
        subset.save_font(loaded, str(target), options)


def source(weight: int) -> Path:
    return Path(font_source_serif_pro.font_directory) / WEIGHTS[weight]


def source_hash() -> str:
    """What shapes the files: both fonts, the letters, the features and the cutter's version."""
    said = hashlib.sha256(f"{LETTERS}{FEATURES}{fonttools_version}".encode())
    for weight in WEIGHTS:
        said.update(source(weight).read_bytes())
    return said.hexdigest()
