"""Days and weeks as the plan counts them: local dates, weeks from Monday to Sunday."""

import datetime

WEEK = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)


def monday_of(date: datetime.date) -> datetime.date:
    return date - date.weekday() * DAY


def days_of(monday: datetime.date) -> list[datetime.date]:
    """The seven days of the week that begins on `monday`."""
    return [monday + n * DAY for n in range(7)]
