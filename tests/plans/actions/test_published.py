"""The published library as each process keeps it."""

import pytest

from library.models import Edition
from plans.actions import published

pytestmark = pytest.mark.django_db


def test_who_waited_while_another_read_the_edition_does_not_read_it_again(
    make_class, monkeypatch, django_assert_num_queries
):
    make_class()
    number = Edition.objects.get().number
    read_by_another = published.published(number)
    published.forget()

    class Lock:
        def __enter__(self):
            published._kept = read_by_another

        def __exit__(self, *_exc):
            return None

    monkeypatch.setattr(published, "_one_at_a_time", Lock())
    with django_assert_num_queries(0):
        assert published.published(number) is read_by_another
