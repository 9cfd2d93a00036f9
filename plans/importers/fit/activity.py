"""FIT messages into drafts: one for each session, or one from the records where there is no session."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from ..draft import Columns, Draft, DraftLap
from ..limits import Limits
from ..sentences import Notice, NotUnderstood
from . import profile
from .products import device_name
from .profile import (
    ACTIVITY,
    DEVICE_INFO,
    FIELD_DESCRIPTION,
    FILE_ID,
    LAP,
    RECORD,
    SESSION,
    SPORT,
    TIMESTAMP,
    WORKOUT,
)
from .wire import Message, Value, decode

FIT_EPOCH = 631065600  # 1989-12-31 00:00 UTC in seconds since 1970
POWER_ON = 0x10000000  # a smaller time counts from when the watch was switched on, not from a date
_GLANCE = 256  # bytes: the file_id comes first
# A definition: header, reserved, order of bytes, number 18, count of fields, and two fields of known types.
# With less than that, one in 262,144 bytes of any data would look like it.
_SESSION_DEFINED = re.compile(
    rb"[\x40-\x7f].(?:\x01\x00\x12|[^\x01]\x12\x00)[\x02-\xff](?:.[\x01-\xff][\x00-\x10\x80-\x90]){2}",
    re.DOTALL,
)
_DEGREES = 180 / 2**31

Fields = dict[int, Value]


def read_fit(data: bytes, limits: Limits) -> tuple[list[Draft], list[Notice]]:
    """The sessions of all activities in the data, and what there was to warn about."""
    _refuse_at_a_glance(data, limits)
    decoded = decode(data, limits)
    kinds: list[int] = []
    drafts: list[Draft] = []
    errors: list[NotUnderstood] = []
    for messages in _grouped(decoded.files):
        activity = _Activity(messages, limits)
        if activity.kind is not None and not activity.is_activity():
            kinds.append(activity.kind)
            continue
        try:
            drafts += activity.drafts()
        except NotUnderstood as error:
            errors.append(error)
    if len(drafts) > limits.activities:
        raise NotUnderstood("too_many_parts")
    if not drafts:
        raise errors[0] if errors else _why_not(kinds, any(decoded.files))
    return drafts, decoded.notices + [Notice("part_not_read", {"why": str(error)}) for error in errors]


def _refuse_at_a_glance(data: bytes, limits: Limits) -> None:
    """Of a single file that says it is no activity, and in which no session is defined, nothing more is read.

    An archive of Garmin's holds thousands of these, with a day of measured values each.
    """
    if data.count(b".FIT") != 1 or _SESSION_DEFINED.search(data):
        return
    for messages in decode(data[:_GLANCE], limits).files:
        kind = next((message.fields.get(0) for message in messages if message.number == FILE_ID), None)
        if isinstance(kind, int) and kind != profile.ACTIVITY_FILE:
            raise _why_not([kind], True)


def _why_not(kinds: list[int], anything: bool) -> NotUnderstood:
    if kinds:
        return NotUnderstood("fit_kind", kind=profile.FILE_KINDS.get(kinds[0], "something else"))
    return NotUnderstood("no_activity", format="FIT") if anything else NotUnderstood("damaged_fit")


def _grouped(files: Iterable[list[Message]]) -> list[list[Message]]:
    """A further file without a file_id of its own (heart rates of a swim) belongs to the one before."""
    groups: list[list[Message]] = []
    for messages in files:
        if groups and not any(message.number == FILE_ID for message in messages):
            groups[-1] += messages
        elif messages:
            groups.append(list(messages))
    return groups


def _int(fields: Fields, key: int) -> int | None:
    """A whole number; what came as several values or as text is no number."""
    value = fields.get(key)
    return int(value) if isinstance(value, int | float) else None


def _whole(fields: Fields, key: int, otherwise: int) -> int:
    value = _int(fields, key)
    return otherwise if value is None else value


def _scaled(fields: Fields, key: int, scale: float, offset: float = 0) -> float | None:
    value = fields.get(key)
    return value / scale - offset if isinstance(value, int | float) else None


def _text(fields: Fields, key: int) -> str:
    value = fields.get(key)
    return "".join(c for c in value if c.isprintable()).strip()[:200] if isinstance(value, str) else ""


class _Activity:
    """The messages of one activity file."""

    def __init__(self, messages: list[Message], limits: Limits) -> None:
        self.limits = limits
        self.by_number: dict[int, list[Message]] = {}
        for message in messages:
            self.by_number.setdefault(message.number, []).append(message)
        self.notices: list[Notice] = []
        self.kind = _int(self._first(FILE_ID), 0)
        self.shift = FIT_EPOCH
        self.offset: int | None = None
        self._set_clock()

    def _fields(self, number: int) -> list[Fields]:
        return [message.fields for message in self.by_number.get(number, ())]

    def _first(self, number: int) -> Fields:
        return next(iter(self._fields(number)), {})

    def is_activity(self) -> bool:
        """Some apps write a wrong kind: a session with records is an activity all the same."""
        return self.kind == profile.ACTIVITY_FILE or bool(self._fields(SESSION) and self._fields(RECORD))

    def _set_clock(self) -> None:
        """The offset from UTC of the runner's clock, and what to add to times to count from 1970."""
        activity = self._first(ACTIVITY)
        utc, local = _int(activity, TIMESTAMP), _int(activity, 5)
        if utc is None or local is None or local < POWER_ON:
            return
        if utc < POWER_ON:  # the watch knew its local time but not UTC: use that, and say so
            self.shift += local - utc
            self.offset = 0
            self.notices.append(Notice("local_clock"))
            return
        quarter = round((local - utc) / 900) * 900
        if abs(quarter) <= 14 * 3600:
            self.offset = quarter

    def _starts(self) -> list[int]:
        times = [_int(fields, TIMESTAMP) for fields in self._fields(RECORD)[:1] + self._fields(SESSION)]
        return [time for time in times if time is not None]

    def _is_undated(self) -> bool:
        starts = self._starts()
        return bool(starts) and self.shift == FIT_EPOCH and max(starts) < POWER_ON

    def instant(self, fields: Fields, key: int) -> float | None:
        value = _int(fields, key)
        return None if value is None else float(value + self.shift)

    def drafts(self) -> list[Draft]:
        if self._is_undated():
            raise NotUnderstood("no_date", format="FIT")
        records = self._records()
        sessions = self._sessions()
        if not sessions:
            return [self._without_session(records)] if records else []
        drafts = [self._from_session(fields) for fields in sessions]
        for draft, mine in zip(drafts, self._shared_out(records, drafts), strict=True):
            draft.columns = self._columns(mine)
        for fields in self._fields(LAP):
            lap = self._lap(fields)
            _owner(drafts, lap.start).laps.append(lap)
        return drafts

    def _sessions(self) -> list[Fields]:
        """In order of their starts; of two with the same start the later written one counts."""
        by_start = {_int(fields, 2): fields for fields in self._fields(SESSION)}
        return [by_start[start] for start in sorted(by_start, key=lambda start: start or 0)]

    def _records(self) -> list[Message]:
        every = self.by_number.get(RECORD, [])
        if len(every) > self.limits.points * 2:  # some apps write two for each point
            raise NotUnderstood("too_many_points", limit=self.limits.points)
        timed = [message for message in every if isinstance(message.fields.get(TIMESTAMP), int)]
        if every and not timed:
            raise NotUnderstood("no_times", format="FIT")
        if len(timed) < len(every):
            self.notices.append(Notice("untimed", {"n": len(every) - len(timed)}))
        return timed

    def _shared_out(self, records: list[Message], drafts: list[Draft]) -> list[list[Message]]:
        """Each session's records: those from its start to the start of the next."""
        if len(drafts) == 1:
            return [records]
        shares: list[list[Message]] = [[] for _ in drafts]
        starts = [draft.start or 0 for draft in drafts]
        for record in records:
            time = self.instant(record.fields, TIMESTAMP) or 0
            shares[max(0, bisect_right(starts, time) - 1)].append(record)
        return shares

    def _new(self) -> Draft:
        return Draft(
            "fit",
            utc_offset_s=self.offset,
            device=self._device(),
            title=_text(self._first(WORKOUT), 8),
            notices=list(self.notices),
        )

    def _device(self) -> str:
        own = self._first(FILE_ID)
        creator = next((f for f in self._fields(DEVICE_INFO) if f.get(0) == 0), {})
        name = _text(own, 8) or _text(creator, 27)
        return device_name(_int(own, 1), _int(own, 2), name)

    def _from_session(self, fields: Fields) -> Draft:
        draft = self._new()
        draft.sport = profile.sport_of(_int(fields, 5), _int(fields, 6)) or self._sport()
        draft.start = self.instant(fields, 2)
        draft.elapsed_s = _scaled(fields, 7, 1000)
        draft.moving_s = _scaled(fields, 8, 1000)
        draft.distance_m = _scaled(fields, 9, 100)
        draft.heart_rate_mean = _scaled(fields, 16, 1)
        draft.heart_rate_max = _scaled(fields, 17, 1)
        draft.cadence = _scaled(fields, 18, 1)
        draft.climb_m = _scaled(fields, 22, 1)
        draft.feel = _scaled(fields, 192, 1)
        draft.rpe = _scaled(fields, 193, 10)
        return draft

    def _without_session(self, records: list[Message]) -> Draft:
        draft = self._new()
        draft.sport = self._sport()
        draft.columns = self._columns(records)
        draft.laps = [self._lap(fields) for fields in self._fields(LAP)]
        draft.notices.append(Notice("no_summary"))
        return draft

    def _sport(self) -> str | None:
        for number, sport, sub_sport in ((SPORT, 0, 1), (LAP, 25, 39), (RECORD, 42, -1)):
            for fields in self._fields(number)[:1]:
                named = profile.sport_of(_int(fields, sport), _int(fields, sub_sport))
                if named:
                    return named
        return None

    def _lap(self, fields: Fields) -> DraftLap:
        return DraftLap(
            start=self.instant(fields, 2),
            elapsed_s=_scaled(fields, 7, 1000),
            moving_s=_scaled(fields, 8, 1000),
            distance_m=_scaled(fields, 9, 100),
            heart_rate_mean=_scaled(fields, 15, 1),
            heart_rate_max=_scaled(fields, 16, 1),
            kind=profile.LAP_KINDS.get(_whole(fields, 23, -1), ""),
        )

    def _columns(self, records: list[Message]) -> Columns:
        columns = Columns()
        rows = [record.fields for record in records]
        shift = self.shift
        columns.time = [row[TIMESTAMP] + shift for row in rows]  # type: ignore[operator]
        columns.latitude = _column(rows, 0, _DEGREES)
        columns.longitude = _column(rows, 1, _DEGREES)
        columns.altitude_m = _altitudes(rows)
        columns.distance_m = _distances(rows)
        columns.heart_rate = _column(rows, 3, 1)
        columns.cadence = _cadences(rows)
        columns.power_w = _column(rows, 7, 1)
        columns.segment = [0] * len(rows)
        self._fill_from_developers(columns, records)
        return columns

    def _fill_from_developers(self, columns: Columns, records: list[Message]) -> None:
        """Developer fields that stand for a native one (a foot pod's power) fill it where it is missing."""
        natives = self._natives()
        if not natives:
            return
        into = {3: columns.heart_rate, 4: columns.cadence, 7: columns.power_w}
        for row, record in enumerate(records):
            for name, value in record.developer.items():
                column = into.get(natives.get(name, -1))
                if column is not None and column[row] is None and isinstance(value, int | float):
                    column[row] = float(value)

    def _natives(self) -> dict[tuple[int, int], int]:
        """Developer fields of records → the native field they stand for, by declaration or by name."""
        found: dict[tuple[int, int], int] = {}
        for fields in self._fields(FIELD_DESCRIPTION):
            index, number = _int(fields, 0), _int(fields, 1)
            native = _int(fields, 15)
            if native is None and _text(fields, 3).casefold() == "power":
                native = 7
            if index is not None and number is not None and native is not None:
                found[index, number] = native
        return found


