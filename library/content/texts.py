"""Every text of the shipped library that somebody reads or hears: what its catalogue of French is made of."""

from collections.abc import Iterator

from library.content.benefit import BenefitContent
from library.content.collection import CollectionContent
from library.content.loading import Library
from library.content.movement import MovementContent
from library.content.video_class import ClassContent
from library.content.vocabulary import MUSCLES
from library.film.spoken import sentences

Text = tuple[str, str]  # where it stands, and the text


def texts_of(library: Library) -> dict[str, str]:
    """Each text once, and the first place where it stands. Empty ones are none."""
    found: dict[str, str] = {}
    for where, text in _all(library):
        if text:
            found.setdefault(text, where)
    return found


def _all(library: Library) -> Iterator[Text]:
    for benefit in library.benefits.values():
        yield from _of_benefit(benefit)
    for movement in library.movements.values():
        yield from _of_movement(movement)
    for video_class in library.classes.values():
        yield from _of_class(video_class)
    for collection in library.collections.values():
        yield from _of_collection(collection)
    yield from (("muscles", muscle) for muscle in MUSCLES)


def _of_benefit(benefit: BenefitContent) -> Iterator[Text]:
    where = f"benefits/{benefit.slug}"
    for text in (benefit.name, benefit.one_line, benefit.why, benefit.try_this.title):
        yield where, text
    yield from ((where, step) for step in benefit.try_this.steps)
    yield from ((where, found.text) for found in (*benefit.evidence_for, *benefit.evidence_against))


def _of_movement(movement: MovementContent) -> Iterator[Text]:
    where = f"movements/{movement.slug}"
    told = (movement.name, movement.plain, movement.purpose, movement.parallel)
    for text in (*told, *movement.faults, movement.easier, movement.harder):
        yield where, text
    cues = movement.dance.movement.cues
    # In parts on the movement's own page; a voice says what only together makes a sentence in one breath.
    for _, text in (*cues, *sentences(cues)):
        yield f"{where}, cue", text


def _of_class(video_class: ClassContent) -> Iterator[Text]:
    where = f"classes/{video_class.slug}"
    told = (video_class.title, video_class.summary, video_class.description, video_class.only_five)
    for text in (*told, video_class.script.ready):
        yield where, text
    for chapter in video_class.chapters:
        yield f"{where}, chapter", chapter.title
        yield f"{where}, card", chapter.dance.plain
    yield from ((f"{where}, caption", cue.text) for cue in video_class.cues)


def _of_collection(collection: CollectionContent) -> Iterator[Text]:
    where = f"collections/{collection.slug}"
    for text in (collection.title, collection.summary, collection.description):
        yield where, text
