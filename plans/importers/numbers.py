"""Numbers and durations as people write them in tables."""

import re
from math import isfinite

_NUMBER = re.compile(r"[+-]?\d[\d.,'’\s\u00a0\u202f]*")
_SPACES = re.compile(r"['’\s\u00a0\u202f]")
_LONGEST = 40
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?(?:[.,](\d{1,3}))?")
_LETTERS = re.compile(
    r"(?:(?P<h>\d{1,3})\s*(?:h|hr|hrs|hours?|std|stunden?|heures?|horas?|ore|ora|uur|u|t|時間|小时)\.?\s*)?"
    r"(?:(?P<m>\d{1,4}(?:[.,]\d+)?)\s*(?P<unit>m|min|mins|minutes?|minuten|minutos?|minuti|'|′|’|分|分钟)?\.?\s*)?"
    r"(?:(?P<s>\d{1,2})\s*(?:s|sec|secs|seconds?|sek|\"|″|''|秒)?\.?)?",
    re.IGNORECASE,
)


def decimal(text: str, sign: str | None = None) -> float | None:
    """A number from its beginning to its end; None if it is none.

    `sign` is the decimal sign of the column; without one, the last of point and comma is taken for it.
    """
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text := text.strip()):
        return None
    text = _SPACES.sub("", text)
    if sign is None:
        sign = "," if text.rfind(",") > text.rfind(".") else "."
    try:
        value = float(text.replace("." if sign == "," else ",", "").replace(sign, "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def seconds(text: str, unit: str = "min", pair: str = "m:s") -> float | None:
    """A duration: "1:02:33", "52:30", "1h05", "45 min", or a plain number counted in `unit` (h, min, s).

    `pair` says what two parts are: "m:s" or "h:m". None if it is no duration.
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        return _of_clock(clock, pair)
    plain = decimal(text)
    if plain is not None:
        return plain * {"h": 3600, "min": 60, "s": 1}[unit] if plain >= 0 else None
    return _of_letters(text)


def _of_clock(clock: re.Match[str], pair: str) -> float | None:
    first, second, third = int(clock[1]), int(clock[2]), clock[3]
    if second > 59 or int(third or 0) > 59:
        return None
    fraction = float(f"0.{clock[4] or 0}")
    if third is not None:
        return first * 3600 + second * 60 + int(third) + fraction
    return first * 3600.0 + second * 60 if pair == "h:m" else first * 60 + second + fraction


def _of_letters(text: str) -> float | None:
    found = _LETTERS.fullmatch(text)
    if not found or not any(found.group("h", "m", "s")):
        return None
    hours, minutes, rest = (float((found[name] or "0").replace(",", ".")) for name in ("h", "m", "s"))
    return hours * 3600 + minutes * 60 + rest
