"""“I did it”, pressed where the plan is shown: it counts at once, and answers with the session."""

import datetime

from django.db import transaction
from django.urls import resolve

from accounts.models import User
from library.actions.viewing import forget_done, mark_done
from library.models import VideoClass
from plans.actions.by_hand import ChangedMeanwhile, NotThisWeek
from plans.actions.place import stored_place
from plans.actions.session import just_now, record_session
from plans.calendar import monday_of
from plans.models import PlannedSession, Session


@transaction.atomic
def do_class(*, runner: User, video_class: VideoClass, now: datetime.datetime) -> Session:
    """As the library's own button: pressed again, or after the film counted it, it adds nothing."""
    told = {"runner": runner, "video_class": video_class, "now": now}
    session = _session_at(runner, mark_done(**told))
    if session is None:  # deleted by somebody who did not tell the library
        forget_done(runner=runner, video_class=video_class)
        session = _session_at(runner, mark_done(**told))
    return session


@transaction.atomic
def do_place(
    *, runner: User, date: datetime.date, slug: str, now: datetime.datetime, seen: str = ""
) -> Session:
    """The class of this very place was danced: on its day, or today where its day is still to come.

    NoSuchPlace, StaysAsItIs.
    """
    today = runner.local_date(now)
    if monday_of(date) > today:
        raise NotThisWeek(date)
    _rows, place = stored_place(runner=runner, date=date, slug=slug, now=now, seen=seen)
    if place.state == PlannedSession.State.SKIPPED:
        raise ChangedMeanwhile(slug)
    if date < today:
        return _record(runner, place, date, now, Session.How.HAND)
    told_already = just_now(runner, place.video_class, now)
    session = told_already or _record(runner, place, today, now, Session.How.BUTTON)
    mark_done(runner=runner, video_class=place.video_class, now=now)  # the library knows it by now, too
    return session


def _record(runner, place, date, now, how) -> Session:
    chosen = place.video_class
    told = {"video_class": chosen, "minutes": chosen.minutes, "how": how, "place": place}
    return record_session(runner=runner, date=date, now=now, **told)


def _session_at(runner: User, address: str) -> Session | None:
    own = Session.objects.of(runner).select_related("planned_session__video_class")
    return own.filter(pk=resolve(address).kwargs["pk"]).first()
