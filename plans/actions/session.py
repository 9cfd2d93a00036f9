"""Sessions: a class counts wherever it was done, and fills its place in the week."""

import datetime
import hashlib

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from library.actions.viewing import forget_done, remember_done
from library.models import ClassKind, VideoClass
from plans.actions.by_hand import BY_HAND
from plans.actions.holding import hold_runner
from plans.actions.plan import hold_week, stored_week
from plans.actions.removed import KEPT, sweep_later
from plans.calendar import DAY, monday_of
from plans.models import PlannedSession, Session

PRESSED_TWICE = datetime.timedelta(minutes=1)


def record_class_done(
    *,
    runner: User,
    video_class: VideoClass,
    how: str,
    now: datetime.datetime,
    minutes: int | None = None,
    leg_load: int | None = None,
    benefit: str | None = None,
) -> str:
    """The library's seam: a class was danced to its end, or marked as done; the address to go on at.

    The end of the film and a press on the button are one session, whichever comes first. `minutes`,
    `leg_load` and `benefit` are those of a shorter cut, where one was danced: it counts for what it was.
    """
    session = just_now(runner, video_class, now, None if minutes is None else _length(minutes))
    if session is None:
        danced = {"leg_load": leg_load, "benefit": benefit}
        session = record_session(
            runner=runner,
            date=runner.local_date(now),
            now=now,
            video_class=video_class,
            minutes=video_class.minutes if minutes is None else max(1, minutes),
            how=how,
            danced={name: value for name, value in danced.items() if value is not None},
        )
    return reverse("session", args=[session.pk])


def just_now(
    runner: User,
    video_class: VideoClass,
    now: datetime.datetime,
    length: datetime.timedelta | None = None,
) -> Session | None:
    """The session that this is the other telling of. `now` may be told late: one since then is another.

    `length`: of what was danced, where it was not the whole class.
    """
    length = length or datetime.timedelta(seconds=video_class.duration_s)
    near = Session.objects.of(runner).filter(
        video_class=video_class, done_at__range=(now - length, now + length)
    )
    # Another day's class, written down a moment ago, is another class.
    others = near.exclude(how=Session.How.HAND, date__lt=runner.local_date(now)).order_by("done_at", "pk")
    return next((session for session in others if _is_same(session, now, length)), None)


def _is_same(session: Session, now: datetime.datetime, length: datetime.timedelta) -> bool:
    """A film may be danced again at once; a button that was pressed first waits for the film to end.

    Of the whole class and a cut the shorter decides: the one may follow the other at once.
    """
    length = min(length, _length(session.minutes))
    if session.done_at < now and session.how == Session.How.BUTTON:
        return now - session.done_at < length
    return abs(now - session.done_at) < length / 2


def _length(minutes: int) -> datetime.timedelta:
    """The longest a class of so many minutes lasts: they are rounded."""
    return datetime.timedelta(minutes=minutes, seconds=30)


@transaction.atomic
def record_session(
    *,
    runner: User,
    date: datetime.date,
    now: datetime.datetime,
    minutes: int,
    how: str,
    video_class: VideoClass | None = None,
    danced: dict | None = None,
    place: PlannedSession | None = None,
    **written,
) -> Session:
    """Store a session and let it fill the nearest open place of its benefit in that week.

    `danced`: leg load and main benefit of what was danced of the class, where they are not the class's own.
    `place`: the open one that it fills, where the runner said which.
    """
    if monday_of(date) == monday_of(runner.local_date(now)):
        stored_week(runner=runner, monday=monday_of(date), now=now)
    hold_week(runner, monday_of(date))
    facts = _facts_of(video_class) if video_class else {}
    session = Session(
        runner=runner,
        date=date,
        done_at=now,
        time_zone=runner.time_zone,
        video_class=video_class,
        minutes=minutes,
        how=how,
        **{**written, **facts, **(danced or {})},
    )
    fill_place(session, place or nearest_place(session))
    session.save()
    return session


@transaction.atomic
def write_down(
    *, runner: User, date: datetime.date, now: datetime.datetime, minutes: int, **written
) -> tuple[Session, bool]:
    """A class told by hand, and whether it is new: the same told again at once is a second press."""
    # Two presses at once wait here: a week that is not stored holds up nobody.
    hold_runner(runner)
    same = written_before(runner=runner, date=date, minutes=minutes, **written)
    if same and same.done_at > now - PRESSED_TWICE:
        return same, False
    how = Session.How.HAND
    return record_session(runner=runner, date=date, now=now, minutes=minutes, how=how, **written), True


def written_before(
    *,
    runner: User,
    date: datetime.date,
    minutes: int,
    video_class: VideoClass | None = None,
    title: str = "",
    **_other,
) -> Session | None:
    """The last session of that day that was written down in the same words."""
    what = {"video_class": video_class} if video_class else {"title": title}
    same = Session.objects.of(runner).filter(date=date, minutes=minutes, how=Session.How.HAND, **what)
    return same.order_by("done_at", "pk").last()


def _facts_of(video_class: VideoClass) -> dict:
    return {
        "title": video_class.title,
        "benefit": next(iter(video_class.benefits), ""),
        "leg_load": video_class.leg_load,
    }


def nearest_place(session: Session) -> PlannedSession | None:
    """The open place this session takes: its own class first, then the nearest day of its benefit."""
    return min(_open_places(session), key=lambda place: _distance(session, place), default=None)


