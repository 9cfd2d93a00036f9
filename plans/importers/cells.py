"""What stands in the cells of a training log: distances, efforts, heart rates."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .numbers import decimal
from .table_mapping import TableMapping
from .table_words import DISTANCE_UNITS, KM, METRES, MILES

_METRES_IN = {KM: 1000.0, MILES: 1609.344, METRES: 1.0}
_AMOUNT = re.compile(r"(?P<number>.*\d)\s*(?P<unit>[^\W\d_]+)?\.?")
_LONGEST = 60
_MOSTLY = 0.8


def share(cells: list[str], reads: Callable[[str], object]) -> float:
    return sum(reads(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def are_beats(cells: list[str]) -> bool:
    return share(cells, beats) >= _MOSTLY


def amount(text: str, sign: str | None = None) -> float | None:
    """A number, with or without a unit of distance behind it."""
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not found or (found["unit"] and found["unit"].casefold() not in DISTANCE_UNITS):
        return None
    return decimal(found["number"], sign)


def unit_beside(cells: list[str]) -> str | None:
    """The unit most cells have behind their number."""
    found = [
        match["unit"].casefold()
        for cell in cells
        if (match := _AMOUNT.fullmatch(cell[:_LONGEST])) and match["unit"]
    ]
    units = [DISTANCE_UNITS[unit] for unit in found if unit in DISTANCE_UNITS]
    return max(set(units), key=units.count) if len(units) > len(cells) / 2 else None


def decimal_sign(cells: list[str]) -> str:
    """The sign that stands last where both do, or with other than three digits behind it."""
    commas = sum(bool(re.search(r",\d{1,2}(?!\d)", cell)) for cell in cells)
    points = sum(bool(re.search(r"\.\d{1,2}(?!\d)", cell)) for cell in cells)
    if commas == points:
        commas = sum(cell.count(",") == 1 for cell in cells)
        points = sum(cell.count(".") == 1 for cell in cells)
    return "," if commas > points else "."


def metres(text: str, mapping: TableMapping) -> float | None:
    value = amount(text, mapping.decimal_sign)
    if value is None:
        return None
    unit = (match["unit"] or "") if (match := _AMOUNT.fullmatch(text.strip())) else ""
    return value * _METRES_IN[DISTANCE_UNITS.get(unit.casefold(), mapping.distance_unit)]


def effort(text: str) -> float | None:
    """0 to 10, also as "7/10"."""
    value = decimal(text.removesuffix("/10"))
    return value if value is not None and 0 <= value <= 10 else None


def beats(text: str) -> int | None:
    value = decimal(re.sub(r"(?i)\s*bpm$", "", text))
    return round(value) if value is not None and 25 <= value <= 250 else None


def zone_named(text: str) -> str | None:
    """An IANA name of a time zone: "Europe/London"."""
    try:
        return ZoneInfo(text).key if len(text) <= _LONGEST else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the database, "Europe"
        return None
