"""Totals and parts of seconds, as the pages of an import show them."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

from plans import units as shown
from plans.units import METRES

register = template.Library()


@register.filter
def far(metres, units):
    """Whole kilometres or miles: "18,204 km"."""
    return f"{intcomma(round((metres or 0) / METRES[units]))}\u00a0{units}"


@register.filter
def whole_seconds(seconds):
    return shown.duration_text(round(seconds)) if seconds else ""
