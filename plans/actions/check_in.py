"""The weekly answer: lighter, the same, a little more (R17)."""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import User
from plans.actions.limits import frame_of, most_minutes
from plans.actions.plan import hold_week, plan_week
from plans.calendar import WEEK, monday_of
from plans.models import CheckIn, PlanSettings, Week
from plans.planner.frame import Frame

SUNDAY, LAST = 6, 1  # asked on Sunday; until Tuesday there is still a week to be lighter


class NotOpen(ValueError):
    """That week is not asked about yet, or no longer."""


class NoSuchAnswer(ValueError):
    """Neither lighter, the same nor a little more."""


@dataclass(frozen=True)
class Choice:
    """One of the three answers, with what it means this time."""

    answer: str
    label: str
    minutes: int
    chosen: bool
    is_ceiling: bool = False  # “a little more” that is no more than “the same”


@dataclass(frozen=True)
class WeeklyQuestion:
    """How a week shall be, and what was answered."""

    monday: datetime.date
    is_next: bool
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


def week_asked_about(today: datetime.date) -> datetime.date | None:
    """The Monday of the week that may be answered for: on Sunday the next, on Monday and Tuesday this one."""
    if today.weekday() == SUNDAY:
        return monday_of(today) + WEEK
    return monday_of(today) if today.weekday() <= LAST else None


@transaction.atomic
def answer_week(*, runner: User, monday: datetime.date, answer: str, now: datetime.datetime) -> bool:
    """Keep the answer; a stored week is planned again at once, with least change. Whether it was one.

    NotOpen, NoSuchAnswer. An answer given again takes the place of the one before.
    """
    if answer not in CheckIn.Answer.values:
        raise NoSuchAnswer(answer)
    if monday != week_asked_about(runner.local_date(now)):
        raise NotOpen(monday)
    hold_week(runner, monday)
    told = {"answer": answer, "answered_at": now}
    CheckIn.objects.update_or_create(runner=runner, starts_on=monday, defaults=told)
    stored = Week.objects.filter(runner=runner, starts_on=monday).exists()
    if stored:
        plan_week(runner=runner, monday=monday, now=now)
    return stored


def weekly_question(*, runner: User, settings: PlanSettings, today: datetime.date) -> WeeklyQuestion | None:
    """What is asked today; nothing where an answer would change nothing. One query, or none."""
    monday = week_asked_about(today)
    if monday is None or not settings.sessions or {"R8", "R17"} & set(settings.rules_off):
        return None
    frame, answered = frame_of(runner=runner, settings=settings, monday=monday)
    is_next = monday > today
    if not (is_next or answered or frame.history):
        return None  # a first week is like no other
    lighter, same, more = (_choice(frame, answer, answered) for answer in CheckIn.Answer)
    more = replace(more, is_ceiling=more.minutes == same.minutes)
    return WeeklyQuestion(monday, is_next, (lighter, same, more))


def _choice(frame: Frame, answer: CheckIn.Answer, answered: str) -> Choice:
    runner = replace(frame.week.runner, check_in=answer.value)
    minutes = most_minutes(Frame(replace(frame.week, runner=runner)))
    return Choice(answer.value, answer.label, minutes or 0, answer.value == answered)
