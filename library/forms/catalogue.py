"""What may stand in the catalogue's address, and what is said about the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.actions.catalogue import Chosen
from library.forms.facets import MAIN, OWN, SHORTENED, Facet

SHOWN_LETTERS = 30  # of a word we do not know
SHOWN_WORDS = 3
LONGEST_SEARCH = 200  # letters
LONGEST_PAGE = 6  # figures of a page's number
MOST_PAGES = 10  # shown at once: those that were added one by one, when one comes back to them
MOST_PAIRS = 500  # of an address: every option there is, several times over

SORTS = {
    "match": gettext_lazy("Best match"),
    "best": gettext_lazy("Best for me now"),
    "easiest": gettext_lazy("Easiest first"),
    "newest": gettext_lazy("Newest first"),
    "shortest": gettext_lazy("Shortest first"),
    "done": gettext_lazy("Most done first"),
}
OWN_SORTS = frozenset({"best", "done"})


@dataclass(frozen=True)
class CatalogueAddress:
    """The chosen options as the address names them, and a sentence for each that means nothing."""

    facets: tuple[Facet, ...]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    sort: str = ""  # none: as it is sorted anyway
    page: int = 1
    first: int = 1  # page: those from it to `page` are shown, as “Show more” put them there
    unknown: tuple[str, ...] = ()
    needs_account: bool = False  # something was asked that only a runner has

    @classmethod
    def read(cls, query: QueryDict, facets: tuple[Facet, ...], *, runner: bool) -> "CatalogueAddress":
        """Values nobody offers are left out and named in `unknown`."""
        asked = {facet.name: dict.fromkeys(query.getlist(facet.name)) for facet in facets}
        chosen = {f.name: tuple(o for o in f.options if o in asked[f.name]) for f in facets}
        unknown = [v for f in facets for v in asked[f.name] if v and v not in f.options]
        words, sort = words_of(query.get("q", "")), query.get("sort", "")
        own = not runner and (sort in OWN_SORTS or any(query.get(name) for name in OWN))
        offered = sorts(words, runner=runner)
        if sort not in offered:
            unknown += [sort] if sort and sort not in SORTS else []
            sort = ""
        left = {name: options for name, options in chosen.items() if options}
        page = page_of(query.get("page", ""))
        first = max(page - MOST_PAGES + 1, min(page, page_of(query.get("from", ""), page)))
        return cls(facets, left, words, sort, page, first, tuple(unknown), own)

    @property
    def by_name(self) -> dict[str, Facet]:
        return {facet.name: facet for facet in self.facets}

    @cached_property
    def faults(self) -> list[str]:
        sentence = _("“%(word)s” is nothing the library can be narrowed by, so it is left out.")
        said = [sentence % {"word": shortened(word)} for word in self.unknown[:SHOWN_WORDS]]
        if self.needs_account:
            said.append(_("Part of this address is about one runner’s own classes, so it is left out here."))
        return said

    @property
    def as_chosen(self) -> Chosen:
        """What the catalogue is asked for."""
        return Chosen(self.chosen, self.words, self.sorted_by)

    @property
    def sorted_by(self) -> str:
        return self.sort or ("match" if self.words else "easiest")

    def without(self, name: str, option: str | None = None) -> "CatalogueAddress":
        """The same with one option, a whole facet or the words ("q") taken back, on its first page."""
        if name == "q":
            return replace(self, words="", sort="" if self.sort == "match" else self.sort, page=1, unknown=())
        left = () if option is None else tuple(o for o in self.chosen.get(name, ()) if o != option)
        chosen = {f: options for f, options in self.chosen.items() if f != name}
        if left:
            chosen[name] = left
        return replace(self, chosen=chosen, page=1, unknown=())

    def searching(self, words: str) -> "CatalogueAddress":
        return replace(self, words=words, page=1, unknown=())

    @property
    def best(self) -> str:
        """The address of the same classes, the best for the runner first."""
        return replace(self, sort="best").address()

    def query(self, page: int = 1, first: int = 0) -> str:
        """Without a question mark; nothing where nothing is chosen. `first`: shown from that page on."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(f.name, option) for f in self.facets for option in self.chosen.get(f.name, ())]
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(page))] if page > 1 else []
        pairs += [("from", str(first))] if 0 < first < page else []
        return urlencode(pairs)

    def address(self, page: int = 1, first: int = 0) -> str:
        """The query with its question mark, or the bare path where nothing is chosen."""
        query = self.query(page, first)
        return f"?{query}" if query else "/library/"

    def wider(self) -> Iterator[tuple[str, list[str], "CatalogueAddress"]]:
        """Each kind of choice taken back: its name, its labels, and what is left."""
        if self.words:
            yield "q", [self.words], self.without("q")
        for facet in self.facets:
            if options := self.chosen.get(facet.name):
                yield facet.name, [facet.label(option) for option in options], self.without(facet.name)

    def removable(self) -> Iterator[tuple[str, str]]:
        """Each chosen option: its label, and the address without it."""
        if self.words:
            yield _("“%(words)s”") % {"words": self.words}, self.without("q").address()
        for facet in self.facets:
            for option in self.chosen.get(facet.name, ()):
                yield facet.label(option), self.without(facet.name, option).address()

    @property
    def beside_the_main(self) -> int:
        """How many options are chosen of the facets that a phone keeps behind “More choices”."""
        return sum(len(options) for name, options in self.chosen.items() if name not in MAIN)


