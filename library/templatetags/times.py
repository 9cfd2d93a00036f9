"""Seconds as people read them."""

from django import template

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """245.3 -> "4:05", 3729 -> "1:02:09"."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
