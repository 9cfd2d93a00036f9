"""Taking an import back: what it added goes, what it only matched stays, what it replaced is as it was."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from plans.actions.imports_facts import set_facts
from plans.actions.imports_originals import forget_originals_of
from plans.actions.log import run_changed
from plans.models import FileTrack, Import, ImportedFile, PlannedRun, Run, Session, Track

Verdict = ImportedFile.Verdict


@dataclass(frozen=True)
class Undone:
    """How many runs went, how many are as before, and those that stayed because they were changed by hand."""

    removed: int
    restored: int
    kept: list[Run]


def changed_by_hand(of_import: Import) -> list[Run]:
    """Runs this import added or replaced, which their runner changed since: to be asked about."""
    files = of_import.files.filter(_changed_since(), Q(run__removed_at=None), _added() | _replaced())
    return [file.run for file in files.select_related("run").order_by("-run__date", "-run")]


def _added() -> Q:
    return Q(verdict=Verdict.NEW_RUN, run__isnull=False)


def _replaced() -> Q:
    return Q(stored=True, before__isnull=False, run__isnull=False)


def _changed_since() -> Q:
    """A run that was replaced may have been changed before that, which is no matter here."""
    return Q(run__edited_at__gt=F("of_import__began_at")) | Q(_added(), run__edited_at__isnull=False)


@transaction.atomic
def undo_import(*, of_import: Import, now: datetime.datetime, changed_too: bool = False) -> Undone:
    """Take out again what this import added. `changed_too`: what was changed by hand since goes as well."""
    runner = User.objects.select_for_update().get(pk=of_import.runner_id)
    kept = [] if changed_too else changed_by_hand(of_import)
    files = of_import.files.exclude(run__in=kept)
    restored = _restore(files.filter(_replaced()))
    removed = _remove(runner, files.filter(_added()))
    Session.objects.filter(files__of_import=of_import, files__verdict=Verdict.OTHER_TRAINING).delete()
    forget_originals_of(of_import.files.exclude(run__in=kept))
    FileTrack.objects.filter(file__of_import=of_import).delete()
    of_import.undone_at, of_import.state, of_import.token = now, Import.State.STORED, ""
    of_import.task = None
    of_import.save(update_fields=["undone_at", "state", "token", "task"])
    return Undone(removed=removed, restored=restored, kept=kept)


def _restore(files) -> int:
    """Few at a time: most imports replace nothing."""
    restored = 0
    for file in files.select_related("run", "track"):
        run, track = file.run, getattr(file, "track", None)
        date = run.date
        set_facts(run, file.before)
        run.shoe_id = file.before.get("shoe")
        run.save()
        if track:
            Track.objects.update_or_create(run=run, defaults={"packed": bytes(track.packed)})
        else:
            Track.objects.filter(run=run).delete()
        run_changed(runner=run.runner, dates={date, run.date})
        restored += 1
    return restored


def _remove(runner: User, files) -> int:
    """All at once: thousands of runs are gone in a second or two, or not at all."""
    runs = Run.with_removed.filter(pk__in=list(files.values_list("run", flat=True)))
    matched = PlannedRun.objects.filter(run__in=runs)
    dates = list(matched.values_list("date", flat=True))
    forget_originals_of(ImportedFile.objects.filter(run__in=runs))
    matched.update(run=None, status=PlannedRun.Status.PLANNED)
    removed = runs.delete()[1].get(Run._meta.label, 0)
    if dates:
        run_changed(runner=runner, dates=dates)
    return removed
