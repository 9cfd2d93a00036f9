"""The settings of the plan at a glance: a line for each, with what follows from it where that surprises."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from library.actions.saving import tells_of_the_body
from library.models import Benefit, BodySite, Kit
from plans.actions.jumps import jumps_note
from plans.actions.limits import frame_of, most_sessions
from plans.actions.settings import answers_of
from plans.actions.tuning import shares_in_use
from plans.calendar import monday_of
from plans.models import WEEKDAYS, Experience, HealthNotes, Limit, Overlay, PlanSettings, Weekday
from plans.planner.frame import Frame
from plans.planner.rules.growth import NEW_UNTIL


@dataclass(frozen=True)
class Row:
    """One line of the settings page; `note` is what else follows."""

    step: str
    name: str
    said: str
    note: str = ""


def summary_of(*, runner: User, now: datetime.datetime) -> tuple[list[Row], bool]:
    """What was answered, a line each; and whether anything is kept about their health."""
    answers = answers_of(runner=runner)
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    frame, _answer = frame_of(runner=runner, settings=settings, monday=monday_of(runner.local_date(now)))
    body, when = answers["body"], answers["when"]
    runs = sum(name.startswith("kind_") for name in answers["running"])
    rows = [
        Row("classes", _("Days and minutes"), _week(settings), _held(settings, frame)),
        Row("room", _("Kit, quiet and space"), _room(settings)),
        Row("experience", _("Ballet experience"), _danced(settings), _level_note(body)),
        Row("jumps", _("Small jumps"), _on_off(settings.impact), jumps_note(settings, body, frame)),
        Row("running", _("Usual running week"), ngettext("%(n)s run", "%(n)s runs", runs) % {"n": runs}),
        Row("body", _("Your body"), _listed(_notes(body)) or _("Nothing kept")),
        Row(
            "when", _("When it happens"), _listed([when["after_what"], when["before_what"]]) or _("Not said")
        ),
    ]
    return rows, bool(body) or _keeps_of_the_body(runner)


def _keeps_of_the_body(runner: User) -> bool:
    """Besides the answers: why a class is not for them, and days of illness or injury."""
    return tells_of_the_body(runner=runner) or Overlay.objects.of(runner).about_health().exists()


def fine_tuning_of(*, runner: User) -> list[Row]:
    """The lines behind “fine-tune”."""
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    notes = HealthNotes.objects.filter(runner=runner).first()
    tight = [label for value, label in BodySite.choices if notes and value in notes.tight]
    off = _("Off: %(rules)s") % {"rules": ", ".join(settings.rules_off)} if settings.rules_off else ""
    return [
        Row("targets", _("What your classes are for"), _shares(settings), _whose(settings)),
        Row("body", _("Tight or sore"), _listed(tight) or _("Nothing kept")),
        Row("primers", _("Primers before key runs"), _on_off(settings.primers)),
        Row("rules", _("The rules"), off or _("All on")),
    ]


def _week(settings: PlanSettings) -> str:
    if not settings.sessions:
        return _("No classes for now")
    n = settings.sessions
    week = ngettext("%(n)s class a week", "%(n)s classes a week", n) % {"n": n}
    rest = [str(day.label) for name, day in zip(WEEKDAYS, Weekday, strict=True) if name in settings.rest_days]
    said = {"week": week, "minutes": _minutes(settings.days), "days": ", ".join(rest)}
    return (_("%(week)s; %(minutes)s; rest on %(days)s") if rest else _("%(week)s; %(minutes)s")) % said


def _minutes(days: dict[str, int]) -> str:
    """The same for each day, or a number for each."""
    given = {day: most for day, most in days.items() if most}
    if len(set(given.values())) <= 1:
        most = max(given.values(), default=0)
        said = ngettext(
            "%(n)s minutes at most, on %(days)s day", "%(n)s minutes at most, on %(days)s days", len(given)
        )
        return said % {"n": most, "days": len(given)}
    told = [
        f"{WEEKDAYS_ABBR[n]} {given[day]}"  # weekdays count from Monday, in Django too
        for n, day in enumerate(WEEKDAYS)
        if day in given
    ]
    return _("%(days)s minutes at most") % {"days": ", ".join(told)}


def _held(settings: PlanSettings, frame: Frame) -> str:
    """R17: someone new begins with fewer."""
    most = most_sessions(frame)
    if not settings.sessions:
        return _("Nothing new is placed until you ask for it.")
    if most == settings.sessions:
        return ""
    said = _("Held to %(most)s a week until %(until)s classes are done in eight weeks; %(done)s so far.")
    return said % {"most": most, "until": NEW_UNTIL, "done": len(frame.done_within(56))}


def _room(settings: PlanSettings) -> str:
    kit = [str(label) for value, label in Kit.choices if value in settings.kit] or [_("No kit")]
    words = [*kit, settings.quiet and _("quiet only"), settings.small_space and _("for a small space")]
    return capfirst(_listed(words).lower())


def _danced(settings: PlanSettings) -> str:
    said = {"experience": Experience(settings.experience).label, "level": settings.level}
    return _("%(experience)s; level %(level)s") % said


def _level_note(body: dict) -> str:
    return _("Level 1 while you come back from an injury.") if body.get("coming_back") else ""


def _notes(body: dict) -> Iterable[str]:
    for name, choices in (("tight", BodySite.choices), ("limits", Limit.choices)):
        yield from (label for value, label in choices if value in body.get(name, []))


def _shares(settings: PlanSettings) -> str:
    shares = shares_in_use(settings)
    return ", ".join(
        _("%(benefit)s %(share)s %%") % {"benefit": Benefit(name).label, "share": share}
        for name, share in shares.items()
    )


def _whose(settings: PlanSettings) -> str:
    if settings.targets:
        return _("Your own.")
    return _("Our defaults for trails.") if settings.trail else _("Our defaults.")


def _on_off(on: bool) -> str:
    return _("On") if on else _("Off")


def _listed(words) -> str:
    return ", ".join(str(word) for word in words if word)
