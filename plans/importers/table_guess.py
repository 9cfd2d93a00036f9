"""Which column of a table holds what, guessed from its headers and from what stands below them."""

import re
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from .cells import amount, are_beats, decimal_sign, effort, metres, share, unit_beside, zone_named
from .dates import calendar_of
from .numbers import decimal, seconds
from .table_mapping import TableMapping
from .table_words import DISTANCE_UNITS, DURATION_UNITS, KM, METRES, WORDS

_FASTEST_M_S = 8.0  # mean over a whole run; the marathon's best is 5.9
_MOSTLY, _HALF = 0.8, 0.5  # of the cells are of that kind: without a header, and with one
_IN_BRACKETS = re.compile(r"[\[(/]\s*([^\W\d_]+)")
_HOURS_FIRST = re.compile(r"\bhh?:mm?\b(?!:)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def header_at(rows: list[list[str]]) -> int | None:
    """The row with most known headers among the first, two at least; else a first row without any digit."""
    known = [sum(_field_named(cell) is not None for cell in row) for row in rows[:20]]
    best = max(range(len(known)), key=lambda place: (known[place], -place))
    if known[best] >= 2:
        return best
    without_digits = not any(c.isdigit() for cell in rows[0] for c in cell)
    return 0 if without_digits and len(rows) > 1 else None


def _field_named(header: str) -> str | None:
    return next((name for name in WORDS if _rank(header, WORDS[name])), None)


def _rank(header: str, known: tuple[str, ...]) -> int:
    """How well a header fits a list: better an earlier word, better a whole header than a part of it."""
    plain = re.sub(r"[\[(/].*", "", header).replace("_", " ").strip(" .:*#").casefold()
    if plain in known:
        return 1000 - known.index(plain)
    parts = _WORD.findall(plain)
    return max((500 - known.index(part) for part in parts if part in known and len(part) > 2), default=0)


class Guess:
    """A mapping from headers and from what stands below them."""

    def __init__(self, header: list[str], body: list[list[str]], width: int) -> None:
        self.header = header
        self.columns = [
            [row[place].strip() if place < len(row) else "" for row in body] for place in range(width)
        ]
        self.taken: set[int] = set()
        self.unit_is_certain = False

    def mapping(self) -> TableMapping:
        zone = self._find("zone", lambda cells: share(cells, zone_named) >= _HALF)
        day = self._find("date", self._is_dates)
        duration = self._find("duration", lambda cells: share(cells, seconds) >= _HALF)
        distance = self._find("distance", lambda cells: share(cells, amount) >= _HALF)
        found = TableMapping(
            date=day,
            distance=distance,
            duration=duration,
            heart_rate=self._find("heart_rate", are_beats),
            effort=self._find("effort", lambda cells: share(cells, effort) >= _HALF),
            kind=self._find("kind", any),
            title=self._find("title", any),
            note=self._find("note", any),
            zone=zone,
        )
        return self._measured(found) if self.header else self._measured(self._without_headers(found))

    def _find(self, name: str, fits: Callable[[list[str]], bool]) -> int | None:
        """The column with the best header for a field whose cells are of that kind."""
        ranked = sorted(
            (
                (_rank(header, WORDS[name]), -place)
                for place, header in enumerate(self.header[: len(self.columns)])
            ),
            reverse=True,
        )
        for rank, place in ranked:
            if rank and -place not in self.taken and (not self._filled(-place) or fits(self._filled(-place))):
                self.taken.add(-place)
                return -place
        return None

    def _filled(self, place: int) -> list[str]:
        return [cell for cell in self.columns[place] if cell]

    def _is_dates(self, cells: list[str]) -> bool:
        calendar = calendar_of(cells)
        return share(cells, calendar.read) >= (_HALF if self.header else _MOSTLY)

    def _without_headers(self, found: TableMapping) -> TableMapping:
        """The first column of dates, the first of clock times, and the first other of numbers."""
        day = self._first(self._is_dates)
        if day is None:
            return found
        duration = self._first(
            lambda cells: share(cells, seconds) >= _MOSTLY and share(cells, decimal) < _MOSTLY
        )
        distance = self._first(lambda cells: share(cells, amount) >= _MOSTLY)
        return replace(found, date=day, duration=duration, distance=distance)

    def _first(self, fits: Callable[[list[str]], bool]) -> int | None:
        for place in range(len(self.columns)):
            if place not in self.taken and self._filled(place) and fits(self._filled(place)):
                self.taken.add(place)
                return place
        return None

    def _measured(self, found: TableMapping) -> TableMapping:
        """The mapping with its units and its decimal sign."""
        distances = self._filled(found.distance) if found.distance is not None else []
        durations = self._filled(found.duration) if found.duration is not None else []
        sign = decimal_sign(distances)
        unit = self._unit_of(found.distance, DISTANCE_UNITS) or unit_beside(distances)
        self.unit_is_certain = unit is not None or not distances
        values = [value for cell in distances if (value := amount(cell, sign)) is not None]
        if unit is None:
            unit = METRES if values and median(values) > 300 else KM
        found = replace(found, decimal_sign=sign, distance_unit=unit)
        plain = [value for cell in durations if (value := decimal(cell)) is not None]
        told = self._unit_of(found.duration, DURATION_UNITS)
        found = replace(found, duration_unit=told or ("s" if plain and median(plain) > 600 else "min"))
        return replace(found, duration_pair=self._pair(found))

    def _header(self, place: int) -> str:
        return self.header[place] if place < len(self.header) else ""

    def _unit_of(self, place: int | None, units: dict[str, str]) -> str | None:
        """The unit a header names: "Distance (km)", "Laufzeit [min]", "Miles"."""
        header = self._header(place).casefold() if place is not None else ""
        bracketed = _IN_BRACKETS.search(header)
        names = [bracketed[1]] if bracketed else _WORD.findall(header)
        return next((units[name] for name in names if name in units), None)

    def _pair(self, found: TableMapping) -> str:
        """Two parts are minutes and seconds, unless someone had run faster than anyone can."""
        if found.duration is not None and _HOURS_FIRST.search(self._header(found.duration)):
            return "h:m"
        if found.duration is None or found.distance is None:
            return "m:s"
        speeds = []
        for far, long in zip(self.columns[found.distance], self.columns[found.duration], strict=True):
            distance_m, time_s = metres(far, found), seconds(long) if long.count(":") == 1 else None
            if distance_m and time_s:
                speeds.append(distance_m / time_s)
        return "h:m" if speeds and median(speeds) > _FASTEST_M_S else "m:s"
