"""What a report of pain leaves possible: go, sore, amber or red, by the planner's own R11."""

import datetime
from collections.abc import Iterable

from plans.calendar import DAY
from plans.models import PainReport
from plans.planner import Pain
from plans.planner.caps import OPEN
from plans.planner.rules.pain import alarming, cap_of, severity, silent

SORE_DAYS = 1  # after its own


def as_pain(report: PainReport) -> Pain:
    """The report as the planner reads it."""
    return Pain(report.site, report.level, report.date, report.worse_next_morning, report.feel)


def gate_on(report: PainReport, day: datetime.date) -> str:
    """`go`, `sore`, `amber` or `red`: what the report holds back on that day."""
    cap = cap_of(as_pain(report), day)
    if cap == OPEN:
        return "go"
    if report.feel == PainReport.Feel.SORE:
        return "sore"
    return "red" if cap.sites == ((report.site, 0),) else "amber"


def gate_of_its_day(report: PainReport) -> str:
    return gate_on(report, report.date)


def holds_until(report: PainReport) -> datetime.date | None:
    """The last day that mere soreness counts; pain counts until it is told anew."""
    return report.date + SORE_DAYS * DAY if report.feel == PainReport.Feel.SORE else None


def asks_for_a_professional(reports: list[PainReport], today: datetime.date) -> bool:
    """Of one site's reports, oldest first: above 5, or worse the next morning in the last two."""
    return bool(reports) and alarming([as_pain(report) for report in reports], today)


def is_silent(report: PainReport, today: datetime.date) -> bool:
    """Whether it still holds classes back though nothing was said of it for more than a week."""
    return silent(as_pain(report), today)


def worse_of(one: PainReport, other: PainReport) -> PainReport:
    """Of two reports of a day the one that counts."""
    return max(one, other, key=lambda report: severity(as_pain(report)))


def held_since(reports: Iterable[PainReport]) -> datetime.date | None:
    """Of one site's reports, newest first: the first day of those that held without a break."""
    since = None
    for report in reports:
        if gate_of_its_day(report) == "go":
            break
        since = report.date
    return since
