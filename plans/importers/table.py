"""A training log kept in a spreadsheet, saved as CSV: looked at first, then read by a mapping of its columns.

`look` guesses the mapping from headers in many languages and from what stands in the columns; the runner
corrects it. `read_table` gives a run for each row, or one sentence naming line and column. Nothing is
invented: a row without time and distance is no run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import islice
from typing import TypeVar

from .cells import beats, effort, metres, zone_named
from .contents import unpacked
from .dates import Calendar, calendar_of
from .limits import DEFAULT_LIMITS, Limits
from .numbers import seconds
from .sentences import Notice, NotUnderstood
from .sheet import LOOKED_AT, Sheet, is_table, sheet_of
from .table_guess import Guess, header_at
from .table_mapping import TableMapping
from .xml_values import one_line, words

__all__ = ["TableLook", "TableMapping", "TableRow", "TableRun", "is_table", "look", "read_table"]

Value = TypeVar("Value")
_SHOWN, _LONGEST_SHOWN = 8, 200  # rows, letters of a cell
_LONGEST_S, _FARTHEST_M = 30 * 86400.0, 1_000_000.0
_DEFUSED = tuple("=+-@\t\r'")  # behind a ' a table keeps what would else be a formula; ours does so too


@dataclass(frozen=True)
class TableLook:
    """What a table looks like. `is_certain`: nothing about its mapping had to be guessed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: TableMapping
    is_certain: bool
    date_is_certain: bool  # day and month could not be exchanged
    unit_is_certain: bool  # the table says its unit of distance
    delimiter: str
    encoding: str


@dataclass(frozen=True)
class TableRun:
    """One run as its row tells it. `effort` is 0 to 10; `clock` the time of day, where one stands there."""

    date: date
    clock: time | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    kind: str = ""
    effort: float | None = None
    title: str = ""
    note: str = ""
    heart_rate_mean: int | None = None
    zone: str = ""  # an IANA name, where the row says one
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """A run, or why the row was not understood. `line` is where the row ends in the file."""

    line: int
    run: TableRun | None = None
    error: NotUnderstood | None = None


def look(data: bytes, limits: Limits = DEFAULT_LIMITS) -> TableLook:
    """The columns, the first rows and a guessed mapping. Raises NotUnderstood for what is no table."""
    sheet = sheet_of(_content(data, limits))
    rows = [row or [] for _, row in islice(sheet.rows(), LOOKED_AT)]
    if not any(rows):
        raise NotUnderstood("no_table")
    at = header_at(rows)
    header = rows[at] if at is not None else []
    body = rows[at + 1 :] if at is not None else rows
    width = max(len(row) for row in rows)
    guess = Guess(header, body, width)
    mapping = replace(guess.mapping(), first_row=0 if at is None else at + 1)
    calendar = _calendar(sheet, mapping, limits)  # of the whole column: the one 13th of a month may come late
    mapping = replace(mapping, date_order=calendar.order)
    return TableLook(
        columns=tuple(
            header[place][:_LONGEST_SHOWN] if place < len(header) else "" for place in range(width)
        ),
        rows=tuple(tuple(cell[:_LONGEST_SHOWN] for cell in row) for row in body[:_SHOWN]),
        mapping=mapping,
        is_certain=bool(header) and mapping.is_usable and calendar.is_certain and guess.unit_is_certain,
        date_is_certain=mapping.date is not None and calendar.is_certain,
        unit_is_certain=guess.unit_is_certain,
        delimiter=sheet.delimiter,
        encoding=sheet.encoding,
    )


def _content(data: bytes, limits: Limits) -> bytes:
    """A .gz cut short gives the rows there were."""
    content = unpacked(data, limits, [])
    if not content.strip():
        raise NotUnderstood("empty")
    return content


def read_table(data: bytes, mapping: TableMapping, limits: Limits = DEFAULT_LIMITS) -> Iterator[TableRow]:
    """A run or a sentence for each row that holds anything. Raises NotUnderstood for what is no table."""
    if not mapping.is_usable:
        raise NotUnderstood("table")
    return _read_rows(sheet_of(_content(data, limits)), mapping, limits)


