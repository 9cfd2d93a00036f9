"""The library's own texts in the reader's language. The database keeps them in English, as they were written.

The French stands in `library/locale`, looked up by the English when a text is shown. What a teacher wrote or
changed has no entry there, and is shown as it was written.
"""

from django.utils.translation import get_language, pgettext

CONTEXT = "library"  # so that the movement "March" is not the month
ENGLISH, FRENCH = LANGUAGES = ("en", "fr")  # that the library can be read in


def translated(text: str) -> str:
    """A title, a sentence or a caption as the reader reads it; what is no text stays what it is."""
    return pgettext(CONTEXT, text) if text else text


def language_of(text: str) -> str:
    """The language a text is shown in, as `lang` names it: English where nobody has translated it."""
    return language() if translated(text) != text else ENGLISH


def language() -> str:
    """The reader's language without its country: "fr"; English where none is active."""
    return (get_language() or ENGLISH).partition("-")[0]
