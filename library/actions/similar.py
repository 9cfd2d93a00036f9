"""What stands beside a class: others like it, and one for who has only five minutes. Out of memory."""

from collections.abc import Sequence
from copy import copy
from heapq import nsmallest

from library.actions.bitmaps import in_order
from library.actions.catalogue import classes_of
from library.actions.shelf import Shelf
from library.models import VideoClass

SHOWN = 3
SHORT_S = 450  # "seven minutes": what may be called short where five were asked for
MOST_KEPT = 500  # rows
_kept: tuple[Shelf | None, dict[int, VideoClass]] = (None, {})


def similar_to(video_class: VideoClass, here: Shelf, *, but: int = 0) -> list[VideoClass]:
    """The nearest of the same main benefit: by level, leg load, then length. `but`: a bitmap to leave out."""

    def apart(key: int):
        row = here.rows[key]
        longer = abs(row.duration_s - video_class.duration_s)
        return abs(row.level - video_class.level), abs(row.leg_load - video_class.leg_load), longer, key

    found = in_order(_beside(here, video_class, but), here.orders.get("easiest", ()))
    return _rows(here, nsmallest(SHOWN, found, key=apart))


def five_minutes_of(video_class: VideoClass, here: Shelf, *, but: int = 0) -> VideoClass | None:
    """The shortest of the same main benefit, where it is short and this one is not."""
    if video_class.duration_s <= SHORT_S:
        return None
    found = in_order(_beside(here, video_class, but), here.orders.get("shortest", ()))
    short = [key for key in [next(found, None)] if key and here.rows[key].duration_s <= SHORT_S]
    return next(iter(_rows(here, short)), None)


def _beside(here: Shelf, video_class: VideoClass, but: int) -> int:
    """The other published classes of its main benefit."""
    main = here.sets.get("main", {})
    of_it = (main.get(benefit, 0) for benefit in video_class.benefits[:1])
    return next(of_it, 0) & ~but & ~(1 << video_class.pk)


def _rows(here: Shelf, keys: Sequence[int]) -> list[VideoClass]:
    """Rows with their tags, read once for each edition. Copies, since cards write upon them."""
    global _kept
    edition, rows = _kept
    if edition is not here or len(rows) > MOST_KEPT:
        rows = {}
        _kept = here, rows
    missing = [key for key in keys if key not in rows]
    rows |= {row.pk: row for row in classes_of(missing)} if missing else {}
    return [copy(rows[key]) for key in keys if key in rows]
