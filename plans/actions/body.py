"""How the body is: what holds today, what was told before, what is still to be asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, FilteredRelation, Q, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from plans.actions.pain_gates import asks_for_a_professional, gate_on, is_silent
from plans.calendar import DAY, WEEK
from plans.models import PainReport, PlanChange, PlannedSession

TOLD = ("pk", "site", "date", "level", "next_morning", "worse_next_morning", "feel")
SHOWN = 12 * WEEK  # of what was told, on the page of the body


@dataclass(frozen=True)
class BodyToday:
    """What is known of a runner's body on one day; nothing of it where they did not agree to notes."""

    today: datetime.date
    agreed: bool = False
    answered: bool = False  # whether anything is sore was said today
    by_site: dict[str, list[PainReport]] = field(default_factory=dict)  # the newest two, the older first

    @cached_property
    def latest(self) -> list[PainReport]:
        """Of each site the report that holds."""
        return [reports[-1] for reports in self.by_site.values()]

    def of_site(self, site: str) -> PainReport:
        """The report that holds for it."""
        return self.by_site[site][-1]

    @property
    def holding(self) -> list[PainReport]:
        """Sites for which the plan holds something back today."""
        return [report for report in self.latest if gate_on(report, self.today) != "go"]

    @cached_property
    def as_before(self) -> list[PainReport]:
        """Told before today, and holding or told yesterday: of these “no” and “as yesterday” speak."""
        return [report for report in self.latest if speaks_on(report, self.today)]

    @property
    def see_professional(self) -> list[str]:
        """Sites that ask for a doctor or physio, until a newer report."""
        return [site for site, told in self.by_site.items() if asks_for_a_professional(told, self.today)]

    @property
    def silent(self) -> list[PainReport]:
        """Still holding, and not told of for more than a week."""
        return [report for report in self.latest if is_silent(report, self.today)]

    @property
    def this_morning(self) -> list[PainReport]:
        """Told yesterday, and not yet this morning."""
        return [report for report in self.latest if asks_for_morning(report, self.today)]


def speaks_on(report: PainReport, today: datetime.date) -> bool:
    """Whether a report from before today is what “as yesterday” means."""
    yesterday = today - DAY
    told_or_held = report.date == yesterday or gate_on(report, yesterday) != "go"
    return report.date < today and report.worst > 0 and told_or_held


def asks_for_morning(report: PainReport, today: datetime.date) -> bool:
    return report.date == today - DAY and report.next_morning is None and report.level > 0


def body_today(*, runner: User, today: datetime.date) -> BodyToday:
    """One query, however much was told."""
    told = FilteredRelation("pain_reports", condition=Q(pain_reports__date__lte=today))
    newest_first = Window(RowNumber(), partition_by=[F("told__site")], order_by=F("told__date").desc())
    columns = {f"told_{name}": F(f"told__{name}") for name in TOLD}
    notes = {"notes": F("health_notes__pk"), "answered_on": F("health_notes__answered_on")}
    rows = User.objects.filter(pk=runner.pk).annotate(told=told, back=newest_first, **columns, **notes)
    rows = list(rows.filter(back__lte=2).values("notes", "answered_on", *columns))
    if not rows or rows[0]["notes"] is None:
        return BodyToday(today)
    told = [PainReport(**{name: row[f"told_{name}"] for name in TOLD}) for row in rows if row["told_pk"]]
    return BodyToday(today, True, rows[0]["answered_on"] == today, by_site(told))


def by_site(reports: Iterable[PainReport]) -> dict[str, list[PainReport]]:
    """Each site's reports, oldest first."""
    sites: dict[str, list[PainReport]] = {}
    for report in sorted(reports, key=lambda report: (report.site, report.date)):
        sites.setdefault(report.site, []).append(report)
    return sites


def told_lately(*, runner: User, today: datetime.date) -> dict[str, list[PainReport]]:
    """What was told in twelve weeks, by site, the newest first."""
    lately = PainReport.objects.of(runner).between(today - SHOWN, today)
    return {site: reports[::-1] for site, reports in by_site(lately).items()}


def kept_all_the_same(*, runner: User, today: datetime.date) -> list[PlannedSession]:
    """Classes to come that the runner kept on their day, and that load what hurts. One query."""
    locked = PlannedSession.objects.filter(
        week__runner=runner, date__gte=today, state=PlannedSession.State.LOCKED
    )
    kept = locked.exclude(kept_against=[]).select_related("video_class").order_by("date", "pk")
    return [place for place in kept if "R11" in place.kept_against]


def left_for_it(*, runner: User, now: datetime.datetime) -> list[tuple[PlanChange, list[dict]]]:
    """The classes that left the plan within a day because of what hurts, and were not put back."""
    changes = PlanChange.objects.filter(week__runner=runner, kind=PlanChange.Kind.LEFT, undone_at=None)
    lately = changes.filter(made_at__gt=now - DAY).select_related("week").order_by("week__starts_on", "pk")
    found = [(change, for_pain(change)) for change in lately]
    return [(change, told) for change, told in found if told]


def for_pain(change: PlanChange) -> list[dict]:
    """Of the classes that left, those that what hurts sent away."""
    told = [one for one in change.told if "R11" in one["rules"]]
    return [{**one, "day": datetime.date.fromisoformat(one["date"])} for one in told]
