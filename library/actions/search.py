"""What somebody typed -> the classes that hold it, the best first, and what to offer where none does."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import combinations
from operator import and_, or_

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat

from library.actions.bitmaps import from_blob
from library.actions.names import names_like, spoken
from library.actions.texts import FIELDS, said_in
from library.actions.words import (
    AGAINST,
    COMMON,
    SPELT_OUT,
    left_out,
    nearly,
    one_error,
    shared_beginning,
    spellings,
    stem,
    words_in,
)
from library.models import Cue, Misspelling, SearchWord

MOST_WORDS = 8
MOST_LETTERS = 1000  # of what was typed; nobody types more
SHORTEST_BEGINNING = 3
HITS = 2  # cues shown of a class that is found by what is said in it; one where its title or tags say it
OFFERS = 4
TOLD = 3  # words a mended one is said to mean
FIRST_S = 1  # a cue that begins before is the first of the film
ON_THE_CARD = Concat("video_class__title", Value(" "), "video_class__summary")
Sets = tuple[int, int, int, int]  # the classes that hold a word in titles, tags, texts, cues


@dataclass(frozen=True)
class Word:
    """One word of a search: as it was typed, the library's words it is understood as, and who holds them."""

    typed: str
    means: frozenset[str] = frozenset()
    sets: Sets = (0, 0, 0, 0)
    read_as: tuple[str, ...] = ()  # where a typing error was mended: what it means, the most common first

    @property
    def classes(self) -> int:
        return reduce(or_, self.sets)


@dataclass(frozen=True)
class Offer:
    """Another search, which finds something."""

    query: str
    classes: int


@dataclass(frozen=True)
class CueHit:
    """A cue that holds all the words, and the second of the film it is said at."""

    start_s: float
    text: str


@dataclass(frozen=True)
class Found:
    """The answer to a search; sets of classes are bitmaps."""

    query: str
    words: tuple[Word, ...] = ()
    tiers: tuple[int, ...] = (0, 0, 0, 0)  # disjoint: in the title, with tags, with texts, with cues
    said: int = 0  # classes whose cues hold all the words
    left_out: int = 0  # words beyond the first eight
    against: str = ""  # a word that asks for what is not there, as in "no jumps"
    nearest: tuple[Offer, ...] = field(default=())

    @property
    def classes(self) -> int:
        return reduce(or_, self.tiers)

    def where(self, key: int) -> str:
        """In which of FIELDS the words of a class were found, where its title does not hold them all."""
        return next(
            (name for name, tier in zip(FIELDS[1:], self.tiers[1:], strict=True) if tier >> key & 1), ""
        )

    @property
    def read_as(self) -> dict[str, list[str]]:
        """The words as they were understood where a typing error was mended."""
        return {word.typed: [spoken(means) for means in word.read_as] for word in self.words if word.read_as}

    @property
    def unknown(self) -> list[str]:
        """Words nothing holds; where no letter can be searched by, all that was typed."""
        typed = "".join(filter(str.isprintable, self.query)).strip()
        return (
            [word.typed for word in self.words if not word.means] if self.words else [typed] if typed else []
        )


def find(query: str) -> Found:
    """At most two queries; four where nothing is found."""
    typed = list(dict.fromkeys(words_in(query[:MOST_LETTERS])))
    needed = [word for word in typed if word not in COMMON] or typed
    words = tuple(understood(needed[:MOST_WORDS]))
    if not words:
        return Found(query, nearest=tuple(_nearest(words)) if query.strip() else ())
    tiers = _tiers(words)
    return Found(
        query=query,
        words=words,
        tiers=tiers,
        said=reduce(and_, (word.sets[-1] for word in words)),
        left_out=len(needed[MOST_WORDS:]),
        against=next((word for word in typed[:-1] if word in AGAINST), ""),
        nearest=() if any(tiers) else tuple(_nearest(words)),
    )


def _tiers(words: Iterable[Word]) -> tuple[int, ...]:
    """Who holds all words in the first field, in the first two, three, four; each class once."""
    tiers, before = [], 0
    for fields in range(1, len(FIELDS) + 1):
        held = reduce(and_, (reduce(or_, word.sets[:fields]) for word in words))
        tiers.append(held & ~before)
        before |= held
    return tuple(tiers)


def _nearest(words: tuple[Word, ...]) -> Iterable[Offer]:
    """As many of the words as find something together, the most classes first; else words like them."""
    known = [word for word in words if word.classes]
    for many in range(min(len(known), len(words) - 1), 0, -1):
        sets = ((some, reduce(or_, _tiers(some))) for some in combinations(known, many))
        offers = [Offer(" ".join(word.typed for word in some), held) for some, held in sets if held]
        if offers:
            return sorted(offers, key=lambda offer: -offer.classes.bit_count())[:OFFERS]
    return list(_named(names_like([word.typed for word in words])))


