"""What a teacher says of a movement once its cues are known, from its own file."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import Protocol

LONGEST = 120  # letters; more cannot be read while dancing
SLIPS = ("Look out for {}.", "Watch for {}.", "One thing to leave out: {}.")


class Taught(Protocol):
    """A movement, as far as its teacher speaks of it."""

    purpose: str
    faults: Sequence[str]
    easier: str
    harder: str
    parallel: str
    level: int


def reminders(movement: Taught) -> tuple[str, ...]:
    """What it is for, then faults by turns with the other ways to do it."""
    rows = zip_longest(_slips(movement.faults), _ways(movement))
    lines = [
        f"Why? {_first_sentence(movement.purpose)}",
        *(line for line in chain.from_iterable(rows) if line),
    ]
    return tuple(line for line in lines if len(line) <= LONGEST)


def _first_sentence(text: str) -> str:
    first, dot, _ = text.partition(". ")
    return first + "." if dot else text


def _slips(faults: Sequence[str]) -> Iterator[str]:
    for i, fault in enumerate(faults, len(faults[0]) if faults else 0):  # not every movement alike
        yield SLIPS[i % len(SLIPS)].format(fault[:1].lower() + fault[1:].rstrip("."))


def _ways(movement: Taught) -> Iterator[str]:
    if movement.easier:
        yield f"Easier today? {movement.easier}"
    if movement.parallel:
        yield f"In parallel: {movement.parallel[:1].lower()}{movement.parallel[1:]}"
    if movement.harder and movement.level > 1:
        yield f"Too easy? {movement.harder}"
