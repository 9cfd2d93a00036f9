"""What scripts read and write by a token: plain dictionaries, with the unit in each name."""

import datetime
from contextlib import suppress

from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from library.actions.told import told
from library.actions.translated import translated
from plans.actions.imports import FOREVER_S, begin_import, discard_import
from plans.actions.imports_arrive import HEAD_BYTES, is_a_table
from plans.actions.imports_hold import NotOurs, take_hold
from plans.actions.imports_read import read_slice
from plans.actions.imports_store import store_slice
from plans.actions.shared_week import SharedClass, SharedRace, SharedRun, SharedWeek, own_week
from plans.actions.week import week_shown
from plans.importers.contents import is_zip
from plans.models import Import, ImportedFile, Run

State, Verdict = Import.State, ImportedFile.Verdict
THERE_BEFORE = (Verdict.SAME_FILE, Verdict.SAME_RUN)
RUN = (
    "pk", "date", "started_at", "time_zone", "kind", "title", "distance_m", "duration_s", "elapsed_s",
    "climb_m",
)  # fmt: skip


class NotOneActivity(ValueError):
    """An archive or a table: those are looked at by their runner before they go into the log."""


def runs_between(*, runner: User, first: datetime.date | None, last: datetime.date | None):
    """The newest first. How it felt, heart rates, notes and places are not among what is read."""
    runs = Run.objects.of(runner).only(*RUN, "runner")
    runs = runs.filter(date__gte=first) if first else runs
    return runs.filter(date__lte=last) if last else runs


def run_told(run: Run) -> dict:
    return {
        "id": run.pk,
        "date": run.date.isoformat(),
        "started_at": run.started_at and run.started_at.astimezone(datetime.UTC).isoformat(),
        "time_zone": run.time_zone,
        "kind": run.kind,
        "title": run.title,
        "distance_m": run.distance_m,
        "duration_s": run.duration_s,
        "elapsed_s": run.elapsed_s,
        "climb_m": run.climb_m,
    }


def take_file(*, runner: User, file: UploadedFile, now: datetime.datetime) -> list[ImportedFile]:
    """One activity file, read and stored as on the page, at once. NotOneActivity."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if is_zip(head) or is_a_table(head):
        raise NotOneActivity(file.name)
    of_import = begin_import(runner=runner, files=[file], now=now)
    _at_once(of_import, State.READING, read_slice, now)
    files = _files_of(of_import)
    if not any(each.chosen for each in files):  # nothing for the log: nothing is kept
        discard_import(of_import=of_import)
        return files
    _at_once(of_import, State.STORING, store_slice, now)
    return _files_of(of_import)


def _at_once(of_import: Import, state: str, act, now: datetime.datetime) -> None:
    """A step of the import in this process, as the worker would take it.

    An import at work without a task seems lost to the worker, which takes hold of it: then we take it back,
    or find it done.
    """
    Import.objects.filter(pk=of_import.pk).update(state=state, began_at=now)
    while hold := take_hold(of_import.pk, seconds=FOREVER_S):
        with suppress(NotOurs):
            act(hold)
            return


def _files_of(of_import: Import) -> list[ImportedFile]:
    return list(of_import.files.select_related("run").order_by("position", "part"))


def file_told(file: ImportedFile, *, may_read: bool) -> dict:
    """What became of one activity of a file. A run that was there before is told to who may read the log."""
    run = file.run if file.stored or file.verdict in THERE_BEFORE else None
    of_run = run and (run_told(run) if file.stored or may_read else {"id": run.pk})
    return {"verdict": file.verdict, "sentence": told(file.sentence), "run": of_run}


def plan_told(*, runner: User, monday: datetime.date, today: datetime.date) -> dict:
    """The week as it stands. Nothing in it tells of the body."""
    return _week(own_week(week_shown(runner=runner, monday=monday, today=today)))


def _week(week: SharedWeek) -> dict:
    return {
        "monday": week.monday.isoformat(),
        "sunday": week.sunday.isoformat(),
        "classes_asked": week.asked,
        "classes_done": week.done,
        "days": [
            {
                "date": day.date.isoformat(),
                "laid_aside": any(aside.first <= day.date <= aside.last for aside in week.aside),
                "races": [_race(race) for race in day.races],
                "runs": [_run(run) for run in day.runs],
                "classes": [_class(each) for each in day.classes],
            }
            for day in week.days
        ],
    }


def _run(run: SharedRun) -> dict:
    state = "done" if run.is_done else "left_out" if run.is_left_out else "planned"
    return {
        "state": state,
        "kind": run.kind,
        "title": run.title,
        "distance_m": run.distance_m,
        "duration_s": run.duration_s,
    }


def _race(race: SharedRace) -> dict:
    return {"name": race.name, "distance_m": race.distance_m, "priority": race.priority}


def _class(each: SharedClass) -> dict:
    return {
        "state": each.state,
        "title": translated(each.title),
        "slug": each.slug,
        "duration_s": each.minutes * 60,
        "benefit": each.benefit,
        "slot": each.slot,
        "danced_on": each.danced_on and each.danced_on.isoformat(),
        "why": each.why,
    }
