"""Movements of the glossary: the families, and what one movement's page tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice

from django.utils.translation import override

from library.actions.bitmaps import in_order
from library.actions.catalogue import classes_of
from library.actions.names import names_like, spoken
from library.actions.search import MOST_WORDS
from library.actions.shelf import WORKS, shelf
from library.actions.texts import worked
from library.actions.translated import LANGUAGES, translated
from library.actions.words import COMMON, nearly, stem, words_in
from library.models import BodySite, Chapter, Family, Movement, VideoClass
from library.models.vocabulary import PLAIN_MUSCLES

FAMILIES = list(Family.values)
LISTED = [
    "slug", "name", "say", "plain", "family", "benefits", "level", "leg_load", "easier_form", "sites",
    "muscles",
]  # fmt: skip
SITES = dict(BodySite.choices)


@dataclass(frozen=True)
class Load:
    """How hard a muscle or a site of the body works, 0–3."""

    name: str
    load: int
    plain: str = ""  # what a runner calls it


def all_movements() -> list[Movement]:
    """The easier first. One query."""
    found = {m.pk: m for m in Movement.objects.only(*LISTED)}
    return sorted(found.values(), key=lambda m: (m.level, m.leg_load, _steps(m, found), m.name))


def giving(benefit: str, movements: list[Movement]) -> list[Movement]:
    """Those that give the benefit; all where it is none.

    Chosen here and not by the database: SQLite cannot ask what a JSON list contains, and there are dozens.
    """
    return [m for m in movements if not benefit or benefit in m.benefits]


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
    loads = ((name, load, PLAIN_MUSCLES.get(name, "")) for name, load in movement.muscles.items())
    return _hardest_first(Load(translated(name), load, str(plain)) for name, load, plain in loads)


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
        said.setdefault(max(1, round(cue["count"])), []).append(translated(cue["text"]))
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


@dataclass(frozen=True)
class Offer:
    """Other words, which find that many movements."""

    words: str
    number: int


def found_by(words: str, movements: list[Movement]) -> list[Movement]:
    """Those that hold each word in their name, in plain words, or among what they work; common ones aside."""
    held = {movement.slug: _held(movement) for movement in movements}
    known = frozenset().union(*held.values())
    meant = [_meant(typed, known) for typed in _needed(words)]
    if not meant:  # nothing a movement could be called
        return []
    return [m for m in movements if all(not held[m.slug].isdisjoint(means) for means in meant)]


def nearest_to(words: str, movements: list[Movement]) -> list[Offer]:
    """Where nothing holds all the words: those of them that find something; else names spelt like them."""
    asked = _needed(words)
    others = [asked, names_like(asked)] if len(asked) > 1 else [names_like(asked)]
    for some in others:
        offers = [Offer(_written(typed), len(found_by(typed, movements))) for typed in some]
        if found := [offer for offer in offers if offer.number]:
            return sorted(found, key=lambda offer: -offer.number)
    return []


def _written(words: str) -> str:
    return " ".join(map(spoken, words.split()))


def _needed(words: str) -> list[str]:
    typed = list(dict.fromkeys(words_in(words)))[:MOST_WORDS]
    return [word for word in typed if word not in COMMON] or typed


def _held(movement: Movement) -> frozenset[str]:
    """In every language the library is read in."""
    found: set[str] = set()
    for code in LANGUAGES:
        with override(code):
            found |= {word for text in _texts_of(movement) for word in words_in(str(text))}
    return frozenset(found)


def _texts_of(movement: Movement) -> Iterable[object]:
    yield from (translated(movement.name), translated(movement.plain), movement.slug)
    yield dict(Family.choices).get(movement.family, "")
    yield from worked(movement, [movement], WORKS)


def _meant(typed: str, known: frozenset[str]) -> set[str]:
    """Of the known words: the inflections of what was typed; else what it begins; else one error away."""
    for like in (_inflects, _begins, nearly):
        if found := {word for word in known if like(typed, word)}:
            return found
    return set()


def _inflects(typed: str, word: str) -> bool:
    return stem(word) == stem(typed)


def _begins(typed: str, word: str) -> bool:
    return word.startswith(typed)
