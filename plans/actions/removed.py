"""Runs taken out of the log: put back within a week, or gone for good, as sessions are."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.follow import follow_later
from plans.actions.holding import hold_runner
from plans.actions.log import remove_run
from plans.actions.matching import run_changed
from plans.actions.merge import (
    Merge,
    carry_over,
    give_back,
    merge_of,
    merged_runs,
    runs_to_merge,
    settle,
)
from plans.models import PlannedRun, Run, Session

KEPT = datetime.timedelta(days=7)


@transaction.atomic
def take_out_runs(*, runner: User, pks: Iterable[int], now: datetime.datetime) -> list[Run]:
    """Out of the log, all at one instant, by which an undo finds them together again."""
    _lock_the_log(runner)
    runs = list(Run.objects.of(runner).filter(pk__in=set(pks)))
    _leave_the_log(runs, now)
    run_changed(runner=runner, dates=[run.date for run in runs])
    follow_later(runner=runner)
    return runs


@transaction.atomic
def merge_runs(*, merge: Merge, now: datetime.datetime) -> Run | None:
    """One run out of two; the other waits with those taken out, and an undo restores both.

    None where they are not both in the log any more: a button pressed twice merges once.
    """
    runner = merge.kept.runner
    _lock_the_log(runner)
    both = runs_to_merge(runner, [merge.kept.pk, merge.gone.pk])
    if len(both) < 2:
        return None
    merge = merge_of(*both)
    carry_over(merge, now=now)
    _leave_the_log([merge.gone], now)
    run_changed(runner=merge.kept.runner, dates=[merge.kept.date, merge.gone.date])
    follow_later(runner=merge.kept.runner)
    return merge.kept


def _lock_the_log(runner: User) -> None:
    """An import compares with the log under the same lock."""
    hold_runner(runner)


def _leave_the_log(runs: Sequence[Run], now: datetime.datetime) -> None:
    PlannedRun.objects.filter(run__in=runs).update(run=None, status=PlannedRun.Status.PLANNED)
    Run.objects.filter(pk__in=[run.pk for run in runs]).update(removed_at=now)
    if runs:
        sweep_later(now + KEPT)


@transaction.atomic
def put_back_runs(*, runner: User, runs: Iterable[Run], anyway: bool = False) -> list[Run]:
    """Into the log again. Answers those that are not, since a run like them came in meanwhile.

    `anyway`: the runner was told of that one, and wants both.
    """
    _lock_the_log(runner)
    there, dates = [], set()
    for run in _still_out(runner, runs):
        if run.merge:
            kept = give_back(run)
            dates |= {kept.date} if kept else set()
        elif not anyway and _came_again(run):
            there.append(run)
            continue
        run.removed_at = None
        run.save(update_fields=["removed_at"])
        dates.add(run.date)
    run_changed(runner=runner, dates=dates)
    follow_later(runner=runner)
    return there


def _still_out(runner: User, runs: Iterable[Run]) -> Iterator[Run]:
    """Each as it stands when its turn comes: the undo of a merge may change what another has to give back."""
    for run in list(runs):
        yield from Run.with_removed.of(runner).removed().filter(pk=run.pk)


@transaction.atomic
def part_merged(*, runner: User, pks: Iterable[int]) -> None:
    """Before these runs go for good by themselves: what they gave to a run they were merged into is given
    back, and what was merged into them is in the log again.
    """
    _lock_the_log(runner)
    going = set(pks)
    for run in merged_runs(runner):
        if run.pk in going:
            run.refresh_from_db()
            give_back(run)
    inside = [run for run in merged_runs(runner) if run.merge["into"] in going]
    put_back_runs(runner=runner, runs=inside)


def _came_again(run: Run) -> bool:
    """What stood beside it when it was taken out is no reason: its runner wanted both, or left the other."""
    since = Run.objects.of(run.runner).filter(created_at__gt=run.removed_at)
    contents = [Q(files__sha256=sha256, files__part=part) for sha256, part in _contents(run)]
    if contents and since.filter(reduce(or_, contents)).exists():
        return True
    if run.started_at is None:
        return False
    like = {name: getattr(run, name) for name in ("started_at", "duration_s", "elapsed_s", "distance_m")}
    return since.resembling(**like).exists()


def _contents(run: Run) -> list[tuple[str, int]]:
    return list(run.files.exclude(sha256="").values_list("sha256", "part"))


def sweep_later(when: datetime.datetime) -> None:
    """One sweep is enough to wait: it asks for the next."""
    if not _sweeps(TaskResultStatus.READY).exists():
        sweep_removed_runs.using(run_after=when).enqueue(when.isoformat())


def take_up_lost_sweep(*, now: datetime.datetime) -> bool:
    """Where the last sweep failed for good nobody asks for the next. True if one was asked for."""
    oldest = _oldest()
    if oldest is None or _sweeps(TaskResultStatus.READY, TaskResultStatus.RUNNING).exists():
        return False
    sweep_later(max(now, oldest + KEPT))
    return True


def _sweeps(*statuses: str) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(status__in=statuses, task_path=sweep_removed_runs.module_path)


@task(queue_name="quick")
def sweep_removed_runs(now: str) -> int:
    """Runs taken out a week ago go for good, with their files, and sessions too. Returns how many."""
    removed = Run.with_removed.removed().order_by("removed_at", "pk")
    at = datetime.datetime.fromisoformat(now)
    old = removed.filter(removed_at__lte=at - KEPT)
    gone = sum(_sweep(runner, old.filter(pk=pk), at) for pk, runner in list(old.values_list("pk", "runner")))
    gone += _sweep_sessions(at - KEPT)
    if oldest := _oldest():
        sweep_later(oldest + KEPT)
    return gone


def _oldest() -> datetime.datetime | None:
    """When the first of what waits was taken out."""
    waiting = [
        model.with_removed.removed().aggregate(first=Min("removed_at"))["first"] for model in (Run, Session)
    ]
    return min(filter(None, waiting), default=None)


@transaction.atomic
def _sweep_sessions(until: datetime.datetime) -> int:
    """Held first: one that is put back meanwhile stays."""
    old = Session.with_removed.removed().filter(removed_at__lte=until).select_for_update()
    return (
        Session.with_removed.filter(pk__in=[session.pk for session in old])
        .delete()[1]
        .get(Session._meta.label, 0)
    )


@transaction.atomic
def _sweep(runner_id: int, old: QuerySet[Run], now: datetime.datetime) -> bool:
    """Unless its runner put it back while others were swept."""
    if not list(User.objects.select_for_update(no_key=True).filter(pk=runner_id)):
        return False  # the runner is gone, and the runs too
    run = old.select_related("runner").first()
    if run is None:
        return False
    if run.merge:
        settle(run)
    remove_run(run=run, now=now)
    return True
