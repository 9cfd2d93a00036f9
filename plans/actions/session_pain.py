"""What hurt before and after a session: a health note of its day, kept and heeded as any other."""

import datetime

from django.db import transaction
from django.db.models import F, FilteredRelation, Q

from accounts.models import User
from plans.actions.health_notes import hold_notes
from plans.actions.pain import earliest_day, tell_pain
from plans.models import PainReport, Session

TOLD = ("pk", "site", "date", "level", "before", "after", "next_morning", "feel")


class NotThen(LookupError):
    """The session was too long ago, or before the runner was here."""


def told_on(*, runner: User, date: datetime.date) -> list[PainReport] | None:
    """What was told of a day, by site; None where the runner did not agree to health notes. One query."""
    told = FilteredRelation("pain_reports", condition=Q(pain_reports__date=date))
    columns = {f"told_{name}": F(f"told__{name}") for name in TOLD}
    found = User.objects.filter(pk=runner.pk).annotate(told=told, notes=F("health_notes__pk"), **columns)
    rows = list(found.order_by("told_site").values("notes", *columns))
    if not rows or rows[0]["notes"] is None:
        return None
    return [PainReport(**{name: row[f"told_{name}"] for name in TOLD}) for row in rows if row["told_pk"]]


def can_be_told(session: Session, today: datetime.date) -> bool:
    return earliest_day(session.runner, today) <= session.date <= today


@transaction.atomic
def tell_pain_beside(
    *,
    session: Session,
    site: str,
    before: int | None,
    after: int | None,
    feel: str,
    now: datetime.datetime,
) -> PainReport:
    """How one site felt before and after it; the worse of the two is how much it was. NotAgreed, NotThen."""
    hold_notes(session.runner)
    if not can_be_told(session, session.runner.local_date(now)):
        raise NotThen(session.pk)
    level = max(before or 0, after or 0)
    told = {"level": level, "before": before, "after": after, "feel": feel}
    return tell_pain(runner=session.runner, site=site, date=session.date, now=now, **told)
