"""R11: what hurts."""

from datetime import date

from plans.planner.caps import OPEN, Cap, together
from plans.planner.frame import DAY, Frame
from plans.planner.rules.rule import Rule
from plans.planner.week import Pain

AMBER, RED = 3, 5  # amber from 3 up to and with 5, red above it
ASK_AFTER_DAYS = 7


def spare_what_hurts(frame: Frame, day: date, before_run: bool) -> Cap:
    """R11."""
    return together(cap_of(report, day) for report in latest(frame))


def cap_of(report: Pain, day: date) -> Cap:
    """What one report leaves possible on a day."""
    if report.feel == "sore":
        holds = 0 <= (day - report.date).days <= 1
        return Cap(sites=((report.site, 1),)) if holds else OPEN
    if report.level > RED or report.worse_next_morning:
        return Cap(load=2, sites=((report.site, 0),))
    return Cap(load=2, sites=((report.site, 1),)) if report.level >= AMBER else OPEN


def latest(frame: Frame) -> list[Pain]:
    """The report that holds for each site: the latest up to today, of several on one day the worst."""
    return [reports[-1] for _, reports in sorted(by_site(frame).items())]


def by_site(frame: Frame) -> dict[str, list[Pain]]:
    """Each site's reports up to today, one a day (the worst), oldest first."""
    sites: dict[str, dict[date, Pain]] = {}
    for report in sorted(frame.week.pain, key=severity):
        if report.date <= frame.week.now:
            sites.setdefault(report.site, {})[report.date] = report
    return {site: [days[day] for day in sorted(days)] for site, days in sites.items()}


def severity(report: Pain) -> tuple[int, int, bool, str]:
    """Orders the reports of one day: go, sore, amber, red, each by its level."""
    red = report.level > RED or report.worse_next_morning
    grade = 1 if report.feel == "sore" else (3 if red else 2 if report.level >= AMBER else 0)
    return (grade, report.level, report.worse_next_morning, report.feel)


def see_professional(frame: Frame) -> tuple[str, ...]:
    """Sites above 5, or worse next morning in the last two reports; soreness only as long as it holds."""
    return tuple(
        site for site, reports in sorted(by_site(frame).items()) if alarming(reports, frame.week.now)
    )


def alarming(reports: list[Pain], now: date) -> bool:
    """Whether one site's reports ask for a professional."""
    last = reports[-1]
    if last.feel == "sore" and now - last.date > DAY:
        return False
    return last.level > RED or (len(reports) > 1 and all(r.worse_next_morning for r in reports[-2:]))


def silent(report: Pain, now: date) -> bool:
    """Whether the report still counts though it is older than a week."""
    return cap_of(report, now) != OPEN and (now - report.date).days > ASK_AFTER_DAYS


R11 = Rule(
    id="R11",
    sentence="What hurts is spared: from 3 out of 10 no jumps and nothing hard on that spot, "
    "above 5 nothing on it at all.",
    grade="B",
    source="Silbernagel 2007",
    can_be_off=False,
    cap=spare_what_hurts,
)
