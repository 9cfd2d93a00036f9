"""Classes beside a class."""

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Abs, Cast

from library.models import ClassBenefit, VideoClass, Viewing

SHOWN = 3


def similar_to(video_class: VideoClass, person) -> QuerySet[VideoClass]:
    """The nearest published classes of the same main benefit: by level, leg load, then length.

    None that this person said is not for them.
    """
    main = video_class.benefits[:1]
    same = ClassBenefit.objects.filter(benefit__in=main, position=0).values("video_class")
    found = VideoClass.objects.published().filter(pk__in=same).exclude(pk=video_class.pk)
    if person.is_authenticated:
        found = found.exclude(
            pk__in=Viewing.objects.of(person).filter(hidden_at__isnull=False).values("video_class")
        )
    nearness = [_apart(name, getattr(video_class, name)) for name in ("level", "leg_load", "duration_s")]
    return found.order_by(*nearness, "slug").with_tags()[:SHOWN]


def _apart(name: str, value: float) -> Abs:
    """How far a column is from a value."""
    return Abs(Cast(F(name), FloatField()) - Value(float(value)))
