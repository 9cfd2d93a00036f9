"""Collections for the tests of every layer."""

import pytest

from library.models import Collection


@pytest.fixture
def collect(db):
    """A factory: a collection of these classes, in this order."""

    def collect(slug, *classes, **more):
        row = Collection.objects.create(slug=slug, **{"title": slug, **more})
        for position, video_class in enumerate(classes, 1):
            row.places.create(video_class=video_class, position=position)
        return row

    return collect


@pytest.fixture
def dance(runner):
    """A factory: the runner's sessions of a class."""
    import datetime

    from plans.models import Session

    def dance(video_class, times=1, runner=runner):
        for _ in range(times):
            Session.objects.create(
                runner=runner,
                date=datetime.date(2026, 11, 23),
                done_at=datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC),
                time_zone="UTC",
                video_class=video_class,
                title=video_class.title,
                minutes=15,
                how=Session.How.BUTTON,
            )

    return dance
