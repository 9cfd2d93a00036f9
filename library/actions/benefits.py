"""The five benefits as their content file tells them, and what serves them."""

from itertools import chain, islice

from django.db.models import Count, F, Q, QuerySet

from library.actions import shipped
from library.actions.bitmaps import in_order
from library.actions.catalogue import classes_of
from library.actions.shelf import shelf
from library.content import BenefitContent
from library.models import Collection, VideoClass

MOSTLY = 3  # a collection serves a benefit where it is the main one of at least every third class


def benefits() -> list[BenefitContent]:
    """All five, in their own order."""
    return list(shipped.shipped().benefits.values())


def benefit_of(slug: str) -> BenefitContent | None:
    return shipped.shipped().benefits.get(slug)


def classes_for(benefit: str, *, but: int = 0, many: int) -> list[VideoClass]:
    """Published classes: those mainly for the benefit first, each kind the easiest first. Three queries.

    `but`: a bitmap of classes to leave out.
    """
    here = shelf()
    mainly, given = (here.sets.get(name, {}).get(benefit, 0) & ~but for name in ("main", "benefit"))
    easiest = here.orders.get("easiest", ())
    found = chain(in_order(mainly, easiest), in_order(given & ~mainly, easiest))
    return classes_of(list(islice(found, many)))


def collections_for(benefit: str) -> QuerySet[Collection]:
    """Those that are shown and serve it, the one that does so most first. One query."""
    published = Q(places__video_class__published_at__isnull=False)
    tag = "places__video_class__tags"
    mainly = published & Q(**{f"{tag}__benefit": benefit, f"{tag}__position": 0})
    found = Collection.objects.filter(shown=True).annotate(
        classes_count=Count("places__video_class", filter=published, distinct=True),
        serving=Count("places__video_class", filter=mainly, distinct=True),
    )
    enough = found.filter(serving__gt=0, classes_count__lte=F("serving") * MOSTLY)
    return enough.order_by("-serving", "position", "title")
