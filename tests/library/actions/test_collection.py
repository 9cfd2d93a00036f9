"""Where a class stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.actions.collection import Place, classes_in, ones_before, places_of

pytest_plugins = ["tests.library.collecting"]
pytestmark = pytest.mark.django_db


def test_a_class_knows_its_places(make_class, collect):
    first, second, third = (make_class(slug=f"class-{n}") for n in range(3))
    month = collect("month", first, first, second, second, third, position=2)
    feet = collect("feet", second, position=1)
    collect("posture", third)
    assert places_of(second) == [Place(feet, 1, 1), Place(month, 2, 3, third)]
    assert places_of(make_class(slug="alone")) == []


def test_a_draft_and_a_collection_nobody_sees_are_no_places(make_class, collect):
    first, draft, last = make_class("first"), make_class("draft", published=False), make_class("last")
    month = collect("month", first, draft, last)
    collect("secret", first, shown=False)
    assert places_of(first) == [Place(month, 1, 2, last)]
    assert places_of(draft) == []


def test_the_classes_of_a_collection_stand_place_by_place(make_class, collect, django_assert_num_queries):
    first, second = make_class("first", benefits=["balance"]), make_class("second")
    month = collect("month", second, first, make_class("draft", published=False), second)
    with django_assert_num_queries(3):
        found = [(row.slug, row.benefits) for row in classes_in(month)]
    assert found == [("second", ["stabilisers"]), ("first", ["balance"]), ("second", ["stabilisers"])]


def test_places_take_one_query_however_many_there_are(make_class, collect):
    video_class = make_class(slug="often")
    for n in range(4):
        collect(f"collection-{n}", make_class(slug=f"other-{n}"), video_class)
    with CaptureQueriesContext(connection) as queries:
        assert len(places_of(video_class)) == 4
    assert len(queries) == 1


def test_the_last_of_a_series_names_the_one_before_it():
    month = [(1, position, key) for position, key in enumerate([10, 20, 10, 30, 30], 1)]
    alone = [(2, 1, 40), (2, 2, 40)]
    assert ones_before([*reversed(month), *alone]) == {30: 10}
