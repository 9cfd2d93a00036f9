"""Dates as people and programs of many languages write them, read a column at a time.

A column settles what one date leaves open: whether the day or the month stands first, and in which language
the months are named. Names come from Unicode's CLDR through Babel; a language is loaded when no earlier one
fits.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from unicodedata import normalize

from babel import Locale

DMY, MDY, YMD = "dmy", "mdy", "ymd"
# The more common first: "lis" is November in Polish and October in Croatian.
_IN_ORDER = """
    en de fr es it pt nl pl sv da nb fi cs ru hu tr uk ca ro el sk sl hr bg lt lv et id ms is eu gl sr ar
"""
_LANGUAGES = _IN_ORDER.split()
_EARLIEST, _LATEST = 1970, 2099
_SERIAL_0 = date(1899, 12, 30)  # a spreadsheet's day 0
_MOST_WORDS = 8  # of a date: "tirsdag den 3. januar 2062 kl." has four
_MOST_KINDS = 100  # of wordings in a column that are looked at: 12 months with 7 weekdays are 84
_LONGEST = 80  # no date is longer

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$)?")
_DOTTED_CLOCK = re.compile(r"(?<=\d{4})(?=\D*[\s,])\D+(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?: UTC)?$")
_LETTERED_CLOCK = re.compile(
    r"(\d{1,2})\s?[h時时시點点]\s?(\d{2})\s?(?:min|m|分|분)?\s?(?:(\d{2})\s?(?:s|秒|초)?)?"
)
_HALF = re.compile(r"\b([apμπ])\.?\s?([mμ])\b\.?", re.IGNORECASE)  # "p. m."
_AFTERNOON = frozenset(("pm", "午後", "下午", "晚上", "傍晚", "오후", "ös", "μμ", "ptg", "م"))
_MORNING = frozenset(("am", "午前", "上午", "凌晨", "午夜", "오전", "öö", "πμ", "pg", "ص"))
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_SERIAL = re.compile(r"[2-5]\d{4}(?:[.,]\d+)?")  # 1954 to 2064


@dataclass(frozen=True)
class _Written:
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    clock: time | None
    is_dotted: bool  # 3.1.2024, which no one writes with the month first


def _taken_apart(text: str) -> _Written | None:
    if len(text) > _LONGEST:
        return None
    text = _HALF.sub(r"\1\2", text.replace("\u202f", " ").replace("\xa0", " ")).strip()
    found = _CLOCK.search(text) or _DOTTED_CLOCK.search(text) or _LETTERED_CLOCK.search(text)
    clock = None
    if found:
        hour, minute, second = (int(part or 0) for part in found.groups())
        rest = text[: found.start(1)] + " " + text[found.end() :]
    else:
        rest = text
    words = tuple(_WORD.findall(_folded(rest))[:_MOST_WORDS])
    if found:
        clock = _time(_hour(hour, words), minute, second)
        if clock is None:
            return None
    return _Written(tuple(_NUMBER.findall(rest)), words, clock, "." in rest)


def _folded(text: str) -> str:
    """Folding takes accents off some Greek letters and puts them behind, where they would end a word."""
    return normalize("NFC", text.casefold())


def _hour(hour: int, words: tuple[str, ...]) -> int:
    if hour <= 12 and not _AFTERNOON.isdisjoint(words):
        return hour % 12 + 12
    if hour == 12 and not _MORNING.isdisjoint(words):
        return 0
    return hour


def _time(hour: int, minute: int, second: int) -> time | None:
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


_ALSO = {"de": {"jänner": 1, "feber": 2, "mrz": 3}, "en": {"sept": 9}}


@cache
def _months(language: str) -> dict[str, int]:
    """Month by name, long and short, as a date has it and as it stands alone."""
    table = dict(_ALSO.get(language, {}))
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in Locale(language).months[form][width].items():
                words = _WORD.findall(_folded(str(name)))
                if words and not any(c.isdigit() for c in str(name)):
                    table.setdefault(max(words, key=len), month)
    return table


def _month(words: tuple[str, ...], months: Mapping[str, int]) -> int | None:
    """The month a date names, in full or by its beginning. The last that fits: "mar" is a Tuesday as well."""
    for word in reversed(words):
        if word in months:
            return months[word]
        begun = {month for name, month in months.items() if len(word) >= 3 and name.startswith(word)}
        if len(begun) == 1:
            return begun.pop()
    return None


def _language_of(wordings: Iterable[tuple[str, ...]]) -> Mapping[str, int]:
    """The names of months in the language that knows most of the wordings."""
    wordings = list(wordings)
    best: tuple[int, Mapping[str, int]] = (0, {})
    for language in _LANGUAGES if wordings else ():
        months = _months(language)
        known = sum(_month(words, months) is not None for words in wordings)
        if known > best[0]:
            best = (known, months)
        if known == len(wordings):
            break
    return best[1]


@dataclass(frozen=True)
class Calendar:
    """How the dates of one column are written. `is_certain` unless day and month could be exchanged."""

    order: str = DMY
    is_certain: bool = True
    months: Mapping[str, int] = field(default_factory=dict)

    def read(self, text: str) -> tuple[date, time | None] | None:
        """A date and, where it stands there, the time of day; None if it is no date of 1970 to 2099."""
        if _SERIAL.fullmatch(text.strip()):
            return _SERIAL_0 + timedelta(days=int(text.strip()[:5])), None
        parts = _taken_apart(text)
        found = self._day_of(parts) if parts else None
        return (found, parts.clock) if found and parts else None

    def _day_of(self, parts: _Written) -> date | None:
        numbers = _eight_digits(parts.numbers)
        if len(numbers) == 2:
            month = _month(parts.words, self.months)
            first, second = numbers
            year, day = (first, second) if len(first) == 4 else (second, first)
            return _date(year, month, day) if month else None
        if len(numbers) != 3:
            return None
        order = YMD if len(numbers[0]) == 4 else self.order
        found = dict(zip(order, numbers, strict=True))
        return _date(found["y"], int(found["m"]), found["d"])


def _eight_digits(numbers: tuple[str, ...]) -> tuple[str, ...]:
    if len(numbers) == 1 and len(numbers[0]) == 8:
        return numbers[0][:4], numbers[0][4:6], numbers[0][6:]
    return numbers


def _date(year: str, month: int, day: str) -> date | None:
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(whole, month, int(day)) if _EARLIEST <= whole <= _LATEST else None
    except ValueError:
        return None


def calendar_of(texts: Iterable[str]) -> Calendar:
    """How the dates of a column are written, by all of them together."""
    wordings: set[tuple[str, ...]] = set()
    day_first = month_first = year_first = open_ones = 0
    for text in texts:
        parts = _taken_apart(text)
        if parts is None or _SERIAL.fullmatch(text.strip()):
            continue
        if len(parts.numbers) == 2 and parts.words and len(wordings) < _MOST_KINDS:
            wordings.add(parts.words)
        if len(parts.numbers) != 3:
            continue
        first, second = parts.numbers[0], parts.numbers[1]
        year_first += len(first) == 4
        day_first += len(first) < 3 and (int(first) > 12 or parts.is_dotted)
        month_first += len(second) < 3 and int(second) > 12 and len(first) < 3
        open_ones += len(first) < 3
    order = DMY if day_first >= month_first else MDY
    if year_first and not open_ones:
        order = YMD
    is_certain = not open_ones or bool(day_first) != bool(month_first)
    return Calendar(order, is_certain, _language_of(wordings))