def _named(names: list[str]) -> Iterable[Offer]:
    """The searches for these names that find something."""
    known = {word.typed: word for word in understood([part for name in names for part in name.split()])}
    for name in names:
        if held := reduce(or_, _tiers([known[part] for part in name.split()])):
            yield Offer(" ".join(map(spoken, name.split())), held)


# --- what a word means ----------------------------------------------------------------------------


def understood(typed: list[str]) -> list[Word]:
    """Its inflections; else the words it begins; else those one typing error away; else nothing."""
    stems = {word: {stem(word), stem(SPELT_OUT.get(word, word))} for word in typed}
    rows = list(SearchWord.objects.filter(stem__in={form for forms in stems.values() for form in forms}))
    known = {word: [row for row in rows if row.stem in stems[word]] for word in typed}
    missing = [word for word in typed if not known[word]]
    others = _families(missing) if missing else []
    return [_word(word, known[word]) if known[word] else _near(word, others) for word in typed]


def _families(missing: list[str]) -> list[SearchWord]:
    """Words like these, with all of their stems: who means the calf means calves."""
    stems = SearchWord.objects.filter(alike(missing)).values("stem")
    return list(SearchWord.objects.filter(stem__in=stems))


def alike(words: list[str]) -> Q:
    """The words that begin with one of these, or may be one typing error away from one."""
    forms = {form for word in words for spelt in spellings(word) for form in {spelt, *left_out(spelt)}}
    near = Misspelling.objects.filter(form__in=forms).values("word")
    alike = Q(pk__in=near) | Q(word__in=forms)
    for word in words:
        if len(word) >= SHORTEST_BEGINNING:
            alike |= Q(word__gte=word, word__lte=f"{word}{'z' * 40}")
    return alike


def _near(typed: str, rows: list[SearchWord]) -> Word:
    if len(typed) >= SHORTEST_BEGINNING:
        begun = [row for row in rows if row.word.startswith(typed)]
        if begun:
            return _word(typed, begun)
    apart = [row for row in rows if one_error(typed, row.word)] or [r for r in rows if nearly(typed, r.word)]
    stems = {row.stem for row in apart}
    word = _word(typed, [row for row in rows if row.stem in stems])
    common = sorted(apart, key=lambda row: (-_word("", [row]).classes.bit_count(), row.word))
    return replace(word, read_as=tuple(row.word for row in common[:TOLD]))


def _word(typed: str, rows: list[SearchWord]) -> Word:
    sets = tuple(reduce(or_, (from_blob(getattr(row, field)) for row in rows), 0) for field in FIELDS)
    return Word(typed, frozenset(row.word for row in rows), sets)


# --- where in the film ----------------------------------------------------------------------------


def hits_of(found: Found, keys: Iterable[int]) -> dict[int, list[CueHit]]:
    """Of those classes whose cues hold all the words: the first that does; of those found by no name of
    theirs, the first two. One query, or none.

    The first words of a film often say its name once more: no hit of a class that was found by its name.
    """
    said = [key for key in keys if found.said >> key & 1]
    if not said:
        return {}
    hits: dict[int, list[CueHit]] = {}
    named = found.tiers[0] | found.tiers[1]
    room = {key: 1 if named >> key & 1 else HITS for key in said}
    begun = [shared_beginning(word.means) for word in found.words]
    cues = Cue.objects.filter(video_class__in=said).order_by("video_class", "start_s", "pk")
    cues = cues.annotate(card=Case(When(start_s__lt=FIRST_S, then=ON_THE_CARD), default=Value("")))
    told = cues.values_list("video_class", "start_s", "text", "card", "video_class__origin")
    for key, start_s, text, card, origin in told:
        if card and named >> key & 1 and set(words_in(text)) <= set(words_in(card)):
            continue
        if len(hits.get(key, ())) >= room[key]:
            continue
        shown = said_in(origin, text)
        # Found by its English too, and shown as it is read.
        if any(_may_hold(said, begun) and _holds(said, found.words) for said in {shown: 1, text: 1}):
            hits.setdefault(key, []).append(CueHit(start_s, shown))
    return hits


def _may_hold(text: str, begun: list[str]) -> bool:
    """Asked first, since a page has thousands of cues: folding each of them would take most of its time."""
    plain = text.lower()
    return not text.isascii() or all(beginning in plain for beginning in begun)


def _holds(text: str, words: tuple[Word, ...]) -> bool:
    said = words_in(text)
    return all(not word.means.isdisjoint(said) for word in words)
