"""Where a class stands among the collections."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from library.models import Collection, CollectionClass, VideoClass

PLACE_FIELDS = [
    "position",
    *(f"collection__{name}" for name in ("slug", "title", "series", "position")),
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
    places = CollectionClass.objects.filter(collection=collection, video_class__published_at__isnull=False)
    order = list(places.order_by("position").values_list("video_class", flat=True))
    classes = VideoClass.objects.with_tags().in_bulk(set(order))
    return [classes[pk] for pk in order]


def places_of(video_class: VideoClass, first: str = "") -> list[Place]:
    """Every collection the class stands in, in their order, and its place there; the one called `first`
    before the others. One query."""
    rows = (
        CollectionClass.objects.filter(
            collection__places__video_class=video_class,
            collection__shown=True,
            video_class__published_at__isnull=False,
        )
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


def with_the_one_before(classes: QuerySet[VideoClass]) -> QuerySet[VideoClass]:
    """Each class with `one_before_id`: for the last of a series the class before it there, else None.

    The last one gathers all the others, so it makes sense only after them. No further query.
    """
    places = CollectionClass.objects
    later = places.filter(collection=OuterRef("collection"), position__gt=OuterRef("position"))
    last = places.filter(~Exists(later), collection__series=True, video_class=OuterRef("pk"))
    before = places.filter(collection=OuterRef("collection")).exclude(video_class=OuterRef("video_class"))
    one_before = Subquery(before.order_by("-position").values("video_class")[:1])
    return classes.annotate(one_before_id=Subquery(last.values_list(one_before)[:1]))
