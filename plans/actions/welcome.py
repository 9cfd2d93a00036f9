"""What the answers to the first questions become."""

import datetime

from django.db import transaction

from accounts.actions.consent import give_health_consent
from accounts.models import User
from accounts.models.user import zone_of
from library.models import Collection
from plans.actions.following import follow_collection, following_now
from plans.actions.plan import plan_week
from plans.calendar import monday_of
from plans.models import WEEKDAYS, Experience, HealthNotes, Limit, PlanSettings, TypicalRun

# Our defaults (grade D): what each reason means for a class. The reason itself is not kept.
LIMITS_OF = {
    "pregnant": [Limit.NO_IMPACT, Limit.SUPPORT, Limit.NO_PRONE, Limit.NO_FLAT_BACK, Limit.NO_HEAD_LOW],
    "birth": [Limit.NO_IMPACT],
    "bone": [Limit.NO_IMPACT, Limit.SUPPORT],
    "joint": [Limit.NO_IMPACT, Limit.SUPPORT],
    "heart": [Limit.SUPPORT, Limit.NO_HEAD_LOW],
    "unsteady": [Limit.NO_IMPACT, Limit.SUPPORT],
}


def limits_of(reasons: list[str]) -> list[str]:
    return sorted({limit.value for reason in reasons for limit in LIMITS_OF[reason]})


def settings_of(runner: User) -> PlanSettings:
    """The runner's settings, made with our defaults where there are none yet."""
    settings, _ = PlanSettings.objects.get_or_create(runner=runner)
    return settings


@transaction.atomic
def keep_answer(*, runner: User, step: str, answers: dict, now: datetime.datetime) -> None:
    """Store one answered form; what was kept by other steps stays."""
    KEEPERS[step](runner, answers, now)


def _keep_experience(runner, answers, _now):
    settings = settings_of(runner)
    settings.experience = answers["experience"]
    settings.level = 1 if settings.experience == "new" else 2
    settings.save(update_fields=["experience", "level"])


def _keep_running_week(runner, answers, _now):
    settings = settings_of(runner)
    settings.trail = answers["trail"]
    settings.save(update_fields=["trail"])
    TypicalRun.objects.filter(runner=runner).delete()
    TypicalRun.objects.bulk_create([TypicalRun(runner=runner, **run) for run in answers["runs"]])


def _keep_classes(runner, answers, _now):
    settings = settings_of(runner)
    settings.sessions = answers["sessions"]
    settings.days = {day: answers["minutes"] if day in answers["days"] else 0 for day in WEEKDAYS}
    settings.kit, settings.quiet = answers["kit"], answers["quiet"]
    settings.first_month = answers.get("first_month", settings.first_month)
    settings.save(update_fields=["sessions", "days", "kit", "quiet", "first_month"])


def _keep_body(runner, answers, now):
    if not answers["consent"]:
        return
    settings_of(runner)  # a week is planned by settings and notes together
    give_health_consent(user=runner, now=now)
    notes = {name: answers[name] for name in ("tight", "coming_back", "limits")}
    HealthNotes.objects.update_or_create(runner=runner, defaults=notes)


def _keep_when(runner, answers, _now):
    settings = settings_of(runner)
    settings.after_what, settings.before_what = answers["after_what"], answers["before_what"]
    settings.save(update_fields=["after_what", "before_what"])
    runner.units, runner.time_zone = answers["units"], answers["time_zone"]
    runner.save(update_fields=["units", "time_zone"])


def take_zone(*, runner: User, zone: str) -> None:
    """The device's, where the question was left out and no other is known."""
    if runner.welcomed_at is None and runner.time_zone == "UTC" and zone_of(zone).key == zone:
        runner.time_zone = zone
        runner.save(update_fields=["time_zone"])


KEEPERS = {
    "experience": _keep_experience,
    "running": _keep_running_week,
    "classes": _keep_classes,
    "body": _keep_body,
    "when": _keep_when,
}


FIRST_MONTH = "first-month"  # the slug of the collection


def begins_with_first_month(settings: PlanSettings) -> bool:
    """Someone new does unless they said no, anybody else only if they said yes."""
    if settings.first_month is None:
        return settings.experience == Experience.NEW
    return settings.first_month


def first_month() -> Collection | None:
    """None where it is hidden, or has no classes."""
    return Collection.objects.shown().with_classes().filter(slug=FIRST_MONTH).first()


def begin_first_month(runner: User, now: datetime.datetime) -> None:
    """Unless something is followed already."""
    collection = first_month()
    if collection and not following_now(runner).exists():
        follow_collection(runner=runner, collection=collection, now=now)


@transaction.atomic
def finish_welcome(*, runner: User, now: datetime.datetime) -> None:
    """The questions are over: this week is planned at once, and begins where they chose."""
    settings = settings_of(runner)
    if runner.welcomed_at is None:
        runner.welcomed_at = now
        runner.save(update_fields=["welcomed_at"])
        if begins_with_first_month(settings):
            begin_first_month(runner, now)
    plan_week(runner=runner, monday=monday_of(runner.local_date(now)), now=now)
