"""A week as others may see it: taken out of the runner's own, piece by piece, and nothing by default.

What is not named here reaches nobody: no notes, no names of runs, nothing of how anything felt, no addresses,
no sentence about a rule that a class is kept against. Illness, injury, holiday and travel are all one.
"""

import datetime
from dataclasses import dataclass, field, replace

from plans.actions.next_places import IN
from plans.actions.week import Day, WeekShown
from plans.calendar import DAY
from plans.models import Overlay, PainReport, PlannedRun, PlannedSession, Run, SelfCheck, Session, Sharing

State = PlannedSession.State
# Why a class stands where it stands, as far as it tells of runs, days and aims. Whatever a planner of days to
# come gives as a reason stays untold until somebody adds it here.
TOLD = {"R1", "R3", "R4", "R6", "R9", "R13", "R15", "keep", "space", "fresh", "collection"}
TOLD_OF = ("need:", IN)


@dataclass(frozen=True)
class SharedRun:
    kind: str
    is_done: bool
    is_left_out: bool
    distance_m: float | None
    duration_s: int | None
    title: str  # empty for others: people write into it what they like


@dataclass(frozen=True)
class SharedRace:
    name: str
    distance_m: float | None
    priority: str


@dataclass(frozen=True)
class SharedClass:
    title: str  # empty for what is not of the library: others call it another class
    minutes: int
    benefit: str
    state: str
    slot: str
    slug: str  # empty where it is not in the library any more
    why: str
    danced_on: datetime.date | None = None  # where that is another day than its place's
    for_place_on: datetime.date | None = None


@dataclass(frozen=True)
class Aside:
    """Days laid aside; `kind` and `sites` only for who sees health notes."""

    first: datetime.date
    last: datetime.date
    kind: str = ""
    sites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Health:
    """What a day says of the body, for who may see it."""

    pain: list[PainReport] = field(default_factory=list)
    checks: list[SelfCheck] = field(default_factory=list)
    soreness: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class SharedDay:
    date: datetime.date
    is_today: bool
    is_over: bool
    runs: list[SharedRun]
    races: list[SharedRace]
    classes: list[SharedClass]
    danced: list[SharedClass] = field(default_factory=list)  # for the place of another day
    health: Health | None = None


@dataclass(frozen=True)
class SharedWeek:
    monday: datetime.date
    done: int
    asked: int
    days: list[SharedDay]
    aside: list[Aside]

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY


def shows_health(sharing: Sharing, week: WeekShown) -> bool:
    """Ticked for this person, and still kept: the notes go with the consent."""
    return sharing.health and week.health is not None


def week_for(*, sharing: Sharing, week: WeekShown) -> SharedWeek:
    """For one person. Two queries where they see health notes, none else."""
    health = _health_of(sharing.runner, week) if shows_health(sharing, week) else None
    return shared_week(week, health=health, reasons=sharing.is_coach, own=False)


def own_week(week: WeekShown) -> SharedWeek:
    """For the runner's own scripts: with the names of runs and classes, and nothing of the body either."""
    return shared_week(week, health=None, reasons=True, own=True)


def shared_week(
    week: WeekShown, *, health: dict[datetime.date, Health] | None, reasons: bool, own: bool
) -> SharedWeek:
    """`health` by day, or None for who sees nothing of it; `reasons`: why a class stands where it stands."""
    dates = {place.pk: place.date for place in week.places}
    return SharedWeek(
        monday=week.monday,
        done=week.done,
        asked=week.asked,
        days=[_day(day, health, reasons, own, dates) for day in week.days],
        aside=[_aside(overlay, told=health is not None) for overlay in week.overlays],
    )


def _day(day: Day, health: dict | None, reasons: bool, own: bool, dates: dict) -> SharedDay:
    """A self-check is a session of the runner's own log, and tells of the body: it is none here."""
    meant_for = [(done, dates.get(done.planned_session_id, day.date)) for done in day.danced]
    return SharedDay(
        date=day.date,
        is_today=day.is_today,
        is_over=day.is_over,
        runs=[
            *(_run(run, own, is_done=True) for run in day.runs),
            *(_run(run, own, is_done=False) for run in day.planned_runs),
        ],
        races=[SharedRace(race.name, race.distance_m, race.priority) for race in day.races],
        classes=[
            *(_place(place, day.filled_by.get(place.pk), reasons, own) for place in day.places),
            *(_session(done, own) for done in day.sessions if not done.is_check),
        ],
        danced=[replace(_session(done, own), for_place_on=on) for done, on in meant_for if on != day.date],
        health=None if health is None else health.get(day.date, Health()),
    )


def _run(run: Run | PlannedRun, own: bool, *, is_done: bool) -> SharedRun:
    return SharedRun(
        kind=run.kind,
        is_done=is_done,
        is_left_out=not is_done and run.status == PlannedRun.Status.CANCELLED,
        distance_m=run.distance_m,
        duration_s=run.duration_s,
        title=run.title if own else "",
    )


def _place(place: PlannedSession, done: Session | None, reasons: bool, own: bool) -> SharedClass:
    """Filled by another class, what was danced."""
    elsewhen = done.date if done and done.date != place.date else None
    if done and done.video_class_id != place.video_class_id:
        return replace(_session(done, own), danced_on=elsewhen)
    chosen = place.video_class
    return SharedClass(
        title=chosen.title,
        minutes=done.minutes if done else chosen.minutes,
        benefit=next(iter(chosen.benefits), ""),
        state=place.state,
        slot=place.slot,
        slug=chosen.slug if chosen.published_at else "",
        why=why_without_health(place) if reasons else "",
        danced_on=elsewhen,
    )


def _session(done: Session, own: bool) -> SharedClass:
    """What was written down by hand has a name of the runner's own."""
    named = own or done.video_class_id is not None
    return SharedClass(
        title=done.title if named else "",
        minutes=done.minutes,
        benefit=done.benefit,
        state=State.DONE,
        slot="",
        slug="",
        why="",
    )


def why_without_health(place: PlannedSession) -> str:
    """The plan's own sentence, where each of its reasons is one that others may know.

    What a class is kept against may be a spot that hurts: then nothing is said, whichever rule it is.
    """
    if place.kept_against or place.state not in (State.PROPOSED, State.DONE):
        return ""
    told = all(reason in TOLD or reason.startswith(TOLD_OF) for reason in place.reasons)
    return place.why if place.reasons and told else ""


def _aside(overlay: Overlay, *, told: bool) -> Aside:
    if not told:
        return Aside(overlay.first, overlay.last)
    return Aside(overlay.first, overlay.last, overlay.kind, tuple(overlay.sites))


def _health_of(runner, week: WeekShown) -> dict[datetime.date, Health]:
    """What was told of each day of the week."""
    days = {day.date: Health() for day in week.days}
    for report in PainReport.objects.of(runner).between(week.monday, week.sunday):
        days[report.date].pain.append(report)
    for check in SelfCheck.objects.of(runner).between(week.monday, week.sunday):
        days[check.date].checks.append(check)
    for day in week.days:
        for done in [*day.sessions, *(day.filled_by[p.pk] for p in day.places if p.pk in day.filled_by)]:
            if done.soreness is not None:
                days[day.date].soreness.append(done.soreness)
    return days
