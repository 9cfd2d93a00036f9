"""Who reads a calendar address: told to its runner as a day and a kind of app, and no more is kept."""

import datetime

from django.db.models import Q

from plans.models import CalendarAddress

EVERY = datetime.timedelta(hours=1)
By = CalendarAddress.ReadBy
# What apps say of themselves, the first that fits. Browsers come last: many apps speak as one as well.
SAID = [
    ("google-calendar", By.GOOGLE),
    ("thunderbird", By.THUNDERBIRD),
    ("outlook", By.OUTLOOK),
    ("exchange", By.OUTLOOK),
    ("dataaccessd", By.APPLE),
    ("calendaragent", By.APPLE),
    ("calendar/", By.APPLE),
    ("icsx5", By.ANDROID),
    ("davx5", By.ANDROID),
    ("mozilla/", By.BROWSER),
]


def kind_of(user_agent: str) -> str:
    said = user_agent.lower()
    return next((kind for part, kind in SAID if part in said), By.OTHER)


def note_reading(*, address: CalendarAddress, user_agent: str, now: datetime.datetime) -> bool:
    """That it was read; whether that was written down: once an hour is enough, however often apps come."""
    if address.read_at and address.read_at > now - EVERY:
        return False
    due = Q(read_at=None) | Q(read_at__lte=now - EVERY)  # asked again where it counts: two may come at once
    noted = {"read_at": now, "read_by": kind_of(user_agent)}
    return CalendarAddress.objects.filter(due, pk=address.pk).update(**noted) == 1
