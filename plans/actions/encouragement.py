"""One sentence for the weekly mail, by what happened; nothing that was not done is held against anybody."""

import datetime
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from balletfusion.days import date_format

AWAY_DAYS = 9
LENGTHS = {10: _lazy("ten"), 15: _lazy("fifteen"), 20: _lazy("twenty")}  # the lengths classes have


@dataclass(frozen=True)
class Past:
    """What was done, this week and ever."""

    classes: int
    minutes: int
    runs: int
    distance_m: float
    weeks_danced: int
    last_on: datetime.date | None
    left: int = 0  # places of the week that were neither danced nor left out


@dataclass(frozen=True)
class Ahead:
    """What the coming week holds."""

    asked: int
    first_on: datetime.date | None  # of its classes
    first_minutes: int
    has_race: bool
    laid_aside: bool


def encouragement(*, past: Past, ahead: Ahead, today: datetime.date) -> str:
    """The first that is true, from what matters most."""
    if ahead.laid_aside:
        return _("Rest belongs to it too. Your place is kept.")
    if ahead.has_race:
        return _("It is the week of your race: sleep well, keep it light, and enjoy the run.")
    if past.last_on is None:
        return _not_begun(ahead)
    if (today - past.last_on).days >= AWAY_DAYS:
        return _away((today - past.last_on).days, ahead)
    return _danced(past, ahead)


def _not_begun(ahead: Ahead) -> str:
    if ahead.first_on is None:
        return _("Whenever you like to begin: one hand on a chair is enough.")
    return _("The first class is on %(day)s: shoes off, one hand on a chair, and that is all you need.") % {
        "day": _day(ahead.first_on)
    }


def _away(days: int, ahead: Ahead) -> str:
    minutes = LENGTHS.get(ahead.first_minutes) or apnumber(ahead.first_minutes)
    said = {"days": str(apnumber(days)).capitalize(), "minutes": minutes}
    if ahead.first_on is None:
        return _("%(days)s days away. Your place is kept.") % said
    return _("%(days)s days away. Your place is kept, and we begin with %(minutes)s quiet minutes.") % said


def _danced(past: Past, ahead: Ahead) -> str:
    if not past.classes:
        if ahead.first_on is None:
            return _("Your place is kept, whenever you like to come back to it.")
        return _("A quiet week. Your next class waits on %(day)s.") % {"day": _day(ahead.first_on)}
    if past.weeks_danced == 1:
        return _("Your first week is danced. The second one will feel familiar already.")
    if not past.left and ahead.asked and past.classes >= ahead.asked:
        return _("All your classes are danced. What you repeat, your feet remember.")
    said = ngettext(
        "%(n)s class danced, and it counts. What you repeat, your feet remember.",
        "%(n)s classes danced, and they count. What you repeat, your feet remember.",
        past.classes,
    )
    return said % {"n": str(apnumber(past.classes)).capitalize()}


def _day(date: datetime.date) -> str:
    return date_format(date, "l")
