"""The plan follows what changes: what became illegal leaves at once and says so, all else is offered."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django_tasks import TaskContext, task

from accounts.models import User
from plans.actions.changes import changing, undo_change
from plans.actions.offers import copied, make_offer
from plans.actions.pain_gates import gate_on
from plans.actions.place import against
from plans.actions.plan import planned, was_missed, weeks_from_today
from plans.actions.week_facts import week_of
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import WEEK, monday_of
from plans.models import PainReport, PlanChange, PlannedSession, Week
from plans.planner import Broken, check

State = PlannedSession.State
REACH = 2 * WEEK  # a run has a say in the plan of the days so long after it


@transaction.atomic
def follow_up(*, runner: User, now: datetime.datetime, because: str, refill: bool = False) -> None:
    """Something that matters has changed: this week and those stored after it are looked at again.

    `because`: run, race, overlay, pain, missed; the page says it beside the offer. `refill`: what the usual
    week gives to the days still to come may have changed as well.
    """
    for monday in weeks_from_today(runner=runner, now=now, refill=refill):
        look_at_week(runner=runner, monday=monday, now=now, because=because)


def look_at_week(*, runner: User, monday: datetime.date, now: datetime.datetime, because: str) -> None:
    """One stored week that is held."""
    rows = rows_of_week(runner, monday, runner.local_date(now))
    if not mark_missed(rows) and because == "missed":
        because = rows.week.offer.because if hasattr(rows.week, "offer") else "run"
    rows = make_legal(rows, now)
    forget_old_pain(rows)
    make_offer(rows, because, now)


def make_legal(rows: WeekRows, now: datetime.datetime) -> WeekRows:
    """What rules forbid by now leaves, what is kept against them says so; the rows that are left."""
    judge_kept(rows)
    gone = become_illegal(rows)
    if not gone:
        return rows
    let_go(rows.week, gone, now)
    left = [place for place in rows.places if place not in [place for place, _ in gone]]
    return replace(rows, places=left)


@transaction.atomic
def take_back(*, runner: User, pk: int, now: datetime.datetime) -> PlanChange:
    """Undo a change, as far as today's rules allow. Nothing new is offered. NothingToUndo."""
    change = undo_change(runner=runner, pk=pk, now=now)
    if change.week.starts_on + WEEK > runner.local_date(now):
        make_legal(rows_of_week(runner, change.week.starts_on, runner.local_date(now)), now)
    return change


def forget_old_pain(rows: WeekRows) -> None:
    """That a class left because of a spot that hurts is no news once nothing hurts; the change is kept."""
    latest = rows.week.latest
    if latest is None or latest.kind != PlanChange.Kind.LEFT:
        return
    only_pain = all(set(one["rules"]) <= {"R11"} for one in latest.told)
    if only_pain and all(gate_on(report, rows.today) == "go" for report in newest(rows)):
        Week.objects.filter(pk=rows.week.pk, latest=latest).update(latest=None)


def newest(rows: WeekRows) -> list[PainReport]:
    """Of each site the report that holds."""
    by_site: dict[str, PainReport] = {}
    for report in sorted(rows.pain, key=lambda report: report.date):
        by_site[report.site] = report
    return list(by_site.values())


def mark_missed(rows: WeekRows) -> bool:
    """What was proposed for a day that is over waits for another day. Whether anything was."""
    missed = [p for p in rows.places if was_missed(rows, p) and p.state != State.MISSED]
    for place in missed:
        place.state = State.MISSED
    PlannedSession.objects.bulk_update(missed, ["state"])
    return bool(missed)


def judge_kept(rows: WeekRows) -> None:
    """What is kept by hand says which rules speak against it today, not on the day it was kept.

    Nor does a class that was only moved go on unnoticed once it loads what hurts.
    """
    kept = [p for p in rows.places if p.state == State.LOCKED and p.date >= rows.today]
    if not kept:
        return
    found = check(week_of(rows, rows.places))
    by_place = {p: [b for b in found if (b.date, b.slug) == (p.date, p.video_class.slug)] for p in kept}
    judged = [place for place in kept if place.kept_against or by_place[place]]
    for place in judged:
        against(rows, place, by_place[place])
    PlannedSession.objects.bulk_update(judged, ["kept_against", "why"])


def become_illegal(rows: WeekRows) -> list[tuple[PlannedSession, list[Broken]]]:
    """The proposed places that rules forbid by now, as few as make the rest legal; with these rules.

    Where one of two must go it is the one the planner would not keep, then the later.
    """
    left, gone = list(rows.places), []
    broken = _broken(rows, left)
    kept = {(p.date, p.video_class_id) for p in planned(copied(rows))[0]} if broken else set()
    while broken:
        worst = max(broken, key=lambda p: ((p.date, p.video_class_id) not in kept, p.date, p.pk))
        gone.append((worst, broken[worst]))
        left.remove(worst)
        broken = _broken(rows, left)
    return gone


def _broken(rows: WeekRows, places: list[PlannedSession]) -> dict[PlannedSession, list[Broken]]:
    """By proposed place that is still to come, the rules it breaks beside the others."""
    found = check(week_of(rows, places))
    proposed = [p for p in places if p.state == State.PROPOSED and p.date >= rows.today]
    by_place = {p: [b for b in found if (b.date, b.slug) == (p.date, p.video_class.slug)] for p in proposed}
    return {place: broken for place, broken in by_place.items() if broken}


def let_go(week: Week, gone: Iterable[tuple[PlannedSession, list[Broken]]], now: datetime.datetime) -> None:
    """They leave at once; the week says which and why, and each can be put back."""
    told = [told_of(place, broken) for place, broken in gone]
    with changing(week=week, kind=PlanChange.Kind.LEFT, now=now, told=told):
        PlannedSession.objects.filter(pk__in=[one["pk"] for one in told]).delete()


def told_of(place: PlannedSession, broken: Iterable[Broken]) -> dict:
    """What the page says of a class that left."""
    sentences = {one.rule: one.english for one in broken}
    return {
        "pk": place.pk,
        "title": place.video_class.title,
        "date": place.date.isoformat(),
        "rules": list(sentences),
        "sentences": list(sentences.values()),
    }


def runs_followed(*, runner: User, dates: Iterable[datetime.date], now: datetime.datetime) -> None:
    """Runs of these dates changed: the plan follows where they are near enough to have a say."""
    today = runner.local_date(now)
    if any(date >= monday_of(today) - REACH for date in dates):
        follow_up(runner=runner, now=now, because="run")


def follow_later(*, runner: User) -> None:
    """The same after many runs at once, in the background; nothing where no week was ever planned."""
    if Week.objects.filter(runner=runner).exists():
        follow_runs.enqueue(runner.pk)


@task(queue_name="quick", takes_context=True)
def follow_runs(context: TaskContext, runner_id: int) -> None:
    """Many runs came or went: the stored weeks are looked at once."""
    result = context.task_result
    if runner := User.objects.filter(pk=runner_id).first():
        follow_up(runner=runner, now=result.started_at or result.enqueued_at, because="run")
