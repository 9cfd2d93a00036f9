"""Days as each language writes them. Beyond Django: “1er mars”, and months cut short as the French do.

Its filter `date` stands in place of Django's in every template (TEMPLATES in settings.py).
"""

import datetime
import re
from functools import cache

from babel.dates import get_month_names
from django import template
from django.template import defaultfilters
from django.utils import formats
from django.utils.translation import get_language

register = template.Library()

_SHORT_MONTH = re.compile(r"\bM\b")


def date_format(value: datetime.date, form: str) -> str:
    """In the language that is spoken: `date_format(day, "l j F")` is “Monday 1 March”, “lundi 1er mars”."""
    if get_language() == "fr":
        form = _in_french(form, value.month, value.day == 1)
    return formats.date_format(value, form)


@cache
def _in_french(form: str, month: int, first: bool) -> str:
    """Django would write “Jui” and “Jul” for June and July."""
    form = _SHORT_MONTH.sub(lambda _: _as_it_is(get_month_names("abbreviated", locale="fr")[month]), form)
    return re.sub(r"\bj(?= [F\\])", lambda _: _as_it_is("1er"), form) if first else form


def _as_it_is(text: str) -> str:
    """Letters that mean nothing in a format."""
    return "".join(f"\\{letter}" for letter in text)


@register.filter(expects_localtime=True, is_safe=False)
def date(value, form: str) -> str:
    """What is no day is left to Django's."""
    return date_format(value, form) if isinstance(value, datetime.date) else defaultfilters.date(value, form)
