"""What the pure packages say, and what was kept of a file or an address, in the language that is spoken.

They say it in English, which is what is stored: a sentence of theirs tells as well as a code which of their
tables it is from and what it was made with, and stays good when its reader changes the language. The tables
are gathered for translation beside the texts that are marked (SAID_IN_TABLES in balletfusion/catalogues.py).
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from django.utils.translation import get_language, gettext, ngettext

from balletfusion.catalogues import texts_of_tables
from balletfusion.days import date_format
from library.actions.translated import translated
from library.models import Kit

_PLACE = re.compile(r"\{(\w+)\}")
LONGEST = 2000  # letters: of what is longer nothing is ours, and to look through it would take seconds
_BEGIN_LARGE = ("{day}", "{next_day}")  # a name of somebody else's stays as it is
_ALONE = ("day", "next_day", "run", "next_run", "benefit", "why", "sport", "what", "kind")


def told(sentences: str) -> str:
    """One sentence, or several after each other; what nobody here has said stays as it is."""
    language = get_language() or ""
    return sentences if not sentences or language.startswith("en") else _told(sentences, language)


@lru_cache(maxsize=4000)
def _told(sentences: str, language: str) -> str:
    if (said := gettext(sentences)) != sentences or len(sentences) > LONGEST:
        return said
    found, at = [], 0
    while at < len(sentences):
        said, end = _first(sentences, at)
        found.append(said)
        at = end + 1  # the space between
    return " ".join(found)


def _first(sentences: str, at: int) -> tuple[str, int]:
    """The longest that begins here, and where it ends; else up to the next full stop as it is."""
    matches = ((pattern.match(sentences, at), key) for pattern, key in _patterns())
    ends = [(match.end(), match, key) for match, key in matches if match]
    if ends:
        end, match, key = max(ends, key=lambda each: each[0])
        return _said(key, match.groupdict()), end
    stop = re.compile(r"[.!?](?= |$)").search(sentences, at)
    end = stop.end() if stop else len(sentences)
    return gettext(sentences[at:end]), end


def _said(key: tuple[str, str | None], params: dict[str, str]) -> str:
    one, many = key
    template = ngettext(one, many, int(params.get("n", 1))) if many else gettext(one)
    said = template.format(**{name: _word(name, value) for name, value in params.items()})
    return said[:1].upper() + said[1:] if one[:1].isupper() or one.startswith(_BEGIN_LARGE) else said


def _word(name: str, value: str) -> str:
    """Days, runs and benefits have words of their own."""
    if name == "date":
        return _date(value)
    if name == "title":
        return translated(value)
    if name == "kit":
        return str(Kit(value).label).lower() if value in Kit.values else value
    return told(value) if name in _ALONE else value


def _date(value: str) -> str:
    try:
        return date_format(datetime.datetime.strptime(value, "%d %B %Y").date(), "j F Y")
    except ValueError:
        return value


@cache
def _patterns() -> list[tuple[re.Pattern[str], tuple[str, str | None]]]:
    """A pattern for each sentence of the tables: it ends at a space, or at the end.

    Those that say most themselves come first: “After your {run}.” would take the rest for the name of a run.
    """
    texts = [
        (text, (one, many)) for one, many in texts_of_tables() for text in ([one, many] if many else [one])
    ]
    texts.sort(key=lambda each: -len(_PLACE.sub("", each[0])))
    return [(re.compile(f"{_as_pattern(text)}(?= |$)"), key) for text, key in texts]


def _as_pattern(text: str) -> str:
    return "".join(_parts(text))


def _parts(text: str) -> Iterator[str]:
    named: set[str] = set()
    parts = _PLACE.split(text)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            yield re.escape(part)
        elif part in named:
            yield f"(?P={part})"
        else:
            named.add(part)
            yield f"(?P<{part}>{_what_fits(part, last=parts[place + 1 :] == [''])})"


def _what_fits(name: str, *, last: bool) -> str:
    """Numbers, days, or words; at the end all that follows. No sentence before it is taken for a day."""
    if name in ("day", "next_day"):
        return "[^.]{1,40}" + ("" if last else "?")
    return r"\d+" if name in ("n", "size", "most", "row") else ".{1,200}" + ("" if last else "?")
