"""Bringing files in: each is read, judged and stored on its own, and the whole can be undone."""

import datetime
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from plans.actions.log import forget_originals, remove_run, run_changed
from plans.actions.run_from_file import may_be_a_run, run_of, why_no_run, why_not_yet
from plans.actions.track import pack_track
from plans.importers import NotUnderstood, ParsedRun, read
from plans.models import Import, ImportedFile, Run, Track
from plans.models.imports import original_path, runners_folder

log = logging.getLogger(__name__)
Verdict = ImportedFile.Verdict

NAME_LENGTH = 80
# The file is whole and clear, and holds something else than a run.
_HOLDS_NO_RUN = {"no_times", "route", "course", "no_activity", "nothing_recorded", "fit_kind"}
# Control characters, and those that turn the direction of writing: "gpx.exe" must not read as "exe.gpx".
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def bring_in(*, runner: User, files: Iterable[UploadedFile], now: datetime.datetime) -> Import:
    """Read each file and keep its verdict; whatever befalls one, the others stand."""
    of_import = Import.objects.create(runner=runner, created_at=now)
    places = count()
    for file in files:
        _bring_in_file(_Arrived(of_import, shown_name(file.name or ""), file.read(), places))
    return of_import


def shown_name(name: str) -> str:
    """What people see: the last piece of a path, short, its ending kept. Nothing is ever stored under it."""
    name = _UNSHOWABLE.sub("", name.replace("\\", "/")).rstrip("/").rsplit("/", 1)[-1].strip()
    if len(name) > NAME_LENGTH:
        ending = PurePosixPath(name).suffix[:12]
        name = name[: NAME_LENGTH - len(ending) - 1] + "…" + ending
    return name or _("file without a name")


@dataclass
class _Arrived:
    """A file that came in; each activity in it takes the next place of the import."""

    of_import: Import
    name: str
    data: bytes = field(repr=False)
    places: Iterator[int]

    def row(self, digest: str = "", part: int = 0) -> ImportedFile:
        return ImportedFile(
            of_import=self.of_import,
            position=next(self.places),
            part=part,
            name=self.name,
            sha256=digest or sha256(self.data).hexdigest(),
            size_bytes=len(self.data),
        )


def _bring_in_file(arrived: _Arrived) -> None:
    try:
        activities = read(arrived.data, arrived.name)
    except NotUnderstood as refusal:
        verdict = Verdict.NOT_A_RUN if refusal.code in _HOLDS_NO_RUN else Verdict.UNREADABLE
        _store(arrived.row(), verdict, str(refusal))
    except Exception:
        _broke(arrived)
    else:
        for parsed in activities:
            _bring_in_activity(arrived, parsed)


def _bring_in_activity(arrived: _Arrived, parsed: ParsedRun) -> None:
    try:
        with transaction.atomic():
            _judge(arrived, parsed)
    except Exception:
        _broke(arrived)


def _broke(arrived: _Arrived) -> None:
    """One file must never cost the others: the log tells us, the sentence tells the runner."""
    log.exception("A file of import %s", arrived.of_import.pk)
    sentence = _("Something broke on our side. This is not in your log; please bring it again later.")
    _store(arrived.row(), Verdict.UNREADABLE, sentence)


def _store(row: ImportedFile, verdict: str, sentence: str, run: Run | None = None) -> None:
    row.verdict, row.sentence, row.run = verdict, sentence, run
    row.save()


def _judge(arrived: _Arrived, parsed: ParsedRun) -> None:
    """One activity comes to its verdict; a new run goes into the log."""
    of_import = arrived.of_import
    # The lock keeps two uploads at once from adding the same run twice.
    runner = User.objects.select_for_update().get(pk=of_import.runner_id)
    row = arrived.row(parsed.sha256, parsed.part)
    row.warnings = [notice.sentence for notice in parsed.warnings]
    not_yet = why_not_yet(parsed, of_import.created_at)
    if earlier := _same_file(runner, row):
        _store(row, Verdict.SAME_FILE, _("You brought this file before, so nothing was added."), earlier)
    elif sentence := why_no_run(parsed):
        _store(row, Verdict.NOT_A_RUN, sentence)
        if may_be_a_run(parsed) and not not_yet:
            _keep_original(row, arrived.data)
    elif not_yet:
        _store(row, Verdict.UNREADABLE, not_yet)
    else:
        _compare_and_add(row, arrived.data, parsed, run_of(parsed, runner))


def _same_file(runner: User, row: ImportedFile) -> Run | None:
    return Run.objects.of(runner).filter(files__sha256=row.sha256, files__part=row.part).first()


def _compare_and_add(row: ImportedFile, data: bytes, parsed: ParsedRun, run: Run) -> None:
    if like := _same_run(run):
        _store(row, Verdict.SAME_RUN, _("It begins and lasts like this run, so it was not added."), like)
    else:
        sentence = _also_by_hand(run)
        run.save()
        if len(parsed.track):
            Track.objects.create(run=run, packed=pack_track(parsed.track))
        _store(row, Verdict.NEW_RUN, sentence, run)
        run_changed(runner=run.runner, dates=[run.date])
    _keep_original(row, data)


def _same_run(run: Run) -> Run | None:
    """The run of the log this one looks like; the nearest in time if several do."""
    like = Run.objects.of(run.runner).resembling(
        started_at=run.started_at,
        duration_s=run.duration_s,
        elapsed_s=run.elapsed_s,
        distance_m=run.distance_m,
    )
    return min(like, key=lambda other: abs(other.started_at - run.started_at), default=None)


def _also_by_hand(run: Run) -> str:
    """A run written down without its hour cannot be compared; the runner is told instead."""
    if Run.objects.of(run.runner).on(run.date).filter(started_at=None).exists():
        return _("You also wrote a run down for this day. If it is the same one, delete either.")
    return ""


def _keep_original(row: ImportedFile, data: bytes) -> None:
    """Stored once, under its content: several activities of one file share it."""
    path = original_path(row, row.name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    row.original.name = path
    row.save(update_fields=["original"])


@transaction.atomic
def keep_as_run(*, file: ImportedFile) -> None:
    """The runner says it was a run after all: it goes into the log as any other."""
    runner = User.objects.select_for_update().get(pk=file.of_import.runner_id)
    file.refresh_from_db()
    if not file.may_be_a_run:  # said twice at once
        return
    with file.original.open() as stored:
        data = stored.read()
    parsed = next(activity for activity in read(data, file.name) if activity.part == file.part)
    _compare_and_add(file, data, parsed, run_of(parsed, runner))


@transaction.atomic
def undo_import(*, of_import: Import, now: datetime.datetime) -> list[Run]:
    """Take out again what this import added. Runs changed by hand since stay, and are answered."""
    added = of_import.files.filter(verdict=Verdict.NEW_RUN, run__isnull=False).select_related("run")
    runs = [file.run for file in added]
    for run in runs:
        if run.edited_at is None:
            remove_run(run=run)
    forget_originals(of_import.files.filter(verdict__in=[Verdict.SAME_RUN, Verdict.NOT_A_RUN]))
    of_import.undone_at = now
    of_import.save(update_fields=["undone_at"])
    return [run for run in runs if run.edited_at is not None]


def delete_files_of(runner: User) -> None:
    """Every original a runner brought in, once the transaction stands; to be called where the runner goes."""
    folder = runners_folder(runner.pk)
    transaction.on_commit(lambda: _delete_folder(folder))


def _delete_folder(folder: str) -> None:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    for name in folders:
        _delete_folder(f"{folder}/{name}")
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
