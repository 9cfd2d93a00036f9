"""Metres and seconds in the units of whoever reads them: {{ run.distance_m|distance:user.units }}."""

from django import template
from django.utils.formats import number_format

from plans import units as shown

register = template.Library()


@register.filter
def distance(metres, units):
    """One decimal, for lists and totals."""
    return shown.distance_text(metres, units) if metres else ""


@register.filter
def far(metres, units):
    """For totals, which may be long."""
    return shown.far_text(metres, units) if metres else ""


@register.filter
def far_up(metres, units):
    """The climb of many runs."""
    value = metres / 0.3048 if units == "mi" else metres
    return f"{number_format(round(value), 0, force_grouping=True)}\u00a0{'ft' if units == 'mi' else 'm'}"


@register.filter
def distance_exact(metres, units):
    return shown.distance_text(metres, units, 2) if metres else ""


@register.filter
def duration(seconds):
    return shown.duration_text(seconds) if seconds else ""


@register.filter
def hours(seconds):
    return shown.hours_text(seconds) if seconds else ""


@register.filter
def pace(run, units):
    """Of anything with `duration_s` and `distance_m`; empty where one is missing."""
    if not (run.duration_s and run.distance_m):
        return ""
    return shown.pace_text(run.duration_s, run.distance_m, units)


@register.filter
def climb(metres, units):
    """Metres, or feet where the runner counts in miles."""
    if metres is None:
        return ""
    return f"{round(metres / 0.3048)}\u00a0ft" if units == "mi" else f"{round(metres)}\u00a0m"
