"""What the library is found by, kept as its classes are: every act that changes a class calls this.

Two processes that index at once do so one after the other: `new_edition` locks the edition's row.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from library.actions.bitmaps import bitmap, from_blob, to_blob
from library.actions.edition import edition_number, new_edition
from library.actions.texts import FIELDS, Words, dances_in, with_texts, words_of
from library.actions.words import left_out, misspellable, stem
from library.models import Chapter, ClassWords, Misspelling, Movement, SearchWord, VideoClass

AT_ONCE = 500  # classes or words asked for in one query
NOTHING: Words = {field: [] for field in FIELDS}
Change = tuple[ClassWords, Words | None]  # what is kept of a class, and what it says now, if anything
Moves = dict[tuple[str, str], list[int]]  # (word, field) -> the classes that came or went


@transaction.atomic
def index_classes(keys: Iterable[int]) -> int:
    """The search finds these classes by what they say now, and not at all unless they are published.

    Begins the library's next edition, and returns its number. Drafts that nobody ever found begin none.
    """
    keys = _locked(keys)
    seen = VideoClass.objects.filter(Q(published_at__isnull=False) | Q(search_words__isnull=False))
    keys = list(seen.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    if not keys:
        return edition_number()
    number = new_edition(keys)
    _move([pair for some in in_parts(keys) for pair in _changed(some)])
    return number


@transaction.atomic
def forget_classes(keys: Iterable[int]) -> int:
    """The search finds them no longer: to be called before they are deleted."""
    keys = _locked(keys)
    number = new_edition(keys)
    _move([(row, None) for row in ClassWords.objects.filter(video_class__in=keys)])
    return number


def index_classes_of(*, teacher) -> int:
    """Their classes are found by the name they teach under now."""
    return index_classes(teacher.classes.values_list("pk", flat=True))


def keys_dancing(movement: Movement) -> list[int]:
    """The classes with that movement, in a chapter of its own or in a little dance."""
    dances = Chapter.objects.exclude(phrase=[]).values_list("video_class", "phrase")
    with_it = [key for key, steps in dances if any(step["movement"] == movement.slug for step in steps)]
    return [*movement.chapters.values_list("video_class", flat=True), *with_it]


@transaction.atomic
def index_all() -> int:
    """All words anew, whatever the tables held. Returns how many classes are found by them."""
    number = new_edition(())
    for model in (Misspelling, SearchWord, ClassWords):
        model.objects.all().delete()
    keys = list(VideoClass.objects.published().values_list("pk", flat=True))
    VideoClass.objects.published().update(edition=number)
    _move([pair for some in in_parts(keys) for pair in _changed(some)])
    return len(keys)


def is_indexed() -> bool:
    """Whether the published classes are found: not so on a site that is older than its search."""
    return ClassWords.objects.exists() or not VideoClass.objects.published().exists()


def out_of_date(keys: Iterable[int]) -> list[int]:
    """Those that say something else than they are found by, as after a text was translated anew."""
    return [row.video_class_id for some in in_parts(sorted(keys)) for row, _words in _changed(some)]


def in_parts(rows: Sequence) -> Iterator[Sequence]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


def _locked(keys: Iterable[int]) -> list[int]:
    """The classes before the edition, as those do who change a class first: so nobody waits in a circle."""
    keys = sorted(set(keys))
    rows = VideoClass.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))
    return keys


def _changed(keys: Sequence[int]) -> Iterator[Change]:
    """These classes as far as they say something else now."""
    classes = list(with_texts(VideoClass.objects.published().filter(pk__in=keys)))
    dances = dances_in(classes)
    said = {found.pk: words_of(found, dances) for found in classes}
    kept = {row.video_class_id: row for row in ClassWords.objects.filter(video_class__in=keys)}
    for key in keys:
        row = kept.get(key) or ClassWords(video_class_id=key, words=NOTHING)
        words = said.get(key)
        if row.fingerprint != _fingerprint(words):
            yield row, words


def _fingerprint(words: Words | None) -> str:
    return "" if words is None else sha256(json.dumps(words).encode()).hexdigest()


def _move(changes: list[Change]) -> None:
    """Out of the words a class no longer holds, into those it holds now."""
    came, went = _moves(changes)
    words = sorted({word for word, _field in [*came, *went]})
    for some in in_parts(words):
        _rewrite(some, came, went)
    _keep(changes)


def _moves(changes: list[Change]) -> tuple[Moves, Moves]:
    came: Moves = defaultdict(list)
    went: Moves = defaultdict(list)
    for row, words in changes:
        for field in FIELDS:
            before, now = set(row.words[field]), set((words or NOTHING)[field])
            for word in now - before:
                came[word, field].append(row.video_class_id)
            for word in before - now:
                went[word, field].append(row.video_class_id)
    return came, went


def _rewrite(words: Sequence[str], came: Moves, went: Moves) -> None:
    kept = {row.word: row for row in SearchWord.objects.filter(word__in=words)}
    rows = [kept.get(word) or SearchWord(word=word, stem=stem(word)) for word in words]
    for row in rows:
        for field in FIELDS:
            bits = from_blob(getattr(row, field)) | bitmap(came.get((row.word, field), ()))
            setattr(row, field, to_blob(bits & ~bitmap(went.get((row.word, field), ()))))
    held = [row for row in rows if any(getattr(row, field) for field in FIELDS)]
    SearchWord.objects.bulk_create(
        held, update_conflicts=True, unique_fields=["word"], update_fields=[*FIELDS]
    )
    _tell_misspellings([row for row in held if row.word not in kept])
    lost = [row.pk for row in rows if row.pk and row not in held]
    SearchWord.objects.filter(pk__in=lost).delete()


def _tell_misspellings(rows: list[SearchWord]) -> None:
    forms = [(row, form) for row in rows if misspellable(row.word) for form in sorted(left_out(row.word))]
    Misspelling.objects.bulk_create(Misspelling(word=row, form=form) for row, form in forms)


def _keep(changes: list[Change]) -> None:
    ClassWords.objects.filter(pk__in=[row.pk for row, words in changes if words is None]).delete()
    rows = [row for row, words in changes if words is not None]
    for row, words in changes:
        row.words, row.fingerprint = words, _fingerprint(words)
    fields = ["words", "fingerprint"]
    ClassWords.objects.bulk_create(
        rows, AT_ONCE, update_conflicts=True, unique_fields=["video_class"], update_fields=fields
    )
