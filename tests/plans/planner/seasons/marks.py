"""The signs of a season's picture: told by shape first, then by colour; a letter names the benefit."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from plans.planner import Class, Run

INK, QUIET, LINE = "#2b2226", "#5d4c4e", "#dccdbb"
RUN = "#365684"


class Benefit(NamedTuple):
    letter: str
    label: str
    colour: str


BENEFITS = {
    "balance": Benefit("B", "balance", "#365684"),
    "flexibility": Benefit("F", "flexibility", "#73540d"),
    "injury-prevention": Benefit("E", "even strength", "#9f4730"),
    "posture": Benefit("P", "posture", "#5b4570"),
    "stabilisers": Benefit("S", "stabilisers", "#23665f"),
}
LOADS = ("load 0, quiet", "load 1, light", "load 2, hard", "load 3, jumps")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    fill: str = INK,
    weight: int = 400,
    anchor: str = "start",
    strike: bool = False,
    slanted: bool = False,
) -> str:
    """One line of words."""
    more = ' text-decoration="line-through"' if strike else ""
    more += ' font-style="italic"' if slanted else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" font-weight="{weight}"'
        f' text-anchor="{anchor}"{more}>{escape(words)}</text>'
    )


def class_mark(item: Class, fate: str, x: float, y: float) -> Iterator[str]:
    """A ring, a disc, a square, a triangle for loads 0 to 3; in outline where it was not danced."""
    benefit = BENEFITS[item.primary or "posture"]
    done = fate == "done"
    ring = item.leg_load == 0 or not done
    look = f'fill="{"#fffcf7" if ring else benefit.colour}" stroke="{benefit.colour}" stroke-width="1.6"'
    look += "" if done else ' stroke-dasharray="2.2 1.8" opacity=".7"'
    yield shape(item.leg_load, x, y, look)
    ink = benefit.colour if ring else "#fffcf7"
    lower = 5.5 if item.leg_load == 3 else 3.6
    yield text(x, y + lower, benefit.letter, size=10, fill=ink, weight=700, anchor="middle")


def shape(load: int, x: float, y: float, look: str) -> str:
    """The outline of a load."""
    if load == 3:
        return f'<path d="M{x} {y - 10} L{x + 10.5} {y + 8.5} H{x - 10.5} Z" {look} stroke-linejoin="round"/>'
    if load == 2:
        return f'<rect x="{x - 8}" y="{y - 8}" width="16" height="16" rx="1.5" {look}/>'
    return f'<circle cx="{x}" cy="{y}" r="8" {look}/>'


def run_mark(run: Run, x: float, y: float) -> Iterator[str]:
    """A run by its kind, its minutes beneath; faint and struck through where it was left out."""
    gone = run.status == "cancelled"
    yield f'<g opacity="{0.45 if gone else 1}">{run_shape(run.kind, x, y)}'
    yield text(x, y + 18, str(run.minutes), size=10, fill=RUN, anchor="middle", strike=gone) + "</g>"


def run_shape(kind: str, x: float, y: float) -> str:
    """Easy a small ring, long a wide bar, tempo a diamond, intervals a zigzag, a race a flag."""
    line = f'fill="none" stroke="{RUN}" stroke-width="2" stroke-linejoin="round"'
    return {
        "easy": f'<circle cx="{x}" cy="{y}" r="4" {line}/>',
        "long": f'<rect x="{x - 11}" y="{y - 4}" width="22" height="8" rx="4" fill="{RUN}"/>',
        "tempo": f'<path d="M{x} {y - 7} l7 7 l-7 7 l-7 -7 Z" fill="{RUN}"/>',
        "intervals": f'<path d="M{x - 10} {y + 5} l4 -10 l4 10 l4 -10 l4 10 l4 -10" {line}/>',
        "race": f'<path d="M{x - 6} {y + 8} V{y - 9} h14 l-4 5 l4 5 h-14" {line}/>',
    }[kind]


def pain_mark(level: int, x: float, y: float) -> str:
    """A report of pain, by its number."""
    return f'<circle cx="{x}" cy="{y}" r="7" fill="#9c2f2a"/>' + text(
        x, y + 3.6, str(level), size=10, fill="#fff", anchor="middle"
    )


def legend(x: float, y: float) -> Iterator[str]:
    """What the signs mean: runs and days, then classes, then what became of them."""
    yield from runs_legend(x + 12, y)
    yield from classes_legend(x + 12, y + 24)
    yield text(x, y + 52, FATES, size=11.5)


def runs_legend(at: float, y: float) -> Iterator[str]:
    """The first line."""
    for kind in ("easy", "long", "tempo", "intervals", "race"):
        yield run_shape(kind, at, y - 4)
        yield text(at + 16, y, f"{kind} run" if kind in ("easy", "long", "tempo") else kind, size=11.5)
        at += 100
    for words, drawn in NOTES:
        yield drawn.format(x=at - 12, y=y)
        yield text(at + 18, y, words, size=11.5)
        at += 54 + 6.1 * len(words)
    yield pain_mark(4, at, y - 4)
    yield text(at + 16, y, "the calf hurts, 0 to 10", size=11.5)


def classes_legend(at: float, y: float) -> Iterator[str]:
    """The second line: load by shape, benefit by letter and colour."""
    for load, words in enumerate(LOADS):
        fill = "#fffcf7" if load == 0 else QUIET
        yield shape(load, at, y, f'fill="{fill}" stroke="{QUIET}" stroke-width="1.6"')
        yield text(at + 16, y + 4, words, size=11.5)
        at += 118
    for benefit in BENEFITS.values():
        yield f'<circle cx="{at}" cy="{y}" r="8" fill="{benefit.colour}"/>'
        yield text(at, y + 3.6, benefit.letter, size=10, fill="#fffcf7", weight=700, anchor="middle")
        yield text(at + 14, y + 4, benefit.label, size=11.5)
        at += 44 + 6.4 * len(benefit.label)


FATES = (
    "In outline and struck through: missed. In italics: taken out by a new plan. ↷: a missed class made up. "
    "Bars: load 1 pale, load 2 dark, load 3 red; the frame is the limit, dotted what a rule took from it."
)
NOTES = (
    ("primer", '<path d="M{x} {y} m4 -4 h16" stroke="#c4674c" stroke-width="3" stroke-linecap="round"/>'),
    ("laid aside", '<path d="M{x} {y} m0 -11 h24 v14 h-24 Z" fill="url(#ill)"/>'),
    ("race day", '<path d="M{x} {y} m0 -11 h24 v14 h-24 Z" fill="#f7e6b5"/>'),
    ("taper", '<path d="M{x} {y} m0 -11 h24 v14 h-24 Z" fill="#fdf6e0" stroke="#dccdbb"/>'),
)
