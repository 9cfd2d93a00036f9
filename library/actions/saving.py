"""What a runner keeps at hand, and what is not for them. Each act may come twice and does its work once."""

import datetime

from django.db.models import Q

from library.models import VideoClass, Viewing


def save_class(*, runner, video_class: VideoClass, now: datetime.datetime) -> None:
    """A class saved already keeps its place among the saved ones."""
    viewing = _viewing(runner, video_class)
    Viewing.objects.filter(pk=viewing.pk, saved_at=None).update(saved_at=now)


def unsave_class(*, runner, video_class: VideoClass) -> None:
    _of(runner, video_class).update(saved_at=None)


def hide_class(
    *, runner, video_class: VideoClass, now: datetime.datetime, why: str = "", note: str = ""
) -> None:
    """Not for this runner. Said again, the reason is the later one and the moment the first."""
    viewing = _viewing(runner, video_class)
    told = {"hidden_at": viewing.hidden_at or now, "hidden_why": why, "hidden_note": note}
    Viewing.objects.filter(pk=viewing.pk).update(**told)


def unhide_class(*, runner, video_class: VideoClass) -> None:
    _of(runner, video_class).update(hidden_at=None, hidden_why="", hidden_note="")


def tells_of_the_body(*, runner) -> bool:
    """Whether they keep why a class is not for them in words of health."""
    return _of_the_body(runner).exists()


def forget_what_hurts(*, runner) -> None:
    """The classes stay hidden. What was said in own words goes in any case: it may tell of the body."""
    _of_the_body(runner).filter(hidden_why=Viewing.Why.HURTS).update(hidden_why="")
    _of_the_body(runner).update(hidden_note="")


def _of_the_body(runner):
    return Viewing.objects.of(runner).filter(Q(hidden_why=Viewing.Why.HURTS) | ~Q(hidden_note=""))


def _viewing(runner, video_class: VideoClass) -> Viewing:
    """Only the columns of the act are written afterwards: a player may be telling its place just now."""
    return Viewing.objects.get_or_create(runner=runner, video_class=video_class)[0]


def _of(runner, video_class: VideoClass):
    return Viewing.objects.of(runner).filter(video_class=video_class)
