"""How far a runner has watched a class, and the one moment at which it counts as done."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from library.models import VideoClass, Viewing

DONE_SHARE = 0.9
FASTEST = 1.5  # the player's highest speed: nobody watches more seconds than this in one second


def record_watched(*, runner, video_class: VideoClass, position_s: float, watched_s: float, now) -> str:
    """Remember where the runner is; at 90 % watched the class is done, once. Returns where to go next, or "".

    `watched_s` counts the distinct seconds watched since the class was last done.
    """
    with transaction.atomic():
        viewing = _locked(runner, video_class)
        viewing.position_s = min(position_s, video_class.duration_s)
        viewing.watched_s = max(viewing.watched_s, _believable(watched_s, viewing, now))
        viewing.watched_at = now
        viewing.save()
        if viewing.watched_s < DONE_SHARE * video_class.duration_s:
            return ""
        return _done(viewing, how="film", now=now)


def mark_done(*, runner, video_class: VideoClass, now) -> str:
    """The runner says it is done; a second press, or one after the film counted it, adds nothing."""
    with transaction.atomic():
        viewing = _locked(runner, video_class)
        if viewing.done_at and now - viewing.done_at < _quickest(video_class):
            return viewing.done_next
        return _done(viewing, how="button", now=now)


def forget_done(*, runner, video_class: VideoClass) -> None:
    """The session was taken back: the next "done" counts at once."""
    Viewing.objects.of(runner).filter(video_class=video_class).update(done_at=None, done_next="", watched_s=0)


def _locked(runner, video_class: VideoClass) -> Viewing:
    viewing, _made = Viewing.objects.get_or_create(runner=runner, video_class=video_class)
    return Viewing.objects.select_for_update().get(pk=viewing.pk)


def _believable(watched_s: float, viewing: Viewing, now) -> float:
    """A beat sent before the class was done may arrive after it, and must not count a second time.

    Since then nobody has watched more than the clock and the fastest speed allow.
    """
    if viewing.done_at is None:
        return watched_s
    return max(0.0, min(watched_s, (now - viewing.done_at).total_seconds() * FASTEST))


def _quickest(video_class: VideoClass) -> datetime.timedelta:
    """The shortest time in which the class can be done again."""
    return datetime.timedelta(seconds=DONE_SHARE * video_class.duration_s / FASTEST)


def _done(viewing: Viewing, *, how: str, now) -> str:
    record = import_string(settings.LIBRARY_ON_DONE)
    viewing.done_next = record(runner=viewing.runner, video_class=viewing.video_class, how=how, now=now)
    viewing.done_at, viewing.watched_s, viewing.position_s = now, 0, 0
    viewing.save()
    return viewing.done_next
