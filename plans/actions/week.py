"""A week as it is shown: seven days, runs and classes side by side."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.models import User
from library.models import Benefit, ClassKind
from plans.actions.effort import LAST_DAY, still_to_rate
from plans.actions.plan import gaps, planned
from plans.actions.published import name_benefits, published
from plans.actions.way_back import WayBack, leading_back, way_back
from plans.actions.week_rows import BACK_AFTER, HISTORY, RUNS_AFTER, WeekRows, rows_of_week, weeks_around
from plans.calendar import DAY, days_of
from plans.models import (
    HealthNotes,
    Overlay,
    PlanChange,
    PlannedRun,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Race,
    Run,
    Session,
    Week,
)
from plans.planner import Class

# A run that is done is shown as what was run; one left out can be put back.
SHOWN = (PlannedRun.Status.PLANNED, PlannedRun.Status.CANCELLED)


@dataclass(frozen=True)
class Day:
    date: datetime.date
    is_today: bool
    is_over: bool
    runs: list[Run]
    planned_runs: list[PlannedRun]
    races: list[Race]
    places: list[PlannedSession]
    sessions: list[Session]
    danced: list[Session]  # all of that day, whichever place they fill
    filled_by: dict[int, Session]  # the session behind each place that is done


@dataclass(frozen=True)
class WeekShown:
    """What the week page and Today need; `stored` is False where the plan was computed for showing."""

    monday: datetime.date
    days: list[Day]
    stored: bool
    asked: int
    after_what: str
    before_what: str
    unplaced: list[dict]
    minutes_by_benefit: dict[str, int]
    places: list[PlannedSession] = field(default_factory=list)
    offer: PlanOffer | None = None  # what the planner would change; waits for an answer
    latest: PlanChange | None = None  # what changed the week last
    settings: PlanSettings | None = None
    health: HealthNotes | None = None
    overlays: list[Overlay] = field(default_factory=list)  # with a day in this week
    way_back: WayBack | None = None
    beside: int = 0  # classes danced without a place in the plan
    to_rate: list[Session] = field(default_factory=list)  # classes of days gone by, not yet said how hard

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY

    @property
    def done(self) -> int:
        """Of the classes asked for: one that was danced beside the plan is none of those that still wait."""
        return min(self._danced, max(self._filled, self.asked - len(self.classes_to_come)))

    @property
    def more(self) -> int:
        """Classes danced beyond these."""
        return self._danced - self.done

    @property
    def _filled(self) -> int:
        return sum(p.state == PlannedSession.State.DONE and _is_class(p) for p in self.places)

    @property
    def _danced(self) -> int:
        return self._filled + self.beside

    @property
    def classes_to_come(self) -> list[PlannedSession]:
        """Without primers, which nobody asks for by number."""
        return [place for place in self.to_come if _is_class(place)]

    @property
    def to_come(self) -> list[PlannedSession]:
        """Places that wait for their class, the first day first; what was missed waits no more."""
        ahead = {day.date for day in self.days if not day.is_over}
        return [p for p in self.places if p.state in ("proposed", "locked") and p.date in ahead]


def _is_class(place: PlannedSession) -> bool:
    return place.video_class.kind == ClassKind.CLASS


def week_shown(*, runner: User, monday: datetime.date, today: datetime.date) -> WeekShown:
    """The stored week; one that is not stored is computed and not written."""
    weeks = weeks_around(runner, monday)
    week = weeks.get(monday)
    rows = _rows_of_stored_week(week, today) if week else rows_of_week(runner, monday, today, weeks)
    places, unplaced = (rows.places, week.unplaced) if week else _computed(rows)
    days = [_day(rows, places, date) for date in days_of(monday)]
    known = published(week.edition or 0).stock.items if week else rows.library.stock.items
    return WeekShown(
        monday=monday,
        days=days,
        stored=week is not None,
        asked=_asked(rows),
        after_what=rows.settings.after_what,
        before_what=rows.settings.before_what,
        unplaced=unplaced,
        minutes_by_benefit=_minutes_by_benefit(rows),
        places=places,
        offer=open_offer(week),
        latest=week and week.latest,
        settings=rows.settings,
        health=rows.health,
        overlays=[each for each in rows.overlays if each.last >= monday],
        way_back=way_back(rows),
        beside=sum(_counts(done, known) for day in days for done in day.sessions),
        to_rate=still_to_rate((done for done in rows.sessions if _counts(done, known)), today),
    )


def _asked(rows: WeekRows) -> int:
    """Classes asked for: of a week that is over what was asked for then, so of one never planned nothing."""
    if rows.week is None and rows.sunday < rows.today:
        return 0
    return rows.asked if rows.week is None or rows.week.asked is None else rows.week.asked


def _counts(done: Session, known: Mapping[int, Class]) -> bool:
    """A primer is no class, and neither is a self-check; what is not in the library is one."""
    if done.is_check:
        return False
    return done.video_class_id not in known or known[done.video_class_id].kind == ClassKind.CLASS


def open_offer(week: Week | None) -> PlanOffer | None:
    """Not one the runner said no to."""
    offer = getattr(week, "offer", None)
    return offer if offer and offer.declined_at is None else None


def _rows_of_stored_week(week: Week, today: datetime.date) -> WeekRows:
    """What the page shows of it, without what only planning needs; of this week also what can be rated.

    On the way back from a time laid aside its limit is shown: then what the limit is made of is read as well.
    """
    runner, monday, sunday = week.runner, week.starts_on, week.starts_on + 6 * DAY
    overlays = list(Overlay.objects.of(runner).touching(monday - BACK_AFTER, sunday))
    comes_back = leading_back(overlays, monday, sunday)
    since, until = (monday - HISTORY, sunday + RUNS_AFTER) if comes_back else (monday, sunday)
    danced_since = min(since, today - LAST_DAY * DAY) if monday <= today <= sunday else since
    places = list(week.planned_sessions.select_related("video_class"))
    name_benefits((place.video_class for place in places), published(week.edition or 0))
    done = Session.objects.of(runner).select_related("self_check")
    no_class = {"date__lt": monday, "video_class__kind__in": [ClassKind.PRIMER, ClassKind.COOLDOWN]}
    return WeekRows(
        runner=runner,
        monday=monday,
        today=today,
        week=week,
        settings=getattr(runner, "plan_settings", None) or PlanSettings(runner=runner),
        health=getattr(runner, "health_notes", None),
        runs=list(Run.objects.of(runner).between(monday, sunday)),
        planned_runs=list(PlannedRun.objects.of(runner).between(monday, sunday)),
        places=places,
        sessions=list(done.between(danced_since, sunday).exclude(**no_class)),
        races=list(Race.objects.of(runner).between(since, until)),
        overlays=overlays,
        check_in=week.check_in or "",
    )


def _computed(rows: WeekRows) -> tuple[list[PlannedSession], list[dict]]:
    if rows.sunday < rows.today:
        return [], []  # a week that is over and was never planned stays as it was
    places, answer = planned(rows)
    name_benefits((place.video_class for place in places), rows.library)
    return places, gaps(answer)


def _day(rows: WeekRows, places: list[PlannedSession], date: datetime.date) -> Day:
    filled_by = {done.planned_session_id: done for done in rows.sessions if done.planned_session_id}
    filled = {place.pk for place in places if place.pk}
    return Day(
        date=date,
        is_today=date == rows.today,
        is_over=date < rows.today,
        runs=[run for run in rows.runs if run.date == date],
        planned_runs=[run for run in rows.planned_runs if run.date == date and _is_shown(run, rows)],
        races=[race for race in rows.races if race.date == date],
        places=[place for place in places if place.date == date],
        sessions=[
            done for done in rows.sessions if done.date == date and done.planned_session_id not in filled
        ],
        danced=[done for done in rows.sessions if done.date == date and not done.is_check],
        filled_by=filled_by,
    )


def _is_shown(run: PlannedRun, rows: WeekRows) -> bool:
    """A week that is over has what was planned then: today's usual week is not laid over it."""
    return run.status in SHOWN and (run.pk is not None or rows.sunday >= rows.today)


def _minutes_by_benefit(rows: WeekRows) -> dict[str, int]:
    """Minutes done in the week by the main benefit of what was done."""
    minutes = dict.fromkeys(Benefit.values, 0)
    for done in rows.sessions:
        if done.date >= rows.monday and done.benefit:
            minutes[done.benefit] += done.minutes
    return minutes
