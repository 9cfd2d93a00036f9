"""A moment of a film: typed as 1:02.500, held in seconds."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"(?:(\d{1,2}):)?(?:(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?", re.ASCII)


def read_moment(text: str) -> float | None:
    """ "1:02.5" -> 62.5, "75" -> 75.0, "1:02:09" -> 3729.0; None where it is no moment."""
    match = WRITTEN.fullmatch(text.strip())
    if not match:
        return None
    first, second, seconds, fraction = match.groups()
    hours, minutes = (first, second) if second is not None else (None, first)
    if (minutes is not None and int(seconds) > 59) or (hours is not None and int(minutes) > 59):
        return None
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return (whole * 1000 + int((fraction or "").ljust(3, "0"))) / 1000


def typed_moment(seconds: float) -> str:
    """62.5 -> "1:02.500", 3729 -> "1:02:09.000"."""
    ms = round(seconds * 1000)
    hours, minutes, rest = ms // 3_600_000, ms // 60_000 % 60, ms % 60_000
    tail = f"{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


class MomentField(forms.CharField):
    """Seconds, or None where it is left empty and may be."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "data-moment": ""}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        seconds = read_moment(text)
        if seconds is None:
            raise forms.ValidationError(_("Write the time as 1:05 or 1:05.250."), code="odd")
        return seconds

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else typed_moment(value)