def _owner(drafts: list[Draft], start: float | None) -> Draft:
    starts = [draft.start or 0 for draft in drafts]
    return drafts[max(0, bisect_right(starts, start or 0) - 1)]


def _column(rows: list[Fields], key: int, scale: float) -> list[float | None]:
    return [value * scale if isinstance(value := row.get(key), int | float) else None for row in rows]


def _altitudes(rows: list[Fields]) -> list[float | None]:
    fine = any(78 in row for row in rows)
    key = 78 if fine else 2
    return [value / 5 - 500 if isinstance(value := row.get(key), int | float) else None for row in rows]


def _cadences(rows: list[Fields]) -> list[float | None]:
    """Whole strides and their fraction, which is in 128ths."""
    whole = _column(rows, 4, 1)
    for at, row in enumerate(rows):
        value, fraction = whole[at], row.get(53)
        if value is not None and isinstance(fraction, int):
            whole[at] = value + fraction / 128
    return whole


def _distances(rows: list[Fields]) -> list[float | None]:
    if any(8 in row for row in rows) and not any(5 in row for row in rows):
        return _unrolled(rows)
    return _column(rows, 5, 0.01)


def _unrolled(rows: list[Fields]) -> list[float | None]:
    """Distances of old foot pods: 12 bits of speed, then 12 bits of sixteenths of a metre that roll over."""
    distances: list[float | None] = []
    total, last = 0, None
    for row in rows:
        packed = row.get(8)
        if not isinstance(packed, tuple) or len(packed) != 3 or packed[1] is None or packed[2] is None:
            distances.append(None)
            continue
        count = int(packed[1]) >> 4 | int(packed[2]) << 4
        total += (count - last) & 0xFFF if last is not None else 0
        last = count
        distances.append(total / 16)
    return distances


__all__ = ["read_fit"]
