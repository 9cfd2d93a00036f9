"""The body as its templates draw it: a card for each place that was told of."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from library.models import BodySite
from plans.actions.body import SHOWN, BodyToday
from plans.actions.pain_gates import gate_of_its_day, gate_on, held_since
from plans.calendar import WEEK
from plans.models import PainReport
from plans.views.body_figure import choosing
from plans.views.body_strip import Strip, strip_of
from plans.views.pain_words import BADGES, holds_back, how_is, see_professional, spot, spots


@dataclass(frozen=True)
class Ask:
    """“Anything sore?”, and what each answer would do."""

    agreed: bool
    answered: bool
    as_yesterday: str  # what it would say again; empty where nothing held yesterday
    nothing: str  # the places that “no” puts at 0
    care: list[list[str]]  # sentences on whom to ask, a list for each place


@dataclass(frozen=True)
class SiteCard:
    site: str
    name: str
    said: str
    gate: str
    badge: tuple[str, str, str]
    holds_back: str
    told_on: datetime.date
    since: datetime.date | None
    for_long: bool  # as far back as is read, or longer
    href: str
    choose: str  # where it is told anew


@dataclass(frozen=True)
class Question:
    """How one place is now, in one tap."""

    title: str
    text: str
    address: str
    name: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Told:
    """A report in the list of its site."""

    report: PainReport
    badge: tuple[str, str, str]
    href: str


@dataclass(frozen=True)
class History:
    """Twelve weeks of one place."""

    site: BodySite
    told: list[Told]
    strip: Strip


def ask_shown(body: BodyToday) -> Ask:
    before = body.as_before
    return Ask(
        agreed=body.agreed,
        answered=body.answered,
        as_yesterday=", ".join(f"{spot(report.site)} {report.worst}" for report in before),
        nothing=spots([report.site for report in before]),
        care=[see_professional(site) for site in body.see_professional],
    )


def site_cards(body: BodyToday, told: dict[str, list[PainReport]]) -> list[SiteCard]:
    """What holds now, the strictest first."""
    order = ["red", "amber", "sore"]
    holding = sorted(body.holding, key=lambda report: order.index(gate_on(report, body.today)))
    return [_site_card(report, body.today, told.get(report.site, [])) for report in holding]


def _site_card(report: PainReport, today: datetime.date, told: list[PainReport]) -> SiteCard:
    gate, since = gate_on(report, today), held_since(told)
    return SiteCard(
        site=report.site,
        name=str(BodySite(report.site).label),
        said=_said(report),
        gate=gate,
        badge=BADGES[gate],
        holds_back=holds_back(report, today),
        told_on=report.date,
        since=since if since != report.date else None,
        for_long=since is not None and since <= today - SHOWN + WEEK,
        href=f"/body/reports/{report.pk}/",
        choose=choosing(report.site),
    )


def _said(report: PainReport) -> str:
    if report.worse_next_morning:
        levels = {"level": report.level, "morning": report.next_morning}
        return _("%(level)s of 10, and %(morning)s the next morning") % levels
    return _("%(level)s of 10") % {"level": report.level}


def questions(body: BodyToday) -> list[Question]:
    """How it is this morning after yesterday, and how it is where nothing was said for a week."""
    return [*map(_morning, body.this_morning), *(_after_silence(one, body.today) for one in body.silent)]


def _morning(report: PainReport) -> Question:
    text = _("Yesterday it was %(level)s. Tell how it is this morning.") % {"level": report.level}
    return Question(
        how_is(report.site), text, f"/body/reports/{report.pk}/morning/", "next_morning", fields={}
    )


def _after_silence(report: PainReport, today: datetime.date) -> Question:
    days = {"days": (today - report.date).days}
    text = _("You told of it %(days)s days ago, and your plan still spares it.") % days
    return Question(how_is(report.site), text, "/body/report/", "level", fields={"site": report.site})


def told_shown(reports: list[PainReport]) -> list[Told]:
    """The gate of each day as it was on that day."""
    return [
        Told(report, BADGES[gate_of_its_day(report)], f"/body/reports/{report.pk}/") for report in reports
    ]


def history_shown(site: str, reports: list[PainReport], today: datetime.date) -> History:
    return History(BodySite(site), told_shown(reports), strip_of(reports, today))
