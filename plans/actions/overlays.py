"""Times laid aside: illness, injury, holiday, travel. Taking one away gives the plan back as it was.

Days that are over are history: what was planned for them is not planned again.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction

from accounts.actions.consent import give_health_consent, health_consent_stands
from accounts.models import User
from plans.actions.follow import follow_up
from plans.actions.holding import hold_runner
from plans.actions.overlay_pictures import (
    give_back,
    has_a_say,
    leave_other_pictures,
    pictures,
    plan_afresh,
    still_needed,
)
from plans.calendar import DAY, monday_of
from plans.models import Overlay, Week

ABOUT_HEALTH = (Overlay.Kind.ILLNESS, Overlay.Kind.INJURY)


class NoSuchTime(LookupError):
    """There is no such time of this runner's; it may have been taken away in another tab."""


class NoConsent(ValueError):
    """A health note that the runner has not agreed to."""


class LaidAlready(ValueError):
    """Some of these days are laid aside for the same reason already, by `overlay`."""

    def __init__(self, overlay: Overlay):
        super().__init__(str(overlay))
        self.overlay = overlay


@transaction.atomic
def lay_overlay(
    *,
    runner: User,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    now: datetime.datetime,
    sites: Iterable[str] = (),
    agreed: bool = False,
) -> Overlay:
    """The days are laid aside and the plan follows. `agreed`: to health notes, just now.

    NoConsent, LaidAlready.
    """
    weeks = _weeks_held(runner, now)
    overlay = Overlay(runner=runner, kind=kind, first=first, last=last, laid_at=now)
    _keep(overlay, sites, agreed, now)
    overlay.before = pictures(overlay, weeks)
    overlay.save(update_fields=["before"])
    follow_up(runner=runner, now=now, because="overlay")
    return overlay


@transaction.atomic
def change_overlay(
    *,
    runner: User,
    pk: int,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    now: datetime.datetime,
    sites: Iterable[str] = (),
    agreed: bool = False,
) -> Overlay:
    """Taken away and laid again at once; what it was first laid over is still what comes back in the end.

    NoSuchTime, NoConsent, LaidAlready.
    """
    weeks = _weeks_held(runner, now)
    overlay = _overlay_of(runner, pk)
    over = [week for week in weeks if has_a_say(overlay, week.starts_on)]
    known = [week for week in weeks if week not in over or week.starts_on.isoformat() in overlay.before]
    leave_other_pictures(overlay, runner.local_date(now))
    give_back(overlay, over, now)
    overlay.kind, overlay.first, overlay.last = kind, first, last
    _keep(overlay, sites, agreed, now)
    overlay.before = {**pictures(overlay, known), **still_needed(overlay)}
    overlay.save(update_fields=["before"])
    plan_afresh(runner, [week for week in weeks if week not in known], now)
    follow_up(runner=runner, now=now, because="overlay")
    return overlay


@transaction.atomic
def end_overlay(*, runner: User, pk: int, now: datetime.datetime) -> Overlay:
    """The days from today on are given back; of a time begun today, those from tomorrow on. NoSuchTime."""
    today = runner.local_date(now)
    overlay = _overlay_of(runner, pk)
    if not overlay.first <= today <= overlay.last:
        return overlay
    last = max(overlay.first, today - DAY)
    days = {"first": overlay.first, "last": last}
    return change_overlay(runner=runner, pk=pk, kind=overlay.kind, **days, sites=overlay.sites, now=now)


@transaction.atomic
def remove_overlay(*, runner: User, pk: int, now: datetime.datetime) -> None:
    """The time goes, and the plan is again as it was before it. NoSuchTime."""
    weeks = _weeks_held(runner, now)
    _take_away(_overlay_of(runner, pk), weeks, now)
    follow_up(runner=runner, now=now, because="overlay")


@transaction.atomic
def remove_health_overlays(*, runner: User, now: datetime.datetime) -> None:
    """Illness and injury are health notes: they go with the consent, and the plan comes back."""
    weeks = _weeks_held(runner, now)
    pks = list(Overlay.objects.of(runner).about_health().values_list("pk", flat=True))
    for pk in pks:  # each read when its turn comes: the one before may have left its pictures
        _take_away(_overlay_of(runner, pk), weeks, now)
    if pks:
        follow_up(runner=runner, now=now, because="overlay")


def _take_away(overlay: Overlay, weeks: Iterable[Week], now: datetime.datetime) -> None:
    over = [week for week in weeks if has_a_say(overlay, week.starts_on)]
    leave_other_pictures(overlay, overlay.runner.local_date(now))
    Overlay.objects.filter(pk=overlay.pk).delete()
    give_back(overlay, over, now)
    unseen = [week for week in over if week.starts_on.isoformat() not in overlay.before]
    plan_afresh(overlay.runner, unseen, now)


def _weeks_held(runner: User, now: datetime.datetime) -> list[Week]:
    """The stored weeks from this one on. Whoever else lays times aside, or plans these, waits.

    The runner's row is locked in a way that lets others write rows of theirs.
    """
    hold_runner(runner)
    this_week = monday_of(runner.local_date(now))
    ahead = Week.objects.select_for_update().filter(runner=runner, starts_on__gte=this_week)
    return list(ahead.order_by("starts_on"))


def _overlay_of(runner: User, pk: int) -> Overlay:
    found = Overlay.objects.of(runner).filter(pk=pk).first()
    if found is None:
        raise NoSuchTime(pk)
    found.runner = runner
    return found


def _keep(overlay: Overlay, sites: Iterable[str], agreed: bool, now: datetime.datetime) -> None:
    """Sites belong to an injury only: of an illness nothing more is kept than its days."""
    overlay.sites = sorted(set(sites)) if overlay.kind == Overlay.Kind.INJURY else []
    if overlay.kind in ABOUT_HEALTH and not health_consent_stands(user=overlay.runner):
        if not agreed:
            raise NoConsent(overlay.kind)
        give_health_consent(user=overlay.runner, now=now)
    if other := laid_already(overlay):
        raise LaidAlready(other)
    overlay.save()


def laid_already(overlay: Overlay) -> Overlay | None:
    """Another of the same kind with a day in common."""
    alike = Overlay.objects.of(overlay.runner).filter(kind=overlay.kind).exclude(pk=overlay.pk)
    return alike.touching(overlay.first, overlay.last).first()
