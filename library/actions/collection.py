"""Where a class stands among the collections."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from library.models import Collection, CollectionClass, VideoClass

PLACE_FIELDS = [
    "position",
    *(f"collection__{name}" for name in ("slug", "title", "series", "position", "then_a_week")),
    *(f"video_class__{name}" for name in ("slug", "title")),
]


@dataclass(frozen=True)
class Place:
    """Class `number` of `of`, and the one after it; what comes again in the collection is counted once."""

    collection: Collection
    number: int
    of: int
    next: VideoClass | None = None
    order: tuple[VideoClass, ...] = field(default=(), compare=False)  # place by place


def classes_in(collection: Collection) -> list[VideoClass]:
    """The published classes place by place. Two queries."""
    places = CollectionClass.objects.published().filter(collection=collection)
    order = list(places.order_by("position").values_list("video_class", flat=True))
    classes = VideoClass.objects.with_tags().in_bulk(set(order))
    return [classes[pk] for pk in order]


def places_of(video_class: VideoClass, first: str = "") -> list[Place]:
    """Every collection the class stands in, in their order, and its place there; the one called `first`
    before the others. One query."""
    rows = (
        CollectionClass.objects.published()
        .filter(collection__places__video_class=video_class, collection__shown=True)
        .select_related("collection", "video_class")
        .only(*PLACE_FIELDS)
        .order_by("collection__position", "collection__title", "position")
        .distinct()
    )
    order: dict[Collection, list[VideoClass]] = {}
    for row in rows:
        order.setdefault(row.collection, []).append(row.video_class)
    places = [
        _place(collection, classes, video_class)
        for collection, classes in order.items()
        if video_class in classes  # a draft stands nowhere yet
    ]
    return sorted(places, key=lambda place: place.collection.slug != first)


def _place(collection: Collection, order: list[VideoClass], video_class: VideoClass) -> Place:
    classes = list(dict.fromkeys(order))
    number = classes.index(video_class) + 1
    after = classes[number] if number < len(classes) else None
    return Place(collection, number, len(classes), after, tuple(order))


def ones_before(places: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Of each series, as (collection, position, class): the class before the last one, by the last one.

    The last one gathers all the others, so it makes sense only after them.
    """
    series: dict[int, list[int]] = {}
    for collection, _position, key in sorted(places):
        series.setdefault(collection, []).append(key)
    found = {}
    for keys in series.values():
        before = [key for key in keys if key != keys[-1]]
        if before:
            found[keys[-1]] = before[-1]
    return found
