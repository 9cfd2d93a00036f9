"""Today as its templates draw it: what is on now, what was danced, what asks for a word."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.actions.body import BodyToday
from plans.actions.week import WeekShown
from plans.calendar import DAY
from plans.models import Session
from plans.views.chips import ClassChip, DayShown, RunChip, place_chip
from plans.views.counted import filled
from plans.views.pain_words import see_professional, yours

A_WHILE = datetime.timedelta(minutes=20)


@dataclass(frozen=True)
class Now:
    """What today holds: primers before the runs they prepare, what is still to be run first; then classes."""

    primers: list[ClassChip]
    runs: list[RunChip]
    classes: list[ClassChip]

    @property
    def first(self) -> ClassChip | None:
        """The one act of the page begins this."""
        return next(iter([*self.primers, *self.classes]), None)


@dataclass(frozen=True)
class DoneToday:
    """A class danced today, with the sentence on the place it filled where that is not its own of today."""

    session: Session
    filled: str
    is_asked: bool  # how hard it was stands first for a while, of one class; then what is still to do


@dataclass(frozen=True)
class Care:
    """Whom to ask, in one line, and what more there is to say for each place."""

    line: str
    sentences: list[str]


def now_shown(week: WeekShown, day: DayShown) -> Now:
    chips = [place_chip(place) for place in week.to_come if place.date == day.date]
    return Now(
        primers=[chip for chip in chips if chip.prepares],
        runs=sorted(day.runs, key=lambda run: run.state == "done"),
        classes=[chip for chip in chips if not chip.prepares],
    )


def done_today(week: WeekShown, date, now) -> list[DoneToday]:
    """The newest first."""
    places = {place.pk: place for place in week.places}
    danced = sorted(week.days[date.weekday()].danced, key=lambda session: session.pk, reverse=True)
    for session in danced:
        session.planned_session = places.get(session.planned_session_id)
    return [
        DoneToday(
            session, _elsewhere(session, date), session is danced[0] and _waits_for_effort(session, now)
        )
        for session in danced
    ]


def _waits_for_effort(session: Session, now) -> bool:
    return session.effort is None and now - session.done_at < A_WHILE


def _elsewhere(session: Session, date) -> str:
    place = session.planned_session
    own = place is not None and (place.date, place.video_class_id) == (date, session.video_class_id)
    return "" if own else filled(session, date)


def done_before(week: WeekShown, date) -> list[ClassChip]:
    """Classes of today that were danced on another day already."""
    day = week.days[date.weekday()]
    filled_by = [(place, day.filled_by.get(place.pk)) for place in day.places]
    return [place_chip(place, done) for place, done in filled_by if done and done.date != date]


def care_shown(body: BodyToday) -> Care | None:
    sites = body.see_professional
    if not sites:
        return None
    line = _("Please let a doctor or physio look at %(places)s this week.") % {"places": yours(*sites)}
    return Care(line, [sentence for site in sites for sentence in see_professional(site)])


def spared(body: BodyToday) -> str:
    """The places that the plan spares today; empty where it may ask for more."""
    return yours(*[report.site for report in body.holding])


def when_next(date, today) -> str:
    return _("Tomorrow") if date == today + DAY else ""
