"""How far a runner has watched a class, on whichever device, and the one moment at which it counts as done.

A report tells how old it is, so that a device's wrong clock does no harm, and one that waited for the network
does not overwrite what was told since: of two places the later one in time is kept.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from library.actions.shorter import Cut, cut_of
from library.models import PlayerChoices, VideoClass, Viewing

DONE_SHARE = 0.9
FASTEST = 1.5  # the player's highest speed: nobody watches more seconds than this in one second
NO_TIME = datetime.timedelta(0)
OLDEST = datetime.timedelta(days=14)  # what waited longer for the network is taken for no older
FILM, TIMER, BUTTON = "film", "timer", "button"


@dataclass(frozen=True)
class Place:
    """Where a runner stopped, `age_s` seconds ago; `kept`: positions of the cut, none for the whole class."""

    position_s: float
    age_s: float | None
    kept: list[int]


def record_watched(
    *,
    runner,
    video_class: VideoClass,
    position_s: float,
    watched_s: float,
    now,
    age_s: float = 0.0,
    kept: Collection[int] = (),
    how: str = FILM,
) -> str:
    """Remember where the runner is; at 90 % watched the class is done, once. Returns where to go next, or "".

    `watched_s` counts the distinct seconds watched since the class was last done, of a cut those kept.
    """
    at, cut = moment(now, age_s), cut_of(video_class, kept)
    with transaction.atomic():
        viewing = _locked(runner, video_class)
        watched_s = _believable(watched_s, viewing, at)
        if viewing.position_at is None or at >= viewing.position_at:
            _go_on(viewing, min(position_s, video_class.duration_s), watched_s, at, cut)
            viewing.save()
        if watched_s < DONE_SHARE * _seconds(video_class, cut):
            return ""
        return _done(viewing, how=how, now=at, cut=cut)


def mark_done(
    *,
    runner,
    video_class: VideoClass,
    now,
    age_s: float = 0.0,
    kept: Collection[int] = (),
    how: str = BUTTON,
) -> str:
    """The runner says it is done; a second press, or one after the film counted it, adds nothing."""
    at, cut = moment(now, age_s), cut_of(video_class, kept)
    with transaction.atomic():
        viewing = _locked(runner, video_class)
        since = at - viewing.done_at if viewing.done_at else None
        if since is not None and NO_TIME <= since < _quickest(video_class, cut):
            return viewing.done_next
        return _done(viewing, how=how, now=at, cut=cut)


def forget_done(*, runner, video_class: VideoClass) -> None:
    """The session was taken back: the next "done" counts at once."""
    Viewing.objects.of(runner).filter(video_class=video_class).update(done_at=None, done_next="", watched_s=0)


def place_of(*, runner, video_class: VideoClass, now) -> Place:
    """Where the runner stopped, on whichever device."""
    viewing = Viewing.objects.of(runner).filter(video_class=video_class).first()
    if viewing is None or viewing.position_at is None:
        return Place(0.0, None, [])
    age_s = max(0.0, (now - viewing.position_at).total_seconds())
    return Place(viewing.position_s, age_s, viewing.kept)


def moment(now, age_s: float):
    """When that was."""
    return now - min(datetime.timedelta(seconds=max(0.0, age_s)), OLDEST)


def _locked(runner, video_class: VideoClass) -> Viewing:
    viewing, _made = Viewing.objects.get_or_create(runner=runner, video_class=video_class)
    return Viewing.objects.select_for_update().get(pk=viewing.pk)


def _go_on(viewing: Viewing, position_s: float, watched_s: float, at, cut: Cut | None) -> None:
    """Another cut has seconds of its own: those of the one before say nothing about it."""
    kept = list(cut.kept) if cut else []
    most = max(viewing.watched_s, watched_s) if viewing.kept == kept else watched_s
    viewing.position_s, viewing.position_at = position_s, at
    viewing.watched_s, viewing.kept = most, kept
    viewing.watched_at = at if _remembers(viewing.runner_id) else None


def _remembers(runner_pk: int) -> bool:
    """Whether the runner wants a history; the place in a class is kept either way."""
    return not PlayerChoices.objects.filter(runner=runner_pk, history=False).exists()


def _believable(watched_s: float, viewing: Viewing, at) -> float:
    """A beat sent before the class was done may arrive after it, and must not count a second time.

    Since then nobody has watched more than the clock and the fastest speed allow. What was danced a whole
    class before it, and waited for a network, is another dance.
    """
    if viewing.done_at is None or (viewing.done_at - at).total_seconds() > viewing.video_class.duration_s:
        return watched_s
    return max(0.0, min(watched_s, (at - viewing.done_at).total_seconds() * FASTEST))


def _seconds(video_class: VideoClass, cut: Cut | None) -> float:
    return cut.seconds if cut else video_class.duration_s


def _quickest(video_class: VideoClass, cut: Cut | None) -> datetime.timedelta:
    """The shortest time in which it can be done again."""
    return datetime.timedelta(seconds=DONE_SHARE * _seconds(video_class, cut) / FASTEST)


def _done(viewing: Viewing, *, how: str, now, cut: Cut | None) -> str:
    """It counts for what it was: of a cut the plan is told its minutes, load and benefit."""
    record = import_string(settings.LIBRARY_ON_DONE)
    was = {"minutes": cut.minutes, "leg_load": cut.leg_load, "benefit": cut.benefit} if cut else {}
    onward = record(runner=viewing.runner, video_class=viewing.video_class, how=how, now=now, **was)
    if viewing.done_at is None or now >= viewing.done_at:
        viewing.done_at, viewing.done_next = now, onward
    if viewing.position_at is None or now >= viewing.position_at:  # else it was begun anew meanwhile
        viewing.watched_s, viewing.position_s, viewing.position_at, viewing.kept = 0, 0, now, []
    viewing.save()
    return onward
