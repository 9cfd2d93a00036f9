"""Strava's activities.csv: what it says about the files beside it, and the activities that have none.

Its headers and dates are in the runner's language, and two headers occur twice in different units; what holds
in all languages is the order of columns, and that the names of files look like activities/123.fit.gz.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from .csv_rows import lines_of, rows_of
from .dates import Calendar, calendar_of
from .limits import Limits
from .numbers import decimal
from .parsed import ParsedRun, Track
from .sentences import NotUnderstood
from .sports import OTHER, sport_named
from .xml_values import one_line, words

_ID, _DATE, _TITLE, _TYPE, _NOTES, _ELAPSED, _KILOMETRES, _HEART_RATE = range(8)
_FILE = re.compile(r"activities/[^/]+\.(gpx|tcx|fit)(\.gz)?", re.IGNORECASE)
# For an archive in which every activity was written by hand.
_NAMES_OF_FILE = """
    filename, dateiname, nom du fichier, nombre de archivo, nombre del archivo, nome file,
    nome del file, nome do arquivo, nome do ficheiro, bestandsnaam, nazwa pliku, filnamn, filnavn,
    tiedostonimi, název souboru, имя файла, название файла, dosya adı, fájlnév, ファイル名, 文件名,
    文件名称, 檔案名稱, 檔名, 파일 이름, 파일명, nama file, nom del fitxer
"""
_FILE_HEADERS = frozenset(header.strip() for header in _NAMES_OF_FILE.split(","))
# Columns behind the file name: the highest heart rate is the 18th, the second "Relative Effort" the 25th.
_FARTHEST_HEART_RATE = 20
_FEWEST_COLUMNS = 9
_LONGEST_S = 30 * 86400.0
_FARTHEST_M = 1_000_000.0


@dataclass(frozen=True, slots=True)
class NotesOfFile:
    """What the table says about one file. `sport` is None where its word is not known."""

    title: str = ""
    notes: str = ""
    gear: str = ""
    sport: str | None = None


@dataclass(frozen=True)
class ByHand:
    """An activity without a file, or why it was not understood. `line` names it in every opening."""

    line: int
    title: str
    run: ParsedRun | None = None
    error: NotUnderstood | None = None


@dataclass(frozen=True)
class StravaNotes:
    """All that activities.csv tells."""

    by_file: dict[str, NotesOfFile] = field(default_factory=dict)
    by_hand: tuple[ByHand, ...] = ()

    def of(self, path: str) -> NotesOfFile | None:
        """What is said about the file at a path in the archive. Its own name is enough: it is a number."""
        return self.by_file.get(_key(path))

    def without_file(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What is told of files that are not among these: the name of each, and the activity's title."""
        there = {_key(path) for path in paths}
        return ((name, told.title) for name, told in self.by_file.items() if name not in there)


def told(parsed: ParsedRun, notes_of_file: NotesOfFile | None) -> ParsedRun:
    """The activity with the runner's own title, notes and gear, and the sport where its file names none."""
    if notes_of_file is None:
        return parsed
    guessed = [notice for notice in parsed.warnings if notice.code == "sport_guessed"]
    if guessed and notes_of_file.sport:
        warnings = tuple(notice for notice in parsed.warnings if notice not in guessed)
        parsed = replace(parsed, sport=notes_of_file.sport, warnings=warnings)
    return replace(
        parsed,
        title=notes_of_file.title or parsed.title,
        notes=notes_of_file.notes or parsed.notes,
        gear=notes_of_file.gear or parsed.gear,
    )


@dataclass(frozen=True)
class _Columns:
    """Where things stand, beyond the first seven columns; None for what the table does not have."""

    file: int
    gear: int | None
    elapsed: int | None
    metres: int | None
    climb: int | None
    heart_rate: int | None


def read_notes(stream: BinaryIO, limits: Limits) -> StravaNotes:
    """Raises NotUnderstood for a table that is not Strava's."""
    columns = _columns(stream, limits)
    rows = _rows(stream, limits)
    calendar = calendar_of(row[_DATE] for _, row in rows if row and not _file_of(row, columns))
    by_file: dict[str, NotesOfFile] = {}
    by_hand: list[ByHand] = []
    shared: dict[str, str] = {}  # the same few names of gear on thousands of rows
    for count, (line, row) in enumerate(_rows(stream, limits)):
        if count == limits.rows:
            raise NotUnderstood("too_many_rows", limit=limits.rows)
        if row is None:
            by_hand.append(ByHand(line, "", error=NotUnderstood("strava_row", line=line)))
        elif file := _file_of(row, columns):
            by_file[_key(file)] = _notes_of(row, columns, shared)
        elif _cell(row, _DATE) or _cell(row, _ELAPSED):
            by_hand.append(_by_hand(line, row, columns, calendar))
    return StravaNotes(by_file, tuple(by_hand))


def _rows(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, list[str] | None]]:
    """The rows below the header; one too short to hold anything is as bad as one that cannot be read.

    One more than the limit allows, so that too many can be told.
    """
    rows = rows_of(lines_of(stream, "utf-8-sig"))
    for line, row in islice(rows, 1, limits.rows + 2):
        yield line, row if row and len(row) > _ELAPSED else None


