"""The runner's answers, read back and changed."""

import datetime

from django.db import transaction

from accounts.actions.consent import withdraw_health_consent
from accounts.models import User
from plans.actions.plan import plan_week, refill_with_typical_runs
from plans.actions.welcome import keep_answer
from plans.calendar import monday_of
from plans.models import HealthNotes, PlanSettings, TypicalRun, Week


def answers_of(*, runner: User) -> dict[str, dict]:
    """What was answered, by question, in the words of its form."""
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    notes = HealthNotes.objects.filter(runner=runner).first()
    minutes = max(settings.days.values(), default=0)
    return {
        "experience": {"experience": settings.experience},
        "running": _running(settings, TypicalRun.objects.filter(runner=runner)),
        "classes": {
            "sessions": settings.sessions,
            "days": [day for day, most in settings.days.items() if most],
            "minutes": minutes,
            "kit": settings.kit,
            "quiet": settings.quiet,
        },
        "body": _body(notes),
        "when": {
            "after_what": settings.after_what,
            "before_what": settings.before_what,
            "units": runner.units,
            "time_zone": runner.time_zone,
        },
    }


def _running(settings: PlanSettings, runs) -> dict:
    answers = {"trail": "trail" if settings.trail else "road"}
    for run in runs:
        answers[f"kind_{run.weekday}"] = run.kind
        answers[f"minutes_{run.weekday}"] = round(run.duration_s / 60) if run.duration_s else None
    return answers


def _body(notes: HealthNotes | None) -> dict:
    if notes is None:
        return {}
    return {"tight": notes.tight, "coming_back": notes.coming_back, "limits": notes.limits, "consent": True}


@transaction.atomic
def change_answer(*, runner: User, step: str, answers: dict, now: datetime.datetime) -> None:
    """Store the answer and plan this week, and those stored after it, again."""
    keep_answer(runner=runner, step=step, answers=answers, now=now)
    today = runner.local_date(now)
    weeks = Week.objects.filter(runner=runner, starts_on__gte=monday_of(today)).values_list(
        "starts_on", flat=True
    )
    for monday in weeks:
        if step == "running":
            refill_with_typical_runs(runner, monday, today)
        plan_week(runner=runner, monday=monday, now=now)


@transaction.atomic
def forget_health_notes(*, runner: User, now: datetime.datetime) -> None:
    """Take the consent back: the notes go with it."""
    HealthNotes.objects.filter(runner=runner).delete()
    withdraw_health_consent(user=runner, now=now)
