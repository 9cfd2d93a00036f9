"""Reading what arrived: one file at a time, each in a transaction of its own, each with a verdict in the end.

A reader may be killed at any moment. What it had stored stands, what it had not is read again; a file whose
reader died is read after all others, and is given up when that happens `MOST_ATTEMPTS` times.
"""

import gc
import logging
import time
from copy import copy
from hashlib import sha256

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.base import ModelState
from django.utils.translation import gettext_noop as _

from plans.actions.imports_arrive import (
    BY_HAND,
    NAMED,
    folder,
    is_a_table,
    list_entries,
    path_of,
    remove_arrivals,
)
from plans.actions.imports_facts import COLUMNS, keep_facts
from plans.actions.imports_hold import BATCH, Hold, NotOurs, is_full
from plans.actions.imports_judge import give_way, judge, same_file_known
from plans.actions.imports_originals import delete_unused, keep_original
from plans.actions.imports_table import read_tables, take_table_out
from plans.actions.run_from_file import (
    may_be_a_run,
    run_of,
    training_sentence,
    was_recorded,
    why_no_run,
    why_not_yet,
)
from plans.actions.track import pack_track
from plans.importers import NotUnderstood, ParsedRun, read
from plans.importers.archive import Archive
from plans.importers.strava import told
from plans.models import Arrival, FileTrack, Import, ImportedFile

log = logging.getLogger(__name__)
Verdict = ImportedFile.Verdict

MOST_ATTEMPTS = 3
_LONGEST_OPENING_S = 60.0
# The file is whole and clear, and holds something else than a run.
_HOLDS_NO_RUN = {"no_times", "route", "course"}
_HOLDS_NOTHING = {"no_activity", "nothing_recorded", "fit_kind"}
_KEPT = (
    *COLUMNS,
    "facts",
    "sha256",
    "part",
    "verdict",
    "sentence",
    "warnings",
    "chosen",
    "keep_this",
    "original",
)
_SPORTS_TO_KEEP = ("walking", "hiking")  # as runs, if the runner says so
_TRAINING = ("strength", "yoga")


def read_slice(hold: Hold) -> bool:
    """Read for a while; true when all is read. NotOurs."""
    reader = Reader(hold)
    # A parsed file is a knot of objects that only the collector unties: 0.8 MiB each, 2 GiB in an archive of
    # ten years. What the process holds anyway is left out, so that a collection costs next to nothing.
    gc.freeze()
    try:
        return reader.read_on()
    finally:
        reader.close()
        gc.unfreeze()


