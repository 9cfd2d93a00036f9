"""Every row that has a say in one week of one runner, in a fixed number of queries."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from accounts.models import User
from library.models import Edition
from plans.actions.followed import Followed, keys_of
from plans.actions.published import NOTHING, Published, asked_of_the_library, name_benefits, published
from plans.calendar import DAY, WEEK, days_of, monday_of
from plans.models import (
    CheckIn,
    FollowedCollection,
    HealthNotes,
    Overlay,
    PainReport,
    PlannedRun,
    PlannedSession,
    PlanSettings,
    Race,
    Run,
    Session,
    TypicalRun,
    Week,
)
from plans.planner.caps import Cap
from plans.planner.stock import bitmap

# How far the rules look: R8 counts 56 days back, R12 30 days; runs count to 14 days after the week.
HISTORY = 56 * DAY
RUNS_BEFORE, RUNS_AFTER = 30 * DAY, 14 * DAY
BACK_AFTER = 3 * WEEK  # the longest way back after an illness
TYPICAL = ("weekday", "kind", "duration_s", "distance_m")


@dataclass(frozen=True)
class WeekRows:
    """Every row that has a say in one week of one runner."""

    runner: User
    monday: datetime.date
    today: datetime.date
    week: Week | None
    settings: PlanSettings
    health: HealthNotes | None
    runs: list[Run]
    planned_runs: list[PlannedRun]
    places: list[PlannedSession]
    sessions: list[Session]
    races: list[Race] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)
    pain: list[PainReport] = field(default_factory=list)
    check_in: str = ""
    library: Published = NOTHING
    hidden: frozenset[int] = frozenset()  # classes that are not for this runner
    following: FollowedCollection | None = None
    order: tuple[int, ...] = ()  # of the collection that is followed
    danced: Counter[int] = field(default_factory=Counter)  # of its classes
    weeks_to_plan: int = 0  # weeks between today and this one that are not stored
    not_begun: int = 0  # last classes of series, whose one before was never danced: a bitmap

    @cached_property
    def not_offered(self) -> int:
        """Published classes that are not placed: hidden, against a limit, for nothing, not for this room or
        these legs, or last of a series.

        The last class of a series gathers all its others: it is offered once the one before it was danced.
        A bitmap.
        """
        stock = self.library.stock
        left_out = bitmap(self.hidden) | self.against_limits | stock.aimless | self.not_begun
        return left_out | (self.too_wide if self.settings.small_space else 0) | self.unwanted_jumps

    @property
    def unwanted_jumps(self) -> int:
        """Jumps come only to who switched them on; with R8 off no rule of the planner would say so."""
        if self.settings.impact or "R8" not in self.settings.rules_off:
            return 0
        return self.library.stock.all & ~self.library.stock.loads.at_most(2)

    @property
    def too_wide(self) -> int:
        """Classes that need more than a small space."""
        return self.library.stock.all & ~self.library.stock.under(Cap(small_space=True))

    @cached_property
    def against_limits(self) -> int:
        found = 0
        for limit in self.health.limits if self.health else ():
            found |= self.library.against.get(limit, 0)
        return found

    @cached_property
    def followed(self) -> Followed | None:
        """The collection whose classes come first; None where none is followed, or it is paused."""
        return None if self.following is None or self.following.paused_on else self.of_following

    @property
    def of_following(self) -> Followed:
        """The collection that is followed, be it paused."""
        return Followed(
            collection=self.following.collection,
            order=self.order,
            times=self.danced,
            aside=keys_of(bitmap(self.hidden) | self.against_limits, self.order),
            waits=keys_of(self.beyond, self.order),
            skips=self.weeks_to_plan * (self.following.collection.a_week or self.settings.sessions),
        )

    @property
    def level(self) -> int:
        """Someone coming back from an injury stays at level 1."""
        return 1 if self.coming_back else self.settings.level

    @property
    def coming_back(self) -> bool:
        return bool(self.health and self.health.coming_back)

    @property
    def impact(self) -> bool:
        """And on the ground."""
        return self.settings.impact and not self.coming_back

    @property
    def beyond(self) -> int:
        """Classes that do not go with the runner's answers, whatever the day: a bitmap."""
        stock, settings = self.library.stock, self.settings
        asked = Cap(
            load=3 if self.impact else 2,
            minutes=max(settings.days.values(), default=0),
            level=self.level,
            kit=frozenset(settings.kit),
            quiet=settings.quiet,
            small_space=settings.small_space,
        )
        return stock.all & ~stock.under(asked)

    @property
    def of_collection(self) -> int:
        """How many classes of the week are those of the followed collection, what was danced among them."""
        if self.followed is None:
            return 0
        done = sum(s.date >= self.monday and s.video_class_id in self.order for s in self.sessions)
        return self.followed.in_a_week(self.settings.sessions, done)

    @property
    def asked(self) -> int:
        """How many classes the week is to hold."""
        return max(self.settings.sessions, self.of_collection)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY


def weeks_around(runner: User, monday: datetime.date) -> dict[datetime.date, Week]:
    """The stored weeks whose runs have a say in this one, by Monday, with what the runner answered.

    Each brings the library's edition along: its classes are known from memory.
    """
    near = (monday - RUNS_BEFORE - WEEK, monday + 6 * DAY + RUNS_AFTER)
    check_in = CheckIn.objects.filter(runner=runner, starts_on=OuterRef("starts_on")).values("answer")
    weeks = Week.objects.filter(runner=runner, starts_on__range=near)
    weeks = weeks.annotate(
        check_in=Subquery(check_in), edition=Subquery(Edition.objects.values("number")[:1])
    )
    return {
        week.starts_on: week
        for week in weeks.select_related("runner__plan_settings", "runner__health_notes", "offer", "latest")
    }


