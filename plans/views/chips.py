"""The week as its template draws it: a chip for each run and class (templates/components/_week.html)."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import User
from balletfusion.days import date_format
from library.actions.told import told
from library.actions.translated import translated
from plans.actions.by_hand import BY_HAND
from plans.actions.next_places import place_in
from plans.actions.week import Day, WeekShown
from plans.calendar import monday_of
from plans.models import PlannedRun, PlannedSession, Race, Run, Session, Weekday
from plans.units import distance_text, hours_text

State = PlannedSession.State
STATES = {
    "proposed": "planned",
    "locked": "locked",
    "done": "done",
    "skipped": "skipped",
    "missed": "waiting",
}


@dataclass(frozen=True)
class RunChip:
    title: str
    detail: str
    state: str
    href: str = ""
    acts: str = ""  # below this address it is left out and put back; empty where it stays as it is
    ran: str = ""  # where "I ran it" is sent; empty before its day, and once it is done


@dataclass(frozen=True)
class RaceChip:
    name: str
    detail: str
    priority: str
    href: str


@dataclass(frozen=True)
class ClassChip:
    title: str
    minutes: int
    benefit: str
    leg_load: int
    state: str
    href: str
    slot: str = ""
    why: str = ""
    rule: str = ""
    slug: str = ""
    origin: str = "drawn"  # or filmed: where its poster is
    date: datetime.date | None = None
    place: str = ""  # address of its place in the week
    session: int | None = None
    prepares: bool = False  # a run: it comes first
    moved_from: str = ""
    collection: str = ""  # address of the one it stands there for
    kept: str = ""  # what speaks against its day, where it is kept there all the same
    did_it: str = ""  # what the button says by which it counts; none where it cannot
    about_body: bool = False  # a self-check: nobody's business at the door of a fridge
    can_move: bool = False
    can_swap: bool = False
    can_lock: bool = False
    can_remove: bool = False


@dataclass(frozen=True)
class DayShown:
    name: str
    date: datetime.date
    is_today: bool
    is_past: bool
    runs: list[RunChip]
    races: list[RaceChip]
    classes: list[ClassChip]


def days_shown(week: WeekShown, runner: User, today: datetime.date) -> list[DayShown]:
    places = {place.pk: place for place in week.places}
    return [day_shown(day, runner, today, places) for day in week.days]


def day_shown(day: Day, runner: User, today: datetime.date, places: Mapping[int, PlannedSession]) -> DayShown:
    return DayShown(
        name=str(Weekday(day.date.weekday()).label),
        date=day.date,
        is_today=day.is_today,
        is_past=day.date < today,
        runs=[
            *(_run_done(run, runner.units) for run in day.runs),
            *(_run_planned(run, runner.units, today) for run in day.planned_runs),
        ],
        races=[_race(race, runner.units) for race in day.races],
        classes=[
            *(
                with_acts(place_chip(place, day.filled_by.get(place.pk)), place, today)
                for place in day.places
            ),
            *map(_session_chip, day.sessions),
            *_danced_for_another_day(day, places),
        ],
    )


def _run_done(run: Run, units: str) -> RunChip:
    return RunChip(run.title or run.get_kind_display(), _measured(run, units), "done", run.get_absolute_url())


def _run_planned(run: PlannedRun, units: str, today: datetime.date) -> RunChip:
    """A run of a week that is not stored has no row yet: it is found by its day."""
    own = run.get_absolute_url() if run.pk else f"/plan/runs/usual/{run.date}/"
    state = "skipped" if run.status == PlannedRun.Status.CANCELLED else "planned"
    title = run.title or run.get_kind_display()
    acts = own if run.date >= today else ""
    return RunChip(title, _measured(run, units), state, own, acts, where_it_was_run(run, today))


def where_it_was_run(run: PlannedRun, today: datetime.date) -> str:
    """Runs of the usual week are made anew as rows now and then: their day finds them all the same."""
    if run.date > today or run.status == PlannedRun.Status.CANCELLED:
        return ""
    usual = run.origin == PlannedRun.Origin.TYPICAL and run.usual_date
    return f"/plan/runs/usual/{run.usual_date}/done/" if usual else f"/plan/runs/{run.pk}/done/"


def _race(race: Race, units: str) -> RaceChip:
    detail = distance_text(race.distance_m, units) if race.distance_m else ""
    return RaceChip(race.name, detail, race.priority, race.get_absolute_url())


def _measured(run: Run | PlannedRun, units: str) -> str:
    parts = [
        distance_text(run.distance_m, units) if run.distance_m else "",
        hours_text(run.duration_s) if run.duration_s else "",
    ]
    return ", ".join(part for part in parts if part)


def _danced_for_another_day(day: Day, places: Mapping[int, PlannedSession]) -> Iterator[ClassChip]:
    """Where it was danced; its place says so too."""
    for done in day.danced:
        place = places.get(done.planned_session_id)
        if place and place.date != day.date:
            yield replace(_session_chip(done), slot=_("For %(day)s’s place") % _weekday(place.date))


def _weekday(date: datetime.date) -> dict[str, str]:
    return {"day": date_format(date, "l")}


def place_chip(place: PlannedSession, done: Session | None = None) -> ClassChip:
    """The class as planned; filled by another one, what was danced and whose place it took."""
    if done and done.video_class_id != place.video_class_id:
        words = {"title": translated(place.video_class.title), **_weekday(done.date)}
        took = _("In the place of “%(title)s”") % words
        if done.date != place.date:
            took = _("Danced on %(day)s, in the place of “%(title)s”") % words
        return replace(_session_chip(done), slot=took)
    elsewhen = done is not None and done.date != place.date
    chosen, of_it = place.video_class, place_in(place.reasons)
    return ClassChip(
        title=translated(chosen.title),
        minutes=chosen.minutes,
        benefit=next(iter(chosen.benefits), ""),
        leg_load=chosen.leg_load,
        state=place.state,
        href=chosen.get_absolute_url() if chosen.published_at else "",
        slot=_("Danced on %(day)s") % _weekday(done.date) if elsewhen else place.get_slot_display(),
        prepares=place.slot == PlannedSession.Slot.BEFORE_RUN,
        why=_why(place),
        rule="" if of_it else rule_of(place),
        slug=chosen.slug,
        session=done.pk if done else None,
        origin=chosen.origin,
        date=place.date,
        place=f"/plan/{place.date}/{chosen.slug}/",
        collection=f"/library/collections/{of_it[0]}/" if of_it else "",
        moved_from=date_format(place.first_date, "l") if place.first_date != place.date else "",
        kept=told(place.why) if place.state == State.LOCKED and place.kept_against else "",
    )


def _why(place: PlannedSession) -> str:
    """What speaks for it. Of a class that was kept against a rule the row holds what speaks against it."""
    stands = place.state == State.PROPOSED or (place.state == State.DONE and not place.kept_against)
    return told(place.why) if stands else ""


TOLD = ("R13", "R3", "R4", "R9")  # in the order in which a sentence tells them


def rule_of(place: PlannedSession) -> str:
    """Where on the evidence page its sentence is explained: a rule, or what the planner aims at."""
    if place.slot == PlannedSession.Slot.BEFORE_RUN:
        return "R5"
    told = next((rule for rule in TOLD if rule in place.reasons), "")
    return told or ("R1" if place.slot == PlannedSession.Slot.AFTER_RUN else "aims")


def with_acts(chip: ClassChip, place: PlannedSession, today: datetime.date) -> ClassChip:
    """What can be done with it: what is done stays, and on a day that is over little is left to do."""
    if not chip.slug or place.state in (State.DONE, State.SKIPPED):
        return chip
    ahead, added = place.date >= today, BY_HAND in place.reasons
    return replace(
        chip,
        did_it=_did_it(place.date, today),
        can_move=True,
        can_swap=ahead,
        can_lock=ahead and place.state == State.PROPOSED,
        can_remove=ahead and added,
    )


def _did_it(date: datetime.date, today: datetime.date) -> str:
    """On its own day, or today where that is still to come; a week to come waits."""
    if monday_of(date) > today:
        return ""
    if date < today:
        return _("I did it on %(day)s") % _weekday(date)
    return _("I did it today") if date > today else _("I did it")


def _session_chip(done: Session) -> ClassChip:
    """A class done without a place in the plan."""
    return ClassChip(
        title=translated(done.title),
        minutes=done.minutes,
        benefit=done.benefit,
        leg_load=done.leg_load,
        state="done",
        href=f"/sessions/{done.pk}/",
        session=done.pk,
        about_body=done.is_check,
    )
