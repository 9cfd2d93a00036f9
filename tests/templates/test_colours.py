"""The roles of static/css/tokens.css, by day and after dark: what is read on what, with at least 4.5:1."""

import re
from functools import lru_cache
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static/css"
DECLARED = re.compile(r"--([\w-]+):\s*([^;]+);")
TEXT = [
    *[(text, ground) for text in ("text", "text-quiet", "act") for ground in ("page", "surface", "sunk")],
    *[("text", tint) for tint in ("act-tint", "done-tint", "careful-tint", "error-tint", "info-tint")],
    *[("text-quiet", tint) for tint in ("act-tint", "done-tint")],
    *[(role, f"{role}-tint") for role in ("act", "done", "careful", "error", "info")],
    *[(role, ground) for role in ("done", "error") for ground in ("page", "surface")],
    ("on-act", "act"), ("on-act", "act-strong"), ("on-done", "done"), ("on-error", "error"),
    ("act-strong", "page"), ("act-strong", "act-tint"), ("on-evening", "evening"), ("on-lamp", "lamp"),
    ("on-wall", "wall"), ("on-wall", "floor"),
]  # fmt: skip
# Lines that say something, such as the edge of a field: 3:1.
EDGES = [("line-strong", "page"), ("line-strong", "surface"), ("focus", "page"), ("focus", "surface")]


@lru_cache
def declared(scope: str = ":root") -> dict[str, str]:
    css = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(), flags=re.DOTALL)
    block = re.search(re.escape(scope) + r"\s*\{(.*?)\n?\}", css, re.DOTALL)
    return dict(DECLARED.findall(block[1]))


def colour(value: str, dark: bool, here: dict[str, str]) -> str:
    """The hex colour a value comes to in one theme."""
    if value.startswith("#"):
        return value
    if value.startswith("light-dark("):
        day, night = re.fullmatch(r"light-dark\((.+), (.+)\)", value).groups()
        return colour(night if dark else day, dark, here)
    return colour(here[re.fullmatch(r"var\(--([\w-]+)\)", value)[1]], dark, here)


def luminance(hexa: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(hexa[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def between(text: str, ground: str, dark: bool, here: dict[str, str]) -> float:
    return contrast(colour(here[text], dark, here), colour(here[ground], dark, here))


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#ffffff") == 21


@pytest.mark.parametrize("dark", [False, True], ids=["day", "dark"])
def test_text_stands_out_from_its_ground(dark):
    here = declared()
    faint = {pair: round(between(*pair, dark, here), 2) for pair in TEXT if between(*pair, dark, here) < 4.5}
    assert faint == {}


@pytest.mark.parametrize("dark", [False, True], ids=["day", "dark"])
def test_edges_and_the_focus_ring_stand_out(dark):
    here = declared()
    faint = {pair: round(between(*pair, dark, here), 2) for pair in EDGES if between(*pair, dark, here) < 3}
    assert faint == {}


@pytest.mark.parametrize("dark", [False, True], ids=["day", "dark"])
@pytest.mark.parametrize("benefit", ["flexibility", "stabilisers", "posture", "balance", "injury-prevention"])
def test_a_benefit_is_read_on_its_tint_and_on_cards(benefit, dark):
    here = declared() | declared(f'[data-benefit="{benefit}"]')
    grounds = ["benefit-tint", "surface", "page"]
    assert [g for g in grounds if between("benefit", g, dark, here) < 4.5] == []


def test_each_benefit_has_a_colour_and_a_pattern_of_its_own():
    slugs = ["flexibility", "stabilisers", "posture", "balance", "injury-prevention"]
    own = [declared(f'[data-benefit="{slug}"]') for slug in slugs]
    assert len({o["benefit"] for o in own}) == len({o["pattern"] for o in own}) == 5
