"""A teacher's class is begun."""

import datetime

import pytest
from django.db.models.signals import pre_save

from library.actions.studio import begin_class
from library.models import VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
TOLD = {"title": "Barre", "summary": "Ten minutes.", "kind": "class", "level": 1}


@pytest.fixture
def somebody_quicker():
    """Another request takes the address between our look at it and our row."""

    def take(sender, instance, **_more):
        pre_save.disconnect(take, VideoClass)
        VideoClass.objects.bulk_create([VideoClass(slug=instance.slug, **TOLD, leg_load=0)])

    pre_save.connect(take, VideoClass)
    yield
    pre_save.disconnect(take, VideoClass)


def test_an_address_taken_at_this_very_moment_is_looked_for_again(teacher, somebody_quicker):
    begin_class(teacher=teacher, now=NOW, **TOLD)
    # In one connection the quicker one's row goes with the failed attempt.
    assert VideoClass.objects.get().teacher == teacher
