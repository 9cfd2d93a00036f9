"""The dancers: skin, hair, clothes and build. Everyone dances barefoot, in their own skin."""

from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32


class Tone(NamedTuple):
    low: str  # in the shade, far away
    mid: str
    high: str  # where the light falls


@dataclass(frozen=True)
class Palette:
    who: str  # in words, after "the dancer is"
    skin: Tone
    hair: Tone
    top: Tone
    leg: Tone
    lips: str
    hairstyle: str = "bun"  # bun, bob, crop, curls, tail
    beard: bool = False
    shirt: str = "vest"  # one of SHIRTS
    hem: float = 1.64  # where the leggings end: 0..1 thigh, 1..2 shank
    loose: float = 0.0  # how far trousers stand off at the hem, in body heights
    build: str = "slim"  # slim, broad, full


class Shirt(NamedTuple):
    """Places on the spine: 0 the hip line, 1 the shoulder line."""

    hem: float
    top: float  # where it ends above
    low: float  # its neckline in front …
    high: float  # … and at the sides
    half: float  # how far round the neckline goes, in radians
    sleeve: int  # beads of the arm's line it covers, out of 19
    straps: bool


SHIRTS: dict[str, Shirt] = {
    "vest": Shirt(0.14, 0.875, 0.785, 0.875, 0.60, 0, True),
    "tee": Shirt(0.11, 1.035, 0.960, 1.020, 0.62, 6, False),
    "long": Shirt(0.16, 1.020, 0.870, 1.000, 0.66, 17, False),
}

PALETTES: dict[str, Palette] = {
    "plum": Palette(
        who="a woman with dark hair in a bun, in a terracotta vest and plum leggings",
        skin=Tone("#C58D6D", "#DCA888", "#E9C0A4"),
        hair=Tone("#1F1413", "#2E1F1E", "#4D3632"),
        top=Tone("#A9543C", "#C4694F", "#CF7A61"),
        leg=Tone("#2F2540", "#40334E", "#54456A"),
        lips="#B4685A",
    ),
    "sea": Palette(
        who="a woman with full curls, in a sea-green long-sleeved top and navy leggings",
        skin=Tone("#6F4330", "#8A573D", "#A36C4E"),
        hair=Tone("#120D0C", "#1E1615", "#3E2F2B"),
        top=Tone("#24625F", "#2F7C78", "#418F8A"),
        leg=Tone("#182238", "#22304C", "#344768"),
        lips="#7A3F37",
        hairstyle="curls",
        shirt="long",
        hem=1.86,
        build="full",
    ),
    "oak": Palette(
        who="a man with short brown hair and a beard, in an ochre T-shirt and green shorts",
        skin=Tone("#B27E58", "#C8956E", "#D8AB87"),
        hair=Tone("#2A1B13", "#3F2A1E", "#5F4531"),
        top=Tone("#BF983F", "#D9B45B", "#E5C679"),
        leg=Tone("#2A3B36", "#384E47", "#4B655C"),
        lips="#A8654F",
        hairstyle="crop",
        beard=True,
        shirt="tee",
        hem=0.66,
        loose=0.007,
        build="broad",
    ),
    "slate": Palette(
        who="a man with cropped black hair, in a rose vest and wide grey trousers",
        skin=Tone("#4A2C20", "#5E3A2B", "#74493A"),
        hair=Tone("#0E0A0A", "#191313", "#352A28"),
        top=Tone("#8C4A5A", "#A65D6D", "#B87483"),
        leg=Tone("#5C6069", "#757A84", "#8C919B"),
        lips="#5A2E2A",
        hairstyle="crop",
        hem=1.84,
        loose=0.012,
        build="broad",
    ),
    "birch": Palette(
        who="an older woman with a silver bob, in a blue T-shirt and brown leggings",
        skin=Tone("#D6A491", "#F0C5B2", "#FADBCB"),
        hair=Tone("#8C7F76", "#A99C92", "#C4B9B0"),
        top=Tone("#48628A", "#5B78A4", "#7590B9"),
        leg=Tone("#45362F", "#5A473F", "#725B52"),
        lips="#BC6F66",
        hairstyle="bob",
        shirt="tee",
        hem=1.50,
    ),
    "fern": Palette(
        who="a woman with a long black ponytail, in a fern-green vest and black shorts",
        skin=Tone("#C79E70", "#E0BA8E", "#EECFAA"),
        hair=Tone("#0F0D10", "#1B181C", "#3A353E"),
        top=Tone("#4F6B3C", "#66854E", "#7C9B63"),
        leg=Tone("#232126", "#322F36", "#48444D"),
        lips="#B56457",
        hairstyle="tail",
        hem=0.72,
    ),
}


def dancer_of(slug: str) -> str:
    """Who dances a movement where no class says: always the same one, and everybody in turn."""
    return list(PALETTES)[crc32(slug.encode()) % len(PALETTES)]
