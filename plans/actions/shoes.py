"""Running shoes: how far they have come."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from accounts.models import User
from plans.models import Run, Shoe


@dataclass(frozen=True)
class Worn:
    """A pair with what was run in it; `metres` with what it had run before it came here."""

    shoe: Shoe
    runs: int
    metres: float
    last: datetime.date | None


def shoes_of(runner: User) -> list[Worn]:
    """Two queries: those in use first, the last worn at the top."""
    sums = Run.objects.of(runner).exclude(shoe=None).order_by().values("shoe")
    sums = sums.annotate(n=Count("pk"), m=Sum("distance_m"), last=Max("date"))
    by_shoe = {line["shoe"]: line for line in sums}
    worn = [_worn(shoe, by_shoe.get(shoe.pk)) for shoe in runner.shoes.all()]
    return sorted(worn, key=lambda one: one.last or datetime.date.min, reverse=True)


def worn(shoe: Shoe) -> Worn:
    line = Run.objects.filter(shoe=shoe).aggregate(n=Count("pk"), m=Sum("distance_m"), last=Max("date"))
    return _worn(shoe, line)


def _worn(shoe: Shoe, line: dict | None) -> Worn:
    line = line or {"n": 0, "m": None, "last": None}
    return Worn(shoe, line["n"], shoe.start_m + (line["m"] or 0), line["last"])


def retire_shoe(*, shoe: Shoe, on: datetime.date) -> None:
    shoe.retired_on = on
    shoe.save(update_fields=["retired_on"])


def bring_back_shoe(*, shoe: Shoe) -> None:
    shoe.retired_on = None
    shoe.save(update_fields=["retired_on"])
