"""Readers of single JSON values: each gives the value or raises an error that names its field by path."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Reader = Callable[[Any], Any]
NEEDED = object()
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_WORD = 60  # letters of a wrong word that an error repeats
LARGEST = 10**9  # beyond it a number is a slip, and long ones do not even fit a float


class FieldError(ValueError):
    """A field that was not understood."""

    def __init__(self, path: str, message: str) -> None:
        """`path` as in `runs[0].kind`."""
        super().__init__(f"{path}: {message}" if path else message)
        self.path, self.message = path, message

    def under(self, name: str) -> "FieldError":
        """The same, seen from one level up."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return FieldError(f"{name}{joint}{self.path}", self.message)


class Twice(dict[str, Any]):
    """An object of JSON that says one of its keys twice: `name`."""

    name: str

    @classmethod
    def unless(cls, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """The pairs as an ordinary object, unless a key stands among them twice."""
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        twice = cls(found)
        first = {name: n for n, (name, _) in reversed([*enumerate(pairs)])}
        twice.name = next(name for n, (name, _) in enumerate(pairs) if first[name] != n)
        return twice


def read_fields(value: object, fields: Mapping[str, tuple[Reader, Any]], also: Collection[str] = ()) -> Any:
    """The fields of an object, each by its reader; one left out or null gets its default."""
    if not isinstance(value, dict):
        raise FieldError("", "must be an object")
    for name in value:
        if name not in fields and name not in also:
            raise unknown(name, [*fields, *also])
    if isinstance(value, Twice):
        raise FieldError(value.name, "stands here twice")
    return {name: read_field(value, name, reader, default) for name, (reader, default) in fields.items()}


def unknown(name: str, known: Collection[str]) -> FieldError:
    """The error of a key that is none of these."""
    if not is_text(name):
        return FieldError(ascii(shortened(name)), "must be text")
    return FieldError(shortened(name) or "''", f"is not known; known are {', '.join(known)}")


def shortened(word: str) -> str:
    """The word as a sentence can hold it."""
    return word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + "…"


def read_field(value: dict[str, Any], name: str, reader: Reader, default: Any) -> Any:
    """One field of an object."""
    given = value.get(name)
    if given is None and default is not NEEDED:
        return default
    if name not in value:
        raise FieldError(name, "is missing")
    try:
        return reader(given)
    except FieldError as error:
        raise error.under(name) from None


def obj(make: Callable[..., Any], fields: Mapping[str, tuple[Reader, Any]]) -> Reader:
    """A reader of objects."""
    return lambda value: make(**read_fields(value, fields))


def many(reader: Reader) -> Reader:
    """A reader of lists."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise FieldError("", "must be a list")
        return tuple(read_at(n, one, reader) for n, one in enumerate(value))

    return read


def read_at(n: int, value: object, reader: Reader) -> Any:
    """One entry of a list."""
    try:
        return reader(value)
    except FieldError as error:
        raise error.under(f"[{n}]") from None


def whole(least: int, most: int) -> Reader:
    """A reader of whole numbers; 9.0 is one."""

    def read(value: object) -> int:
        given = int(value) if isinstance(value, float) and value.is_integer() else value
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
            raise FieldError("", f"must be a whole number from {least} to {most}")
        return given

    return read


def number(value: object) -> float:
    """A number up to a milliard either way."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError("", "must be a number")
    if not -LARGEST <= value <= LARGEST:
        raise FieldError("", f"must be a number from {-LARGEST} to {LARGEST}")
    return value


def thousandths(value: object) -> int:
    """A share from 0 to 1, as thousandths."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise FieldError("", "must be a number from 0 to 1")
    return int(Decimal(str(value)) * 1000 + Decimal("0.5"))


def truth(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise FieldError("", "must be true or false")
    return value


def word(value: object) -> str:
    """Free text that is not empty."""
    if not isinstance(value, str) or not value:
        raise FieldError("", "must be a word (text that is not empty)")
    if not is_text(value):
        raise FieldError("", "must be text")
    return value


def is_text(value: str) -> bool:
    """Whether it can be written again: half a surrogate pair cannot."""
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def one_of(choices: Collection[str]) -> Reader:
    """A reader of one of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise FieldError("", f"must be one of {', '.join(choices)}")
        return value

    return read


def day(value: object) -> date:
    """A date as YYYY-MM-DD."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and DATE.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise FieldError("", f"must be a date as YYYY-MM-DD, from {FIRST_YEAR} to {LAST_YEAR}")
    return found


def table(keys: Collection[str] | None, reader: Reader) -> Reader:
    """A reader of objects whose keys are words (of a list, if one is given)."""

    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise FieldError("", "must be an object")
        for name in value:
            if not is_text(name) if keys is None else name not in keys:
                raise unknown(name, keys or ())
        fields = dict.fromkeys(value, (reader, NEEDED))
        found: dict[str, Any] = read_fields(value, fields)
        return found

    return read


def words_of(reader: Reader) -> Reader:
    """A reader of lists whose order does not matter."""
    read = many(reader)
    return lambda value: frozenset(read(value))
