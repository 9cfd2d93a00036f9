"""Content files -> rows. What was changed in the site stays as it is unless the file is asked to win."""

import datetime
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from django.db import models, transaction

from library.actions.indexing import index_all, index_classes, is_indexed, out_of_date
from library.actions.script import set_cues
from library.content import ChapterContent, ClassContent, CollectionContent, Library, MovementContent
from library.film.script import canonical
from library.models import Chapter, Collection, Movement, VideoClass

MOVEMENT_FIELDS = [
    "name",
    "say",
    "plain",
    "purpose",
    "muscles",
    "sites",
    "benefits",
    "leg_load",
    "level",
    "one_leg",
    "support",
    "posture",
    "turned_out",
    "parallel",
    "faults",
    "easier",
    "harder",
    "family",
    "kit",
    "two_sided",
    "counts",
    "bpm",
    "cues",
]
CLASS_FIELDS = [
    "title",
    "summary",
    "description",
    "only_five",
    "kind",
    "level",
    "leg_load",
    "duration_s",
    "longest_hold_s",
    "sites",
    "kit",
    "quiet",
    "small_space",
    "against",
    "dancer",
    "mood",
    "free",
    "figure",
]
COLLECTION_FIELDS = ["title", "summary", "description", "series", "a_week", "then_a_week", "position"]


@dataclass
class Loaded:
    """What a loading did, as slugs with the folder before them ("classes/first-position")."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # changed in the site: the file did not win

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


@transaction.atomic
def load_content(library: Library, *, now: datetime.datetime, overwrite: bool = False) -> Loaded:
    """Store every movement, class and collection; what is stored already is not touched."""
    loaded = Loaded()
    movements = {slug: _load_movement(m, loaded, overwrite) for slug, m in library.movements.items()}
    _set_forms(library, movements, loaded)
    for content in library.classes.values():
        _load_class(content, movements, loaded, now, overwrite)
    for collection in library.collections.values():
        _load_collection(collection, loaded, overwrite)
    _index(library, loaded)
    return loaded


def _index(library: Library, loaded: Loaded) -> None:
    """What changed is found by what it says now. Movements stand in many classes: then all are looked at.

    What is shipped may have been translated anew, and be the same for the rest.
    """
    if not is_indexed():
        index_all()
        return
    stored = [*loaded.added, *loaded.changed]
    slugs = [name.removeprefix("classes/") for name in stored if name.startswith("classes/")]
    touched = VideoClass.objects.filter(slug__in=slugs)
    if any(name.startswith("movements/") for name in stored):
        touched = VideoClass.objects.published()
    shipped = VideoClass.objects.published().filter(slug__in=library.classes)
    index_classes([*touched.values_list("pk", flat=True), *out_of_date(shipped.values_list("pk", flat=True))])


def _load_movement(content: MovementContent, loaded: Loaded, overwrite: bool) -> Movement:
    row = Movement.objects.filter(slug=content.slug).first() or Movement(slug=content.slug)
    hash_ = sha256(canonical(asdict(content)).encode()).hexdigest()
    if _to_store(row, hash_, f"movements/{content.slug}", loaded, overwrite):
        _copy(content, row, MOVEMENT_FIELDS)
        row.full_clean()
        row.save()
    return row


def _set_forms(library: Library, rows: dict[str, Movement], loaded: Loaded) -> None:
    """Easier and harder forms, once every movement has a row. The content's own checks have met each name."""
    stored = {*loaded.added, *loaded.changed}
    for slug, row in rows.items():
        if f"movements/{slug}" in stored:
            row.easier_form = rows.get(library.movements[slug].easier_form)
            row.harder_form = rows.get(library.movements[slug].harder_form)
            row.save(update_fields=["easier_form", "harder_form"])


def _load_class(
    content: ClassContent, movements: dict[str, Movement], loaded: Loaded, now, overwrite: bool
) -> None:
    row = VideoClass.objects.filter(slug=content.slug).first() or VideoClass(
        slug=content.slug, published_at=now
    )
    if _to_store(row, content.content_hash, f"classes/{content.slug}", loaded, overwrite):
        _copy(content, row, CLASS_FIELDS)
        row.full_clean()
        row.save()
        _set_tags(row, content)
        _set_chapters(row, content, movements)
        set_cues(row, content.cues)


def _to_store(row: models.Model, hash_: str, name: str, loaded: Loaded, overwrite: bool) -> bool:
    """Whether the file is to be written into the row; notes what becomes of it."""
    edited = row.edited_at is not None
    if row.pk and row.content_hash == hash_ and not (edited and overwrite):
        return False
    if edited and not overwrite:
        loaded.left.append(name)
        return False
    (loaded.changed if row.pk else loaded.added).append(name)
    row.content_hash, row.edited_at = hash_, None
    return True


def _copy(content, row: models.Model, names: list[str]) -> None:
    """JSON columns hold lists and plain dicts, where the content has tuples."""
    for name in names:
        value = getattr(content, name)
        setattr(row, name, list(value) if isinstance(value, tuple) else value)


def _set_tags(row: VideoClass, content: ClassContent) -> None:
    row.tags.all().delete()
    for position, benefit in enumerate(content.benefits):
        row.tags.create(benefit=benefit, position=position)


def _set_chapters(row: VideoClass, content: ClassContent, movements: dict[str, Movement]) -> None:
    row.chapters.all().delete()
    row.chapters.bulk_create(
        _chapter(row, chapter, movements, position) for position, chapter in enumerate(content.chapters)
    )


def _chapter(
    row: VideoClass, chapter: ChapterContent, movements: dict[str, Movement], position: int
) -> Chapter:
    movement = movements[chapter.movement.slug] if chapter.movement else None
    return Chapter(
        video_class=row,
        movement=movement,
        position=position,
        title=movement.name if movement else chapter.title,
        start_s=chapter.start_s,
        end_s=chapter.end_s,
        repetitions=chapter.repetitions,
        sides=chapter.sides,
        phrase=chapter.enchainement.rows if chapter.enchainement else [],
    )


def _load_collection(content: CollectionContent, loaded: Loaded, overwrite: bool) -> None:
    row = Collection.objects.filter(slug=content.slug).first() or Collection(slug=content.slug)
    if _to_store(row, content.content_hash, f"collections/{content.slug}", loaded, overwrite):
        _copy(content, row, COLLECTION_FIELDS)
        row.full_clean()
        row.save()
        classes = VideoClass.objects.in_bulk(content.classes, field_name="slug")
        row.places.all().delete()
        row.places.bulk_create(
            row.places.model(collection=row, video_class=classes[slug], position=position)
            for position, slug in enumerate(content.classes, 1)
        )
