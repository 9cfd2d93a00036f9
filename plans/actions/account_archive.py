"""The file an export is: data.json with its schema, a page to read, the log as a table, originals and tracks.

It is filled entry by entry and may be left off at any of them: what is in it is done. So who goes on needs to
remember nothing else.
"""

import datetime
import functools
import hashlib
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Model
from django.template.loader import render_to_string

from accounts.models import User
from plans.actions.account_data import data_of
from plans.actions.account_page import page_of
from plans.actions.belongings import BY_NAME, Part
from plans.actions.belongings_shape import schema_told
from plans.actions.export import add_original, log_as_csv, original_name
from plans.actions.track import track_columns
from plans.models import ImportedFile

DATA, SCHEMA, PAGE, STYLE, TABLE = "data.json", "schema.json", "index.html", "page.css", "log.csv"
WITH_POINTS = ("tracks", "file_tracks")
AT_ONCE = 100  # rows


def fill(path: Path, *, runner: User, now: datetime.datetime, until: float) -> bool:
    """Adds what is not in it yet, for as long as there is time. True when nothing is left."""
    with ZipFile(path, "a", ZIP_DEFLATED, allowZip64=True) as archive:
        there = set(archive.namelist())
        for add in (add_originals, add_tracks):
            for _ in add(archive, runner, there):
                if time.monotonic() >= until:
                    return False
        add_words(archive, runner, now, there)
    return True


def add_originals(archive: ZipFile, runner: User, there: set[str]) -> Iterator[None]:
    for file in BY_NAME["files"].rows(runner).exclude(original="").defer("facts").iterator(AT_ONCE):
        name = place_of_original(file)
        if name not in there:
            there.add(name)
            for _ in add_original(archive, file.original.name, name, file.date):
                pass
            yield


def place_of_original(file: ImportedFile) -> str:
    return f"originals/{original_name(file.name.replace('/', '_'), file.date, file.sha256)}"


def add_tracks(archive: ZipFile, runner: User, there: set[str]) -> Iterator[None]:
    """A second's points of ten years take a minute or two: they are what the slices are for."""
    for part in map(BY_NAME.get, WITH_POINTS):
        for row in with_days(part, runner).iterator(AT_ONCE):
            name = place_of_points(row)
            if name not in there:
                there.add(name)
                archive.writestr(name, points_of(bytes(row.packed)))
                yield


def with_days(part: Part, runner: User):
    return part.rows(runner).select_related("run" if part.name == "tracks" else "file")


def place_of_points(row: Model) -> str:
    """Named by day and content, the same on every site."""
    day = row.run.date if hasattr(row, "run_id") else row.file.date
    digest = hashlib.sha256(bytes(row.packed)).hexdigest()[:16]
    return f"tracks/{day:%Y}/{day}-{digest}.json" if day else f"tracks/undated/{digest}.json"


def points_of(packed: bytes) -> str:
    """Columns by name; what was not measured is null."""
    columns = {name: column.tolist() for name, column in track_columns(packed).items()}
    told = {name: [_or_null(value) for value in column] for name, column in columns.items()}
    return json.dumps(told, allow_nan=False, separators=(",", ":"))


def _or_null(value: float) -> float | None:
    return None if math.isnan(value) else value


def add_words(archive: ZipFile, runner: User, now: datetime.datetime, there: set[str]) -> None:
    """What tells of the rest comes last, and names only what is there."""
    data = data_of(runner, now=now, file_of=functools.partial(_place_within, there))
    archive.writestr(DATA, json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
    archive.writestr(SCHEMA, json.dumps(schema_told(), ensure_ascii=False, indent=1))
    archive.writestr(PAGE, page_of(data, runner))
    archive.writestr(STYLE, render_to_string("plans/your_data/page.css"))
    archive.writestr("READ-ME.txt", render_to_string("plans/your_data/read_me.txt", {"data": data}))
    with archive.open(TABLE, "w") as table:
        for line in log_as_csv(runner):
            table.write(line)


def _place_within(there: set[str], part: Part, row: Model) -> str:
    if part.name in WITH_POINTS:
        name = place_of_points(row)
    else:
        name = place_of_original(row) if row.original else ""
    return name if name in there else ""
