"""Bringing files in: they arrive, are read, looked at, and stored as chosen."""

import datetime
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from plans.actions.imports_arrive import has_arrived, remove_arrivals, shown_name, take_in
from plans.actions.imports_facts import keep_facts
from plans.actions.imports_hold import take_hold
from plans.actions.imports_judge import give_way, keepers_of
from plans.actions.imports_originals import delete_files_of, delete_unused
from plans.actions.imports_read import read_slice
from plans.actions.imports_store import store_slice
from plans.actions.imports_undo import Undone, changed_by_hand, undo_import
from plans.actions.imports_work import begin_slice, take_up
from plans.actions.run_from_file import run_of
from plans.actions.track import pack_track
from plans.importers import read
from plans.models import FileTrack, Import, ImportedFile

__all__ = [
    "Undone", "begin_import", "begin_reading", "begin_storing", "bring_in", "changed_by_hand", "choose",
    "choose_all", "delete_files_of", "discard_import", "has_arrived", "keep_as_run", "shown_name", "take_in",
    "take_up", "undo_import",
]  # fmt: skip
State, Verdict = Import.State, ImportedFile.Verdict
FOREVER_S = 24 * 3600.0


@transaction.atomic
def begin_import(*, runner: User, files: Iterable[UploadedFile], now: datetime.datetime) -> Import:
    """The first files have arrived; more may follow by `take_in`, until `begin_reading`."""
    of_import = Import.objects.create(runner=runner, created_at=now)
    take_in(of_import=of_import, files=files)
    return of_import


@transaction.atomic
def begin_reading(*, of_import: Import, now: datetime.datetime) -> bool:
    """All has arrived, or a table has its mapping. Said twice, it begins once."""
    waiting = Import.objects.filter(pk=of_import.pk, undone_at=None, state__in=[State.ARRIVING, State.READ])
    if not waiting.update(state=State.READING, began_at=now, trouble=""):
        return False
    begin_slice(of_import)
    return True


@transaction.atomic
def begin_storing(*, of_import: Import, now: datetime.datetime) -> bool:
    """The runner has looked and said yes. Said twice, it begins once."""
    looked_at = Import.objects.filter(pk=of_import.pk, undone_at=None, state=State.READ)
    if not looked_at.update(state=State.STORING, began_at=now, trouble=""):
        return False
    begin_slice(of_import)
    return True


def bring_in(*, runner: User, files: Iterable[UploadedFile], now: datetime.datetime) -> Import:
    """All of it at once in this process, with what is proposed: for commands and tests."""
    of_import = begin_import(runner=runner, files=files, now=now)
    for state, act in ((State.READING, read_slice), (State.STORING, store_slice)):
        Import.objects.filter(pk=of_import.pk).update(state=state, began_at=now)
        act(take_hold(of_import.pk, seconds=FOREVER_S))
    of_import.refresh_from_db()
    return of_import


# --- choosing -------------------------------------------------------------------------------------

KEEP_OLD, KEEP_THIS, KEEP_BOTH = "old", "this", "both"


def may_be_chosen(of_import: Import):
    """New runs, strength and yoga, look-alikes, and walks that a runner may keep."""
    return of_import.files.filter(
        Q(verdict__in=[Verdict.NEW_RUN, Verdict.OTHER_TRAINING, Verdict.SAME_RUN])
        | Q(verdict=Verdict.NOT_A_RUN, facts__keepable=True)
    )


