"""When a filmed class stands in the library: now, on a date, or no longer."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from library.actions.indexing import index_classes
from library.actions.studio_steps import missing, with_steps
from library.models import VideoClass


@transaction.atomic
def publish(*, video_class: VideoClass, now: datetime.datetime) -> None:
    """It is in the library from now on."""
    rows(video_class).update(published_at=now, publish_at=None, edited_at=now)
    index_classes([video_class.pk])


@transaction.atomic
def publish_on(*, video_class: VideoClass, at: datetime.datetime, now: datetime.datetime) -> None:
    """The worker publishes it then. Where the date is changed, the task of the old one does nothing."""
    rows(video_class).update(publish_at=at, edited_at=now)
    key, moment = video_class.pk, at.isoformat()
    transaction.on_commit(lambda: publish_when_due.using(run_after=at).enqueue(key, moment))


def forget_date(*, video_class: VideoClass, now: datetime.datetime) -> None:
    rows(video_class).update(publish_at=None, edited_at=now)


@transaction.atomic
def unpublish(*, video_class: VideoClass, now: datetime.datetime) -> None:
    """No longer in the library. What runners did with it stays in their logs, and its address is kept."""
    rows(video_class).update(published_at=None, publish_at=None, edited_at=now)
    index_classes([video_class.pk])


def rows(video_class: VideoClass) -> QuerySet[VideoClass]:
    return VideoClass.objects.filter(pk=video_class.pk)


@task(queue_name="quick")
def publish_when_due(class_pk: int, moment: str) -> str:
    """Publishes if the class still asks for this very moment and lacks nothing; safe to run twice."""
    at = datetime.datetime.fromisoformat(moment)
    asked = VideoClass.objects.filter(pk=class_pk, published_at__isnull=True, publish_at=at)
    waiting = with_steps(asked).first()
    if waiting is None:
        return "the date was changed"
    if lacking := missing(waiting):
        return f"something is missing: {', '.join(step.key for step in lacking)}"
    with transaction.atomic():
        asked.update(published_at=at, publish_at=None, edited_at=at)
        index_classes([class_pk])
    return "published"
