"""What somebody may be typing: classes, movements, benefits, collections, teachers, each with its address."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from heapq import nsmallest
from operator import and_, or_

from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import override

from library.actions.bitmaps import from_blob, keys_in
from library.actions.search import alike
from library.actions.shelf import shelf
from library.actions.translated import ENGLISH, translated
from library.actions.words import COMMON, folded, misspellable, nearly, one_error_apart, stem, words_in
from library.models import Benefit, Collection, Movement, SearchWord, VideoClass, Viewing

MOST, MOST_NAMES = 8, 5  # suggestions, and those of them that are no classes
FEWEST_LETTERS = 2
LOOKED_AT = 60  # classes whose titles are read
KINDS = ("movement", "benefit", "collection", "teacher", "class")


@dataclass(frozen=True)
class Suggestion:
    """One of KINDS, its name as it is read, the page it opens, and its name as it was written."""

    kind: str
    name: str
    address: str
    written: str = ""


def suggestions(typed: str, *, runner) -> list[Suggestion]:
    """At most eight, names before classes; none a runner put aside. Four queries, none for less than two
    letters."""
    words = words_in(typed[:100])[:8]
    if len("".join(words)) < FEWEST_LETTERS:
        return []
    classes = _classes(words, runner)
    names = _best(_fitting(_names(), words), words)
    beside = names[: max(MOST_NAMES, MOST - len(classes))]
    return [*beside, *classes][:MOST]


def _best(found: Iterable[Suggestion], words: Sequence[str]) -> list[Suggestion]:
    """What begins as it was typed before what holds it somewhere."""
    typed = " ".join(words)  # and not by the database: each sorts its own way

    def order(one: Suggestion):
        name = folded(one.name)
        return (not name.startswith(typed), KINDS.index(one.kind), len(name), name, one.address)

    return sorted(found, key=order)


# --- names ----------------------------------------------------------------------------------------


def _names() -> list[Suggestion]:
    """All there are but the classes: a hundred or two. One query."""
    teaching = VideoClass.objects.published().filter(teacher=OuterRef("pk"))
    teachers = get_user_model().objects.filter(Exists(teaching)).exclude(teaches_as="")
    rows = _named("movement", Movement.objects.all(), "name", "slug").union(
        _named("collection", Collection.objects.filter(shown=True), "title", "slug"),
        _named("teacher", teachers, "teaches_as", "pk"),
        all=True,
    )
    named = [Suggestion(kind, translated(name), _address(kind, key), name) for kind, name, key in rows]
    with override(ENGLISH):
        written = {slug: str(label) for slug, label in Benefit.choices}
    for slug, label in Benefit.choices:
        named.append(Suggestion("benefit", str(label), _address("benefit", slug), written[slug]))
    return named


def _named(kind: str, rows, name: str, key: str):
    fields = {"kind": Value(kind), "called": Cast(name, CharField()), "key": Cast(key, CharField())}
    return rows.order_by().annotate(**fields).values_list(*fields)


def _address(kind: str, key: str) -> str:
    return f"/library/?teacher={key}" if kind == "teacher" else f"/library/{kind}s/{key}/"


def _fitting(names: list[Suggestion], words: Sequence[str]) -> list[Suggestion]:
    """Those with words that begin like this; else with one typing error; else begun with one."""
    for like in (_begins, _mended, _begins_mended):
        found = [name for name in names if _all_like(_words_of(f"{name.name} {name.written}"), words, like)]
        if found:
            return found
    return []


@lru_cache(maxsize=2000)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(words_in(name))


def _all_like(of_name: Sequence[str], words: Sequence[str], like: Callable[[str, str], bool]) -> bool:
    return all(any(like(word, other) for other in of_name) for word in words)


def _begins(typed: str, word: str) -> bool:
    return word.startswith(typed) or stem(word) == stem(typed)


def _mended(typed: str, word: str) -> bool:
    return _begins(typed, word) or nearly(typed, word)


def _begins_mended(typed: str, word: str) -> bool:
    lengths = range(len(typed) - 1, len(typed) + 2)
    return _begins(typed, word) or (
        misspellable(typed) and any(one_error_apart(typed, word[:length]) for length in lengths)
    )


# --- classes --------------------------------------------------------------------------------------


def _classes(words: Sequence[str], runner) -> list[Suggestion]:
    """Those with all the words in their titles. Three queries."""
    needed = [word for word in words if word not in COMMON] or words
    rows = SearchWord.objects.filter(alike(needed) | Q(stem__in=[stem(word) for word in needed]))
    held = [(row.word, from_blob(row.titles)) for row in rows.only("word", "titles") if row.titles]
    keys = _best_titles(reduce(and_, (_holding(word, held) for word in needed)), words)
    found = VideoClass.objects.published().filter(pk__in=keys)
    if runner.is_authenticated:
        found = found.exclude(pk__in=Viewing.objects.of(runner).hidden().order_by().values("video_class"))
    rows = found.values_list("title", "slug") if keys else ()
    classes = [Suggestion("class", translated(title), f"/library/{slug}/") for title, slug in rows]
    return _best(classes, words)[:MOST]


def _best_titles(classes: int, words: Sequence[str]) -> list[int]:
    """The keys of those whose titles begin as it was typed, the shortest first, then of others.

    By the titles the process keeps, since a word may stand in thousands.
    """
    if not classes:
        return []
    kept, typed = shelf(), " ".join(words)

    def order(key: int):
        title = _folded(translated(kept.rows[key].title))
        return (not title.startswith(typed), len(title), title, key)

    return nsmallest(LOOKED_AT, keys_in(classes & kept.classes), key=order)


@lru_cache(maxsize=20_000)
def _folded(title: str) -> str:
    return folded(title)


def _holding(typed: str, held: Sequence[tuple[str, int]]) -> int:
    exact = [bits for word, bits in held if _begins(typed, word)]
    near = [bits for word, bits in held if nearly(typed, word)]
    return reduce(or_, exact or near, 0)
