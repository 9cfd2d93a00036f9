"""The worker and a form keep a calendar in step at the same moment: each thing is told once."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from plans.actions.feed import MOST_ADDRESSES, TooManyAddresses, make_address
from plans.actions.feed_entries import keep_feed
from plans.models import CalendarAddress, FeedEntry, PlannedSession, Week

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
MONDAY = datetime.date(2026, 11, 23)
FRIDAY = datetime.datetime(2026, 11, 27, 9, tzinfo=datetime.UTC)


def at_once(act, times=4):
    start = Barrier(times)

    def one(n):
        try:
            start.wait(timeout=10)
            return act(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_kept_in_step_at_once_each_class_is_told_once(transactional_db, runner, few_classes):
    Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=FRIDAY)
    at_once(lambda _n: keep_feed(runner=runner, now=FRIDAY))
    places = {f"place:{pk}" for pk in PlannedSession.objects.values_list("pk", flat=True)}
    assert len(places) == 2
    assert sorted(FeedEntry.objects.values_list("key", "sequence")) == sorted((key, 0) for key in places)


def test_the_last_address_is_made_once(transactional_db, runner):
    for n in range(MOST_ADDRESSES - 1):
        make_address(address=CalendarAddress(runner=runner, name=str(n)), now=FRIDAY)

    def one_more(n):
        try:
            return make_address(address=CalendarAddress(runner=runner, name=f"more {n}"), now=FRIDAY)
        except TooManyAddresses:
            return None

    made = at_once(one_more)
    assert [address is None for address in made].count(False) == 1
    assert CalendarAddress.objects.count() == MOST_ADDRESSES
