"""Words as they are looked for: without accents and capitals, the same on every database."""

import unicodedata

from django.db import models

# Letters that no accent can be taken off, as people type them who do not have them on their keyboard.
_SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text: str) -> str:
    """ "Große  Runde, Málaga" -> "grosse runde, malaga"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
    return " ".join(plain.replace("\0", " ").split())


class FoldedField(models.TextField):
    """What other fields of the row say, folded whenever the row is saved, one by one or many at once.

    As with `auto_now`, an `update()` passes it by: who changes the words that way says the folded ones too.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{"blank": True, "editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, row, add):
        value = fold("\n".join(getattr(row, name) or "" for name in self.of))
        setattr(row, self.attname, value)
        return value
