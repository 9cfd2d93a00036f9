"""What a runner met for the first time: classes, and the movements in them."""

import datetime
from dataclasses import dataclass, field

from django.db.models import CharField, Exists, Min, OuterRef, Value

from accounts.models import User
from plans.calendar import DAY, monday_of
from plans.models import Session


@dataclass(frozen=True)
class New:
    """A class or a movement, as it is linked."""

    name: str
    href: str


@dataclass(frozen=True)
class NewInWeek:
    monday: datetime.date
    classes: list[New] = field(default_factory=list)
    movements: list[New] = field(default_factory=list)


def what_was_new(*, runner: User, first: datetime.date, monday: datetime.date) -> list[NewInWeek]:
    """By week, the newest first, weeks without anything left out. One query.

    A movement counts as met with the first class it has a chapter in. Only classes that are new can bring
    one, so years of dancing the same classes cost nothing.
    """
    weeks: dict[datetime.date, NewInWeek] = {}
    for kind, name, slug, date in sorted(_rows(runner, first, monday + 6 * DAY), key=lambda row: row[1]):
        week = weeks.setdefault(monday_of(date), NewInWeek(monday_of(date)))
        if kind == "class":
            week.classes.append(New(name, f"/library/{slug}/"))
        else:
            week.movements.append(New(name, f"/library/movements/{slug}/"))
    return sorted(weeks.values(), key=lambda week: week.monday, reverse=True)


def _rows(runner: User, first: datetime.date, last: datetime.date):
    before = Session.objects.of(runner).filter(date__lt=first)
    danced = before.filter(video_class=OuterRef("video_class"))
    met = before.filter(video_class__chapters__movement=OuterRef("video_class__chapters__movement"))
    fresh = (
        Session.objects.of(runner)
        .between(first, last)
        .filter(~Exists(danced), video_class__published_at__isnull=False)
        .order_by()
    )
    movements = fresh.filter(~Exists(met), video_class__chapters__movement__isnull=False)
    return _named(fresh, "class", "video_class", "title").union(
        _named(movements, "movement", "video_class__chapters__movement", "name"), all=True
    )


def _named(sessions, kind: str, path: str, name: str):
    """Kind, name, slug and the first day, one row for each."""
    named = sessions.annotate(what=Value(kind, CharField()))
    return named.values_list("what", f"{path}__{name}", f"{path}__slug").annotate(since=Min("date"))