def query_of(request) -> QueryDict:
    """The address's query. Django refuses one of more than a thousand parts; we read the first of them."""
    raw = request.META.get("QUERY_STRING", "")
    if hasattr(request, "environ"):  # WSGI hands over bytes as if they were Latin-1; ASGI's are decoded
        raw = raw.encode("latin-1")
    ampersand = "&" if isinstance(raw, str) else b"&"
    return QueryDict(ampersand.join(raw.split(ampersand, MOST_PAIRS)[:MOST_PAIRS]))


def words_of(typed: str) -> str:
    return " ".join(typed.replace("\0", " ").split())[:LONGEST_SEARCH].strip()


def page_of(typed: str, otherwise: int = 1) -> int:
    return max(1, int(typed)) if typed.isdecimal() and len(typed) <= LONGEST_PAGE else otherwise


def shortened(word: str) -> str:
    word = word.replace("\0", "�")
    return word if len(word) <= SHOWN_LETTERS else f"{word[:SHOWN_LETTERS]}…"


def sorts(words: str, *, runner: bool) -> dict:
    """The ways to sort that are offered, the usual one first."""
    usual = "match" if words else "easiest"
    rest = [name for name in SORTS if name not in {usual, "match"} and (runner or name not in OWN_SORTS)]
    return {name: SORTS[name] for name in [usual, *rest]}


def sorts_shown(address: CatalogueAddress, *, runner: bool) -> list[dict]:
    """The usual one has no name in the address: typing words then sorts by how well they match."""
    rows = sorts(address.words, runner=runner).items()
    return [
        {"value": name if n else "", "label": label, "chosen": name == address.sorted_by}
        for n, (name, label) in enumerate(rows)
    ]


def groups(address: CatalogueAddress, counts: Mapping[str, Mapping[str, int]]) -> list[dict]:
    """The facets as a page shows them: each option with its count, and whether it is chosen.

    A count of None is not known yet. What would find nothing is left out of long lists.
    """
    shown: dict[str, dict] = {}
    for facet in address.facets:
        options = list(_options(facet, address.chosen.get(facet.name, ()), counts.get(facet.name, {})))
        key = facet.group or facet.name
        group = shown.setdefault(key, {"name": key, "heading": facet.heading, "options": []})
        group["options"] += options
        group["folded"] = len(facet.options) > SHORTENED or facet.name == "teacher"
    for group in shown.values():
        group["chosen"] = sum(option["chosen"] for option in group["options"])
        group["more"] = group["name"] not in MAIN
    return [group for group in shown.values() if group["options"]]


def _options(facet: Facet, chosen: tuple[str, ...], counts: Mapping[str, int | None]) -> Iterator[dict]:
    for option, label in facet.options.items():
        n, picked = counts.get(option, 0), option in chosen
        if n or picked or n is None or len(facet.options) <= SHORTENED:
            yield {"name": facet.name, "value": option, "label": label, "count": n, "chosen": picked}
