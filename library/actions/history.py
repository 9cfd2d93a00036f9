"""What was watched lately: forgotten one by one or at once. Where one stopped in a class is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from library.actions.choices import choose
from library.actions.class_parts import kept_spans
from library.models import Chapter, VideoClass, Viewing


@dataclass(frozen=True)
class Stopped:
    """Where a runner stopped in what was danced: the class, or a cut of it."""

    at_s: float
    long_s: float


def stops_of(viewings: Iterable[Viewing]) -> list[tuple[Viewing, Stopped]]:
    """Each with where it stopped, a shorter cut by its own clock. One query, none where all were whole."""
    viewings = list(viewings)
    shorter = [viewing.video_class_id for viewing in viewings if viewing.kept]
    chapters: dict[int, list[Chapter]] = {}
    for chapter in Chapter.objects.filter(video_class__in=shorter).order_by("position"):
        chapters.setdefault(chapter.video_class_id, []).append(chapter)
    return [(viewing, _stopped(viewing, chapters.get(viewing.video_class_id, []))) for viewing in viewings]


def _stopped(viewing: Viewing, chapters: Sequence[Chapter]) -> Stopped:
    video_class = viewing.video_class
    spans = kept_spans(video_class, chapters, viewing.kept) or ((0.0, video_class.duration_s),)
    at_s = sum(min(max(0.0, viewing.position_s - start), end - start) for start, end in spans)
    return Stopped(at_s, sum(end - start for start, end in spans))


def forget_watched(*, runner, video_class: VideoClass | None = None) -> None:
    """Takes a class off the list of what was watched lately, or all of them."""
    rows = Viewing.objects.of(runner)
    if video_class:
        rows = rows.filter(video_class=video_class)
    rows.update(watched_at=None)


@transaction.atomic
def remember_watched(*, runner, remember: bool) -> None:
    """Whether what is watched is listed from now on; where it is not, the list is emptied too."""
    choose(runner=runner, history=remember)
    if not remember:
        forget_watched(runner=runner)
