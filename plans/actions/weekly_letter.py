"""What the weekly mail says: the coming week, what was done, one sentence. Nothing about anybody's health."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Count, Max, Q, Sum
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.speaking import in_writing_to
from accounts.models import User
from balletfusion.days import date_format
from plans.actions.check_in import week_asked_about, weekly_question
from plans.actions.encouragement import Ahead, Past, encouragement
from plans.actions.progress_years import WeekNumber
from plans.actions.week import Day, WeekShown, week_shown
from plans.actions.weekly_mail import off_address
from plans.calendar import DAY, WEEK
from plans.models import PlannedRun, PlannedSession, Race, Run, Session

HTML = "text/html"
State = PlannedSession.State


@dataclass(frozen=True)
class Letter:
    """A mail as it is read, and where it is switched off."""

    to: str
    subject: str
    text: str
    html: str
    off: str

    @property
    def above_the_foot(self) -> str:
        """The text without the key that switches it off."""
        return self.text.partition("\n--\n")[0].rstrip()


@dataclass(frozen=True)
class DayTold:
    """A day with something in it."""

    date: datetime.date
    races: list[Race]
    runs: list[PlannedRun]
    places: list[PlannedSession]


def weekly_letter(
    *, runner: User, monday: datetime.date, today: datetime.date, by_itself: bool = True
) -> Letter:
    """The mail about the week from `monday`, as it would be written today, in the runner's language.

    `by_itself`: it comes because it is due, not because somebody pressed for this one.
    """
    with in_writing_to(runner):
        return _written(runner, monday, today, by_itself)


def _written(runner: User, monday: datetime.date, today: datetime.date, by_itself: bool) -> Letter:
    week = week_shown(runner=runner, monday=monday, today=today)
    days = days_told(week, today)
    past = past_of(runner, monday, today)
    laid_aside = any(each.last >= today for each in week.overlays)
    off = off_address(runner)
    told = {
        "runner": runner,
        "week": week,
        "days": days,
        "past": past,
        "is_over": today == monday,
        "in_the_middle": today > monday,
        "by_itself": by_itself,
        "laid_aside": laid_aside,
        "sentence": encouragement(past=past, ahead=ahead_of(days, week, laid_aside), today=today),
        "asks": asks(runner, week, today),
        "site": settings.SITE_URL,
        "off": off,
        "subject": subject_of(days, monday),
    }
    text = render_to_string("plans/weekly_mail/email.txt", told)
    html = render_to_string("plans/weekly_mail/email.html", told)
    return Letter(to=runner.email, subject=told["subject"], text=text.strip() + "\n", html=html, off=off)


def days_told(week: WeekShown, today: datetime.date) -> list[DayTold]:
    """The days from today on that hold something still to come."""
    planned, to_come = PlannedRun.Status.PLANNED, week.to_come
    days = [_day_told(day, planned, to_come) for day in week.days if day.date >= today]
    return [day for day in days if day.races or day.runs or day.places]


def _day_told(day: Day, planned: str, to_come: list[PlannedSession]) -> DayTold:
    runs = [run for run in day.planned_runs if run.status == planned]
    return DayTold(day.date, day.races, runs, [place for place in day.places if place in to_come])


def past_of(runner: User, monday: datetime.date, today: datetime.date) -> Past:
    """The week before the one the mail tells of, as far as it has gone, and all the years.

    In the middle of a week the last seven days: what was danced on Tuesday is not passed over on Thursday.
    """
    first, last = (today - 6 * DAY, today) if today > monday else (monday - WEEK, min(monday - DAY, today))
    then = Q(date__range=(first, last))
    danced = (
        Session.objects.of(runner)
        .danced()
        .filter(date__lte=today)
        .aggregate(
            classes=Count("pk", filter=then),
            minutes=Sum("minutes", filter=then, default=0),
            weeks_danced=Count(WeekNumber("date"), distinct=True),
            last_on=Max("date"),
        )
    )
    run = Run.objects.of(runner).between(first, last)
    places = PlannedSession.objects.of(runner).between(first, first + 6 * DAY)
    return Past(
        **danced,
        **run.aggregate(runs=Count("pk"), distance_m=Sum("distance_m", default=0.0)),
        left=places.exclude(state__in=[State.DONE, State.SKIPPED]).count(),
    )


def ahead_of(days: list[DayTold], week: WeekShown, laid_aside: bool) -> Ahead:
    first = next((place for day in days for place in day.places), None)
    return Ahead(
        asked=week.asked,
        first_on=first and first.date,
        first_minutes=first.video_class.minutes if first else 0,
        has_race=any(day.races for day in days),
        laid_aside=laid_aside,
    )


def asks(runner: User, week: WeekShown, today: datetime.date) -> bool:
    """Whether Today asks about that week now, and was not answered."""
    if week_asked_about(today) != week.monday:
        return False
    question = weekly_question(runner=runner, settings=week.settings, today=today)
    return question is not None and question.chosen is None


def subject_of(days: list[DayTold], monday: datetime.date) -> str:
    classes = sum(len(day.places) for day in days)
    runs = sum(len(day.runs) for day in days)
    holds = [
        ngettext("%(n)s class", "%(n)s classes", classes) % {"n": classes} if classes else "",
        ngettext("%(n)s run", "%(n)s runs", runs) % {"n": runs} if runs else "",
    ]
    said = {"monday": date_format(monday, "j F"), "holds": ", ".join(filter(None, holds))}
    if not said["holds"]:
        return _("Your week from %(monday)s") % said
    return _("Your week from %(monday)s: %(holds)s") % said


def as_message(letter: Letter, message_id: str) -> EmailMultiAlternatives:
    """With what mail programs need for their own button “unsubscribe” (RFC 8058)."""
    headers = {
        "Message-ID": message_id,
        "List-Unsubscribe": f"<{letter.off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",  # no “out of office” comes back
    }
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=headers)
    message.attach_alternative(letter.html, HTML)
    return message
