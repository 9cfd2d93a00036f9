"""Publishing on a date."""

import datetime

import pytest

from library.actions.publishing import publish_on, publish_when_due

pytest_plugins = ["tests.library.teachers"]
pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
AT = NOW + datetime.timedelta(days=3)


def due(video_class, at=AT):
    said = publish_when_due.call(video_class.pk, at.isoformat())
    video_class.refresh_from_db()
    return said


def test_on_its_date_it_is_published(whole):
    publish_on(video_class=whole, at=AT, now=NOW)
    assert due(whole) == "published"
    assert (whole.published_at, whole.publish_at) == (AT, None)


def test_the_task_of_a_date_that_was_changed_does_nothing(whole):
    publish_on(video_class=whole, at=AT, now=NOW)
    publish_on(video_class=whole, at=AT + datetime.timedelta(days=1), now=NOW)
    assert due(whole) == "the date was changed"
    assert whole.published_at is None


def test_run_twice_it_changes_nothing_more(whole):
    publish_on(video_class=whole, at=AT, now=NOW)
    due(whole)
    assert due(whole) == "the date was changed"
    assert whole.published_at == AT


def test_what_lost_its_captions_meanwhile_waits(whole):
    publish_on(video_class=whole, at=AT, now=NOW)
    whole.cues.all().delete()
    assert due(whole) == "something is missing: captions"
    assert (whole.published_at, whole.publish_at) == (None, AT)


def test_a_class_that_is_gone_is_no_error(db):
    assert publish_when_due.call(999, AT.isoformat()) == "the date was changed"
