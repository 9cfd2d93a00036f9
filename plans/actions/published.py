"""The published library as the planner sees it, kept by each process until the edition changes."""

import threading
from dataclasses import dataclass, field

from django.db.models import Value

from accounts.models import User
from library.actions.collection import ones_before
from library.models import ClassBenefit, CollectionClass, Edition, VideoClass, Viewing
from library.models.video_class import whole_minutes
from plans.planner import Class, PlannedWeek
from plans.planner.stock import Stock, bitmap

FIELDS = [
    "slug", "kind", "duration_s", "leg_load", "sites", "longest_hold_s", "level", "kit", "quiet",
    "small_space",
]  # fmt: skip
COLUMNS = ["pk", *FIELDS, "against"]


@dataclass(frozen=True)
class Published:
    """One edition. `against`: classes by the limits they go against; `answers`: what the planner said."""

    edition: int
    stock: Stock
    against: dict[str, int]
    answers: dict[tuple[str, int], PlannedWeek] = field(default_factory=dict, compare=False, repr=False)


BEFORE_ALL = -1  # no edition was ever that
NOTHING = Published(BEFORE_ALL, Stock({}), {})
_kept = NOTHING
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class LibraryNow:
    """What is asked each time. `one_before`: for the last class of a series, what is danced before it."""

    edition: int
    hidden: frozenset[int]
    one_before: dict[int, int]


def asked_of_the_library(runner: User) -> LibraryNow:
    """One query for all three."""
    edition = Edition.objects.values_list(Value("edition"), "number", Value(0), Value(0))
    hidden = Viewing.objects.of(runner).filter(hidden_at__isnull=False).order_by()
    series = CollectionClass.objects.filter(collection__series=True).order_by()
    rows = list(
        edition.union(
            hidden.values_list(Value("hidden"), "video_class_id", Value(0), Value(0)),
            series.values_list(Value("series"), "collection_id", "position", "video_class_id"),
            all=True,
        )
    )
    return LibraryNow(
        edition=next((number for what, number, *_rest in rows if what == "edition"), 0),
        hidden=frozenset(key for what, key, *_rest in rows if what == "hidden"),
        one_before=ones_before(row[1:] for row in rows if row[0] == "series"),
    )


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
    rows = VideoClass.objects.published().order_by("pk").values_list(*COLUMNS)
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    benefits = _benefits()
    limits = sorted({limit for row in told for limit in row["against"]})
    return Published(
        edition=number,
        stock=Stock({row["pk"]: class_of(row, tuple(benefits.get(row["pk"], ()))) for row in told}),
        against={limit: bitmap(row["pk"] for row in told if limit in row["against"]) for limit in limits},
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
