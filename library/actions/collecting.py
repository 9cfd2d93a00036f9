"""Staff make collections and order them. Whoever changes places holds the collection meanwhile, and names
each place by its key: what somebody else did a moment before stays done."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from library.actions.bitmaps import keys_in
from library.actions.search import find
from library.content import RESERVED
from library.models import Collection, CollectionClass, VideoClass

MOST_PLACES = 60  # as many as a content file may name
SLUG_LETTERS = 50  # of 60: room for a number
LAST_POSITION = 32_767  # a small whole number
ATTEMPTS = 3  # at an address made of the title, where many begin collections at once
FOUND, LOOKED_AT = 12, 200


class AddressTakenError(Exception):
    """Another collection took the address a moment before."""


@dataclass(frozen=True)
class Moved:
    """Where a place stands now, from 1, and among how many."""

    title: str
    number: int
    of: int


def begin_collection(*, now: datetime.datetime, **told) -> Collection:
    """The last of all. Without a slug it is made of the title; raises AddressTakenError."""
    after = Collection.objects.order_by("-position").values_list("position", flat=True).first() or 0
    fields = {**told, "position": min(after + 1, LAST_POSITION), "edited_at": now}
    wanted = fields.pop("slug", "")
    for _attempt in range(1 if wanted else ATTEMPTS):
        try:
            with transaction.atomic():
                return Collection.objects.create(slug=wanted or free_slug(told["title"]), **fields)
        except IntegrityError:  # somebody took the address at this moment
            continue
    raise AddressTakenError(wanted)


def free_slug(title: str) -> str:
    """The title as an address that no collection has."""
    base = slugify(title)[:SLUG_LETTERS].strip("-_").replace("_", "-") or "collection"
    taken = {*RESERVED, *Collection.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def change_collection(*, collection: Collection, fields: list[str], now: datetime.datetime) -> None:
    """Store what a form changed, and nothing else; no content file overwrites it from now on.

    Raises AddressTakenError, and Collection.DoesNotExist where it was removed a moment before.
    """
    changed = {name: getattr(collection, name) for name in fields}
    try:
        with transaction.atomic():
            stored = Collection.objects.filter(pk=collection.pk).update(**changed, edited_at=now)
    except IntegrityError as fault:
        raise AddressTakenError(collection.slug) from fault
    if not stored:
        raise Collection.DoesNotExist


@transaction.atomic
def move_collection(*, collection: Collection, by: int, now: datetime.datetime) -> Moved:
    """Up (-1) or down (1) among all collections; at the end of them it stays.

    Raises Collection.DoesNotExist where it was removed a moment before.
    """
    rows = list(Collection.objects.select_for_update().order_by("position", "title", "pk"))
    if collection not in rows:
        raise Collection.DoesNotExist
    number = _shift(rows, rows.index(collection), by)
    for position, row in enumerate(rows, 1):
        if row.position != position:
            Collection.objects.filter(pk=row.pk).update(position=position, edited_at=now)
    return Moved(collection.title, number + 1, len(rows))


def remove_collection(collection: Collection) -> bool:
    """False: it is shipped with the site and would come back; it can be hidden instead."""
    if collection.content_hash:
        return False
    collection.delete()
    return True


# ---- its places ---------------------------------------------------------------------------------------


@transaction.atomic
def add_place(*, collection: Collection, video_class: VideoClass, now: datetime.datetime) -> Moved | None:
    """At the end, be it there already or not. None: the collection is full."""
    rows = _held(collection)
    if len(rows) >= MOST_PLACES:
        return None
    place = CollectionClass(collection=collection, video_class=video_class)
    place.position = max((row.position for row in rows), default=0) + 1
    if place.position > LAST_POSITION:
        _arrange(rows)
        place.position = len(rows) + 1
    place.save()
    _touch(collection, now)
    return Moved(video_class.title, len(rows) + 1, len(rows) + 1)


@transaction.atomic
def take_place(*, collection: Collection, pk: int, now: datetime.datetime) -> str | None:
    """Takes a place out; returns its class's title, None where somebody had taken it out already."""
    rows = _held(collection)
    place = next((row for row in rows if row.pk == pk), None)
    if place is None:
        return None
    place.delete()
    rows.remove(place)
    _arrange(rows)
    _touch(collection, now)
    return place.video_class.title


@transaction.atomic
def move_place(*, collection: Collection, pk: int, by: int, now: datetime.datetime) -> Moved | None:
    """Up (-1) or down (1); at the end it stays. None where somebody had taken it out."""
    rows = _held(collection)
    at = next((n for n, row in enumerate(rows) if row.pk == pk), None)
    if at is None:
        return None
    place = rows[at]
    number = _shift(rows, at, by)
    if number != at:
        _arrange(rows)
        _touch(collection, now)
    return Moved(place.video_class.title, number + 1, len(rows))


def _held(collection: Collection) -> list[CollectionClass]:
    """The places as they are now, nobody else's to change until the end of the transaction.

    Raises Collection.DoesNotExist where it was removed a moment before.
    """
    Collection.objects.select_for_update().get(pk=collection.pk)
    return list(collection.places.select_related("video_class").order_by("position"))


def _shift(rows: list, at: int, by: int) -> int:
    """Moves a row; returns where it stands then."""
    to = min(max(at + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    return to


def _arrange(rows: list[CollectionClass]) -> None:
    """Numbers the places 1, 2, 3 … in this order, by way of numbers that none of them has: each number is
    taken once at every moment, and either database looks after each row."""
    many, taken = len(rows), {row.position for row in rows}
    starts = range(many + 1, LAST_POSITION, many) if rows else ()
    for start in [next((n for n in starts if not taken & {*range(n, n + many)}), 1), 1]:
        for position, row in enumerate(rows, start):
            row.position = position
        CollectionClass.objects.bulk_update(rows, ["position"])


def _touch(collection: Collection, now: datetime.datetime) -> None:
    Collection.objects.filter(pk=collection.pk).update(edited_at=now)


def classes_to_add(typed: str) -> QuerySet[VideoClass]:
    """Published classes with these words in the title, as they stand or as the search understands them."""
    known = keys_in(find(typed).tiers[0])[:LOOKED_AT]
    found = VideoClass.objects.published().filter(Q(title__icontains=typed) | Q(pk__in=known))
    return found.order_by("title", "pk")[:FOUND]
