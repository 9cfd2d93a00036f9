"""What a class is found by: its title, its tags in the words runners use, its descriptions, its cues.

In every language the library is read in, whoever reads: the words of one are found beside those of another.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import override

from library.actions.translated import ENGLISH, FRENCH, LANGUAGES, language, translated
from library.actions.words import words_in
from library.models import Chapter, ClassKind, LegLoad, Level, Movement, Origin, VideoClass
from library.models.vocabulary import PLAIN_MUSCLES, Benefit, BodySite, Family, Kit

FIELDS = ("titles", "tags", "texts", "cues")  # the columns of a search word, what counts most first
Words = dict[str, list[str]]  # by field, in alphabetical order

# What runners say besides the names on screen, which are in the catalogues.
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
BESIDE = {ENGLISH: {**SITES, **MUSCLES, **BENEFITS, **LEVELS, "jumps": "jumps impact", "quiet": "quiet"}}
BESIDE[FRENCH] = {
    BodySite.FOOT: "voûte plantaire orteils",
    BodySite.ACHILLES: "tendon talon",
    BodySite.QUADS: "quadriceps avant de la cuisse",
    BodySite.HAMSTRING: "ischios ischio-jambiers arrière de la cuisse",
    BodySite.HIP_FLEXOR: "psoas fléchisseurs avant de la hanche",
    BodySite.GROIN: "adducteurs intérieur de la cuisse",
    BodySite.HIP: "fessiers fesses",
    BodySite.BACK: "colonne vertébrale",
    "abdominals": "abdos gainage ventre",
    "deep abdominals": "abdos gainage ventre",
    "side of the waist": "gainage taille",
    Benefit.FLEXIBILITY: "souple mobilité étirement étirements",
    Benefit.STABILISERS: "stabilité gainage",
    Benefit.BALANCE: "stable équilibre",
    Benefit.INJURY_PREVENTION: "prévention blessure force renforcement",
    Level.ONE: "débutant débutante",
    Level.THREE: "avancé avancée",
    "jumps": "sauts impact",
    "quiet": "silencieux calme",
}


def with_texts(classes: QuerySet[VideoClass]) -> QuerySet[VideoClass]:
    """All that `words_of` reads, in a fixed number of queries."""
    return classes.select_related("teacher").prefetch_related("tags", "chapters__movement", "cues")


def words_of(video_class: VideoClass, dances: dict[str, Movement]) -> Words:
    """Of a class of `with_texts`. `dances`: the movements of little dances by their slug."""
    danced = _danced(video_class, dances)
    found: dict[str, set[str]] = {field: set() for field in FIELDS}
    for code in LANGUAGES:
        with override(code):
            for field, texts in _told(video_class, danced).items():
                found[field] |= {word for text in texts for word in words_in(str(text))}
    return {field: sorted(words) for field, words in found.items()}


def _told(video_class: VideoClass, danced: list[Movement]) -> dict[str, list[object]]:
    """In the language that is read now."""
    return {
        "titles": [translated(video_class.title)],
        "tags": [*_tags(video_class), *_movement_tags(video_class, danced), *worked(video_class, danced, 2)],
        "texts": [
            *map(translated, (video_class.summary, video_class.description, video_class.only_five)),
            *(translated(movement.plain) for movement in danced),
            *worked(video_class, danced, 1),
        ],
        "cues": [said_in(video_class.origin, cue.text) for cue in video_class.cues.all()],
    }


def said_in(origin: str, cue: str) -> str:
    """What is said in a class as it is read: what a teacher says in a film stays as it is heard."""
    return cue if origin == Origin.FILMED else translated(cue)


def beside(name: object) -> str:
    """Other words for a tag, in the language that is read now."""
    return BESIDE[language()].get(name, "")


def _tags(video_class: VideoClass) -> Iterable[object]:
    for tag in video_class.tags.all():
        yield from (tag.get_benefit_display(), beside(tag.benefit))
    yield from (dict(Kit.choices).get(thing, thing) for thing in video_class.kit)
    yield "" if video_class.kind == ClassKind.CLASS else video_class.get_kind_display()
    yield beside("jumps") if video_class.leg_load == LegLoad.IMPACT else ""
    yield beside("quiet") if video_class.quiet else ""
    yield beside(video_class.level)
    yield video_class.teacher.teaches_as if video_class.teacher else ""


def _movement_tags(video_class: VideoClass, danced: list[Movement]) -> Iterable[object]:
    yield from (translated(chapter.title) for chapter in video_class.chapters.all())
    for movement in danced:
        yield from (translated(movement.name), dict(Family.choices).get(movement.family, ""))


def worked(what: VideoClass | Movement, danced: list[Movement], least: int) -> Iterable[object]:
    """Body sites and muscles that work this hard: what only helps is found, but later."""
    for site in (site for site, load in what.sites.items() if load >= least):
        yield from (dict(BodySite.choices).get(site, site), beside(site))
    for movement in danced:
        for muscle in (muscle for muscle, load in movement.muscles.items() if load >= least):
            yield from (translated(muscle), PLAIN_MUSCLES.get(muscle, ""), beside(muscle))


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
