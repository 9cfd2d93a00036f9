"""Telling what hurts. A health note: kept only while the runner agrees, and the plan follows at once."""

import datetime

from django.db import transaction

from accounts.models import User
from plans.actions.body import asks_for_morning, by_site, speaks_on
from plans.actions.follow import follow_up
from plans.actions.health_notes import hold_notes
from plans.actions.pain_gates import worse_of
from plans.calendar import DAY
from plans.models import HealthNotes, PainReport

OPEN_DAYS = 28  # so far back a day may be told of


class NotTheMorningAfter(LookupError):
    """How a site is this morning belongs to what was told of it yesterday."""


@transaction.atomic
def tell_pain(*, runner: User, site: str, date: datetime.date, now: datetime.datetime, **told) -> PainReport:
    """One site on one day; told several times, the worst of them counts. NotAgreed."""
    notes = hold_notes(runner)
    report = _keep(PainReport(runner=runner, site=site, date=date, reported_at=now, **told))
    if date == runner.local_date(now):
        _remember_answer(notes, date)
    follow_up(runner=runner, now=now, because="pain")
    return report


@transaction.atomic
def tell_nothing_sore(*, runner: User, now: datetime.datetime) -> list[PainReport]:
    """What held until yesterday is at 0 today; what was told today stays. The reports made. NotAgreed."""
    return _answer(runner, now, lambda before: (0, PainReport.Feel.PAIN))


@transaction.atomic
def tell_as_yesterday(*, runner: User, now: datetime.datetime) -> list[PainReport]:
    """What held until yesterday feels the same today. The reports made. NotAgreed."""
    return _answer(runner, now, lambda before: (before.worst, before.feel))


def _answer(runner: User, now: datetime.datetime, feels) -> list[PainReport]:
    """One tap for every site that held; asked again, or in another tab, it changes nothing more."""
    notes, today = hold_notes(runner), runner.local_date(now)
    latest = PainReport.objects.of(runner).filter(date__lte=today).latest_two()
    before = [reports[-1] for reports in by_site(latest).values() if speaks_on(reports[-1], today)]
    made = []
    for report in before:
        level, feel = feels(report)
        same = {"runner": runner, "site": report.site, "date": today, "reported_at": now}
        made.append(PainReport(level=level, feel=feel, **same))
    PainReport.objects.bulk_create(made)
    _remember_answer(notes, today)
    if made:
        follow_up(runner=runner, now=now, because="pain")
    return made


@transaction.atomic
def tell_morning(*, report: PainReport, level: int, now: datetime.datetime) -> PainReport:
    """How it is the morning after. NotAgreed, NotTheMorningAfter; DoesNotExist where it is gone by now.

    Worse than the day before, the day before keeps it: R11 reads it there, and it is red. Otherwise it is how
    today begins.
    """
    runner = report.runner
    notes, today = hold_notes(runner), runner.local_date(now)
    report = _as_it_stands(report)
    if not asks_for_morning(report, today):
        raise NotTheMorningAfter(report.pk)
    _keep_morning(report, level)
    if report.feel == PainReport.Feel.SORE or not report.worse_next_morning:
        same = {"site": report.site, "feel": report.feel, "reported_at": now}
        _keep(PainReport(runner=runner, date=today, level=level, **same))
    _remember_answer(notes, today)
    follow_up(runner=runner, now=now, because="pain")
    return report


@transaction.atomic
def change_report(*, report: PainReport, now: datetime.datetime, **told) -> PainReport:
    """What was told is put right. NotAgreed; DoesNotExist where it is gone by now."""
    hold_notes(report.runner)
    report = _as_it_stands(report)
    for name, value in told.items():
        setattr(report, name, value)
    _tidy(report)
    report.save(force_update=True)
    follow_up(runner=report.runner, now=now, because="pain")
    return report


@transaction.atomic
def delete_report(*, report: PainReport, now: datetime.datetime) -> None:
    """What was told before it holds again. NotAgreed."""
    runner = report.runner
    hold_notes(runner)
    report.delete()
    follow_up(runner=runner, now=now, because="pain")


def _as_it_stands(report: PainReport) -> PainReport:
    return PainReport.objects.select_related("runner").get(pk=report.pk)


def _remember_answer(notes: HealthNotes, today: datetime.date) -> None:
    notes.answered_on = today
    notes.save(update_fields=["answered_on"])


def _keep(report: PainReport) -> PainReport:
    """Beside what was told of that day already: the worse feeling counts, and a later moment is another."""
    same = {"runner": report.runner, "site": report.site, "date": report.date}
    if before := PainReport.objects.filter(**same).first():
        worse = worse_of(before, report)
        report.level, report.feel = worse.level, worse.feel
        for name in ("before", "after", "next_morning"):
            if getattr(report, name) is None:
                setattr(report, name, getattr(before, name))
        report.pk, report._state.adding = before.pk, False
    _tidy(report)
    report.save()
    return report


def _keep_morning(report: PainReport, level: int) -> None:
    report.next_morning = level
    _tidy(report)
    report.save(update_fields=["next_morning", "worse_next_morning"])


def _tidy(report: PainReport) -> None:
    """The level is the worst of the day, and the morning after is worse or not."""
    report.level = max(report.level, report.before or 0, report.after or 0)
    report.worse_next_morning = report.next_morning is not None and report.next_morning > report.level


def earliest_day(runner: User, today: datetime.date) -> datetime.date:
    """The first day that may be told of: four weeks back, and not before the runner was here."""
    joined = runner.local_date(runner.date_joined)
    return min(today, max(today - OPEN_DAYS * DAY, joined))
