"""An ordered set of classes as its file tells it, and what a series asks of the classes in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from library.content.reading import SLUG, Record, shown
from library.content.safety import closes
from library.content.video_class import ClassContent
from library.content.vocabulary import RESERVED
from library.film.script import canonical

MOST_PLACES = 60
FIRST_DANCE, LONG_DANCE = 4, 8  # from which class of a series on there is a dance, and a long one
SHORT_COUNTS, LONG_COUNTS = 16, 32
MOST_NEW_WORDS = 6  # in a class of level 1

Told = Iterator[tuple[str, str]]  # slug of a class, why


@dataclass(frozen=True)
class CollectionContent:
    """Classes in an order somebody thought about; in a series each builds on those before it."""

    slug: str
    title: str
    summary: str
    description: str
    series: bool
    a_week: int | None  # for who follows it; without one it is the runner's own number
    then_a_week: int | None  # to keep it up, once all of it was danced
    position: int
    classes: tuple[str, ...]

    @property
    def content_hash(self) -> str:
        told = [self.slug, self.title, self.summary, self.description, self.series, self.position]
        rhythm = [self.a_week, self.then_a_week] if self.a_week or self.then_a_week else []
        return sha256(canonical([*told, *rhythm, self.classes]).encode()).hexdigest()


def read_collection(slug: str, record: Record, known: Mapping[str, object]) -> CollectionContent | None:
    """Reads every field, noting what is wrong with it. `known`: every class there is a file of."""
    before = len(record.faults)
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        record.fault("", f"may not be named {slug}.yaml: small letters and hyphens, no word of the addresses")
    found = CollectionContent(
        slug=slug,
        title=record.text("title", 80),
        summary=record.text("summary", 200),
        description=record.text("description", 1000, default=""),
        series=record.flag("series", default=False),
        a_week=_a_week(record, "a_week"),
        then_a_week=_a_week(record, "then_a_week"),
        position=record.whole("position", 0, 99, default=50),
        classes=_classes(record, known),
    )
    record.done()
    return found if len(record.faults) == before else None


def _a_week(record: Record, field: str) -> int | None:
    """None where the file does not say."""
    return None if record.raw(field, default=None) is None else record.whole(field, 1, 6)


def _classes(record: Record, known: Mapping[str, object]) -> tuple[str, ...]:
    values = record.raw("classes")
    if not isinstance(values, list) or not 1 <= len(values) <= MOST_PLACES:
        record.fault("classes", f"must be a list of 1 to {MOST_PLACES} classes, not {shown(values)}")
        return ()
    for i, slug in enumerate(values):
        if slug not in known:
            record.fault(f"classes[{i}]", f"is {shown(slug)}, and there is no such class")
    return tuple(str(slug) for slug in values)


# ---- what a series asks ---------------------------------------------------------------------------------


def of_series(series: CollectionContent, classes: Mapping[str, ClassContent]) -> Told:
    """What is wrong with a class at its place in the series."""
    met: set[str] = set()  # movements
    words: set[str] = set()
    for number, slug in enumerate(dict.fromkeys(series.classes), 1):
        video_class = classes[slug]
        at = f"as class {number} of {series.slug}"
        yield from ((slug, f"{why}, {at}") for why in _dance(video_class, number))
        yield from ((slug, f"{why}, {at}") for why in _unmet(video_class, met))
        yield from ((slug, f"{why}, {at}") for why in _new_words(video_class, words))
        met |= {movement.slug for movement in video_class.movements}
        words |= spoken(video_class)


def alone(video_class: ClassContent) -> Told:
    """What is wrong with a class that stands in no series."""
    yield from ((video_class.slug, why) for why in _unmet(video_class, set()))
    yield from ((video_class.slug, why) for why in _new_words(video_class, set()))


def spoken(video_class: ClassContent) -> set[str]:
    """The French words of a class, by how they are said."""
    return {movement.say for movement in video_class.movements if movement.say}


def _dance(video_class: ClassContent, number: int) -> Iterator[str]:
    """From the fourth class on the last thing before the close is a short dance, from the eighth a longer."""
    if video_class.kind != "class" or number < FIRST_DANCE:
        return
    least = LONG_COUNTS if number >= LONG_DANCE else SHORT_COUNTS
    before = list(video_class.chapters)
    while before and closes(before[-1]):
        before.pop()
    dance = before[-1].enchainement if before else None
    if dance is None:
        yield f"need an enchaînement of {least} counts before the close"
    elif dance.counts < least:
        yield f"end with an enchaînement of {dance.counts} counts; {least} are due"


def _unmet(video_class: ClassContent, met: set[str]) -> Iterator[str]:
    """A dance holds nothing new: each movement was met in an earlier chapter or class."""
    known = set(met)
    for chapter in video_class.chapters:
        new = [m.slug for m in chapter.movements if m.slug not in known] if chapter.enchainement else []
        if new:
            yield f"hold an enchaînement of what was not met before: {', '.join(new)}"
        known |= {movement.slug for movement in chapter.movements}


def _new_words(video_class: ClassContent, known: set[str]) -> Iterator[str]:
    new = spoken(video_class) - known
    if video_class.level == 1 and len(new) > MOST_NEW_WORDS:
        yield f"use {len(new)} French words that are new; level 1 has at most {MOST_NEW_WORDS}"
