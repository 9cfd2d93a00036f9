"""The runner's answers, read back and changed."""

import datetime

from django.db import transaction

from accounts.actions.consent import withdraw_health_consent
from accounts.models import User
from library.actions.saving import forget_what_hurts
from plans.actions.account_export import forget_export
from plans.actions.forget_pain import forget_pain
from plans.actions.holding import hold_runner
from plans.actions.overlays import remove_health_overlays
from plans.actions.plan import plan_again_from_today
from plans.actions.sharing import hide_health
from plans.actions.welcome import begins_with_first_month, keep_answer
from plans.models import HealthNotes, PlanSettings, SelfCheck, Session, TypicalRun


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
def change_answer(
    *, runner: User, step: str, answers: dict, now: datetime.datetime, afresh: bool = False
) -> None:
    """Store the answer and plan this week, and those stored after it, again."""
    keep_answer(runner=runner, step=step, answers=answers, now=now)
    if step == "body" and not answers["consent"]:
        return forget_health_notes(runner=runner, now=now, afresh=afresh)
    plan_again_from_today(runner=runner, now=now, refill=step == "running", afresh=afresh)


@transaction.atomic
def forget_health_notes(*, runner: User, now: datetime.datetime, afresh: bool = False) -> None:
    """Take the consent back: the notes go with it, what they said of pain and of classes that hurt, and the
    times they were ill or injured.

    This week and those stored after it are planned again without them.
    """
    hold_runner(runner)  # before the notes, as who shares them does
    HealthNotes.objects.filter(runner=runner).delete()
    Session.with_removed.of(runner).filter(self_check__isnull=False).delete()  # else they pass for classes
    SelfCheck.objects.of(runner).delete()
    forget_what_hurts(runner=runner)
    remove_health_overlays(runner=runner, now=now)
    forget_pain(runner=runner)
    hide_health(runner=runner)
    for export in runner.account_exports.all():  # the notes are in it
        forget_export(export=export)
    withdraw_health_consent(user=runner, now=now)
    plan_again_from_today(runner=runner, now=now, afresh=afresh)
