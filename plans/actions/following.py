"""Following a collection: begun, paused, gone on with, stopped. The plan is made anew from today each time.

One is followed at a time. Of one that was set aside the place is kept, and it is gone on with from there.
"""

import datetime

from django.db import transaction

from accounts.models import User
from library.actions.standing import standing
from library.models import Collection
from plans.actions.holding import hold_runner
from plans.actions.plan import plan_again_from_today
from plans.actions.published import asked_of_the_library
from plans.models import FollowedCollection


class NotFollowed(LookupError):
    """The runner does not follow this collection."""


@transaction.atomic
def follow_collection(
    *, runner: User, collection: Collection, now: datetime.datetime
) -> FollowedCollection | None:
    """Follow it from today on; answers with the one that is set aside for it."""
    hold_runner(runner)
    today = runner.local_date(now)
    before = following_now(runner).first()
    if before and before.collection_id == collection.pk and not is_danced(runner, before):
        change_following(before, paused_on=None)
        before = None
    else:
        if before:
            change_following(before, ended_on=today)
        begin_or_take_up(runner, collection, today)
    plan_again_from_today(runner=runner, now=now, afresh=True)
    return before if before and before.collection_id != collection.pk else None


def begin_or_take_up(runner: User, collection: Collection, today: datetime.date) -> None:
    """What was set aside goes on from its place; what was danced to its end, with nothing to keep up, begins
    again, and is danced anew."""
    earlier = FollowedCollection.objects.filter(runner=runner, collection=collection).first()
    following = earlier or FollowedCollection(runner=runner, collection=collection, begun_on=today)
    if is_danced(runner, following):
        following = FollowedCollection(
            runner=runner, collection=collection, begun_on=today, counts_from=today
        )
    following.paused_on = following.ended_on = None
    following.save()


def is_danced(runner: User, following: FollowedCollection) -> bool:
    """To its end, with nothing to keep up."""
    now = asked_of_the_library(runner, following)
    stands = standing(now.order, now.times, now.hidden)
    return stands.whole and not following.collection.then_a_week


@transaction.atomic
def pause_following(*, runner: User, collection: Collection, now: datetime.datetime) -> None:
    """NotFollowed. Its place is kept: what is danced meanwhile counts."""
    change_following(held(runner, collection), paused_on=runner.local_date(now))
    plan_again_from_today(runner=runner, now=now, afresh=True)


@transaction.atomic
def go_on_following(*, runner: User, collection: Collection, now: datetime.datetime) -> None:
    """NotFollowed."""
    change_following(held(runner, collection), paused_on=None)
    plan_again_from_today(runner=runner, now=now, afresh=True)


@transaction.atomic
def stop_following(*, runner: User, collection: Collection, now: datetime.datetime) -> None:
    """NotFollowed."""
    change_following(held(runner, collection), ended_on=runner.local_date(now))
    plan_again_from_today(runner=runner, now=now, afresh=True)


def held(runner: User, collection: Collection) -> FollowedCollection:
    """The row of the one that is followed, nobody else's to change."""
    hold_runner(runner)
    found = following_now(runner).filter(collection=collection).first()
    if found is None:
        raise NotFollowed(collection.slug)
    return found


def following_now(runner: User):
    return FollowedCollection.objects.filter(runner=runner, ended_on=None).select_related("collection")


def change_following(following: FollowedCollection, **values) -> None:
    for name, value in values.items():
        setattr(following, name, value)
    following.save(update_fields=list(values))
