"""Seconds as people read them."""

import math

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """245.3 -> "4:05", 3729 -> "1:02:09"."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@register.filter
def at(seconds: float) -> str:
    """A place in a film as addresses tell it: tenths, never before it, where something else is said."""
    return f"{math.ceil(round(seconds * 10, 4)) / 10:g}"


@register.filter
def hours(minutes: int) -> str:
    """165 -> "2 h 45 min", 45 -> "45 min", 120 -> "2 h"."""
    parts = [(minutes // 60, _("%d h")), (minutes % 60, _("%d min"))]
    return " ".join(words % number for number, words in parts if number) or _("%d min") % 0
