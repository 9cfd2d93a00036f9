"""Metres and seconds in the units of whoever reads them: {{ run.distance_m|distance:user.units }}."""

from django import template
from django.templatetags.tz import do_timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from accounts.models.user import zone_of
from plans import units as shown
from plans.models import RunKind

register = template.Library()

LAP_KINDS = {
    "warmup": _("Warm-up"),
    "interval": _("Interval"),
    "recovery": _("Recovery"),
    "rest": _("Rest"),
    "cooldown": _("Cool-down"),
}


@register.filter
def in_zone(instant, name):
    """Django's own filter fails at a name that is none ("../etc") or a folder of names ("America")."""
    return do_timezone(instant, zone_of(name))


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
def lap_distance(metres, units):
    """Of a lap: "400 m", "1.01 km"."""
    if metres and units == "km" and metres < 999.5:
        return f"{round(metres)}\u00a0m"
    return distance_exact(metres, units)


@register.filter
def distance_bare(metres, units):
    """The number alone, for a column whose head says the unit: "3", "10.01"."""
    return shown.distance_bare(metres, units)


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
    return f"{round(metres / shown.METRES_A_FOOT)}\u00a0ft" if units == "mi" else f"{round(metres)}\u00a0m"


@register.filter
def run_kind(kind):
    return RunKind(kind).label if kind in RunKind else ""


@register.filter
def lap_kind(kind):
    """What a lap was for, in words; nothing for a lap that says no more than that it was run."""
    return str(LAP_KINDS.get(kind, ""))
