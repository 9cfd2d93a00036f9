"""Finding classes: what is chosen, what is found, and how many each further choice would find."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.models import ClassBenefit, VideoClass


@dataclass(frozen=True)
class Length:
    """A span of durations, in seconds: over `low_s`, up to and including `high_s`."""

    label: str | Promise
    low_s: float
    high_s: float


# A class shows whole minutes, so 10 min 30 s is still "10 min": the borders lie at the half minutes.
LENGTHS = {
    "10": Length(_("10 minutes or less"), 0, 630),
    "20": Length(_("11–20 minutes"), 630, 1230),
    "30": Length(_("21–30 minutes"), 1230, 1830),
    "more": Length(_("Over 30 minutes"), 1830, float(10**9)),
}


@dataclass(frozen=True)
class Chosen:
    """Options of one kind widen the choice, options of different kinds narrow it."""

    benefits: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.benefits or self.lengths or self.levels)


@dataclass(frozen=True)
class Counts:
    """How many classes are found, and how many there are for each option beside the other kinds' choices."""

    found: int
    benefits: dict[str, int]
    lengths: dict[str, int]
    levels: dict[int, int]


def length_key() -> Case:
    whens = [When(duration_s__lte=length.high_s, then=Value(key)) for key, length in LENGTHS.items()]
    return Case(*whens, default=Value("more"))


def classes(chosen: Chosen) -> QuerySet[VideoClass]:
    """The published classes that are chosen, easiest and shortest first."""
    found = VideoClass.objects.published()
    if chosen.benefits:
        found = found.filter(pk__in=_tagged(chosen.benefits))
    if chosen.levels:
        found = found.filter(level__in=chosen.levels)
    if chosen.lengths:
        found = found.alias(length=length_key()).filter(length__in=chosen.lengths)
    return found.order_by("level", "duration_s", "leg_load", "title", "pk")


def _tagged(benefits: tuple[str, ...]):
    return ClassBenefit.objects.filter(benefit__in=benefits).values("video_class")


def classes_giving(benefit: str) -> QuerySet[VideoClass]:
    """The published classes of a benefit: those that are mainly for it first."""
    mainly = ClassBenefit.objects.filter(video_class=OuterRef("pk"), benefit=benefit, position=0)
    found = classes(Chosen(benefits=(benefit,))).annotate(mainly=Exists(mainly))
    return found.order_by("-mainly", *found.query.order_by)


def count(chosen: Chosen) -> int:
    return classes(chosen).order_by().count()


def counts(chosen: Chosen) -> Counts:
    """Two queries, however many classes there are."""
    cells = _cells(replace(chosen, lengths=(), levels=()))

    def right_length(cell) -> bool:
        return not chosen.lengths or cell[0] in chosen.lengths

    def right_level(cell) -> bool:
        return not chosen.levels or cell[1] in chosen.levels

    return Counts(
        found=sum(n for cell, n in cells.items() if right_length(cell) and right_level(cell)),
        benefits=_by_benefit(replace(chosen, benefits=())),
        lengths=_summed(cells, 0, right_level),
        levels=_summed(cells, 1, right_length),
    )


def _cells(chosen: Chosen) -> Counter[tuple[str, int]]:
    """How many classes there are of each length and level."""
    rows = classes(chosen).order_by().annotate(length=length_key()).values("length", "level")
    return Counter({(row["length"], row["level"]): row["n"] for row in rows.annotate(n=Count("pk"))})


def _summed(cells: Counter, which: int, keep: Callable) -> dict:
    """The cells that are kept, added up by length (0) or level (1)."""
    sums: Counter = Counter()
    for cell, n in cells.items():
        if keep(cell):
            sums[cell[which]] += n
    return dict(sums)


def _by_benefit(chosen: Chosen) -> dict[str, int]:
    tags = ClassBenefit.objects.filter(video_class__in=classes(chosen).order_by().values("pk"))
    return dict(tags.order_by().values_list("benefit").annotate(n=Count("pk")))
