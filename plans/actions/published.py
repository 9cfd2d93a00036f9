"""The published library as the planner sees it, kept by each process until the edition changes."""

import datetime
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Value, prefetch_related_objects

from accounts.models import User
from library.actions.collection import ones_before
from library.models import ClassBenefit, CollectionClass, Edition, VideoClass, Viewing
from library.models.video_class import whole_minutes
from plans.models import FollowedCollection, PlannedSession, Session
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
    """What is asked each time.

    `one_before`: for the last class of a series, what is danced before it; `danced`: of the series' classes
    those the runner ever did. Of the collection that is followed: `order`, its classes place by place, and
    how many `times` each was danced since it counts, or stands before the week that is planned.
    """

    edition: int
    hidden: frozenset[int]
    one_before: dict[int, int]
    danced: frozenset[int]
    order: tuple[int, ...] = ()
    times: Counter[int] = field(default_factory=Counter)

    @property
    def not_begun(self) -> int:
        """The last classes of series whose one before was never danced: a bitmap.

        Who put the one before aside need not dance it.
        """
        over = self.danced | self.hidden
        return bitmap(key for key, before in self.one_before.items() if before not in over)


def asked_of_the_library(
    runner: User,
    following: FollowedCollection | None = None,
    coming: tuple[datetime.date, datetime.date] | None = None,
) -> LibraryNow:
    """One query for all of it. `coming`: two days between which what is planned will have been danced."""
    edition = Edition.objects.values_list(Value("edition"), "number", Value(0), Value(0))
    hidden = Viewing.objects.of(runner).filter(hidden_at__isnull=False).order_by()
    series = CollectionClass.objects.of_shown_series().order_by()
    danced = Session.objects.of(runner).filter(video_class__in=series.values("video_class")).order_by()
    rows = list(
        edition.union(
            hidden.values_list(Value("hidden"), "video_class_id", Value(0), Value(0)),
            series.values_list(Value("series"), "collection_id", "position", "video_class_id"),
            danced.values_list(Value("danced"), "video_class_id", Value(0), Value(0)).distinct(),
            *(_of_collection(runner, following, coming) if following else ()),
            all=True,
        )
    )
    return LibraryNow(
        edition=next((number for what, number, *_rest in rows if what == "edition"), 0),
        hidden=frozenset(key for what, key, *_rest in rows if what == "hidden"),
        one_before=ones_before(row[1:] for row in rows if row[0] == "series"),
        danced=frozenset(key for what, key, *_rest in rows if what == "danced"),
        order=tuple(key for _position, key in sorted(row[1:3] for row in rows if row[0] == "place")),
        times=Counter(key for what, key, *_rest in rows if what in ("time", "coming")),
    )


def _of_collection(runner: User, following: FollowedCollection, coming) -> Iterator[QuerySet]:
    """Its places, each time one of its classes was danced since it counts, and what is still coming."""
    places = CollectionClass.objects.published().filter(collection=following.collection_id).order_by()
    of_it = Q(video_class__in=places.values("video_class"))
    danced = Session.objects.of(runner).filter(of_it).order_by()
    if following.counts_from:
        danced = danced.filter(date__gte=following.counts_from)
    yield places.values_list(Value("place"), "position", "video_class_id", Value(0))
    yield danced.values_list(Value("time"), "video_class_id", Value(0), Value(0))
    if coming:
        first, before = coming
        places = PlannedSession.objects.of(runner).waiting().filter(of_it, date__gte=first, date__lt=before)
        yield places.order_by().values_list(Value("coming"), "video_class_id", Value(0), Value(0))


def published(edition: int) -> Published:
    """That edition, the present one. Two queries where it is not the one that is kept."""
    global _kept
    kept = _kept
    if kept.edition == edition:
        return kept
    with _one_at_a_time:
        if _kept.edition != edition:  # nobody read it while this waited
            _kept = _read(edition)
        return _kept


def name_benefits(classes: Iterable[VideoClass], library: Published) -> None:
    """Each class with its benefits from memory; of one that was withdrawn they are asked for."""
    gone = []
    for video_class in classes:
        if item := library.stock.items.get(video_class.pk):
            video_class.benefits = list(item.benefits)
        else:
            gone.append(video_class)
    prefetch_related_objects(gone, "tags")


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
    rows = ClassBenefit.objects.published().order_by("position", "pk")
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
