"""The runner's answers, read back and changed."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.consent import withdraw_health_consent
from accounts.models import User
from library.actions.saving import forget_what_hurts, tells_of_the_body
from library.models import BodySite
from plans.actions.plan import plan_again_from_today
from plans.actions.welcome import begins_with_first_month, keep_answer
from plans.models import Experience, HealthNotes, Limit, PlanSettings, TypicalRun


def answers_of(*, runner: User) -> dict[str, dict]:
    """What was answered, by question, in the words of its form."""
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    notes = HealthNotes.objects.filter(runner=runner).first()
    minutes = max(settings.days.values(), default=0)
    return {
        "experience": {"experience": settings.experience},
        "running": {
            **_running(settings, TypicalRun.objects.filter(runner=runner)),
            "units": runner.units,  # in which distances are typed
        },
        "classes": {
            "sessions": settings.sessions,
            "days": [day for day, most in settings.days.items() if most],
            "minutes": minutes,
            "kit": settings.kit,
            "quiet": settings.quiet,
            "first_month": begins_with_first_month(settings),
        },
        "body": _body(notes),
        "when": {
            "after_what": settings.after_what,
            "before_what": settings.before_what,
            "units": runner.units,
            "time_zone": runner.time_zone,
        },
    }


@dataclass(frozen=True)
class Row:
    """One line of the settings page."""

    step: str
    name: str
    said: str


def summary_of(*, runner: User) -> tuple[list[Row], bool]:
    """What was answered, a line each; and whether anything is kept about their health."""
    answers = answers_of(runner=runner)
    classes, body, when = answers["classes"], answers["body"], answers["when"]
    runs = sum(name.startswith("kind_") for name in answers["running"])
    gently = [label for value, label in Limit.choices if value in body.get("limits", [])]
    tight = [label for value, label in BodySite.choices if value in body.get("tight", [])]
    week = ngettext("%(n)s class a week", "%(n)s classes a week", classes["sessions"]) % {
        "n": classes["sessions"]
    }
    minutes = _("%(n)s minutes at most, on %(days)s days") % {
        "n": classes["minutes"],
        "days": len(classes["days"]),
    }
    rows = [
        Row("classes", _("Days, minutes and kit"), f"{week}; {minutes}"),
        Row("running", _("Usual running week"), ngettext("%(n)s run", "%(n)s runs", runs) % {"n": runs}),
        Row("body", _("Your body"), _listed([*tight, *gently]) or _("Nothing kept")),
        Row("experience", _("Ballet experience"), Experience(answers["experience"]["experience"]).label),
        Row(
            "when", _("When it happens"), _listed([when["after_what"], when["before_what"]]) or _("Not said")
        ),
    ]
    return rows, bool(body) or tells_of_the_body(runner=runner)


def _listed(words) -> str:
    return ", ".join(str(word) for word in words if word)


def _running(settings: PlanSettings, runs) -> dict:
    answers = {"trail": "trail" if settings.trail else "road"}
    for run in runs:
        answers[f"kind_{run.weekday}"] = run.kind
        answers[f"minutes_{run.weekday}"] = round(run.duration_s / 60) if run.duration_s else None
        answers[f"distance_{run.weekday}"] = run.distance_m
    return answers


def _body(notes: HealthNotes | None) -> dict:
    if notes is None:
        return {}
    return {"tight": notes.tight, "coming_back": notes.coming_back, "limits": notes.limits, "consent": True}


@transaction.atomic
def change_answer(*, runner: User, step: str, answers: dict, now: datetime.datetime) -> None:
    """Store the answer and plan this week, and those stored after it, again."""
    keep_answer(runner=runner, step=step, answers=answers, now=now)
    if step == "body" and not answers["consent"]:
        forget_health_notes(runner=runner, now=now)
    plan_again_from_today(runner=runner, now=now, refill=step == "running")


@transaction.atomic
def forget_health_notes(*, runner: User, now: datetime.datetime) -> None:
    """Take the consent back: the notes go with it, and what they said of classes that hurt."""
    HealthNotes.objects.filter(runner=runner).delete()
    forget_what_hurts(runner=runner)
    withdraw_health_consent(user=runner, now=now)