@transaction.atomic
def choose(*, of_import: Import, shown: Iterable[int], chosen: Iterable[int], keep: dict[int, str]) -> bool:
    """What the runner ticked of what a page showed; `keep` says for look-alikes which is kept.

    False: it is too late, the import is going into the log already.
    """
    if (
        not Import.objects.select_for_update()
        .filter(pk=of_import.pk, undone_at=None, state=State.READ)
        .exists()
    ):
        return False
    ticked = may_be_chosen(of_import).filter(pk__in=set(shown)).exclude(verdict=Verdict.SAME_RUN)
    chosen = set(chosen)
    ticked.exclude(pk__in=chosen).filter(chosen=True).update(chosen=False)
    ticked.filter(pk__in=chosen, chosen=False).update(chosen=True)
    alike = of_import.files.filter(pk__in=keep, verdict=Verdict.SAME_RUN)
    for file in alike.select_related("like_file"):
        _keep(file, keep[file.pk])
    return True


def _keep(file: ImportedFile, which: str) -> None:
    """Of two files of one import the kept one becomes the new run; beside the log, the file says it."""
    if which not in (KEEP_OLD, KEEP_THIS, KEEP_BOTH):
        return
    if file.run_id and which == KEEP_THIS:
        _take_the_place_of_run(file)
        return
    if file.like_file and which == KEEP_THIS:
        ImportedFile.objects.filter(pk=file.pk).update(
            verdict=Verdict.NEW_RUN, like_file=None, chosen=True, keep_this=False, sentence=""
        )
        give_way(file.like_file, file)
        return
    file.chosen, file.keep_this = which != KEEP_OLD, which == KEEP_THIS
    file.save(update_fields=["chosen", "keep_this"])


def _take_the_place_of_run(file: ImportedFile) -> None:
    """A run of the log has one successor in an import; a page sends the old choice along with the new one."""
    if file.keep_this:
        return
    for other in keepers_of(file.run_id, file.of_import):
        give_way(other, file)
    ImportedFile.objects.filter(pk=file.pk).update(like_file=None, chosen=True, keep_this=True)


@transaction.atomic
def choose_all(*, of_import: Import, verdict: str, chosen: bool) -> None:
    """One tap for thousands."""
    if Import.objects.select_for_update().filter(pk=of_import.pk, undone_at=None, state=State.READ).exists():
        group = may_be_chosen(of_import).filter(verdict=verdict)
        if verdict == Verdict.SAME_RUN:
            group.update(chosen=False, keep_this=False)
        else:
            group.update(chosen=chosen)


@transaction.atomic
def keep_as_run(*, file: ImportedFile, now: datetime.datetime) -> None:
    """The runner says, after all is stored, that it was a run: it goes into the log as any other."""
    of_import = Import.objects.select_for_update().get(pk=file.of_import_id)
    file.refresh_from_db()
    if not file.may_be_a_run or of_import.state != State.STORED or of_import.undone_at:  # said twice at once
        return
    if file.started_at is None:  # brought in before such files kept their facts
        _read_original(file)
    ImportedFile.objects.filter(pk=file.pk).update(chosen=True)
    of_import.state, of_import.began_at = State.STORING, of_import.began_at or now
    of_import.save(update_fields=["state", "began_at"])
    store_slice(take_hold(of_import.pk, seconds=FOREVER_S))


def _read_original(file: ImportedFile) -> None:
    with file.original.open() as stored:
        parsed = next(activity for activity in read(stored.read(), file.name) if activity.part == file.part)
    keep_facts(file, run_of(parsed, file.of_import.runner), parsed)
    file.save()
    FileTrack.objects.update_or_create(file=file, defaults={"packed": pack_track(parsed.track)})


# --- no, thank you --------------------------------------------------------------------------------


@transaction.atomic
def discard_import(*, of_import: Import) -> bool:
    """Before anything is in the log: all that arrived and was read is forgotten. False: it is too late."""
    locked = Import.objects.select_for_update().filter(pk=of_import.pk, undone_at=None)
    locked = locked.filter(state__in=[State.ARRIVING, State.READING, State.READ]).first()
    if locked is None:
        return False
    paths = set(locked.files.exclude(original="").values_list("original", flat=True))
    remove_arrivals(locked, tables_too=True)
    locked.delete()
    transaction.on_commit(lambda: delete_unused(paths))
    return True
