"""The library's own names: how a word of them is written, and which of them a word is like."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import override

from library.actions.shipped import shipped
from library.actions.translated import ENGLISH, LANGUAGES, language, translated
from library.actions.words import COMMON, SHORTEST_MENDED, folded, likeness, words_in
from library.models import Benefit, BodySite

LIKE = 0.45  # of the pairs of letters two words must share
OFFERS = 4


@lru_cache(maxsize=len(LANGUAGES))
def _written(code: str) -> dict[str, str]:
    """The words of our movements, benefits and body sites as they are written, by how they are searched."""
    with override(code):
        return _written_now()


def _written_now() -> dict[str, str]:
    movements = [translated(movement.name) for movement in shipped().movements.values()]
    names = [*map(str, Benefit.labels), *map(str, BodySite.labels), *movements]
    return {
        folded: word
        for name in names
        for word in name.lower().replace("-", " ").replace(",", " ").split()
        for folded in words_in(word)[:1]
        if len(folded) >= SHORTEST_MENDED and folded not in COMMON
    }


def spoken(word: str) -> str:
    """ "releve" -> "relevé", where it is a word of ours."""
    return _written(language()).get(word) or _written(ENGLISH).get(word, word)


def names_like(words: Iterable[str]) -> list[str]:
    """Words of our names that are spelt most like one of these; where none is, the benefits' whole names."""
    words = list(words)
    known = _written(language())
    scores = {name: max((likeness(name, word) for word in words), default=0) for name in known}
    alike = sorted((name for name in scores if scores[name] >= LIKE), key=lambda name: (-scores[name], name))
    return alike[:OFFERS] or [folded(str(label)) for label in Benefit.labels]
