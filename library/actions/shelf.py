"""The published library in memory: the classes of every option, and the orders they are shown in.

A process keeps one shelf. When the library's edition has changed it makes the next, out of the classes that
changed since. A shelf itself never changes, so that threads may read it while another makes the next.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from library.actions.bitmaps import bitmap
from library.actions.edition import edition_number
from library.actions.teaching import names_of
from library.models import Chapter, ClassBenefit, Movement, VideoClass

# A class shows whole minutes, so 10 min 30 s is still "10 min": the borders lie at the half minutes.
LENGTHS = {"10": 630.0, "20": 1230.0, "30": 1830.0, "more": float("inf")}  # up to and including, in seconds
WORKS = 2  # a site of the body is worked from this load on: nearly every class touches a calf a little
COLUMNS = [
    "pk", "title", "kind", "level", "leg_load", "duration_s", "sites", "kit", "quiet", "small_space",
    "published_at", "teacher_id",
]  # fmt: skip
BEFORE_ALL = -1  # no class changed so long ago


class Row(NamedTuple):
    """What one class is found and ordered by."""

    level: int
    duration_s: float
    leg_load: int
    title: str
    published_s: float
    options: tuple[tuple[str, str], ...]  # facet, option


ORDERS = {
    "easiest": lambda key, row: (row.level, row.duration_s, row.leg_load, row.title, key),
    "shortest": lambda key, row: (row.duration_s, row.level, row.leg_load, row.title, key),
    "newest": lambda key, row: (-row.published_s, row.title, key),
}


@dataclass(frozen=True)
class Shelf:
    """One edition of the published library; sets of classes are bitmaps."""

    edition: int = BEFORE_ALL
    rows: Mapping[int, Row] = field(default_factory=dict)
    classes: int = 0
    sets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by facet and option
    orders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    danced: Mapping[str, str] = field(default_factory=dict)  # names of the movements, by slug
    teachers: Mapping[str, str] = field(default_factory=dict)  # names of those who said one, by key


EMPTY = Shelf()
_kept = EMPTY
_one_at_a_time = threading.Lock()


def shelf(number: int | None = None) -> Shelf:
    """The present edition, of that number where it was asked for already; else one small query tells it."""
    global _kept
    number = edition_number() if number is None else number
    if _kept.edition == number:
        return _kept
    with _one_at_a_time:
        if _kept.edition != number:
            _kept = next_shelf(_kept, number)
        return _kept


def forget() -> None:
    """The next shelf is made from nothing, as after the database was exchanged for another."""
    global _kept
    _kept = EMPTY


def next_shelf(old: Shelf, number: int) -> Shelf:
    """The shelf of that edition. At most eight queries, which read the classes changed since the old one."""
    since = old if old.edition < number else EMPTY
    changed, rows = _changed(since.edition)
    kept = {key: row for key, row in since.rows.items() if key not in changed} | rows
    if len(kept) != VideoClass.objects.published().count():  # deleted ones cannot be read
        there = set(VideoClass.objects.published().values_list("pk", flat=True))
        kept = {key: row for key, row in kept.items() if key in there}
    classes = bitmap(kept)
    sets = _sets(since, classes & ~bitmap(changed), rows)
    return Shelf(
        edition=number,
        rows=kept,
        classes=classes,
        sets=sets,
        orders={name: _ordered(kept, by) for name, by in ORDERS.items()},
        danced=dict(Movement.objects.filter(slug__in=sets.get("movement", ())).values_list("slug", "name")),
        teachers={str(key): name for key, name in names_of(sets.get("teacher", ())).items()},
    )


def _ordered(rows: Mapping[int, Row], by) -> tuple[int, ...]:
    return tuple(sorted(rows, key=lambda key: by(key, rows[key])))


def _sets(old: Shelf, unchanged: int, rows: Mapping[int, Row]) -> dict[str, dict[str, int]]:
    """The old sets where nothing changed, and the options of the rows that did."""
    keys = defaultdict(list)
    for key, row in rows.items():
        for name in row.options:
            keys[name].append(key)
    sets: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, options in old.sets.items():
        sets[facet] = {option: bits & unchanged for option, bits in options.items()}
    for (facet, option), these in keys.items():
        sets[facet][option] = sets[facet].get(option, 0) | bitmap(these)
    return {facet: {name: bits for name, bits in options.items() if bits} for facet, options in sets.items()}


def _changed(since: int) -> tuple[set[int], dict[int, Row]]:
    """The classes changed after that edition: all keys, and the rows of those that are published."""
    more = _from_other_tables(since)
    changed, rows = set(), {}
    for values in VideoClass.objects.filter(edition__gt=since).values_list(*COLUMNS):
        told = dict(zip(COLUMNS, values, strict=True))
        changed.add(told["pk"])
        if told["published_at"] is not None:
            rows[told["pk"]] = _row(told, more[told["pk"]])
    return changed, rows


def _row(told: dict, more: set[tuple[str, str]]) -> Row:
    published_s = told["published_at"].timestamp()
    options = (*_options(told), *more)
    return Row(
        told["level"], told["duration_s"], told["leg_load"], told["title"], published_s, tuple(options)
    )


def _options(told: dict) -> Iterator[tuple[str, str]]:
    yield "length", next(key for key, high_s in LENGTHS.items() if told["duration_s"] <= high_s)
    yield "level", str(told["level"])
    yield "legs", str(told["leg_load"])
    yield "kind", told["kind"]
    yield from (("kit", kit) for kit in told["kit"] or ["none"])
    yield from (("site", site) for site, load in told["sites"].items() if load >= WORKS)
    if told["quiet"]:
        yield "quiet", "yes"
    if told["small_space"]:
        yield "small", "yes"
    if told["teacher_id"]:
        yield "teacher", str(told["teacher_id"])


def _from_other_tables(since: int) -> dict[int, set[tuple[str, str]]]:
    """Benefits and movements by class; a little dance holds every movement of its steps."""
    more: dict[int, set[tuple[str, str]]] = defaultdict(set)
    tags = ClassBenefit.objects.filter(video_class__edition__gt=since)
    for key, benefit, position in tags.values_list("video_class_id", "benefit", "position"):
        more[key].add(("benefit", benefit))
        if position == 0:
            more[key].add(("main", benefit))  # no facet: by this a class knows those like it
    chapters = Chapter.objects.filter(video_class__edition__gt=since).order_by()
    alone = chapters.filter(movement__isnull=False).values_list("video_class_id", "movement__slug").distinct()
    for key, slug in alone:
        more[key].add(("movement", slug))
    for key, steps in chapters.exclude(phrase=[]).values_list("video_class_id", "phrase"):
        more[key].update(("movement", step["movement"]) for step in steps)
    return more
