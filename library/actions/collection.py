"""Where a class stands among the collections."""

from dataclasses import dataclass

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
