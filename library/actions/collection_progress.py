"""Collections as one runner, or a visitor, sees them: cards with progress, and the steps of one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from django.db.models import Q

from library.actions.collection import Place, places_of
from library.actions.standing import Standing, standing
from library.actions.today import danced_by
from library.models import Collection, CollectionClass, VideoClass, Viewing

POSTERS = 3
CARD_FIELDS = [
    "collection_id",
    "position",
    *(f"video_class__{name}" for name in ("slug", "title", "origin", "level", "duration_s")),
]


@dataclass(frozen=True)
class Runner:
    """How often each class was danced, which are not for this runner, and those begun or put aside."""

    times: dict[int, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    viewings: dict[int, Viewing] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """A collection at a glance. `classes` are different ones, `times` counts what comes again."""

    collection: Collection
    classes: int
    times: int
    minutes: int
    levels: tuple[int, int]
    posters: list[VideoClass]
    standing: Standing

    @property
    def weeks(self) -> int:
        """How long it takes at its own number a week; 0 where that is the runner's."""
        return ceil(self.times / self.collection.a_week) if self.collection.a_week else 0


@dataclass(frozen=True)
class WayOn:
    """What comes next in a collection; nothing where all of it is done."""

    collection: Collection
    standing: Standing
    next: VideoClass | None


@dataclass(frozen=True)
class Step:
    """One class at one place, or at several in a row; places count from 1."""

    video_class: VideoClass
    first: int
    done: tuple[bool, ...]  # each of its places
    aside: bool
    next: bool
    danced: int
    viewing: Viewing | None

    @property
    def last(self) -> int:
        return self.first + len(self.done) - 1

    @property
    def number(self) -> int:
        """How many of its places are done."""
        return sum(self.done)

    @property
    def whole(self) -> bool:
        return all(self.done)

    @property
    def stopped_s(self) -> float:
        """Where it was left unfinished, 0 where it was not."""
        return self.viewing.position_s if self.viewing else 0


def runner_of(user) -> Runner:
    """Two queries; a visitor has done nothing."""
    if user.is_anonymous:
        return Runner()
    met = Viewing.objects.of(user).filter(Q(hidden_at__isnull=False) | Q(position_s__gt=0))
    viewings = {row.video_class_id: row for row in met}
    hidden = frozenset(pk for pk, row in viewings.items() if row.hidden_at)
    times = {pk: danced.times for pk, danced in danced_by(user).items()}
    return Runner(times, hidden, viewings)


def cards(collections: Iterable[Collection], runner: Runner) -> list[Card]:
    """One query for all of them."""
    places = CollectionClass.objects.published().filter(collection__in=list(collections))
    told = defaultdict(list)
    for place in places.order_by("position").select_related("video_class").only(*CARD_FIELDS):
        told[place.collection_id].append(place.video_class)
    return [card_of(collection, told[collection.pk], runner) for collection in collections]


def card_of(collection: Collection, classes: list[VideoClass], runner: Runner) -> Card:
    """`classes` place by place."""
    levels = [found.level for found in classes]
    return Card(
        collection=collection,
        classes=len(set(classes)),
        times=len(classes),
        minutes=sum(found.minutes for found in classes),
        levels=(min(levels, default=0), max(levels, default=0)),
        posters=list(dict.fromkeys(classes))[:POSTERS],
        standing=standing([found.pk for found in classes], runner.times, runner.hidden),
    )


def steps_of(classes: list[VideoClass], stands: Standing, runner: Runner) -> list[Step]:
    """Place by place; a class that comes again at once is one step."""
    again = groupby(range(len(classes)), key=lambda n: classes[n].pk)
    return [_step(list(places), classes, stands, runner) for _pk, places in again]


def _step(places: list[int], classes: list[VideoClass], stands: Standing, runner: Runner) -> Step:
    video_class = classes[places[0]]
    return Step(
        video_class=video_class,
        first=places[0] + 1,
        done=tuple(stands.done[n] for n in places),
        aside=any(stands.aside[n] for n in places),
        next=stands.next in places,
        danced=runner.times.get(video_class.pk, 0),
        viewing=runner.viewings.get(video_class.pk),
    )


def ways_on(user, video_class: VideoClass, first: str = "") -> list[WayOn]:
    """From a class that was just danced: in each of its collections, how far that is and what comes next;
    the collection called `first` before the others."""
    places = places_of(video_class, first)
    runner = runner_of(user) if places else Runner()
    return [_way_on(place, runner) for place in places]


def _way_on(place: Place, runner: Runner) -> WayOn:
    stands = standing([found.pk for found in place.order], runner.times, runner.hidden)
    return WayOn(place.collection, stands, None if stands.next is None else place.order[stands.next])
