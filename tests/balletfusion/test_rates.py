"""How often something may be asked for: counted in the cache, each key by itself, anew in each window."""

import datetime
import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.models import SharedEntry
from balletfusion.rates import Rate, place_of

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, 0, 10, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def rate():
    cache.clear()
    return Rate("tests", most=3, window_s=60)


def test_what_is_too_much_waits_for_the_next_window(rate):
    assert [rate.spend("a", NOW) for _ in range(5)] == [0, 0, 0, 50, 50]
    assert rate.spend("a", NOW + MINUTE) == 0


def test_each_key_is_counted_by_itself(rate):
    for _ in range(4):
        rate.spend("a", NOW)
    assert (rate.is_spent("a", NOW), rate.is_spent("b", NOW), rate.spend("b", NOW)) == (50, 0, 0)


def test_asking_whether_anything_is_left_counts_nothing(rate):
    for _ in range(9):
        assert rate.is_spent("a", NOW) == 0
    assert rate.spend("a", NOW) == 0


def test_two_rates_do_not_count_for_each_other(rate):
    for _ in range(4):
        rate.spend("a", NOW)
    assert Rate("others", most=3, window_s=60).spend("a", NOW) == 0


def test_no_key_stands_in_the_cache(rate):
    rate.spend("a secret", NOW)
    assert "a secret" not in SharedEntry.objects.get().cache_key


@pytest.mark.django_db(transaction=True)
def test_threads_at_once_pass_no_more_than_may(shared_database, rate):
    passed = []

    def spend():
        passed.append(rate.spend("a", NOW))
        connection.close()

    threads = [threading.Thread(target=spend) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed.count(0) == 3


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),  # a bug: all of IPv4 was one place
    ],
)
def test_a_place_is_an_address_or_a_network_of_ones_own(rf, address, place):
    assert place_of(rf.get("/", REMOTE_ADDR=address)) == place


def test_behind_a_proxy_its_visitor_counts_and_without_one_nobody_can_make_one_up(rf, settings):
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert place_of(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert place_of(request) == "203.0.113.9"


def test_a_count_lasts_for_its_whole_window():
    hourly = Rate("tests", most=3, window_s=3600)
    assert [hourly.spend("a", NOW) for _ in range(4)] == [0, 0, 0, 3590]
    assert SharedEntry.objects.get().expires - timezone.now() > 50 * MINUTE
