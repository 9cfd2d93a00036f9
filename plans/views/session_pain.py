"""What hurt before and after a session, as its page tells and asks it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from library.models import BodySite
from plans.actions.session_pain import can_be_told, told_on
from plans.forms.session_pain import PainBesideForm
from plans.models import PainReport


@dataclass(frozen=True)
class ToldThen:
    """One place on the session's day."""

    name: str
    said: str
    href: str


@dataclass(frozen=True)
class PainShown:
    """Nothing of it, but whether it could be told, where the runner did not agree to health notes."""

    agreed: bool = False
    told: list[ToldThen] = field(default_factory=list)
    form: PainBesideForm | None = None  # None where it is too long ago


def pain_shown(runner, session, today, form=None):
    reports = told_on(runner=runner, date=session.date)
    if reports is None:
        return PainShown()
    if not can_be_told(session, today):
        return PainShown(True, [_told(report) for report in reports])
    empty = PainBesideForm(address=f"/sessions/{session.pk}/pain/")
    return PainShown(True, [_told(report) for report in reports], form or empty)


def _told(report):
    return ToldThen(str(BodySite(report.site).label), said_of(report), f"/body/reports/{report.pk}/")


def said_of(report: PainReport) -> str:
    """ "2 before, 4 after"; of one that names no moment how much it was."""
    moments = [
        said % {"level": level}
        for said, level in [(_("%(level)s before"), report.before), (_("%(level)s after"), report.after)]
        if level is not None
    ]
    return ", ".join(moments) or _("%(level)s of 10 that day") % {"level": report.level}
