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

from library.actions.seen import Spans, counted, latest, merged
from library.actions.shorter import Cut, cut_of
from library.models import PlayerChoices, VideoClass, Viewing

DONE_SHARE = 0.9
FASTEST = 1.5  # the player's highest speed: nobody watches more seconds than this in one second
NO_TIME = datetime.timedelta(0)
OLDEST = datetime.timedelta(days=14)  # what waited longer for the network is taken for no older
FILM, TIMER, BUTTON = "film", "timer", "button"


@dataclass(frozen=True)
class Place:
    """Where a runner stopped, `age_s` seconds ago; `kept`: positions of the cut, none for the whole class.

    `done_age_s`: how long ago it was last done.
    """

    position_s: float
    age_s: float | None
    kept: list[int]
    done_age_s: float | None = None


def record_watched(
    *,
    runner,
    video_class: VideoClass,
    position_s: float,
    seen: Spans,
    now,
    age_s: float = 0.0,
    kept: Collection[int] = (),
    how: str = FILM,
) -> str:
    """Remember where the runner is; at 90 % watched the class is done, once. Returns where to go next, or "".

    `seen`: seconds seen that were not told before. They are added to what any device told since the class was
    last done; of two places the later one in time is kept.
    """
    at, cut = moment(now, age_s), cut_of(video_class, kept)
    with transaction.atomic():
        viewing = hold_viewing(runner, video_class)
        seen = _since_done(merged(seen), viewing, at)
        late = viewing.position_at is not None and at < viewing.position_at
        if late and _enough(seen, video_class, cut):  # danced before what was begun meanwhile
            return _done(viewing, how=how, now=at, cut=cut)
        if not late:
            _go_on(viewing, min(position_s, video_class.duration_s), seen, at, cut)
        elif viewing.kept == _positions(cut) and not _before_done(viewing, at):
            _see(viewing, merged(viewing.seen, seen), cut)
        viewing.save()
        if viewing.kept != _positions(cut) or not _enough(viewing.seen, video_class, cut):
            return ""
        viewing.seen, viewing.watched_s = [], 0
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
        viewing = hold_viewing(runner, video_class)
        since = at - viewing.done_at if viewing.done_at else None
        if since is not None and NO_TIME <= since < _quickest(video_class, cut):
            return viewing.done_next
        return _done(viewing, how=how, now=at, cut=cut)


def forget_done(*, runner, video_class: VideoClass, onward: str) -> None:
    """The session at that address was taken back: the next "done" counts at once.

    An older one leaves alone what was danced since.
    """
    Viewing.objects.of(runner).filter(video_class=video_class, done_next=onward).update(
        done_at=None, done_next="", seen=[], watched_s=0
    )


def remember_done(*, runner, video_class: VideoClass, at, onward: str) -> None:
    """The session at that address counts after all: it is the last "done" where there was none since."""
    viewings = Viewing.objects.of(runner).filter(video_class=video_class, done_at=None)
    viewings.update(done_at=at, done_next=onward)


def hold_viewing(runner, video_class: VideoClass) -> Viewing:
    """Whoever else tells of this class waits. Before a week is held, never after: two would wait for ever."""
    viewing, _made = Viewing.objects.get_or_create(runner=runner, video_class=video_class)
    return Viewing.objects.select_for_update().get(pk=viewing.pk)


def place_of(*, runner, video_class: VideoClass, now) -> Place:
    """Where the runner stopped, on whichever device."""
    viewing = Viewing.objects.of(runner).filter(video_class=video_class).first()
    if viewing is None or viewing.position_at is None:
        return Place(0.0, None, [])
    return Place(viewing.position_s, _age(viewing.position_at, now), viewing.kept, _age(viewing.done_at, now))


def _age(at, now) -> float | None:
    return None if at is None else max(0.0, (now - at).total_seconds())


def moment(now, age_s: float):
    """When that was."""
    return now - min(datetime.timedelta(seconds=max(0.0, age_s)), OLDEST)


def _go_on(viewing: Viewing, position_s: float, seen: Spans, at, cut: Cut | None) -> None:
    """Another cut has seconds of its own: those of the one before say nothing about it."""
    kept = _positions(cut)
    _see(viewing, merged(viewing.seen, seen) if viewing.kept == kept else seen, cut)
    viewing.position_s, viewing.position_at, viewing.kept = position_s, at, kept
    viewing.watched_at = at if _remembers(viewing.runner_id) else None


def _see(viewing: Viewing, seen: Spans, cut: Cut | None) -> None:
    viewing.seen, viewing.watched_s = seen, counted(seen, _spans(viewing.video_class, cut))


def _positions(cut: Cut | None) -> list[int]:
    return list(cut.kept) if cut else []


def _spans(video_class: VideoClass, cut: Cut | None):
    return cut.spans if cut else ((0.0, video_class.duration_s + 1),)


def _enough(seen: Spans, video_class: VideoClass, cut: Cut | None) -> bool:
    return counted(seen, _spans(video_class, cut)) >= DONE_SHARE * _seconds(video_class, cut)


def _remembers(runner_pk: int) -> bool:
    """Whether the runner wants a history; the place in a class is kept either way."""
    return not PlayerChoices.objects.filter(runner=runner_pk, history=False).exists()


def _since_done(seen: Spans, viewing: Viewing, at) -> Spans:
    """A beat sent before the class was done may arrive after it, and must not count a second time.

    Since then nobody has watched more than the clock and the fastest speed allow. What was danced a whole
    class before it, and waited for a network, is another dance.
    """
    if viewing.done_at is None or _before_done(viewing, at):
        return seen
    return latest(seen, (at - viewing.done_at).total_seconds() * FASTEST)


def _before_done(viewing: Viewing, at) -> bool:
    """Whether it was danced so long before the last time it was done that it belongs to another time."""
    return (
        viewing.done_at is not None
        and (viewing.done_at - at).total_seconds() > viewing.video_class.duration_s
    )


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
        viewing.seen, viewing.watched_s, viewing.kept = [], 0, []
        viewing.position_s, viewing.position_at = 0, now
    viewing.save()
    return onward
