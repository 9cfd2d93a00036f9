"""Movements of the glossary: the families, and what one movement's page tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice

from library.actions.bitmaps import in_order
from library.actions.catalogue import classes_of
from library.actions.shelf import shelf
from library.actions.words import nearly, words_in
from library.models import BodySite, Chapter, Family, Movement, VideoClass
from library.models.vocabulary import PLAIN_MUSCLES

FAMILIES = list(Family.values)
LISTED = ["slug", "name", "say", "plain", "family", "benefits", "level", "leg_load", "easier_form"]
SITES = dict(BodySite.choices)


@dataclass(frozen=True)
class Load:
    """How hard a muscle or a site of the body works, 0–3."""

    name: str
    load: int
    plain: str = ""  # what a runner calls it


def movements_giving(benefit: str) -> list[Movement]:
    """All movements, or those that give the benefit, the easier first.

    Chosen here and not by the database: SQLite cannot ask what a JSON list contains, and there are dozens.
    """
    found = {m.pk: m for m in Movement.objects.only(*LISTED)}
    in_order = sorted(found.values(), key=lambda m: (m.level, m.leg_load, _steps(m, found), m.name))
    return [m for m in in_order if not benefit or benefit in m.benefits]


def _steps(movement: Movement, found: dict[int, Movement]) -> int:
    """How many easier forms lead up to it, each counted once: two edited in the site may name each other."""
    seen: set[int] = set()
    step = movement.easier_form_id
    while step in found and step not in seen:
        seen.add(step)
        step = found[step].easier_form_id
    return len(seen)


def by_family(movements: list[Movement]) -> list[tuple[Family, list[Movement]]]:
    """The movements in their families, in the order of a class."""
    in_order = sorted(movements, key=lambda m: FAMILIES.index(m.family))
    return [(Family(family), list(members)) for family, members in groupby(in_order, lambda m: m.family)]


def muscles_of(movement: Movement) -> list[Load]:
    """The hardest worked first."""
    worked = movement.muscles.items()
    return _hardest_first(Load(name, load, str(PLAIN_MUSCLES.get(name, ""))) for name, load in worked)


def sites_of(movement: Movement) -> list[Load]:
    """The hardest worked first; what only takes part is left out."""
    loaded = ((site, load) for site, load in movement.sites.items() if load)
    return _hardest_first(Load(str(SITES.get(site, site)), load) for site, load in loaded)


def _hardest_first(loads: Iterable[Load]) -> list[Load]:
    return sorted(loads, key=lambda row: -row.load)


def cues_of(movement: Movement) -> list[tuple[int, str]]:
    """What is said, by the whole count it belongs to."""
    said: dict[int, list[str]] = {}
    for cue in movement.cues:
        said.setdefault(max(1, round(cue["count"])), []).append(cue["text"])
    return [(count, " ".join(texts)) for count, texts in said.items()]


@dataclass(frozen=True)
class Moment:
    """Where a movement begins in a film; `dance`: the little dance it is a step of."""

    start_s: int  # whole seconds, as addresses tell it
    dance: str = ""


def classes_dancing(movement: Movement, *, but: int = 0, many: int) -> tuple[list[VideoClass], int]:
    """The shortest published classes that dance it, each with its `moments`, and how many there are in all.

    `but`: a bitmap of classes to leave out. Four queries.
    """
    kept = shelf()
    found = kept.sets.get("movement", {}).get(movement.slug, 0) & ~but
    keys = list(islice(in_order(found, kept.orders["shortest"]), many))
    return with_moments(classes_of(keys), movement), found.bit_count()


def with_moments(classes: list[VideoClass], movement: Movement) -> list[VideoClass]:
    """Each with the moments at which its film comes to the movement, alone or in a little dance."""
    rows = Chapter.objects.filter(video_class__in=classes).order_by("video_class", "start_s")
    by_key: dict[int, list[Moment]] = {video_class.pk: [] for video_class in classes}
    for chapter in rows:
        if chapter.movement_id == movement.pk:
            by_key[chapter.video_class_id].append(Moment(int(chapter.start_s)))
        elif any(step["movement"] == movement.slug for step in chapter.phrase):
            by_key[chapter.video_class_id].append(Moment(int(chapter.start_s), chapter.title))
    for video_class in classes:
        end_s = video_class.duration_s
        video_class.moments = [moment for moment in by_key[video_class.pk] if moment.start_s < end_s]
    return classes


def found_by(words: str, movements: list[Movement]) -> list[Movement]:
    """Those whose name or plain words hold each word, or one it begins, or one a letter away."""
    asked = words_in(words)
    return [movement for movement in movements if _holds(movement, asked)]


def _holds(movement: Movement, asked: list[str]) -> bool:
    held = words_in(f"{movement.name} {movement.plain} {movement.slug}")
    return all(any(word.startswith(typed) or nearly(typed, word) for word in held) for typed in asked)