class Reader:
    """Reads the files of one import for one slice of time, with at most one archive open."""

    def __init__(self, hold: Hold):
        self.hold, self.of_import, self.runner = hold, hold.of_import, hold.of_import.runner
        self.arrivals = {arrival.pk: arrival for arrival in self.of_import.arrivals.all()}
        self.archive: Archive | None = None
        self.opened: int | None = None  # the arrival whose archive that is

    def close(self) -> None:
        if self.archive is not None:
            self.archive.__exit__(None, None, None)
            self.file.close()
        self.archive = self.opened = None

    def read_on(self) -> bool:
        for arrival in self.arrivals.values():
            if arrival.what == Arrival.What.ARCHIVE and not arrival.listed:
                list_entries(arrival, self.hold)
        read_tables(self.hold, self.arrivals.values())
        while self.hold.has_time:
            files = self._next_files()
            if not files:
                return self._is_all_read()
            for file in files:
                if not self.hold.has_time:
                    return False
                self.read_file(file)
                gc.collect()
        return False

    def _next_files(self) -> list[ImportedFile]:
        waiting = self.of_import.files.filter(verdict=Verdict.WAITING)
        return list(waiting.order_by("attempts", "position")[:BATCH])

    def _is_all_read(self) -> bool:
        if any(not arrival.listed and not arrival.waits_for_mapping for arrival in self.arrivals.values()):
            return False
        if not self.hold.mine().update(state=Import.State.READ, task=None, trouble=""):
            raise NotOurs
        self.close()
        remove_arrivals(self.of_import)
        return True

    # --- one file ---------------------------------------------------------------------------------

    def read_file(self, file: ImportedFile) -> None:
        file.of_import = self.of_import
        if file.attempts >= MOST_ATTEMPTS:
            sentence = _("Reading this file broke our reader each time, so it was left alone.")
            self._give_up(file, Verdict.UNREADABLE, sentence)
            return
        self.hold.write(file, where={"verdict": Verdict.WAITING}, attempts=F("attempts") + 1)
        try:
            self._read(file)
        except (DatabaseError, NotOurs):
            raise
        except NotUnderstood as refusal:
            self._give_up(file, _verdict_on(refusal), str(refusal))
        except Exception as error:
            if is_full(error):
                self._wait_for_room(file)
                raise
            log.exception("File %s of import %s", file.position, self.of_import.pk)
            sentence = _("Something broke on our side. This is not in your log; please bring it again later.")
            self._give_up(file, Verdict.UNREADABLE, sentence)
        self._remove_single(file)

    def _wait_for_room(self, file: ImportedFile) -> None:
        """A full disk is no fault of the file: the attempt does not count."""
        self.hold.write(file, where={}, attempts=F("attempts") - 1)
        self.hold.say_disk_is_full()

    def _remove_single(self, file: ImportedFile) -> None:
        """Its bytes are an original by now, or of no use."""
        arrival = self.arrivals[file.arrival_id]
        if arrival.what == Arrival.What.FILE:
            path_of(arrival).unlink(missing_ok=True)

    def _give_up(self, file: ImportedFile, verdict: str, sentence: str) -> None:
        """`sha256` is known for what could be unpacked; it tells the same file the next time."""
        where = {"verdict": Verdict.WAITING}
        self.hold.write(file, where=where, verdict=verdict, sentence=sentence, sha256=file.sha256, facts={})

    def _read(self, file: ImportedFile) -> None:
        if file.entry.startswith(BY_HAND):
            self._store(file, b"", [self._by_hand(file)])
            return
        if file.entry.startswith(NAMED):
            raise NotUnderstood("not_in_archive")
        data = self._content(file)
        if file.entry and is_a_table(data):
            self._take_table_out(file, data)
            return
        activities = read(data, file.name)
        if notes := self.archive.notes if self.archive and file.entry else None:
            activities = [told(parsed, notes.of(file.facts["path"])) for parsed in activities]
        self._store(file, data, activities)

    def _content(self, file: ImportedFile) -> bytes:
        arrival = self.arrivals[file.arrival_id]
        if file.entry:
            return self._entry(arrival, file.entry)
        if arrival.size_bytes > settings.ACTIVITY_FILE_MAX_BYTES:
            raise NotUnderstood("too_big", megabytes=settings.ACTIVITY_FILE_MAX_BYTES // 1024**2)
        data = path_of(arrival).read_bytes()
        file.sha256 = sha256(data).hexdigest()
        return data

    def _entry(self, arrival: Arrival, place: str) -> bytes:
        """What it takes to open an archive, and one in it, is not counted: it is the same for each slice."""
        opens, began = self.opened != arrival.pk, time.monotonic()
        try:
            return self._archive_of(arrival).read(place)
        finally:
            if opens:
                self.hold.until += min(_LONGEST_OPENING_S, time.monotonic() - began)

    def _archive_of(self, arrival: Arrival) -> Archive:
        if self.opened != arrival.pk:
            self.close()
            self.file = path_of(arrival).open("rb")
            self.archive, self.opened = Archive(self.file, scratch=folder()), arrival.pk
        return self.archive

    def _by_hand(self, file: ImportedFile) -> ParsedRun:
        """An activity a Strava archive tells of without a file."""
        notes = self._archive_of(self.arrivals[file.arrival_id]).notes
        line = int(file.entry.removeprefix(BY_HAND))
        found = next(entry for entry in notes.by_hand if entry.line == line)
        if found.error:
            raise found.error
        return found.run

    @transaction.atomic
    def _take_table_out(self, file: ImportedFile, data: bytes) -> None:
        """A table within an archive waits for its runner like one that came alone."""
        arrival = take_table_out(file, data)
        self.arrivals[arrival.pk] = arrival
        self._give_up(
            file, Verdict.NOTHING, _("This is a table. It is read when you have said what its columns hold.")
        )

    # --- storing ----------------------------------------------------------------------------------

    def _store(self, file: ImportedFile, data: bytes, activities: list[ParsedRun]) -> None:
        """What was written of a file that is not kept after all, for whatever reason, goes again."""
        rows = _rows(file, len(activities))
        try:
            with transaction.atomic():
                self.hold.lock()
                for row, parsed in zip(rows, activities, strict=True):
                    self.keep(row, data, parsed)
        except Exception:
            delete_unused({row.original.name for row in rows} - {""})
            raise

    def keep(self, row: ImportedFile, data: bytes, parsed: ParsedRun) -> None:
        """One activity comes to its verdict and is kept as what it would be in the log."""
        row.sha256, row.part = parsed.sha256, parsed.part
        row.warnings = [notice.sentence for notice in parsed.warnings]
        row.replaces_file = None
        packed = self._judge(row, parsed)
        if data and _may_become_a_run(row):
            keep_original(row, data)
        self._write(row)
        if row.replaces_file:
            give_way(row.replaces_file, row)
        if packed:
            FileTrack.objects.create(file_id=row.pk, packed=packed)

    def _judge(self, row: ImportedFile, parsed: ParsedRun) -> bytes:
        """Sets the verdict; answers the track where it is to be kept."""
        row.facts = {}
        no_run = why_no_run(parsed)
        if not_yet := why_not_yet(parsed, self.of_import.created_at):
            row.verdict, row.sentence = Verdict.UNREADABLE, not_yet
            return b""
        keep_facts(row, run_of(parsed, self.runner), parsed)
        if not no_run:
            judge(row, self.of_import)
        elif not same_file_known(row, self.of_import):
            row.verdict, row.sentence = Verdict.NOT_A_RUN, no_run
            if parsed.sport in _TRAINING and parsed.elapsed_s >= 60:
                row.verdict, row.chosen, row.sentence = (
                    Verdict.OTHER_TRAINING,
                    True,
                    training_sentence(parsed.sport),
                )
        if row.verdict == Verdict.NOT_A_RUN:
            row.facts["keepable"] = parsed.sport in _SPORTS_TO_KEEP and was_recorded(parsed)
            row.facts["guessed"] = may_be_a_run(parsed)
        keeps_track = _may_become_a_run(row) and len(parsed.track)
        return pack_track(parsed.track) if keeps_track else b""

    def _write(self, row: ImportedFile) -> None:
        if row.pk is None:
            row.save()
            return
        values = {name: getattr(row, name) for name in _KEPT}
        values |= {"run_id": row.run_id, "session_id": row.session_id, "like_file_id": row.like_file_id}
        self.hold.write(row, where={"verdict": Verdict.WAITING}, **values)


def _verdict_on(refusal: NotUnderstood) -> str:
    if refusal.code in _HOLDS_NOTHING:
        return Verdict.NOTHING
    return Verdict.NOT_A_RUN if refusal.code in _HOLDS_NO_RUN else Verdict.UNREADABLE


def _may_become_a_run(row: ImportedFile) -> bool:
    if row.verdict == Verdict.NOT_A_RUN:
        return row.facts.get("keepable", False)
    return row.verdict in (Verdict.NEW_RUN, Verdict.SAME_RUN)


def _rows(file: ImportedFile, many: int) -> list[ImportedFile]:
    """The row of a file, and one more for each further activity in it."""
    more = [copy(file) for _ in range(many - 1)]
    for row in more:
        row.pk, row._state = None, ModelState()
    return [file, *more]
