"""The dancers: skin, hair, clothes and build. Everyone dances barefoot, in their own skin."""

from dataclasses import dataclass
from typing import NamedTuple


class Tone(NamedTuple):
    low: str  # in the shade, far away
    mid: str
    high: str  # where the light falls


@dataclass(frozen=True)
class Palette:
    skin: Tone
    hair: Tone
    top: Tone
    leg: Tone
    hairstyle: str = "bun"  # bun, bob, crop
    shirt: str = "vest"  # vest (straps), tee (sleeves)
    hem: float = 1.64  # where the leggings end: 0..1 thigh, 1..2 shank
    build: str = "slim"  # slim, broad


PALETTES: dict[str, Palette] = {
    "plum": Palette(
        skin=Tone("#C58D6D", "#DCA888", "#E7BDA1"),
        hair=Tone("#1F1413", "#2E1F1E", "#4D3632"),
        top=Tone("#A9543C", "#C4694F", "#CF7A61"),
        leg=Tone("#2F2540", "#40334E", "#54456A"),
    ),
    "sea": Palette(
        skin=Tone("#764832", "#8F5B40", "#A36C4E"),
        hair=Tone("#120D0C", "#1E1615", "#3E2F2B"),
        top=Tone("#24625F", "#2F7C78", "#418F8A"),
        leg=Tone("#182238", "#22304C", "#344768"),
    ),
    "oak": Palette(
        skin=Tone("#B27E58", "#C8956E", "#D8AB87"),
        hair=Tone("#241813", "#35251D", "#54402F"),
        top=Tone("#BF983F", "#D9B45B", "#E5C679"),
        leg=Tone("#2A3B36", "#384E47", "#4B655C"),
        hairstyle="crop",
        shirt="tee",
        hem=0.62,
        build="broad",
    ),
    "slate": Palette(
        skin=Tone("#4A2C20", "#5E3A2B", "#74493A"),
        hair=Tone("#0E0A0A", "#191313", "#352A28"),
        top=Tone("#8C4A5A", "#A65D6D", "#B87483"),
        leg=Tone("#2C3036", "#3B4148", "#525963"),
        hairstyle="crop",
        shirt="tee",
        build="broad",
    ),
    "birch": Palette(
        skin=Tone("#D9A68E", "#EFC6AF", "#F7D8C6"),
        hair=Tone("#8C7F76", "#A99C92", "#C4B9B0"),
        top=Tone("#48628A", "#5B78A4", "#7590B9"),
        leg=Tone("#39303A", "#4B404C", "#615563"),
        hairstyle="bob",
    ),
}
