"""What a class is found by: its title, its tags in the words runners use, its descriptions, its cues."""

from collections.abc import Iterable

from django.db.models import QuerySet

from library.actions.words import words_in
from library.models import Chapter, ClassKind, LegLoad, Level, Movement, VideoClass
from library.models.vocabulary import PLAIN_MUSCLES, Benefit, BodySite, Family, Kit

FIELDS = ("titles", "tags", "texts", "cues")  # the columns of a search word, what counts most first
Words = dict[str, list[str]]  # by field, in alphabetical order

SITES = {
    BodySite.FOOT: "arch toes",
    BodySite.ACHILLES: "tendon heel",
    BodySite.QUADS: "quads quadriceps",
    BodySite.HAMSTRING: "hamstrings back of the thigh",
    BodySite.HIP_FLEXOR: "hip flexors psoas front of the hip",
    BodySite.GROIN: "adductors inner thigh",
    BodySite.HIP: "glutes bottom",
    BodySite.BACK: "spine",
}
MUSCLES = {"abdominals": "core abs tummy", "deep abdominals": "core abs tummy", "side of the waist": "core"}
BENEFITS = {
    Benefit.FLEXIBILITY: "flexible mobility stretching",
    Benefit.STABILISERS: "stability core",
    Benefit.BALANCE: "steady",
    Benefit.INJURY_PREVENTION: "injury prevention strength",
}
LEVELS = {Level.ONE: "beginner", Level.THREE: "advanced"}


def with_texts(classes: QuerySet[VideoClass]) -> QuerySet[VideoClass]:
    """All that `words_of` reads, in a fixed number of queries."""
    return classes.select_related("teacher").prefetch_related("tags", "chapters__movement", "cues")


def words_of(video_class: VideoClass, dances: dict[str, Movement]) -> Words:
    """Of a class of `with_texts`. `dances`: the movements of little dances by their slug."""
    danced = _danced(video_class, dances)
    told = {
        "titles": [video_class.title],
        "tags": [*_tags(video_class), *_movement_tags(video_class, danced), *worked(video_class, danced, 2)],
        "texts": [
            *(video_class.summary, video_class.description, video_class.only_five),
            *(movement.plain for movement in danced),
            *worked(video_class, danced, 1),
        ],
        "cues": [cue.text for cue in video_class.cues.all()],
    }
    return {field: sorted({word for text in told[field] for word in words_in(str(text))}) for field in FIELDS}


def _tags(video_class: VideoClass) -> Iterable[object]:
    for tag in video_class.tags.all():
        yield from (tag.get_benefit_display(), BENEFITS.get(tag.benefit, ""))
    yield from (dict(Kit.choices).get(thing, thing) for thing in video_class.kit)
    yield "" if video_class.kind == ClassKind.CLASS else video_class.get_kind_display()
    yield "jumps impact" if video_class.leg_load == LegLoad.IMPACT else ""
    yield "quiet" if video_class.quiet else ""
    yield LEVELS.get(video_class.level, "")
    yield video_class.teacher.teaches_as if video_class.teacher else ""


def _movement_tags(video_class: VideoClass, danced: list[Movement]) -> Iterable[object]:
    yield from (chapter.title for chapter in video_class.chapters.all())
    for movement in danced:
        yield from (movement.name, dict(Family.choices).get(movement.family, ""))


def worked(what: VideoClass | Movement, danced: list[Movement], least: int) -> Iterable[object]:
    """Body sites and muscles that work this hard: what only helps is found, but later."""
    for site in (site for site, load in what.sites.items() if load >= least):
        yield from (dict(BodySite.choices).get(site, site), SITES.get(site, ""))
    for movement in danced:
        for muscle in (muscle for muscle, load in movement.muscles.items() if load >= least):
            yield from (muscle, PLAIN_MUSCLES.get(muscle, ""), MUSCLES.get(muscle, ""))


def _danced(video_class: VideoClass, dances: dict[str, Movement]) -> list[Movement]:
    """The movements of its chapters, each once, those of its little dances too."""
    found = {}
    for chapter in video_class.chapters.all():
        steps = [dances.get(step["movement"]) for step in chapter.phrase]
        found |= {movement.pk: movement for movement in [chapter.movement, *steps] if movement}
    return list(found.values())


def dances_in(classes: Iterable[VideoClass]) -> dict[str, Movement]:
    """The movements that only little dances name, by slug: one query, or none."""
    chapters: list[Chapter] = [chapter for found in classes for chapter in found.chapters.all()]
    slugs = {step["movement"] for chapter in chapters for step in chapter.phrase}
    return Movement.objects.in_bulk(slugs, field_name="slug") if slugs else {}
