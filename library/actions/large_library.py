"""A library as large as one may grow, made up by chance: the same seed makes the same classes."""

import datetime
import random
from collections.abc import Callable, Iterator

from django.contrib.auth import get_user_model
from django.db import transaction

from library.actions.indexing import forget_classes, index_all
from library.actions.shipped import shipped
from library.models import Benefit, Chapter, ClassBenefit, ClassKind, Cue, Movement, Origin, VideoClass
from library.models.vocabulary import Kit

MARK = "large-"  # how the addresses of its classes begin
AT_ONCE = 500
TEACHERS = (
    "Odile", "Marius", "Jules", "Swanhilda", "Albrecht", "Nikiya", "Franz", "Aurora", "Désiré", "Giselle",
)  # fmt: skip
FIRST = (
    "Slow", "Quiet", "Steady", "Easy", "Tall", "Long", "Strong", "Even", "Small", "Light", "Deep", "Bright",
    "Soft", "Warm", "Morning", "Evening", "Sunday",
)  # fmt: skip
THINGS = (
    "ankles", "calves", "hips", "feet", "arches", "knees", "hamstrings", "shoulders", "backs", "balances",
    "rises", "bends", "circles", "turns",
)  # fmt: skip
WHEN = (
    "before a run", "after the long run", "on a rest day", "for hills", "for trails", "at the barre",
    "on the mat", "by the wall", "in ten breaths", "for tired legs", "in the kitchen", "after intervals",
    "before the race",
)  # fmt: skip
VERBS = (
    "Press", "Lift", "Lower", "Lengthen", "Soften", "Turn", "Hold", "Draw", "Spread", "Reach", "Breathe",
    "Melt", "Grow", "Brush", "Close", "Open",
)  # fmt: skip
PARTS = (
    "the heel", "both knees", "the standing hip", "your ribs", "the big toe", "the inner thigh",
    "the crown of the head", "the back of the neck", "the left shoulder blade", "your fingertips",
    "the working foot", "the hip flexors",
)  # fmt: skip
HOW = (
    "as if through honey", "for four counts", "without hurry", "and breathe out", "until it is level",
    "once more", "on the count of two", "as far as is easy", "like a candle", "towards the window",
    "and let it go", "so it stays light",
)  # fmt: skip


def others_classes() -> int:
    """How many classes there are that neither we ship nor this made."""
    own = VideoClass.objects.filter(slug__in=shipped().classes)
    return VideoClass.objects.exclude(pk__in=own.values("pk")).exclude(slug__startswith=MARK).count()


@transaction.atomic
def make_large_library(
    *, classes: int, cues: int, seed: int, now: datetime.datetime, step: Callable[[], None]
) -> None:
    """So many published classes and cues beside what there is, in place of those of an earlier run.

    `step` is called for every AT_ONCE classes, and once when they are indexed.
    """
    earlier = VideoClass.objects.filter(slug__startswith=MARK)
    forget_classes(earlier.values_list("pk", flat=True))
    earlier.delete()
    chance = random.Random(seed)  # noqa: S311
    teachers, movements = _teachers(), list(Movement.objects.order_by("slug"))
    for first in range(0, classes, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, classes))
        rows = [_class(chance, number, movements, teachers, now) for number in numbers]
        VideoClass.objects.bulk_create(video_class for video_class, _danced in rows)
        _bulk(ClassBenefit, (_tags(chance, video_class) for video_class, _danced in rows))
        _bulk(Chapter, (_chapters(video_class, danced) for video_class, danced in rows))
        many = [(number + 1) * cues // classes - number * cues // classes for number in numbers]
        _bulk(Cue, (_cues(chance, *row, n) for row, n in zip(rows, many, strict=True)))
        step()
    index_all()
    step()


def _bulk(model, parts: Iterator[list]) -> None:
    model.objects.bulk_create([row for part in parts for row in part], batch_size=AT_ONCE)


def _teachers() -> list:
    """People who teach and cannot sign in."""
    fields = {"is_teacher": True, "is_active": False, "password": "!"}
    return [
        get_user_model().objects.get_or_create(
            email=f"{MARK}{n}@example.invalid", defaults={"teaches_as": name, **fields}
        )[0]
        for n, name in enumerate(TEACHERS)
    ]


def _class(chance, number, movements, teachers, now) -> tuple[VideoClass, list[Movement]]:
    danced = chance.sample(movements, min(len(movements), chance.randint(3, 7)))
    sites: dict[str, int] = {}
    for movement in danced:
        sites |= {site: max(load, sites.get(site, 0)) for site, load in movement.sites.items() if load}
    title = f"{chance.choice(FIRST)} {chance.choice(THINGS)} {chance.choice(WHEN)} {number + 1}"
    video_class = VideoClass(
        slug=f"{MARK}{number + 1}",
        title=title,
        summary=f"{title}: {_sentence(chance)}",
        description=" ".join(_sentence(chance) for _ in range(4)),
        kind=chance.choices(ClassKind.values, [8, 1, 1])[0],
        level=chance.choices([1, 2, 3], [5, 3, 2])[0],
        leg_load=max(movement.leg_load for movement in danced),
        origin=Origin.FILMED,
        duration_s=60.0 * chance.choice([5, 8, 10, 12, 15, 18, 20, 25, 30, 40, 55]) + chance.randint(0, 40),
        sites=sites,
        kit=chance.choices([[], [Kit.CHAIR], [Kit.MAT], [Kit.WALL], [Kit.CHAIR, Kit.MAT]], [6, 3, 3, 1, 1])[
            0
        ],
        quiet=chance.random() < 0.8,
        small_space=chance.random() < 0.7,
        teacher=chance.choice(teachers),
        published_at=now - datetime.timedelta(minutes=chance.randint(1, 1_500_000)),
    )
    return video_class, danced


def _sentence(chance) -> str:
    return f"{chance.choice(VERBS)} {chance.choice(PARTS)} {chance.choice(HOW)}."


def _tags(chance, video_class) -> list[ClassBenefit]:
    benefits = chance.sample(Benefit.values, chance.randint(1, 3))
    return [
        ClassBenefit(video_class=video_class, benefit=benefit, position=position)
        for position, benefit in enumerate(benefits)
    ]


def _chapters(video_class, danced: list[Movement]) -> list[Chapter]:
    each = video_class.duration_s / len(danced)
    return [
        Chapter(
            video_class=video_class,
            movement=movement,
            position=position,
            title=movement.name,
            start_s=position * each,
            end_s=(position + 1) * each,
        )
        for position, movement in enumerate(danced)
    ]


def _cues(chance, video_class, danced: list[Movement], many: int) -> list[Cue]:
    each = video_class.duration_s / max(1, many)
    said = [cue["text"] for movement in danced for cue in movement.cues] or [_sentence(chance)]
    return [
        Cue(
            video_class=video_class,
            start_s=round(number * each, 3),
            end_s=round((number + 0.9) * each, 3),
            text=chance.choice(said) if number % 3 else _sentence(chance),
        )
        for number in range(many)
    ]
