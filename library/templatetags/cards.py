"""What a class card says of its runner."""

import datetime

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from balletfusion.days import date_format
from library.actions.translated import translated
from library.models import Kit

register = template.Library()
KIT = dict(Kit.choices)
A_WEEK, A_YEAR = 7, 300  # days
SLUG, TITLE = "a-class-to-be-named", "A class to be named"


@register.simple_tag
def done_words(own) -> str:
    """ "Done 4 ×, last Tuesday"; nothing where it was never done."""
    if not own or not own.times:
        return ""
    times = _("Done") if own.times == 1 else _("Done %(times)d ×") % {"times": own.times}
    return _("%(times)s, %(day)s") % {"times": times, "day": near_day(own.last, own.today)}


@register.filter
def kit_name(slug: str) -> str:
    """ "mat" -> "A mat"; what is no kit of ours is told as it is."""
    return str(KIT.get(slug, slug))


@register.simple_tag(takes_context=True)
def save_mark(context, item, place: str = "") -> str:
    """The bookmark of a card; nothing where the page was not given its request.

    Its template is rendered once for a page and filled in for each of two dozen cards.
    """
    request = context.get("request")
    if request is None:
        return ""
    kept = vars(request).setdefault("save_marks", {})
    key = (item.own.saved, place or "card")
    if key not in kept:
        blank = {"item": {"slug": SLUG, "title": TITLE}, "saved": key[0], "place": key[1]}
        blank["next"] = context.get("here", "")  # the address as it is read: what came may be endless
        kept[key] = render_to_string("library/saving/_save.html", blank, request=request)
    return mark_safe(kept[key].replace(SLUG, item.slug).replace(TITLE, escape(translated(item.title))))  # noqa: S308


def near_day(day: datetime.date, today: datetime.date) -> str:
    """A day gone by as people say it: today, yesterday, last Tuesday, 3 November, 3 November 2024."""
    ago = (today - day).days
    if ago <= 0:  # a runner who flew west may have danced tomorrow
        return _("today")
    if ago == 1:
        return _("yesterday")
    if ago <= A_WEEK:
        return _("last %(weekday)s") % {"weekday": date_format(day, "l")}
    return date_format(day, "j F" if ago < A_YEAR else "j F Y").replace(" ", "\N{NO-BREAK SPACE}")
