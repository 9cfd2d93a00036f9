"""What a runner and the person who sees their week write to a day of it."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Min, Q

from accounts.models import User
from plans.models import DayComment, Sharing

MOST_A_DAY = 50  # of one sharing: a conversation, not a flood
A_DAY = datetime.timedelta(days=1)


class TooManyComments(ValueError):
    """More was written in a day than anybody reads."""


class SharingEnded(Exception):
    """Nobody would read it any more."""


@dataclass(frozen=True)
class NewComments:
    """What one person wrote that the other has not marked as read; `date` is the first such day."""

    sharing: int
    name: str
    count: int
    date: datetime.date
    on_theirs: bool = False  # the week is theirs, and who reads it is its buddy or coach


@transaction.atomic
def write_comment(
    *, sharing: Sharing, by_runner: bool, date: datetime.date, text: str, now: datetime.datetime
) -> DayComment:
    """What the other wrote counts as read by who answers. SharingEnded, TooManyComments."""
    if not Sharing.objects.standing().select_for_update().filter(pk=sharing.pk).exists():
        raise SharingEnded(sharing.pk)
    if sharing.comments.filter(written_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise TooManyComments(sharing.pk)
    mark_seen(sharing=sharing, by_runner=by_runner, now=now)
    return sharing.comments.create(by_runner=by_runner, date=date, text=text, written_at=now)


def mark_seen(*, sharing: Sharing, by_runner: bool, now: datetime.datetime) -> None:
    """The runner, or the person, has read what the other wrote."""
    sharing.comments.filter(by_runner=not by_runner, seen_at=None).update(seen_at=now)


def may_delete(person: User):
    """What this person wrote and can still see, and all that stands on their own week."""
    own = Q(sharing__person=person, sharing__ended_at=None, sharing__runner__is_active=True, by_runner=False)
    return DayComment.objects.filter(Q(sharing__runner=person) | own).select_related("sharing")


def delete_comment(*, comment: DayComment) -> None:
    comment.delete()


def new_comments(person: User) -> list[NewComments]:
    """For a line on their own week: of those who see it, and of those whose weeks they see. One query."""
    own = Q(sharing__runner=person, by_runner=False)
    theirs = Q(
        sharing__person=person, sharing__ended_at=None, sharing__runner__is_active=True, by_runner=True
    )
    sharings = Sharing.objects.filter(Q(runner=person) | Q(person=person))  # found by their indexes
    rows = DayComment.objects.filter(own | theirs, sharing__in=sharings, seen_at=None).order_by()
    rows = rows.values("sharing", "sharing__name", "sharing__runner_name", "by_runner")
    return [
        NewComments(
            row["sharing"],
            row["sharing__runner_name" if row["by_runner"] else "sharing__name"],
            row["count"],
            row["date"],
            on_theirs=row["by_runner"],
        )
        for row in rows.annotate(count=Count("pk"), date=Min("date")).order_by("date", "sharing")
    ]
