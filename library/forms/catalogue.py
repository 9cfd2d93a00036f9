"""What may stand in the catalogue's address, and what is said about the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.actions.catalogue import LENGTHS, Chosen, Counts
from library.models import Benefit, Level

SHOWN_LETTERS = 30  # of a word we do not know
SHOWN_WORDS = 3


@dataclass(frozen=True)
class Facet:
    """One way to narrow the catalogue: its name in the address, its heading, its options in order."""

    name: str
    heading: str
    options: dict[str, str]


FACETS = (
    Facet("benefit", gettext_lazy("What for"), dict(Benefit.choices)),
    Facet("length", gettext_lazy("How long"), {key: length.label for key, length in LENGTHS.items()}),
    Facet("level", gettext_lazy("Level"), {str(value): label for value, label in Level.choices}),
)


@dataclass(frozen=True)
class CatalogueAddress:
    """The chosen options as the address names them, and a sentence for each that means nothing."""

    chosen: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...] = ()

    @classmethod
    def read(cls, query) -> "CatalogueAddress":
        """From a QueryDict. Values nobody offers are left out and named in `unknown`."""
        chosen = {f.name: tuple(o for o in f.options if o in query.getlist(f.name)) for f in FACETS}
        unknown = [v for f in FACETS for v in query.getlist(f.name) if v and v not in f.options]
        return cls(chosen, tuple(unknown))

    @cached_property
    def faults(self) -> list[str]:
        sentence = _("“%(word)s” is nothing the library can be narrowed by, so it is left out.")
        return [sentence % {"word": shortened(word)} for word in self.unknown[:SHOWN_WORDS]]

    @property
    def as_chosen(self) -> Chosen:
        """What the catalogue is asked for."""
        return Chosen(
            benefits=self.chosen["benefit"],
            lengths=self.chosen["length"],
            levels=tuple(int(level) for level in self.chosen["level"]),
        )

    def without(self, name: str, option: str | None = None) -> "CatalogueAddress":
        """The same with one option, or a whole facet, taken back."""
        left = () if option is None else tuple(o for o in self.chosen[name] if o != option)
        return replace(self, chosen={**self.chosen, name: left}, unknown=())

    def address(self, page: int = 1) -> str:
        """The query with its question mark, or the bare path where nothing is chosen."""
        pairs = [(name, option) for name, options in self.chosen.items() for option in options]
        if page > 1:
            pairs.append(("page", page))
        return f"?{urlencode(pairs)}" if pairs else "/library/"

    def wider(self) -> Iterator[tuple[list[str], "CatalogueAddress"]]:
        """Each kind of choice taken back: its labels, and what is left."""
        for facet in FACETS:
            if self.chosen[facet.name]:
                labels = [facet.options[option] for option in self.chosen[facet.name]]
                yield labels, self.without(facet.name)

    def removable(self) -> Iterator[tuple[str, str]]:
        """Each chosen option: its label, and the address without it."""
        for facet in FACETS:
            for option in self.chosen[facet.name]:
                yield facet.options[option], self.without(facet.name, option).address()


def shortened(word: str) -> str:
    return word if len(word) <= SHOWN_LETTERS else f"{word[:SHOWN_LETTERS]}…"


def choices(address: CatalogueAddress, counts: Counts) -> list[dict]:
    """The facets as a page shows them: each option with its count, and whether it is chosen."""
    levels = {str(level): n for level, n in counts.levels.items()}
    numbers = {"benefit": counts.benefits, "length": counts.lengths, "level": levels}
    return [
        {
            "name": facet.name,
            "heading": facet.heading,
            "options": [
                {
                    "value": option,
                    "label": label,
                    "count": numbers[facet.name].get(option, 0),
                    "chosen": option in address.chosen[facet.name],
                }
                for option, label in facet.options.items()
            ],
        }
        for facet in FACETS
    ]
