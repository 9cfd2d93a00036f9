"""Taking an import back: what it added goes, what it only matched stays, what it replaced is as it was."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from plans.actions.follow import follow_later
from plans.actions.imports_facts import MADE_SHOE, set_facts
from plans.actions.imports_originals import forget_originals_of
from plans.actions.matching import run_changed, unmatch_planned_run
from plans.actions.removed import part_merged
from plans.models import FileTrack, Import, ImportedFile, PlannedRun, Run, Session, Shoe, Track

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
    Import.objects.select_for_update().get(pk=of_import.pk)
    runner = User.objects.select_for_update(no_key=True).get(pk=of_import.runner_id)
    kept = [] if changed_too else changed_by_hand(of_import)
    files = of_import.files.exclude(run__in=kept)
    forget_originals_of(files)
    restored = _restore(files.filter(_replaced()))
    _hand_over(files.filter(_added()))
    removed = _remove(runner, files.filter(_added()))
    Session.with_removed.filter(files__of_import=of_import, files__verdict=Verdict.OTHER_TRAINING).delete()
    FileTrack.objects.filter(file__of_import=of_import).delete()
    _remove_shoes(of_import)
    of_import.undone_at, of_import.state, of_import.token = now, Import.State.STORED, ""
    of_import.task = None
    of_import.save(update_fields=["undone_at", "state", "token", "task"])
    follow_later(runner=runner)
    return Undone(removed=removed, restored=restored, kept=kept)


def _standing_on(runs) -> list[ImportedFile]:
    """Records of living imports that took the place of another in one of these runs, the oldest first."""
    files = ImportedFile.objects.filter(_replaced(), run__in=runs, of_import__undone_at=None)
    return sorted(files.select_related("run", "track"), key=_turn)


def _turn(file: ImportedFile) -> int:
    """Of two records in one run, the one that came later has the higher."""
    return file.before.get("turn", 0)


def _restore(files) -> int:
    """The newest first, each once. Few at a time: most imports replace nothing."""
    restored = 0
    for file in sorted(files.select_related("run", "track"), key=_turn, reverse=True):
        later = [other for other in _standing_on([file.run_id]) if _turn(other) > _turn(file)]
        if later:
            _stand_before(later[0], file)
        else:
            _put_back(file)
            restored += 1
        ImportedFile.objects.filter(pk=file.pk).update(run=None)
    return restored


def _stand_before(later: ImportedFile, file: ImportedFile) -> None:
    """Another record stands in this one's place: its own undo leads to what was there before both."""
    before = {**file.before, "turn": _turn(later)}
    ImportedFile.objects.filter(pk=later.pk).update(before=before)
    FileTrack.objects.filter(pk=later.pk).delete()
    if track := getattr(file, "track", None):
        FileTrack.objects.create(file_id=later.pk, packed=bytes(track.packed))


def _put_back(file: ImportedFile) -> None:
    run, track = file.run, getattr(file, "track", None)
    date = run.date
    set_facts(run, file.before)
    run.shoe = run.runner.shoes.filter(pk=file.before.get("shoe")).first()  # they may have gone since
    run.save()
    if track:
        Track.objects.update_or_create(run=run, defaults={"packed": bytes(track.packed)})
    else:
        Track.objects.filter(run=run).delete()
    if date != run.date:
        unmatch_planned_run(run)
    run_changed(runner=run.runner, dates={date, run.date})


def _hand_over(files) -> None:
    """A run in which another import's record stands by now is that import's from here on."""
    heirs: dict[int, ImportedFile] = {}
    for file in _standing_on(files.values("run")):
        heirs.setdefault(file.run_id, file)
    for run_id, heir in heirs.items():
        files.filter(run=run_id).update(run=None)
        FileTrack.objects.filter(pk=heir.pk).delete()
        ImportedFile.objects.filter(pk=heir.pk).update(
            verdict=Verdict.NEW_RUN, before=None, sentence="", keep_this=False
        )


def _remove(runner: User, files) -> int:
    """All at once: thousands of runs are gone in a second or two, or not at all."""
    pks = list(files.values_list("run", flat=True))
    part_merged(runner=runner, pks=pks)
    runs = Run.with_removed.filter(pk__in=pks)
    matched = PlannedRun.objects.filter(run__in=runs)
    dates = list(matched.values_list("date", flat=True))
    # What another import has not stored yet, it may still want to.
    looked_alike = ImportedFile.objects.filter(run__in=runs, of_import__state=Import.State.STORED)
    forget_originals_of(looked_alike)
    matched.update(run=None, status=PlannedRun.Status.PLANNED)
    removed = runs.delete()[1].get(Run._meta.label, 0)
    if dates:
        run_changed(runner=runner, dates=dates)
    return removed


def _remove_shoes(of_import: Import) -> None:
    """Pairs that came into the log with it, unless a run wears them or their runner told more of them."""
    made = of_import.files.filter(facts__has_key=MADE_SHOE).values_list(f"facts__{MADE_SHOE}", flat=True)
    worn = Run.with_removed.filter(shoe=OuterRef("pk"))
    shoes = Shoe.objects.filter(runner=of_import.runner_id, pk__in=list(made), start_m=0, retired_on=None)
    shoes.filter(~Exists(worn)).delete()
