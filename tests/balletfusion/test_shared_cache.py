"""The cache that all processes share."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import SharedEntry
from balletfusion.background.worker import Worker
from balletfusion.shared_cache import sweep

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_what_is_set_is_read_until_it_is_over():
    cache.set("tries", [3.5, 1.25], timeout=60)
    cache.set("over", 1, timeout=-1)
    cache.set("for-ever", 2, timeout=None)
    assert cache.get_many(["tries", "over", "for-ever", "never"]) == {"tries": [3.5, 1.25], "for-ever": 2}


def test_add_adds_what_is_not_there_or_is_over():
    assert cache.add("lock", 1, timeout=60)
    assert not cache.add("lock", 2, timeout=60)
    assert cache.get("lock") == 1
    cache.set("lock", 1, timeout=-1)
    assert cache.add("lock", 3, timeout=60)
    assert cache.get("lock") == 3


def test_touched_it_lasts_longer_and_deleted_it_is_gone():
    cache.set("lock", 1, timeout=60)
    assert cache.touch("lock", timeout=600)
    assert SharedEntry.objects.get().expires > timezone.now() + datetime.timedelta(minutes=5)
    cache.delete("lock")
    assert cache.get("lock") is None and not cache.touch("lock")


def test_a_write_is_one_question():
    for write in (cache.set, cache.add):
        with CaptureQueriesContext(connection) as asked:
            write("lock", 1)
        assert len(asked) == 1


def test_counting_on_keeps_how_long_it_lasts():
    cache.set("tries", 3, timeout=60)
    until = SharedEntry.objects.get().expires
    assert cache.incr("tries") == 4
    assert (cache.get("tries"), SharedEntry.objects.get().expires) == (4, until)


@pytest.mark.parametrize("timeout", [-1, None])
def test_what_is_over_or_was_never_there_is_not_counted_on(timeout):
    if timeout:
        cache.set("tries", 3, timeout=timeout)
    with pytest.raises(ValueError, match="no tries"):
        cache.incr("tries")


def test_only_what_is_over_is_thrown_away_however_much_there_is():
    for n in range(400):
        cache.set(f"tries-{n}", 1, timeout=600 if n else -1)
    assert sweep(now=timezone.now()) == 1
    assert SharedEntry.objects.count() == 399
    assert sweep(now=timezone.now() + HOUR) == 399


def test_the_worker_sweeps_once_a_day():
    cache.set("over", 1, timeout=-1)
    cache.set("tries", 1, timeout=600)
    Worker(["quick"]).keep_house(timezone.now())
    assert [entry.cache_key for entry in SharedEntry.objects.all()] == [":1:tries"]
