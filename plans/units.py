"""Kilometres, miles, minutes and paces: how they are typed and shown. Inside, all is metres and seconds."""

import re

from django.core.exceptions import ValidationError
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

from accounts.models import Units

METRES = {Units.KM: 1000.0, Units.MI: 1609.344}
METRES_A_FOOT = 0.3048
LONGEST_M = 1_000_000  # six-day races end near this
LONGEST_S = 7 * 24 * 3600
SHORTEST_CLOCK_S = 300  # below this "1:30" might as well be an hour and a half, so we ask

_NUMBER = r"(?P<number>\d{1,6}(?:[.,]\d{0,6})?|[.,]\d{1,6})"
_DISTANCE = re.compile(
    rf"{_NUMBER}\s*(?:(?P<km>km|kilomet(?:re|er)s?)|(?P<mi>mi|miles?))?\.?", re.ASCII | re.IGNORECASE
)
_MINUTES = re.compile(rf"{_NUMBER}\s*(?:m|mins?|minutes?|')?\.?", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)", re.ASCII)
_WORDS = re.compile(
    r"(?:(\d{1,3})\s*h(?:ours?|rs?)?\.?)?\s*(?:(\d{1,4})\s*(?:m|mins?|minutes?)\.?)?"
    r"\s*(?:(\d{1,4})\s*s(?:ec(?:ond)?s?)?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_HOURS_AND = re.compile(r"(\d{1,3})\s*h\s*([0-5]?\d)()", re.ASCII | re.IGNORECASE)  # "1h05"


def read_distance(text: str, units: str) -> float:
    """Metres from what was typed: "8.5", "8,5", "5 mi"; a bare number is in the runner's units."""
    text = text.strip()
    _refuse_below_zero(text, _("A distance is above zero."))
    match = _DISTANCE.fullmatch(text)
    if not match:
        raise ValidationError(_("Write the distance as a number, such as 8, 8.5 or 8,5."), code="invalid")
    unit = Units.KM if match["km"] else Units.MI if match["mi"] else Units(units)
    metres = _number(match["number"]) * METRES[unit]
    if metres <= 0:
        raise ValidationError(_("A distance is above zero."), code="zero")
    if metres > LONGEST_M:
        raise ValidationError(
            _("That is further than we can believe: at most %(most)s."),
            code="huge",
            params={"most": distance_text(LONGEST_M, units, 0)},
        )
    return metres


def read_duration(text: str) -> int:
    """Seconds from what was typed: "52" minutes, "52:30", "1:02:33", "1h 5"."""
    text = text.strip()
    _refuse_below_zero(text, _("A time is above zero."))
    seconds = _clock_seconds(text)
    if seconds is None:
        seconds = _minutes_or_words(text)
    if seconds is None:
        raise ValidationError(_("Write the time as 52, 52:30 or 1:02:33."), code="invalid")
    if seconds < 1:
        raise ValidationError(_("A time is above zero."), code="zero")
    if seconds > LONGEST_S:
        raise ValidationError(_("That is longer than we can believe: at most seven days."), code="huge")
    return seconds


def _refuse_below_zero(text: str, sentence: str) -> None:
    if text[:1] in ("-", "−", "–"):
        raise ValidationError(sentence, code="negative")


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _clock_seconds(text: str) -> int | None:
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match[1] is None:
        _ask_if_hours_are_meant(minutes, seconds)
    elif minutes > 59:
        return None
    return hours * 3600 + minutes * 60 + seconds


def _ask_if_hours_are_meant(first: int, second: int) -> None:
    if 0 < first * 60 + second < SHORTEST_CLOCK_S:
        raise ValidationError(
            _("Hours or minutes? Write %(as_hours)s or %(as_minutes)s."),
            code="ambiguous",
            params={
                "as_hours": f"{first}:{second:02}:00",
                "as_minutes": f"0:{first:02}:{second:02}",
            },
        )


def _minutes_or_words(text: str) -> int | None:
    if match := _MINUTES.fullmatch(text):
        return round(_number(match["number"]) * 60)
    match = _HOURS_AND.fullmatch(text) or _WORDS.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def distance_text(metres: float, units: str, decimals: int = 1) -> str:
    """ "10.2 km", with a space that does not break."""
    value = round(metres / METRES[Units(units)], decimals)  # number_format cuts: a marathon would be 42.19 km
    return f"{number_format(value, decimals)}\u00a0{units}"


def distance_bare(metres: float, units: str) -> str:
    """ "3" or "10.01": in kilometres or miles, without saying so."""
    return number_text(metres / METRES[Units(units)])


def number_text(value: float, decimals: int = 2) -> str:
    """At most so many decimals, none of them needless, with the sign the language has for them."""
    text = f"{value:.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(
        ".", get_format("DECIMAL_SEPARATOR")
    )


def far_text(metres: float, units: str) -> str:
    """ "163.5 km", "20,581 km": for totals, where a tenth says nothing once they are long."""
    value = metres / METRES[Units(units)]
    places = 1 if value < 1000 else 0
    return f"{number_format(round(value, places), places, force_grouping=True)}\u00a0{units}"


def duration_text(seconds: float) -> str:
    """ "52:30" or "1:02:33"."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def hours_text(seconds: float) -> str:
    """ "52 min" or "4 h 12 min": for totals, where seconds say nothing."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


def pace_text(seconds: float, metres: float, units: str) -> str:
    """ "5:12 /km"."""
    return f"{duration_text(seconds * METRES[Units(units)] / metres)}\u00a0/{units}"


def typed_distance(metres: float, units: str) -> str:
    """As a person would type it into a field; `read_distance` reads it back to within 10 m."""
    value = metres / METRES[Units(units)]
    return number_text(value, 2 if value >= 0.05 else 6)


def typed_duration(seconds: int) -> str:
    """As a person would type it into a field; `read_duration` reads it back exactly."""
    return (
        duration_text(seconds) if seconds >= SHORTEST_CLOCK_S else f"0:{seconds // 60:02}:{seconds % 60:02}"
    )
