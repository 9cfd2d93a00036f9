"""Where a class stands among the collections."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from library.models import Collection, CollectionClass, VideoClass


@dataclass(frozen=True)
class Place:
    """Class `number` of `of`; a class that comes again in the collection is counted once."""

    collection: Collection
    number: int
    of: int


def places_of(video_class: VideoClass) -> list[Place]:
    """Every collection the class stands in, in their order, and its place there. One query."""
    rows = (
        CollectionClass.objects.filter(collection__places__video_class=video_class)
        .select_related("collection")
        .order_by("collection__position", "collection__title", "position")
        .distinct()
    )
    classes: dict[Collection, dict[int, None]] = {}
    for row in rows:
        classes.setdefault(row.collection, {})[row.video_class_id] = None
    return [
        Place(collection, list(ids).index(video_class.pk) + 1, len(ids))
        for collection, ids in classes.items()
    ]


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
