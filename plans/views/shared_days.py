"""A shared week as its template draws it; units are those of whoever looks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balletfusion.days import date_format
from library.actions.told import told
from library.actions.translated import translated
from library.models import Benefit, BodySite
from plans.actions.shared_week import Aside, Health, SharedClass, SharedDay, SharedRace, SharedRun, SharedWeek
from plans.models import PlannedSession, RunKind, Weekday
from plans.units import distance_text, hours_text
from plans.views.chips import ClassChip, DayShown, RaceChip, RunChip
from plans.views.pain_words import spot
from plans.views.self_check_words import sides_said
from plans.views.times_shown import NAMES, Band, days_text


@dataclass(frozen=True)
class SharedDayShown(DayShown):
    health: list[str]


def shared_days(week: SharedWeek, units: str) -> list[SharedDayShown]:
    return [_day(day, units) for day in week.days]


def _day(day: SharedDay, units: str) -> SharedDayShown:
    return SharedDayShown(
        name=str(Weekday(day.date.weekday()).label),
        date=day.date,
        is_today=day.is_today,
        is_past=day.is_over,
        runs=[_run(run, units) for run in day.runs],
        races=[_race(race, units) for race in day.races],
        classes=[_class(each) for each in [*day.classes, *day.danced]],
        health=health_lines(day.health) if day.health else [],
    )


def _run(run: SharedRun, units: str) -> RunChip:
    state = "done" if run.is_done else "skipped" if run.is_left_out else "planned"
    parts = [
        distance_text(run.distance_m, units) if run.distance_m else "",
        hours_text(run.duration_s) if run.duration_s else "",
    ]
    return RunChip(str(RunKind(run.kind).label), ", ".join(filter(None, parts)), state)


def _race(race: SharedRace, units: str) -> RaceChip:
    detail = distance_text(race.distance_m, units) if race.distance_m else ""
    return RaceChip(race.name, detail, race.priority, href="")


def _class(each: SharedClass) -> ClassChip:
    return ClassChip(
        title=translated(each.title) or _("Another class"),
        minutes=each.minutes,
        benefit=each.benefit if each.benefit in Benefit.values else "",
        leg_load=0,
        state=each.state,
        href=f"/library/{each.slug}/" if each.slug else "",
        slot=_slot(each),
        prepares=each.slot == PlannedSession.Slot.BEFORE_RUN,
        why=told(each.why),
    )


def _slot(each: SharedClass) -> str:
    if each.danced_on:
        return _("Danced on %(day)s") % {"day": date_format(each.danced_on, "l")}
    if each.for_place_on:
        return _("For %(day)s’s place") % {"day": date_format(each.for_place_on, "l")}
    return str(PlannedSession.Slot(each.slot).label) if each.slot else ""


def health_lines(health: Health) -> list[str]:
    """What a day says of the body, in sentences, for who may see it."""
    return [
        *(
            _("%(site)s: %(level)d of 10") % {"site": BodySite(report.site).label, "level": report.worst}
            for report in health.pain
        ),
        *(
            _("%(check)s: %(sides)s") % {"check": check.get_kind_display(), "sides": sides_said(check)}
            for check in health.checks
        ),
        *(_("Sore after a class: %(level)d of 10") % {"level": level} for level in health.soreness),
    ]


def bands_shown(week: SharedWeek, today) -> list[Band]:
    """Days laid aside, without saying what for, unless that may be seen."""
    return [_band(aside, week, today) for aside in week.aside]


def _band(aside: Aside, week: SharedWeek, today) -> Band:
    name = _("Laid aside")
    if aside.kind:
        sites = [spot(site) for site in BodySite if site in aside.sites]
        name = f"{NAMES[aside.kind]} ({', '.join(sites)})" if sites else str(NAMES[aside.kind])
    return Band(
        name=f"{name}, {days_text(aside.first, aside.last, today)}",
        sentence="",
        href="",
        first=(max(aside.first, week.monday) - week.monday).days + 1,
        last=(min(aside.last, week.sunday) - week.monday).days + 1,
    )
