"""The published library as the planner sees it, kept by each process until the edition changes."""

import threading
from dataclasses import dataclass, field

from library.actions.collection import with_the_one_before
from library.models import ClassBenefit, VideoClass
from library.models.video_class import whole_minutes
from plans.planner import Class, PlannedWeek
from plans.planner.stock import Stock, bitmap

FIELDS = [
    "slug", "kind", "duration_s", "leg_load", "sites", "longest_hold_s", "level", "kit", "quiet",
    "small_space",
]  # fmt: skip
COLUMNS = ["pk", *FIELDS, "against", "one_before_id"]


@dataclass(frozen=True)
class Published:
    """One edition. `against`: classes by the limits they go against; `one_before`: for the last class of a
    series, what is danced before it. Classes by their keys. `answers`: what the planner said of it."""

    edition: int
    stock: Stock
    against: dict[str, int]
    one_before: dict[int, int]
    answers: dict[tuple[str, int], PlannedWeek] = field(default_factory=dict, compare=False, repr=False)


BEFORE_ALL = -1  # no edition was ever that
NOTHING = Published(BEFORE_ALL, Stock({}), {}, {})
_kept = NOTHING
_one_at_a_time = threading.Lock()


def published(edition: int) -> Published:
    """That edition, the present one. Two queries where it is not the one that is kept."""
    global _kept
    kept = _kept
    if kept.edition != edition:
        with _one_at_a_time:
            kept = _kept = _read(edition)
    return kept


def forget() -> None:
    """The next one is read anew, as after the database was exchanged for another."""
    global _kept
    _kept = NOTHING


def _read(number: int) -> Published:
    rows = with_the_one_before(VideoClass.objects.published()).order_by("pk").values_list(*COLUMNS)
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    benefits = _benefits()
    limits = sorted({limit for row in told for limit in row["against"]})
    return Published(
        edition=number,
        stock=Stock({row["pk"]: class_of(row, tuple(benefits.get(row["pk"], ()))) for row in told}),
        against={limit: bitmap(row["pk"] for row in told if limit in row["against"]) for limit in limits},
        one_before={row["pk"]: row["one_before_id"] for row in told if row["one_before_id"]},
    )


def _benefits() -> dict[int, list[str]]:
    """By class, the main one first."""
    rows = ClassBenefit.objects.filter(video_class__published_at__isnull=False).order_by("position", "pk")
    found: dict[int, list[str]] = {}
    for key, benefit in rows.values_list("video_class_id", "benefit"):
        found.setdefault(key, []).append(benefit)
    return found


def class_of(row: dict, benefits: tuple[str, ...]) -> Class:
    """The fields of a class as the planner sees them."""
    return Class(
        slug=row["slug"],
        kind=row["kind"],
        minutes=whole_minutes(row["duration_s"]),
        leg_load=row["leg_load"],
        sites=row["sites"],
        longest_hold_s=row["longest_hold_s"],
        benefits=benefits,
        level=row["level"],
        kit=frozenset(row["kit"]),
        quiet=row["quiet"],
        small_space=row["small_space"],
    )
