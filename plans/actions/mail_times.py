"""When the weekly mail is due, on each runner's own clock; which week it tells of."""

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from plans.calendar import DAY, monday_of

LATE = datetime.timedelta(hours=12)  # after that it is left out: nobody wants Sunday's mail on Tuesday


@dataclass(frozen=True)
class Moment:
    """A day and hour somebody may have chosen, and when that was."""

    weekday: int
    hour: int
    at: datetime.datetime


def moment_on(date: datetime.date, hour: int, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """That hour as an instant. Of an hour that comes twice, the first; for one left out, the hour after."""
    return datetime.datetime.combine(date, datetime.time(hour), zone).astimezone(datetime.UTC)


def moments_due(zone: zoneinfo.ZoneInfo, now: datetime.datetime) -> list[Moment]:
    """What has come in the last hours and is not too late yet."""
    today = now.astimezone(zone).date()
    moments = [moment for date in (today - DAY, today) for moment in _moments_on(date, zone)]
    return [moment for moment in moments if now - LATE < moment.at <= now]


def _moments_on(date: datetime.date, zone: zoneinfo.ZoneInfo) -> Iterator[Moment]:
    for hour in range(24):
        yield Moment(date.weekday(), hour, moment_on(date, hour, zone))


def week_told_of(date: datetime.date) -> datetime.date:
    """The Monday of the week a mail of that day tells of: from Friday on the next, before it this one."""
    return monday_of(date + 3 * DAY)


def next_moment(
    *,
    weekday: int,
    hour: int,
    zone: zoneinfo.ZoneInfo,
    now: datetime.datetime,
    told: datetime.date | None = None,
) -> datetime.datetime:
    """When the mail comes next, in the runner's zone; weeks up to `told` were told already."""
    today = now.astimezone(zone).date()
    days = [today + n * DAY for n in range(23)]
    days = [day for day in days if day.weekday() == weekday and (not told or week_told_of(day) > told)]
    moments = [moment_on(day, hour, zone) for day in days]
    return next(at for at in moments if at > now).astimezone(zone)