def rows_of_week(
    runner: User, monday: datetime.date, today: datetime.date, weeks: dict[datetime.date, Week] | None = None
) -> WeekRows:
    """A fixed number of queries, however much the runner has done."""
    first, last = monday - RUNS_BEFORE, monday + 6 * DAY + RUNS_AFTER
    weeks = weeks_around(runner, monday) if weeks is None else weeks
    answered, typical = runner_and_typical_week(runner, monday)
    following = answered.following
    planned = following if following and not following.paused_on else None
    now = asked_of_the_library(runner, planned, coming=(today, monday))
    library = published(now.edition)
    done = Session.objects.of(runner).select_related("self_check")
    runs = list(Run.objects.of(runner).between(first, last))
    races = list(Race.objects.of(runner).between(first, last))
    taken = {run.date for run in [*runs, *races]}
    return WeekRows(
        runner=runner,
        monday=monday,
        today=today,
        week=weeks.get(monday),
        settings=getattr(answered, "plan_settings", None) or PlanSettings(runner=runner),
        health=getattr(answered, "health_notes", None),
        runs=runs,
        planned_runs=planned_runs_between(runner, first, last, typical, set(weeks), taken),
        races=races,
        overlays=list(Overlay.objects.of(runner).touching(monday - BACK_AFTER, monday + 6 * DAY)),
        pain=list(PainReport.objects.of(runner).filter(date__lte=today).latest_two()),
        check_in=answered.check_in or "",
        places=_places(weeks.get(monday), library),
        sessions=list(done.between(monday - HISTORY, monday + 6 * DAY)),
        library=library,
        hidden=now.hidden,
        not_begun=now.not_begun,
        weeks_to_plan=sum(each not in weeks for each in mondays_between(today, monday)),
        following=following,
        order=now.order,
        danced=now.times,
    )


def mondays_between(today: datetime.date, monday: datetime.date) -> list[datetime.date]:
    """This week's and those after it, before the week of `monday`."""
    first = monday_of(today)
    return [first + n * WEEK for n in range((monday - first) // WEEK)]


def runner_and_typical_week(
    runner: User, monday: datetime.date | None = None
) -> tuple[User, list[TypicalRun]]:
    """The runner with what they told us, also of that week, and the runs of their usual week. One query."""
    columns = {f"typical_{name}": F(f"typical_runs__{name}") for name in TYPICAL}
    answers = User.objects.filter(pk=runner.pk).select_related("plan_settings", "health_notes")
    check_in = CheckIn.objects.filter(runner=OuterRef("pk"), starts_on=monday).values("answer")
    answers = answers.annotate(check_in=Subquery(check_in), following=followed_now())
    answers = answers.select_related("following__collection")
    rows = list(answers.annotate(**columns).order_by("typical_weekday"))
    rows[0].following = getattr(rows[0], "following", None)
    told = [{name: getattr(row, f"typical_{name}") for name in TYPICAL} for row in rows]
    runs = [TypicalRun(runner_id=runner.pk, **run) for run in told if run["weekday"] is not None]
    return rows[0], runs


def followed_now() -> FilteredRelation:
    """Beside a runner, the collection they follow: one, or none."""
    return FilteredRelation("followed_collections", condition=Q(followed_collections__ended_on=None))


def planned_runs_between(
    runner: User,
    first: datetime.date,
    last: datetime.date,
    typical: list[TypicalRun],
    filled: set[datetime.date],
    taken: set[datetime.date],
) -> list[PlannedRun]:
    """Stored planned runs, and for weeks not yet filled those of the typical week (not stored).

    `filled` are Mondays; on a day of `taken` the typical week's run has been run, or gives way to a race.
    """
    stored = list(PlannedRun.objects.of(runner).between(first, last).select_related("calendar"))
    monday, to_come = monday_of(first), []
    while monday <= last:
        if monday not in filled:
            to_come += usual_runs_left(typical, monday, stored, taken)
        monday += WEEK
    to_come = [run for run in to_come if first <= run.date <= last]
    return sorted(stored + to_come, key=lambda run: run.date)


def usual_runs_left(
    typical: Iterable[TypicalRun],
    monday: datetime.date,
    beside: Iterable[PlannedRun],
    taken: Collection[datetime.date] = (),
) -> list[PlannedRun]:
    """The runs of the usual week that still belong into this one, beside planned runs that are stored.

    A race or a calendar's run takes the place of the usual run of its day; a calendar that is a whole
    training plan takes that of the week. What a runner plans by hand stands beside it.
    """
    days, given_way = set(days_of(monday)), set(taken)
    for run in beside:
        if run.takes_week and run.date in days:
            return []
        given_way.add(run.takes_day)
    return [run for run in runs_of_typical_week(typical, monday) if run.date not in given_way]


def runs_of_typical_week(typical: Iterable[TypicalRun], monday: datetime.date) -> list[PlannedRun]:
    return [
        PlannedRun(
            runner_id=run.runner_id,
            date=monday + run.weekday * DAY,
            usual_date=monday + run.weekday * DAY,
            kind=run.kind,
            duration_s=run.duration_s,
            distance_m=run.distance_m,
        )
        for run in typical
    ]


def _places(week: Week | None, library: Published) -> list[PlannedSession]:
    """The stored places, each with its class."""
    if week is None:
        return []
    places = list(week.planned_sessions.select_related("video_class").order_by("date", "pk"))
    name_benefits((place.video_class for place in places), library)
    return places
