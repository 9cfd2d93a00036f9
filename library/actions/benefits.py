"""The five benefits as their content file tells them, and what serves them."""

from django.db.models import Count, F, Q, QuerySet

from library.actions import shipped
from library.content import BenefitContent
from library.models import ClassBenefit, Collection, VideoClass

MOSTLY = 3  # a collection serves a benefit where it is the main one of at least every third class


def benefits() -> list[BenefitContent]:
    """All five, in their own order."""
    return list(shipped.shipped().benefits.values())


def benefit_of(slug: str) -> BenefitContent | None:
    return shipped.shipped().benefits.get(slug)


def classes_for(benefit: str) -> QuerySet[VideoClass]:
    """Published classes: those mainly for the benefit first, and of these the easiest and shortest."""
    found = VideoClass.objects.published().filter(tags__benefit=benefit)
    return found.order_by("tags__position", "level", "duration_s", "leg_load", "title", "pk").with_tags()


def collections_for(benefit: str) -> QuerySet[Collection]:
    """Those that are shown and serve it, the one that does so most first. One query."""
    main = ClassBenefit.objects.filter(benefit=benefit, position=0).values("video_class")
    published = Q(places__video_class__published_at__isnull=False)
    mainly = published & Q(places__video_class__in=main)
    found = Collection.objects.filter(shown=True).annotate(
        classes_count=Count("places__video_class", filter=published, distinct=True),
        serving=Count("places__video_class", filter=mainly, distinct=True),
    )
    enough = found.filter(serving__gt=0, classes_count__lte=F("serving") * MOSTLY)
    return enough.order_by("-serving", "position", "title")
