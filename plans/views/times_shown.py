"""Times laid aside as pages tell them: in a sentence, and as a band over the days of a week."""

import datetime
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balletfusion.days import date_format
from library.models import BodySite
from plans.actions.overlay_pictures import has_a_say_until
from plans.actions.overlays import ABOUT_HEALTH
from plans.actions.way_back import WayBack
from plans.actions.week import WeekShown
from plans.models import Overlay
from plans.views.pain_words import spot

Kind = Overlay.Kind
NAMES = {
    Kind.ILLNESS: gettext_lazy("Illness"),
    Kind.INJURY: gettext_lazy("Injury"),
    Kind.HOLIDAY: gettext_lazy("Holiday"),
    Kind.TRAVEL: gettext_lazy("Travel"),
}
KEPT = gettext_lazy("Your place is kept.")


@dataclass(frozen=True)
class Band:
    """A time over a week: what is said of it, and its first and last column, 1 to 7.

    `about_health`: nothing for a printed week, which others see.
    """

    name: str
    sentence: str
    href: str
    first: int
    last: int
    about_health: bool = False


@dataclass(frozen=True)
class TimeShown:
    """A time on the page that lists them."""

    pk: int
    name: str
    days: str
    length: str
    sentence: str
    href: str
    well_again: str  # what the button says that ends it


def days_text(first: datetime.date, last: datetime.date, today: datetime.date) -> str:
    """ "3–9 December", with the year where it is not this one."""
    end = date_format(last, "j F" if last.year == today.year == first.year else "j F Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{date_format(first, 'j F' if first.year == last.year else 'j F Y')} – {end}"


def length_text(overlay: Overlay) -> str:
    """ "nine days"."""
    days = (overlay.last - overlay.first).days + 1
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": apnumber(days)}


def name_of(overlay: Overlay) -> str:
    """With the sites of an injury."""
    sites = [spot(site) for site in BodySite if site in overlay.sites]
    name = str(NAMES[Kind(overlay.kind)])
    return f"{name} ({', '.join(sites)})" if sites else name


def what_it_means(overlay: Overlay) -> str:
    if overlay.kind == Kind.TRAVEL:
        return _("Classes that fit a small room and need no kit.")
    return _("Only quiet classes that spare it.") if overlay.sites else str(KEPT)


def laid_sentence(overlay: Overlay) -> str:
    """What is said when it has been laid."""
    if overlay.kind == Kind.TRAVEL:
        return _("%(days)s of travel: what stays in your plan fits a small room and needs no kit.") % _days(
            overlay
        )
    if has_a_say_until(overlay) > overlay.last:
        return _("%(days)s laid aside. Your place is kept, and afterwards we begin gently.") % _days(overlay)
    return _("%(days)s laid aside. Your place is kept.") % _days(overlay)


def _days(overlay: Overlay) -> dict[str, str]:
    return {"days": capfirst(length_text(overlay))}


def bands_of(week: WeekShown, today: datetime.date) -> list[Band]:
    return [_band(each, week, today) for each in week.overlays]


def _band(overlay: Overlay, week: WeekShown, today: datetime.date) -> Band:
    first, last = max(overlay.first, week.monday), min(overlay.last, week.sunday)
    days = days_text(overlay.first, overlay.last, today)
    return Band(
        name=f"{name_of(overlay)}, {days}",
        sentence=what_it_means(overlay),
        href=overlay.get_absolute_url(),
        first=(first - week.monday).days + 1,
        last=(last - week.monday).days + 1,
        about_health=overlay.kind in ABOUT_HEALTH,
    )


def way_back_text(back: WayBack | None) -> str:
    """Empty where the week is none on the way back."""
    if back is None:
        return ""
    told = {"away": _days(back.after)["days"], "minutes": back.minutes}
    return (
        _(
            "%(away)s away. Your place is kept, and we go back gently: at most %(minutes)s minutes this week "
            "that work the legs."
        )
        % told
    )


def time_shown(overlay: Overlay, today: datetime.date) -> TimeShown:
    about_health = overlay.kind in ABOUT_HEALTH
    is_on = overlay.first <= today <= overlay.last
    until = has_a_say_until(overlay)
    back = _("Back gently until %(day)s.") % {"day": date_format(until, "j F")}
    return TimeShown(
        pk=overlay.pk,
        name=name_of(overlay),
        days=days_text(overlay.first, overlay.last, today),
        length=length_text(overlay),
        sentence=back
        if overlay.last < today <= until
        else what_it_means(overlay)
        if overlay.last >= today
        else "",
        href=overlay.get_absolute_url(),
        well_again=(_("I’m well again") if about_health else _("I’m back")) if is_on else "",
    )


def laid_over(week: WeekShown, date: datetime.date, today: datetime.date) -> TimeShown | None:
    """The time that leaves this day without a class, for a page that has nothing else to say of it."""
    over = [o for o in week.overlays if o.first <= date <= o.last and o.kind != Kind.TRAVEL]
    return time_shown(max(over, key=lambda o: o.last), today) if over else None