def fill_place(session: Session, place: PlannedSession | None) -> None:
    """The place is done by it. How the place stood is kept, for when the session is taken back."""
    session.planned_session = place
    if place:
        session.place_was, place.state = place.state, PlannedSession.State.DONE
        place.save(update_fields=["state"])


def _open_places(session: Session) -> list[PlannedSession]:
    """A primer or cooldown fills only a place of its own kind: it is no class."""
    monday = monday_of(session.date)
    kind = session.video_class.kind if session.video_class else ClassKind.CLASS
    places = PlannedSession.objects.of(session.runner).open().between(monday, monday + 6 * DAY)
    return [
        place
        for place in places.select_related("video_class").prefetch_related("video_class__tags")
        if place.video_class_id == session.video_class_id
        or (place.video_class.kind == kind and session.benefit in place.video_class.benefits[:1])
    ]


def _distance(session: Session, place: PlannedSession) -> tuple:
    other_class = place.video_class_id != session.video_class_id
    return (other_class, abs(place.date - session.date), place.date, place.pk)


class NoteChanged(Exception):
    """The note is not the one that was seen any more; the session holds the one that stands."""


def mark_of(note: str) -> str:
    """By which a page says which note it showed."""
    return hashlib.sha256(note.encode()).hexdigest()[:16]


@transaction.atomic
def keep_note(*, session: Session, note: str, seen: str = "") -> None:
    """DoesNotExist where it was taken out meanwhile: a note does not bring it back. NoteChanged.

    `seen`: the mark of the note that this one was to take the place of.
    """
    session.refresh_from_db(fields=["note"], from_queryset=Session.objects.select_for_update())
    if seen and seen != mark_of(session.note) and note != session.note:
        raise NoteChanged(session.pk)
    session.note = note
    session.save(update_fields=["note", "folded"])


@transaction.atomic
def release_place(session: Session) -> PlannedSession | None:
    """Undo the filling: the place waits again, the session still counts. None where it filled nothing."""
    _hold(session)
    place, was = session.planned_session, session.place_was
    session.planned_session, session.place_was = None, ""
    session.save(update_fields=["planned_session", "place_was"])
    _reopen(place, was)
    return place


@transaction.atomic
def fill_again(session: Session, wanted: str = "") -> PlannedSession | None:
    """It takes an open place after all; one it fills already stays. None where none is open.

    `wanted`: the key of the one it was taken from, where that is open still; else the nearest.
    """
    _hold(session)
    if session.planned_session is None:
        own = (place for place in _open_places(session) if str(place.pk) == wanted)
        fill_place(session, next(own, None) or nearest_place(session))
        session.save(update_fields=["planned_session", "place_was"])
    return session.planned_session


@transaction.atomic
def take_out_session(session: Session, *, now: datetime.datetime) -> PlannedSession | None:
    """It waits a week with all that was told of it; the place it filled is open again, and is told.

    What was told of pain stays: it is about a body on a day, whatever was danced then, and the plan heeds it.
    """
    if session.video_class:
        address = reverse("session", args=[session.pk])
        forget_done(runner=session.runner, video_class=session.video_class, onward=address)
    _hold(session)
    place = session.planned_session
    _reopen(place, session.place_was)
    session.planned_session, session.place_was = None, place.state if place else ""
    session.removed_at = now
    session.save(update_fields=["planned_session", "place_was", "removed_at"])
    sweep_later(now + KEPT)
    return place


class CameAgain(Exception):
    """A session like the one that was taken out came into the log since."""


@transaction.atomic
def put_back_session(session: Session, *, wanted: str = "", anyway: bool = False) -> None:
    """It counts again, and fills a place again if it did: the `wanted` one where that is open still.

    DoesNotExist where it is in the log already, or gone for good. CameAgain, unless `anyway`.
    """
    if session.video_class:
        address, at = reverse("session", args=[session.pk]), session.done_at
        remember_done(runner=session.runner, video_class=session.video_class, at=at, onward=address)
    _hold(session, Session.with_removed.removed().select_for_update())
    if not anyway and _came_again(session):
        raise CameAgain(session.pk)
    filled, session.place_was, session.removed_at = bool(session.place_was), "", None
    session.save(update_fields=["place_was", "removed_at"])
    if filled:
        fill_again(session, wanted)


def _came_again(session: Session) -> bool:
    """One from a file says when it was danced, not when it came: there any like it counts."""
    same = {"date": session.date, "title": session.title, "minutes": session.minutes}
    since = Q(done_at__gt=session.removed_at) | Q(how=Session.How.FILE)
    return Session.objects.of(session.runner).filter(since, **same).exists()


def _hold(session: Session, among: QuerySet[Session] | None = None) -> None:
    """Its week is ours until the end, and the session is read as it stands then. DoesNotExist."""
    hold_week(session.runner, monday_of(session.date))
    among = Session.objects.all() if among is None else among
    session.refresh_from_db(fields=["planned_session", "place_was", "removed_at"], from_queryset=among)


def _reopen(place: PlannedSession | None, was: str) -> None:
    """As it stood before; of older sessions that is not known.

    Then it is kept on the day it was moved to, and where the runner added it.
    """
    if place:
        own_choice = place.date != place.first_date or BY_HAND in place.reasons
        place.state = was or (PlannedSession.State.LOCKED if own_choice else PlannedSession.State.PROPOSED)
        place.save(update_fields=["state"])
