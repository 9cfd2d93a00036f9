"""Every text of the shipped library that somebody reads or hears: what its catalogue of French is made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from library.content.benefit import BenefitContent
from library.content.collection import CollectionContent
from library.content.loading import Library
from library.content.movement import MovementContent
from library.content.video_class import ClassContent
from library.content.vocabulary import MUSCLES
from library.film.spoken import sentences

CAPTION = "a caption"  # stands for a few seconds only


@dataclass(frozen=True)
class Text:
    """`file`: where it stands, or the class it is said in; `what`: what a translator has to heed."""

    text: str
    file: str
    what: str = ""


def texts_of(library: Library) -> list[Text]:
    """Each text once, as it stands first. Empty ones are none."""
    found: dict[str, Text] = {}
    for text in _all(library):
        if text.text:
            found.setdefault(text.text, text)
    return list(found.values())


def _all(library: Library) -> Iterator[Text]:
    for benefit in library.benefits.values():
        yield from _of_benefit(benefit)
    for movement in library.movements.values():
        yield from _of_movement(movement)
    for video_class in library.classes.values():
        yield from _of_class(video_class)
    for collection in library.collections.values():
        yield from _of_collection(collection)
    yield from (Text(muscle, "vocabulary.py", "a muscle") for muscle in MUSCLES)


def _of_benefit(benefit: BenefitContent) -> Iterator[Text]:
    told = (benefit.name, benefit.one_line, benefit.why, benefit.try_this.title, *benefit.try_this.steps)
    findings = (found.text for found in (*benefit.evidence_for, *benefit.evidence_against))
    for text in (*told, *findings):
        yield Text(text, "benefits.yaml")


def _of_movement(movement: MovementContent) -> Iterator[Text]:
    file = f"movements/{movement.slug}.yaml"
    told = (movement.name, movement.plain, movement.purpose, movement.parallel)
    for text in (*told, *movement.faults, movement.easier, movement.harder):
        yield Text(text, file)
    cues = movement.dance.movement.cues
    # In parts on the movement's own page; a voice says in one breath what only together makes a sentence.
    for _, text in (*cues, *sentences(cues)):
        yield Text(text, file, CAPTION)


def _of_class(video_class: ClassContent) -> Iterator[Text]:
    file = f"classes/{video_class.slug}.yaml"
    told = (video_class.title, video_class.summary, video_class.description, video_class.only_five)
    for text in (*told, video_class.script.ready):
        yield Text(text, file)
    for chapter in video_class.chapters:
        yield Text(chapter.title, file, "a chapter")
        yield Text(chapter.dance.plain, file)
    yield from (Text(cue.text, file, CAPTION) for cue in video_class.cues)


def _of_collection(collection: CollectionContent) -> Iterator[Text]:
    for text in (collection.title, collection.summary, collection.description):
        yield Text(text, f"collections/{collection.slug}.yaml")
