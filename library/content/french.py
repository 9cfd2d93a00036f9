"""Which words of a movement's name are French, so that a voice says them as they are said at the barre."""

import re

from library.content.vocabulary import FRENCH

WORD = re.compile(r"[^\W\d_]+")
# Without an accent either, and English in other company than ours.
SOUNDS_ENGLISH = {"dedans", "dehors", "petit", "port"}
LINKS = {"de", "en"}  # French between French words
# What everybody calls by its English name, and what a teacher calls it.
CALLED = {"first position": "première position", "second position": "seconde"}


def parts_of(name: str) -> list[tuple[str, bool]]:
    """The name cut where its language changes: the text, and whether it is French. Joined, the name."""
    found: list[tuple[str, bool]] = []
    for text, french in _pieces(name):
        if found and found[-1][1] == french:
            found[-1] = (found[-1][0] + text, french)
        else:
            found.append((text, french))
    return found


def _pieces(name: str) -> list[tuple[str, bool]]:
    """Every word, and what stands between two: French between two French words."""
    words = list(WORD.finditer(name))
    french = [_is_french(word.group()) for word in words]
    for n, word in enumerate(words):
        beside = any(french[i] for i in (n - 1, n + 1) if 0 <= i < len(words))
        french[n] = french[n] or (word.group().lower() in LINKS and beside)
    pieces, at = [], 0
    for n, word in enumerate(words):
        gap = name[at : word.start()]
        if gap:
            pieces.append((gap, n > 0 and french[n - 1] and french[n]))
        pieces.append((word.group(), french[n]))
        at = word.end()
    return [*pieces, (name[at:], False)] if name[at:] else pieces


def _is_french(word: str) -> bool:
    return word.lower() in FRENCH | SOUNDS_ENGLISH or not word.isascii()


def said(name: str) -> str:
    """The French of a name, in small letters: what a voice says; nothing where none of it is French."""
    for english, french in CALLED.items():
        if name.lower().startswith(english):
            return french
    return " ".join(text.lower().strip(" ,") for text, french in parts_of(name) if french)
