"""The films a teacher uploaded: their versions, which one is played, their making by the worker.

A film of a filmed class goes WAITING → BUILDING → WATCHABLE (one rendition is there) → READY (all are there).
FAILED and CANCELLED films keep the renditions that are finished. What can be watched is told by renditions
(`watchable`), not by the state. Renditions: MP4 and HLS at each height of the ladder (the shorter side of the
picture), HLS at height 0 (the playlist over all), POSTER at 0, STORYBOARD at 0 (the track) and 90 (its picture).
"""

from django.db.models import QuerySet

from library.models import Film, VideoClass


def films_of(video_class: VideoClass) -> list[Film]:
    """Every version, newest first, renditions prefetched, two queries and one for the queue.

    One that waits though the queue holds nothing of it is shown as FAILED, with a sentence; nothing is written.
    """
    raise NotImplementedError


def watchable(film: Film) -> bool:
    """Whether there is at least one whole file to watch."""
    raise NotImplementedError


def make_current(film: Film) -> Film:
    """This version is played from now on, and gives the class its length. ValueError if it cannot be watched."""
    raise NotImplementedError


def cancel_film(film: Film) -> Film:
    """Stop its making; what is finished stays."""
    raise NotImplementedError


def try_again(film: Film) -> Film:
    """Have it made, or finished, again; what is finished is not made twice."""
    raise NotImplementedError


def remove_film(film: Film) -> None:
    """Remove a version and its files. ValueError for the one that is played by a published class."""
    raise NotImplementedError


def poster_from(film: Film, at_s: float) -> None:
    """Take the film's poster from this second; the class remembers it (`poster_s`). FilmFailed."""
    raise NotImplementedError


def queryset_of(video_class: VideoClass) -> QuerySet[Film]:
    """Its versions, newest first, for `get_object_or_404`."""
    return Film.objects.filter(video_class=video_class).order_by("-version")
