"""`python -m plans.planner`: JSON lines in, one week each, and JSON lines out."""

import os
import sys
from collections.abc import Sequence

from plans.planner.answering import answer_all

USAGE = """\
Usage: python -m plans.planner < weeks.jsonl > plans.jsonl

Reads weeks as lines of JSON and answers each in its place with a line of JSON: the planned week, or an error
that names the field. There are no options; docs/planner.md shows an example.

Exit codes: 0, every line was understood; 1, some were not; 2, the command was called with more than its
name, or could not read or write.
"""
INTERRUPTED, NOBODY_READS_ON = 130, 141  # as shells have it: 128 and the number of the signal


def command(words: Sequence[str]) -> int:
    """The command as it is called. Gives its exit code."""
    if words and words[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if words:
        print(f"{words[0]!r} was not expected.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return answered()
    except KeyboardInterrupt:
        return INTERRUPTED


def answered() -> int:
    """Standard input to standard output, where there are such."""
    if sys.stdin is None or sys.stdout is None:
        print("Standard input and standard output must be open.", file=sys.stderr)
        return 2
    try:
        return 0 if answer_all(sys.stdin.buffer, sys.stdout.buffer) else 1
    except OSError as error:
        # What is left in the buffer would fail once more when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return NOBODY_READS_ON
        print(f"Reading or writing failed: {error.strerror}.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(command(sys.argv[1:]))
