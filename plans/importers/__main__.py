"""`python -m plans.importers FILE…`: one JSON line for each activity found, or one that says why not."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from . import DEFAULT_LIMITS, NotUnderstood, ParsedRun, read
from .archive import Archive, Entry
from .contents import is_zip
from .strava import NotesOfFile, told
from .table import TableRun, look, read_table

Line = dict[str, object]


def line_of(file: str, run: ParsedRun) -> Line:
    """What is printed for one activity: metres, seconds, beats per minute; null where the file is silent."""
    return {
        "file": file,
        "format": run.format,
        "sport": run.sport,
        "is_run": run.is_run,
        "started_at": run.started_at.isoformat().replace("+00:00", "Z"),
        "elapsed_s": run.elapsed_s,
        "moving_s": run.moving_s,
        "distance_m": run.distance_m,
        "climb_m": run.climb_m,
        "heart_rate_mean": run.heart_rate_mean,
        "heart_rate_max": run.heart_rate_max,
        "points": len(run.track),
        "laps": len(run.laps),
        "rpe": run.rpe,
        "device": run.device,
        "title": run.title,
        "warnings": [notice.sentence for notice in run.warnings],
    }


def line_of_row(file: str, run: TableRun) -> Line:
    """A run of a table. Its start is a date, or a local time: a table knows no zone."""
    started = datetime.combine(run.date, run.clock) if run.clock else run.date
    return {
        "file": file,
        "format": "csv",
        "sport": "running",
        "is_run": True,
        "started_at": started.isoformat(),
        "elapsed_s": run.duration_s,
        "moving_s": run.duration_s,
        "distance_m": run.distance_m,
        "climb_m": None,
        "heart_rate_mean": run.heart_rate_mean,
        "heart_rate_max": None,
        "points": 0,
        "laps": 0,
        "rpe": run.effort,
        "device": "",
        "title": run.title,
        "warnings": [notice.sentence for notice in run.warnings],
    }


def lines(files: list[str]) -> Iterator[Line]:
    for file in files:
        try:
            yield from _lines_of_file(file)
        except NotUnderstood as error:
            yield {"file": file, "error": str(error)}


def _lines_of_file(file: str) -> Iterator[Line]:
    """At most a byte more than allowed is read: a device that never ends must not fill memory."""
    try:
        with Path(file).open("rb") as stream:
            if stream.seekable() and is_zip(stream.read(4)):
                yield from _lines_of_archive(file, stream)
                return
            if stream.seekable():
                stream.seek(0)
            data = stream.read(DEFAULT_LIMITS.file_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotUnderstood("unreadable", reason=reason.lower()) from error
    yield from _lines_of_content(file, data)


def _lines_of_content(file: str, data: bytes, notes: NotesOfFile | None = None) -> Iterator[Line]:
    try:
        for run in read(data, file):
            yield line_of(file, told(run, notes))
    except NotUnderstood as error:
        if error.code != "table":
            raise
        yield from _lines_of_table(file, data, error)


def _lines_of_table(file: str, data: bytes, error: NotUnderstood) -> Iterator[Line]:
    """The rows, where there is no doubt what the columns mean: here is nobody to ask."""
    found = look(data)
    if not found.is_certain:
        raise error
    for row in read_table(data, found.mapping):
        if row.run is not None:
            yield line_of_row(file, row.run)
        else:
            yield {"file": file, "error": str(row.error)}


def _lines_of_archive(file: str, stream: BinaryIO) -> Iterator[Line]:
    with Archive(stream) as archive:
        for entry in archive.entries():
            yield from _lines_of_entry(f"{file}/{entry.path}", archive, entry)
        for notice in archive.warnings:
            yield {"file": file, "error": notice.sentence}
        for activity in archive.notes.by_hand if archive.notes else ():
            if activity.run is not None:
                yield line_of(f"{file}/activities.csv", activity.run)
            else:
                yield {"file": f"{file}/activities.csv", "error": str(activity.error)}


def _lines_of_entry(file: str, archive: Archive, entry: Entry) -> Iterator[Line]:
    """Nothing for what is no activity and never was: a watch writes one a day."""
    notes = archive.notes.of(entry.path) if archive.notes else None
    try:
        yield from _lines_of_content(file, archive.read(entry.place), notes)
    except NotUnderstood as error:
        if not error.is_no_activity:
            yield {"file": file, "error": str(error)}


def main(files: list[str]) -> int:
    """Print a line per activity; 1 if any file was not understood, 2 without files."""
    if not files:
        print("usage: python -m plans.importers FILE…", file=sys.stderr)
        return 2
    failed = False
    for line in lines(files):
        failed = failed or "error" in line
        print(json.dumps(line, ensure_ascii=False))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
