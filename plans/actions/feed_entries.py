"""What calendars are told, kept in step with the plan by the worker; reading an address writes nothing.

Each entry hangs on the row it stands for, not on the day: moved, swapped or put back, it keeps its UID, and
its SEQUENCE rises. What is gone is told as cancelled for a while, or a phone that kept it would show it on.
"""

import datetime

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q

from accounts.actions.speaking import in_writing_to
from accounts.models import User
from plans.actions.feed_things import BEHIND, Thing, things_of
from plans.actions.plan import plan_week
from plans.calendar import WEEK, monday_of
from plans.models import CalendarAddress, FeedEntry, Week

EVERY = datetime.timedelta(minutes=5)
MOST = 200  # runners at a time; the next look, seconds later, takes the next
FRIDAY = 4
TOLD = ["date", "told", "sequence", "changed_at", "gone_at"]


def keep_feeds(*, now: datetime.datetime) -> int:
    """Looks at plans behind addresses that were changed, or not looked at for a while; how many runners.

    What leaves no trace in the plan's history (a run, a race, what was danced) waits its five minutes.
    One whose plan cannot be read is marked first, and so holds up nobody at the next look.
    """
    near = Week.objects.filter(runner=OuterRef("runner"), starts_on__gte=now.date() - BEHIND)
    changed = Exists(near.filter(latest__made_at__gt=OuterRef("looked_at")))
    due = CalendarAddress.objects.filter(Q(looked_at__lte=now - EVERY) | changed)
    behind = User.objects.filter(is_active=True, pk__in=due.values("runner"))
    runners = list(behind.annotate(at=Min("calendar_addresses__looked_at")).order_by("at", "pk")[:MOST])
    for runner in runners:
        CalendarAddress.objects.filter(runner=runner).update(looked_at=now)
        keep_feed(runner=runner, now=now)
    return len(runners)


@transaction.atomic
def keep_feed(*, runner: User, now: datetime.datetime) -> None:
    """The entries of one runner as the plan stands now; what stays as it was is not written."""
    today = runner.local_date(now)
    # The worker and a form at once; rows that point to the runner may be written meanwhile.
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    _plan_next_week(runner, today, now)
    with in_writing_to(runner):
        things = {thing.key: thing for thing in things_of(runner, today)}
    entries = _entries(runner, today - BEHIND, things.keys())
    changed = [entry for entry in entries if _follow(entry, things.pop(entry.key, None), now)]
    FeedEntry.objects.bulk_update(changed, TOLD)
    FeedEntry.objects.bulk_create(_new(runner, thing, now) for thing in things.values())
    _follow_zone(runner, now)


def _plan_next_week(runner: User, today: datetime.date, now: datetime.datetime) -> None:
    """Stored on Friday already for who looks at it in a calendar: only a row keeps its name when it moves.

    No sooner, or it would not know what was danced this week. Where this week is not stored the runner is
    away, and nothing is planned.
    """
    monday = monday_of(today)
    if today.weekday() < FRIDAY:
        return
    near = Week.objects.filter(runner=runner, starts_on__in=[monday, monday + WEEK])
    if list(near.values_list("starts_on", flat=True)) == [monday]:
        plan_week(runner=runner, monday=monday + WEEK, now=now)


def _entries(runner: User, first: datetime.date, keys) -> list[FeedEntry]:
    """Those that stand in the time that is told, and those that come back."""
    stand = Q(gone_at=None, date__gte=first)
    return list(FeedEntry.objects.filter(stand | Q(key__in=list(keys)), runner=runner))


def _follow(entry: FeedEntry, thing: Thing | None, now: datetime.datetime) -> bool:
    """Whether that changed anything."""
    if thing is None:
        if entry.gone_at:
            return False
        entry.gone_at = now
    elif (entry.date, entry.told, entry.gone_at) == (thing.date, thing.told, None):
        return False
    else:
        entry.date, entry.told, entry.gone_at = thing.date, thing.told, None
    entry.sequence += 1
    entry.changed_at = now
    return True


def _new(runner: User, thing: Thing, now: datetime.datetime) -> FeedEntry:
    return FeedEntry(
        runner=runner, kind=thing.kind, key=thing.key, date=thing.date, told=thing.told, changed_at=now
    )


def _follow_zone(runner: User, now: datetime.datetime) -> None:
    """Who moves to another zone dances at the same time by the clock there."""
    zone = runner.zone.key
    moved = CalendarAddress.objects.filter(runner=runner).exclude(time_zone=zone)
    moved.update(time_zone=zone, revision=F("revision") + 1, changed_at=now)
