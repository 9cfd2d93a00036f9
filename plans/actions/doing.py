"""“I did it”, pressed where the plan is shown: it counts at once, for the very place it was pressed at."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from library.actions.viewing import hold_viewing, mark_done
from library.models import VideoClass
from plans.actions.by_hand import ChangedMeanwhile, NotThisWeek
from plans.actions.place import stored_place
from plans.actions.session import fill_place, just_now, record_session
from plans.calendar import monday_of
from plans.models import PlannedSession, Session


@dataclass(frozen=True)
class Counted:
    """What the press came to: a session of its own, or the one that was told a moment ago."""

    session: Session
    is_new: bool
    filled: bool  # by this press


@transaction.atomic
def do_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> Counted:
    """The class of this very place was danced: on its day, or today where its day is still to come.

    NoSuchPlace, StaysAsItIs.
    """
    today = runner.local_date(now)
    if monday_of(date) > today:
        raise NotThisWeek(date)
    for video_class in VideoClass.objects.filter(slug=slug):
        hold_viewing(runner, video_class)
    _rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if place.state == PlannedSession.State.SKIPPED:
        raise ChangedMeanwhile(slug)
    if date < today:
        return Counted(_record(runner, place, date, now, Session.How.HAND), is_new=True, filled=True)
    if told := just_now(runner, place.video_class, now):
        return _counted_again(told, place)
    session = _record(runner, place, today, now, Session.How.BUTTON)
    mark_done(runner=runner, video_class=place.video_class, now=now)  # the library knows it by now, too
    return Counted(session, is_new=True, filled=True)


def _record(runner, place, date, now, how) -> Session:
    chosen = place.video_class
    told = {"video_class": chosen, "minutes": chosen.minutes, "how": how, "place": place}
    return record_session(runner=runner, date=date, now=now, **told)


def _counted_again(session: Session, place: PlannedSession) -> Counted:
    """The film or another press was quicker. One that fills no place takes this one, of its own week."""
    if session.planned_session_id is not None or monday_of(session.date) != monday_of(place.date):
        return Counted(session, is_new=False, filled=False)
    fill_place(session, place)
    session.save(update_fields=["planned_session", "place_was"])
    return Counted(session, is_new=False, filled=True)
