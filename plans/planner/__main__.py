"""`python -m plans.planner`: JSON lines in, one week each, and JSON lines out.

Exit code 1 if a line was not understood.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from plans.planner.fields import FieldError
from plans.planner.planning import plan
from plans.planner.reading import read_week
from plans.planner.writing import week_json


def main(lines: Iterable[str], out: TextIO) -> int:
    """Answers each line in its place."""
    failed = False
    for line in lines:
        answer = answer_to(line)
        failed = failed or "error" in answer
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return int(failed)


def answer_to(line: str) -> dict[str, Any]:
    """The planned week, or the error that names the field."""
    try:
        return week_json(plan(read_week(parsed(line))))
    except FieldError as error:
        return {"error": str(error)}


def parsed(line: str) -> object:
    """The line as JSON."""
    try:
        return json.loads(line, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise FieldError("", "the line is not JSON") from None


def refuse(name: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))
