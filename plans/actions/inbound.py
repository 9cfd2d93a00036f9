"""Calendars of others: followed, read again and again, and what they plan kept in step.

What a runner may expect, and what is held to:

- An event that moves takes its planned run along; one that is called off or vanishes takes it away, as long
  as its day is still to come. What is past stays, and events past when first seen are not brought in.
- What the runner changed or left out by hand stays as they want it. A run that was done stays matched.
- A calendar is either a whole training plan, and then the usual week stands back in every week in which it
  plans a run; or it holds single runs, and each takes the place of the usual run of its day. A run that is
  called off gives the day back.
- Reading the same calendar again changes nothing.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from plans.actions.addresses import host_of, read_address
from plans.actions.follow import follow_up
from plans.actions.holding import hold_runner, hold_weeks
from plans.actions.inbound_reading import held, read_later, succeeded, understood
from plans.actions.inbound_runs import Origin, take_over
from plans.models import InboundCalendar, PlannedRun

MOST_CALENDARS = 10


class TooManyCalendars(ValueError):
    """A runner follows enough of them."""


class FollowedAlready(ValueError):
    """The runner follows this address."""


@transaction.atomic
def follow_address(
    *, runner: User, address: str, name: str = "", is_whole_plan: bool = True, now: datetime.datetime
) -> InboundCalendar:
    """Follow an address; it is read in the background, at once and then every six hours. NotFetched."""
    address = address.strip()
    read_address(address)
    _see_whether_one_more_may(runner, now)
    if any(_same(address, known) for known in runner.inbound_calendars.values_list("address", flat=True)):
        raise FollowedAlready(host_of(address))
    calendar = InboundCalendar.objects.create(
        runner=runner,
        name=name or host_of(address),
        address=address,
        is_whole_plan=is_whole_plan,
        created_at=now,
        next_try_at=now,
    )
    read_later(calendar, now)
    return calendar


def _same(address: str, known: str) -> bool:
    """webcal and https are one, and so are capital letters in a host."""
    return bool(known) and read_address(address).url == read_address(known).url


@transaction.atomic
def follow_file(
    *, runner: User, data: bytes, name: str = "", is_whole_plan: bool = True, now: datetime.datetime
) -> InboundCalendar:
    """Take the runs of a file over; a newer file may follow. NotUnderstood."""
    found = understood(runner, data, now)
    _see_whether_one_more_may(runner, now)
    calendar = InboundCalendar.objects.create(
        runner=runner,
        name=name or found.name or _("A calendar file"),
        is_whole_plan=is_whole_plan,
        created_at=now,
    )
    take_over(calendar=calendar, found=found, now=now)
    succeeded(calendar, now, found)
    return calendar


@transaction.atomic
def bring_newer_file(*, calendar: InboundCalendar, data: bytes, now: datetime.datetime) -> None:
    """The same calendar, as a newer file tells it. NotUnderstood."""
    found = understood(calendar.runner, data, now)
    if held(calendar):
        take_over(calendar=calendar, found=found, now=now)
        succeeded(calendar, now, found)


def _see_whether_one_more_may(runner: User, now: datetime.datetime) -> None:
    hold_runner(runner)  # two forms at once must not pass together
    if runner.inbound_calendars.count() >= MOST_CALENDARS:
        raise TooManyCalendars(runner.pk)


@transaction.atomic
def unfollow(*, calendar: InboundCalendar, keep_runs: bool, now: datetime.datetime) -> None:
    """Read it no more. Its runs to come stay as the runner's own, or go; what was done or changed stays."""
    runner, today = calendar.runner, calendar.runner.local_date(now)
    hold_weeks(runner=runner, now=now)
    runs = PlannedRun.objects.filter(calendar=calendar)
    if not keep_runs:
        runs.filter(date__gte=today, run=None, edited_at=None).delete()
    # Those of a plan stay a plan, before which the usual week stands back; single ones are as if by hand.
    kept_as = Origin.CALENDAR if calendar.is_whole_plan and keep_runs else Origin.HAND
    runs.update(calendar=None, event="", origin=kept_as)
    calendar.delete()
    follow_up(runner=runner, now=now, because="run", refill=True)


@transaction.atomic
def say_what_it_holds(*, calendar: InboundCalendar, is_whole_plan: bool, now: datetime.datetime) -> None:
    """A whole training plan, or single runs: the usual week stands back or returns."""
    InboundCalendar.objects.filter(pk=calendar.pk).update(is_whole_plan=is_whole_plan)
    follow_up(runner=calendar.runner, now=now, because="run", refill=True)
