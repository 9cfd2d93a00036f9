"""The settings of the plan, section by section: read, kept, and how the week follows each."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from library.models import Benefit
from plans.actions.plan import plan_again_from_today
from plans.actions.settings import answers_of, change_answer
from plans.actions.week_facts import TRAIL
from plans.actions.welcome import settings_of
from plans.models import PlanSettings
from plans.planner import RULES
from plans.planner.week import TARGETS

# The columns that each section keeps; others are kept as at sign-up.
COLUMNS = {
    "classes": ("sessions", "days", "rest_days"),
    "room": ("kit", "quiet", "small_space"),
    "experience": ("experience", "level"),
    "jumps": ("impact",),
    "targets": ("targets",),
    "primers": ("primers",),
    "rules": ("rules_off",),
}
# Least change would hide what these do: what is only proposed would stay, being legal still.
AFRESH = frozenset({"experience", "jumps", "targets", "body", "rules"})
SWITCHED = tuple(rule for rule in RULES if rule.can_be_off)
STAY_ON = tuple(rule for rule in RULES if not rule.can_be_off)


def section_of(*, runner: User, section: str) -> dict:
    """What was answered, in the names of the section's columns; of those of sign-up, in the form's own."""
    if section not in COLUMNS:
        return answers_of(runner=runner)[section]
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    told = {name: getattr(settings, name) for name in COLUMNS[section]}
    return {**told, "defaults": default_shares(settings)} if section == "targets" else told


@transaction.atomic
def change_section(*, runner: User, section: str, answers: dict, now: datetime.datetime) -> None:
    """Keep the answers and plan this week, and those stored after it, again.

    Only the section's own columns are written, so that a second tab takes nothing back.
    """
    if section not in COLUMNS:
        change_answer(runner=runner, step=section, answers=answers, now=now, afresh=section in AFRESH)
        return
    settings = settings_of(runner)
    for name in COLUMNS[section]:
        setattr(settings, name, answers[name])
    settings.save(update_fields=COLUMNS[section])
    plan_again_from_today(runner=runner, now=now, afresh=section in AFRESH)


def default_shares(settings: PlanSettings) -> dict[str, int]:
    """Our own shares in percent: those for trails where the runner runs on trails."""
    if settings.trail:
        return {benefit: round(100 * TRAIL[benefit]) for benefit in Benefit.values}
    return {benefit: TARGETS[benefit] // 10 for benefit in Benefit.values}


def shares_in_use(settings: PlanSettings) -> dict[str, int]:
    """The runner's own shares in percent, or ours."""
    if not settings.targets:
        return default_shares(settings)
    return {benefit: round(100 * settings.targets.get(benefit, 0)) for benefit in Benefit.values}


def percentages(weights: Mapping[str, int]) -> dict[str, int]:
    """Weights as whole percentages that add up to 100; the largest remainders are rounded up."""
    total = sum(weights.values())
    shares = {name: 100 * weight // total for name, weight in weights.items()}
    nearest = sorted(weights, key=lambda name: (-(100 * weights[name] % total), name))
    for name in nearest[: 100 - sum(shares.values())]:
        shares[name] += 1
    return shares
