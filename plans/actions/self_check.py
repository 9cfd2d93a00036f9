"""Self-checks: a result kept under the consent to health notes, and what it says to the plan."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from library.models import LegLoad
from plans.actions.health_notes import agree_to_notes, hold_notes
from plans.actions.self_check_notes import AGAIN_AFTER
from plans.actions.session import record_session
from plans.calendar import WEEK
from plans.models import HealthNotes, SelfCheck, Session
from plans.planner.self_checks import change_to_plan

HEEL_RAISES_TAKE = 5  # minutes
PUT_OFF = 2 * WEEK


@transaction.atomic
def record_self_check(
    *,
    runner: User,
    kind: str,
    date: datetime.date,
    left: Decimal | None,
    right: Decimal | None,
    now: datetime.datetime,
    agrees: bool = False,
) -> SelfCheck:
    """Keep a result, one side at least; that side of the same day's other result gives way. NotAgreed.

    `agrees`: the runner gives the consent to health notes with it. Heel raises are work for the legs: they
    count like work done elsewhere.
    """
    if agrees:
        agree_to_notes(runner=runner, now=now)
    notes = hold_notes(runner)
    day = SelfCheck.objects.filter(runner=runner, kind=kind, date=date)
    before = day.values_list("left", "right").first()
    measured = {side: value for side, value in (("left", left), ("right", right)) if value is not None}
    found = {**measured, "noted_at": now}
    check, is_new = SelfCheck.objects.update_or_create(runner=runner, kind=kind, date=date, defaults=found)
    check.took_the_place_of = before
    if is_new and kind == SelfCheck.Kind.HEEL_RAISES:
        check.session = _as_work(check, now)
        check.save(update_fields=["session"])
    _remember(notes)
    return check


def _as_work(check: SelfCheck, now: datetime.datetime) -> Session:
    return record_session(
        runner=check.runner,
        date=check.date,
        now=now,
        minutes=HEEL_RAISES_TAKE,
        how=Session.How.HAND,
        title=_("Heel raises, a self-check"),
        leg_load=LegLoad.STRENGTH,
    )


@transaction.atomic
def delete_self_check(*, check: SelfCheck) -> None:
    """The work it was for the legs goes with it."""
    notes = hold_notes(check.runner)
    Session.with_removed.filter(self_check=check).delete()
    check.delete()
    _remember(notes)


@transaction.atomic
def put_off_self_checks(*, runner: User, now: datetime.datetime) -> datetime.date | None:
    """Asked again two weeks later; the day, or None where nothing is kept."""
    until = runner.local_date(now) + PUT_OFF
    changed = HealthNotes.objects.filter(runner=runner).update(self_checks_not_before=until)
    return until if changed else None


def _remember(notes: HealthNotes) -> None:
    checks = SelfCheck.objects.filter(runner=notes.runner_id)
    notes.self_checks = dict(summed_up(checks.order_by("-date")))
    notes.save(update_fields=["self_checks"])


def summed_up(newest_first: Iterable[SelfCheck]) -> dict[str, dict]:
    """By kind the last day, and what changed since the one before (0: nothing that the measure can tell)."""
    found: dict[str, list[SelfCheck]] = {}
    for check in newest_first:
        found.setdefault(check.kind, []).append(check)
    return {
        kind: {
            "date": checks[0].date.isoformat(),
            "change": change_to_plan(kind, _before_and_after(checks)) / 10,
        }
        for kind, checks in found.items()
    }


def _before_and_after(newest_first: list[SelfCheck]) -> Iterator[tuple[int, int]]:
    """The last two results of each side that was measured this time round, on one day or on two."""
    this_round = newest_first[0].date - AGAIN_AFTER
    for side in (0, 1):
        measured = [check for check in newest_first if check.tenths[side] is not None][:2]
        if len(measured) == 2 and measured[0].date > this_round:
            yield measured[1].tenths[side], measured[0].tenths[side]
