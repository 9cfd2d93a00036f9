"""Lines of JSON in, lines of JSON out: each is answered in its place, by a planned week or by an error."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from plans.planner.fields import FieldError, Twice
from plans.planner.planning import plan
from plans.planner.reading import read_week
from plans.planner.writing import week_json


def answer_all(lines: Iterable[bytes], out: BinaryIO) -> bool:
    """Whether every line was understood. Each answer is written at once: another program may wait for it."""
    understood = True
    for line in lines:
        answer = answer_to(line)
        understood = understood and "error" not in answer
        out.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        out.flush()
    return understood


def answer_to(line: bytes) -> dict[str, Any]:
    """The planned week, or the error that names the field."""
    try:
        return week_json(plan(read_week(parsed(line))))
    except FieldError as error:
        return {"error": str(error) if error.path else f"the line {error.message}"}


def parsed(line: bytes) -> object:
    """The line as JSON, in UTF-8 with or without a byte order mark."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FieldError("", "is not UTF-8") from None
    if not text.strip():
        raise FieldError("", "is empty")
    try:
        return from_json(text)
    except (ValueError, RecursionError):
        raise FieldError("", "is not JSON") from None


def from_json(text: str) -> object:
    """Its value. NaN and numbers of 5,000 digits are read as well, so that their field can be named."""
    try:
        return json.loads(text, object_pairs_hook=Twice.unless, parse_constant=float)
    except json.JSONDecodeError:
        raise
    except ValueError:  # too many digits for an int of Python's
        return json.loads(text, object_pairs_hook=Twice.unless, parse_constant=float, parse_int=float)
