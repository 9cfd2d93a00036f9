"""Words as the search sees them: without accents, by their stem, and with one letter left out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 40  # letters of a word that count
SHORTEST_MENDED = 4  # letters of a word that may be misspelt
VOWELS = frozenset("aeiouy")
WORD = re.compile("[a-z0-9]+")
# Needed to find nothing, unless somebody asks for nothing else.
COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "au", "aux", "be", "by", "d", "de", "des", "do", "du", "en", "et",
    "for", "from", "i", "if", "in", "is", "it", "its", "l", "la", "le", "les", "my", "no", "of", "on", "or",
    "s", "t", "that", "the", "then", "this", "to", "un", "une", "with", "you", "your",
    "avec", "ce", "ces", "dans", "est", "je", "ma", "mes", "mon", "ou", "par", "pour", "que", "qui", "sur",
    "vos", "votre", "vous"
})  # fmt: skip
IRREGULAR = {
    "feet": "foot",
    "calves": "calf",
    "halves": "half",
    "knives": "knife",
    "selves": "self",
    "teeth": "tooth",
    "lying": "lie",
    "plies": "plie",
    "lies": "lie",
    "lunge": "lunge",  # not the lungs
    "lunges": "lunge",
    "lunging": "lunge",
    "passe": "passe",  # the movement is not the pass of a ball
    "passes": "passe",
    "evening": "evening",  # not what is made even
    "evenings": "evening",
    "glute": "glute",
    "glutes": "glute",
    "gluteal": "glute",
    "gluteals": "glute",
    "quad": "quad",
    "quadriceps": "quad",
    "ab": "abdominal",
    "abs": "abdominal",
    "abdominals": "abdominal",
    "genoux": "genou",
    "bras": "bras",
}
# Somebody types figures where our texts spell them out: "5 minutes", "10 min".
SPELT_OUT = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
    "9": "nine", "10": "ten", "11": "eleven", "12": "twelve", "13": "thirteen", "14": "fourteen",
    "15": "fifteen", "16": "sixteen", "18": "eighteen", "20": "twenty", "30": "thirty", "40": "forty",
}  # fmt: skip
AGAINST = ("no", "not", "without", "sans")  # the search finds what is said; it cannot leave out


def words_in(text: str) -> list[str]:
    """ "Ronds de jambe" -> ["ronds", "de", "jambe"]; letters the Latin alphabet lacks are left out."""
    if not text.isascii():
        # Folded first: an accent may be a small letter of its own once it is.
        parts = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
        text = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    return [word[:LONGEST] for word in WORD.findall(text.lower())]


def folded(text: str) -> str:
    return " ".join(words_in(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a word shares with its plural and its -ing and -ed: "stretches", "stretching" -> "stretch"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.isalpha():
        return word
    word = singular(word)
    word = IRREGULAR.get(word) or _plain_verb(word)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]


def _plain_verb(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and not VOWELS.isdisjoint(rest) and not word.endswith("eed"):
            return _without_ending(rest)
    return word


def _without_ending(rest: str) -> str:
    """ "runn" -> "run", "ris" -> "rise", "lift" -> "lift", "tri" -> "try"."""
    if rest[-1] == rest[-2] and rest[-1] not in "lsz":
        return rest[:-1]
    if rest.endswith("i"):
        return rest[:-1] + "y"
    vowels = [letter in VOWELS for letter in rest]
    closed = vowels[-3:] == [False, True, False] and sum(vowels) == 1 and rest[-1] not in "wxy"
    return rest + "e" if closed else rest


# --- one typing error -----------------------------------------------------------------------------


def misspellable(word: str) -> bool:
    return len(word) >= SHORTEST_MENDED and word.isalpha()


def left_out(word: str) -> set[str]:
    """The word with each of its letters left out in turn."""
    return {word[:n] + word[n + 1 :] for n in range(len(word))}


def one_error_apart(a: str, b: str) -> bool:
    """Whether a letter is wrong, missing, too many, or two neighbours are swapped; or nothing at all."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def spellings(typed: str) -> set[str]:
    """What a typing error is looked for in: the word, and its singular."""
    return {word for word in (typed, singular(typed)) if misspellable(word)}


def one_error(typed: str, word: str) -> bool:
    """Whether it is a word with one typing error."""
    return misspellable(typed) and misspellable(word) and one_error_apart(typed, word)


def nearly(typed: str, word: str) -> bool:
    """Whether it is a word with one typing error, or the plural of one."""
    return misspellable(word) and any(one_error_apart(spelt, word) for spelt in spellings(typed))


def shared_beginning(words: Iterable[str]) -> str:
    """The letters all of them begin with."""
    first, last = min(words), max(words)
    same = (a == b for a, b in zip(first, last, strict=False))
    return first[: next((n for n, alike in enumerate(same) if not alike), min(len(first), len(last)))]


def likeness(a: str, b: str) -> float:
    """How many pairs of neighbouring letters two words share, 0–1."""
    mine, others = _pairs(a), _pairs(b)
    return 2 * len(mine & others) / (len(mine) + len(others))


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> frozenset[str]:
    edged = f"^{word}$"
    return frozenset(edged[n : n + 2] for n in range(len(edged) - 1))