def _read_rows(sheet: Sheet, mapping: TableMapping, limits: Limits) -> Iterator[TableRow]:
    headers = islice(sheet.rows(), max(0, mapping.first_row - 1), mapping.first_row)
    names = next(headers, (0, None))[1]
    calendar = replace(_calendar(sheet, mapping, limits), order=mapping.date_order)
    reader = RowReader(mapping, names or [], calendar)
    for count, (line, row) in enumerate(islice(sheet.rows(), mapping.first_row, None)):
        if count >= limits.rows:
            yield TableRow(line, error=NotUnderstood("too_many_rows", limit=limits.rows))
            return
        if row is None:
            yield TableRow(line, error=NotUnderstood("row_damaged", line=line))
            continue
        try:
            run = reader.run(line, row)
        except NotUnderstood as error:
            yield TableRow(line, error=error)
            continue
        if run is not None:
            yield TableRow(line, run)


def _calendar(sheet: Sheet, mapping: TableMapping, limits: Limits) -> Calendar:
    """How the column of dates is written."""
    place = mapping.date or 0
    rows = islice(sheet.rows(), mapping.first_row, mapping.first_row + limits.rows)
    cells = (row[place] for _, row in rows if row and place < len(row))
    return calendar_of(cells)


@dataclass
class RowReader:
    mapping: TableMapping
    names: list[str]
    calendar: Calendar
    left_out: list[Notice] = field(default_factory=list)  # of the row being read

    def run(self, line: int, row: list[str]) -> TableRun | None:
        """None for a row without time and distance: a day of rest, or an empty one."""
        mapping, self.left_out = self.mapping, []
        far, long = self._cell(row, mapping.distance), self._cell(row, mapping.duration)
        if not far and not long:
            return None
        distance = self._value(mapping.distance, far, self._distance)
        duration = self._value(mapping.duration, long, self._duration)
        if distance == 0 or duration == 0:
            distance, duration = distance or None, duration or None
        if distance is None and duration is None:
            self._refuse_what_is_written(line)
            return None
        day, clock = self._day(line, row)
        return TableRun(
            date=day,
            clock=clock,
            duration_s=duration,
            distance_m=distance,
            kind=one_line(self._cell(row, mapping.kind), 60),
            effort=self._value(mapping.effort, self._cell(row, mapping.effort), effort),
            title=one_line(self._cell(row, mapping.title), 200),
            note=words(self._cell(row, mapping.note)),
            heart_rate_mean=self._value(mapping.heart_rate, self._cell(row, mapping.heart_rate), beats),
            zone=self._value(mapping.zone, self._cell(row, mapping.zone), zone_named) or "",
            warnings=tuple(self.left_out),
        )

    def _refuse_what_is_written(self, line: int) -> None:
        """What was written and not understood is said; a plain 0 or dash is a day without a run."""
        for notice in self.left_out:
            raise NotUnderstood("cell_bad", line=line, **notice.params)

    def _day(self, line: int, row: list[str]) -> tuple[date, time | None]:
        text = self._cell(row, self.mapping.date)
        column = self._name(self.mapping.date)
        if not text:
            raise NotUnderstood("row_without_date", line=line, column=column)
        found = self.calendar.read(text)
        if found is None:
            raise NotUnderstood("cell_date", line=line, column=column, text=one_line(text, 60))
        return found

    def _cell(self, row: list[str], place: int | None) -> str:
        text = row[place] if place is not None and place < len(row) else ""
        return (text[1:] if text[:1] == "'" and text[1:2] in _DEFUSED else text).strip()

    def _name(self, place: int | None) -> str:
        """The header of a column, else its number as people count."""
        place = place or 0
        return (one_line(self.names[place], 40) if place < len(self.names) else "") or str(place + 1)

    def _value(self, place: int | None, text: str, reads: Callable[[str], Value | None]) -> Value | None:
        """One bad cell costs that cell, with a warning."""
        if not text or text in "-–—":
            return None
        value = reads(text)
        if value is None:
            self.left_out.append(
                Notice("cell_left_out", {"column": self._name(place), "text": one_line(text, 60)})
            )
        return value

    def _distance(self, text: str) -> float | None:
        value = metres(text, self.mapping)
        return round(value, 3) if value is not None and 0 <= value <= _FARTHEST_M else None

    def _duration(self, text: str) -> float | None:
        value = seconds(text, self.mapping.duration_unit, self.mapping.duration_pair)
        return round(value, 3) if value is not None and value <= _LONGEST_S else None