def _columns(stream: BinaryIO, limits: Limits) -> _Columns:
    header = next(rows_of(lines_of(stream, "utf-8-sig")), (0, None))[1]
    header = [name.strip().casefold() for name in header or ()]
    if len(header) < _FEWEST_COLUMNS:
        raise NotUnderstood("not_stravas")
    file = _column_of_files(stream, header, limits)
    elapsed = _again(header, _ELAPSED, file) or _there(header, file + 3)
    metres = _again(header, _KILOMETRES, file) or _there(header, file + 5)
    highest = _again(header, _HEART_RATE, file)
    if highest and highest > file + _FARTHEST_HEART_RATE:  # old archives have another column there
        highest = None
    return _Columns(
        file=file,
        gear=file - 1 if file - 1 > _KILOMETRES else None,
        elapsed=elapsed,
        metres=metres,
        climb=metres + 3 if metres else None,  # highest speed, mean speed, climb
        heart_rate=highest,
    )


def _column_of_files(stream: BinaryIO, header: list[str], limits: Limits) -> int:
    for _, row in _rows(stream, limits):
        for place, cell in enumerate(row or ()):
            if place > _KILOMETRES and _FILE.fullmatch(cell.strip()):
                return place
    for place, name in enumerate(header):
        if name in _FILE_HEADERS:
            return place
    raise NotUnderstood("not_stravas")


def _again(header: list[str], first: int, after: int) -> int | None:
    """Where a header stands the second time, in seconds and metres: the first is for people."""
    try:
        return header.index(header[first], after + 1)
    except ValueError:
        return None


def _there(header: list[str], place: int) -> int | None:
    """Behind the file name follow two weights, elapsed and moving time, and distance, in whatever words."""
    return place if place < len(header) else None


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _file_of(row: list[str], columns: _Columns) -> str:
    return _cell(row, columns.file)


def _key(path: str) -> str:
    return path.rpartition("/")[2].casefold()


def _notes_of(row: list[str], columns: _Columns, shared: dict[str, str]) -> NotesOfFile:
    gear = one_line(_cell(row, columns.gear), 200)
    return NotesOfFile(
        title=one_line(_cell(row, _TITLE), 200),
        notes=words(_cell(row, _NOTES)),
        gear=shared.setdefault(gear, gear),
        sport=sport_named(_cell(row, _TYPE)),
    )


def _by_hand(line: int, row: list[str], columns: _Columns, calendar: Calendar) -> ByHand:
    title = one_line(_cell(row, _TITLE), 200)
    try:
        return ByHand(line, title, run=_run(line, row, columns, calendar))
    except NotUnderstood as error:
        return ByHand(line, title, error=error)


def _run(line: int, row: list[str], columns: _Columns, calendar: Calendar) -> ParsedRun:
    when = calendar.read(_cell(row, _DATE))
    if when is None:
        raise NotUnderstood("strava_date", line=line, text=one_line(_cell(row, _DATE), 60))
    elapsed = _within(_value(row, columns.elapsed) or _value(row, _ELAPSED), _LONGEST_S)
    if not elapsed:
        raise NotUnderstood("strava_duration", line=line, text=one_line(_cell(row, _ELAPSED), 60))
    moving = _within(_value(row, columns.elapsed + 1 if columns.elapsed else None), elapsed) or elapsed
    notes = _notes_of(row, columns, {})
    return ParsedRun(
        format="strava",
        sport=notes.sport or OTHER,
        started_at=datetime.combine(when[0], when[1] or time(), UTC),  # the archive's times are UTC
        elapsed_s=elapsed,
        moving_s=moving,
        track=Track(array("d")),
        sha256=_identity(row),
        distance_m=_metres(row, columns),
        climb_m=_within(_value(row, columns.climb), 30_000.0),
        heart_rate_max=_beats(_value(row, columns.heart_rate)),
        heart_rate_mean=_beats(_value(row, columns.heart_rate + 1 if columns.heart_rate else None)),
        device="",
        title=notes.title,
        notes=notes.notes,
        gear=notes.gear,
    )


def _identity(row: list[str]) -> str:
    """The activity's number at Strava: what else the row says may be edited there, and it is the same run."""
    number = _cell(row, _ID)
    return sha256(f"strava {number or row}".encode("utf-8", "replace")).hexdigest()


def _metres(row: list[str], columns: _Columns) -> float | None:
    metres = _value(row, columns.metres)
    kilometres = _value(row, _KILOMETRES)
    if metres is None and kilometres is not None:
        metres = kilometres * 1000
    return _within(metres, _FARTHEST_M)


def _value(row: list[str], place: int | None) -> float | None:
    return decimal(_cell(row, place))


def _within(value: float | None, highest: float) -> float | None:
    return round(value, 3) if value is not None and 0 < value <= highest else None


def _beats(value: float | None) -> int | None:
    return round(value) if value is not None and 25 <= value <= 250 else None
