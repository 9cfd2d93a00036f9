"""Who teaches, and which classes are whose. A teacher is a person with `is_teacher`; staff may stand in."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from library.models import Origin, VideoClass


def teaches(person) -> bool:
    """Whether the studio exists for this person."""
    return person.is_active and (person.is_teacher or person.is_staff)


def classes_of(person) -> QuerySet[VideoClass]:
    """The filmed classes a person may change: a teacher's own, all for staff, none for anybody else."""
    filmed = VideoClass.objects.filter(origin=Origin.FILMED)
    if not teaches(person):
        return filmed.none()
    return filmed if person.is_staff else filmed.filter(teacher=person)


def classes_shown_to(person) -> QuerySet[VideoClass]:
    """What a person may look at: everything published, and the drafts they may change."""
    published = Q(published_at__isnull=False)
    if not teaches(person):
        return VideoClass.objects.filter(published)
    mine = Q(origin=Origin.FILMED) if person.is_staff else Q(origin=Origin.FILMED, teacher=person)
    return VideoClass.objects.filter(published | mine)


def names_of(keys: Iterable[int]) -> dict[int, str]:
    """What these teachers are called beside their classes; some have not said. One query, none for nobody."""
    people = get_user_model().objects.filter(pk__in=list(keys)).exclude(teaches_as="")
    return dict(people.order_by("teaches_as", "pk").values_list("pk", "teaches_as"))
