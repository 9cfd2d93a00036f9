"""Which edition of the published library this is: what a process keeps of it is good until the next."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Subquery

from library.models import Edition, VideoClass

ONLY = 1


def edition_number() -> int:
    """One small query. 0 before anything was ever published."""
    return Edition.objects.filter(pk=ONLY).values_list("number", flat=True).first() or 0


def edition_beside() -> Subquery:
    """The same as a column of another query; None before anything was ever published."""
    return Subquery(Edition.objects.filter(pk=ONLY).values("number"))


@transaction.atomic
def new_edition(classes: Iterable[int]) -> int:
    """Begins the next edition, in which these classes have changed, come or gone; other writers wait."""
    Edition.objects.get_or_create(pk=ONLY)
    number = Edition.objects.select_for_update().get(pk=ONLY).number + 1
    Edition.objects.filter(pk=ONLY).update(number=F("number") + 1)
    VideoClass.objects.filter(pk__in=list(classes)).update(edition=number)
    return number
