"""Where a class stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.actions.collection import Place, places_of, with_the_one_before
from library.models import Collection, VideoClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def collect():
    def collect(slug, *classes, **more):
        row = Collection.objects.create(slug=slug, title=slug, **more)
        for position, video_class in enumerate(classes, 1):
            row.places.create(video_class=video_class, position=position)
        return row

    return collect


def test_a_class_knows_its_places(make_class, collect):
    first, second, third = (make_class(slug=f"class-{n}") for n in range(3))
    month = collect("month", first, first, second, second, third, position=2)
    feet = collect("feet", second, position=1)
    collect("posture", third)
    assert places_of(second) == [Place(feet, 1, 1), Place(month, 2, 3)]
    assert places_of(make_class(slug="alone")) == []


def test_places_take_one_query_however_many_there_are(make_class, collect):
    video_class = make_class(slug="often")
    for n in range(4):
        collect(f"collection-{n}", make_class(slug=f"other-{n}"), video_class)
    with CaptureQueriesContext(connection) as queries:
        assert len(places_of(video_class)) == 4
    assert len(queries) == 1


def test_the_last_of_a_series_names_the_one_before_it(make_class, collect):
    first, second, third = (make_class(slug=f"class-{n}") for n in range(3))
    collect("month", first, second, first, third, third, series=True)
    collect("posture", first, second)
    rows = with_the_one_before(VideoClass.objects.all())
    assert {row.slug: row.one_before_id for row in rows} == {
        "class-0": None,
        "class-1": None,
        "class-2": first.pk,
    }
