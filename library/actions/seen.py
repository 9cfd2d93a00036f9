"""Which seconds of a class were seen: whole seconds as spans `[from, to]`, in order and apart."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

MOST_SPANS = 400  # of a class seen in more pieces than this the longest are kept

Spans = list[list[int]]


def merged(*seen: Iterable[Sequence[int]]) -> Spans:
    """All of them together."""
    out: Spans = []
    for start, end in sorted((start, end) for spans in seen for start, end in spans if start < end):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    if len(out) > MOST_SPANS:
        longest = sorted(out, key=lambda span: span[1] - span[0], reverse=True)
        out = sorted(longest[:MOST_SPANS])
    return out


def counted(seen: Spans, within: Iterable[Sequence[float]]) -> int:
    """How many of these seconds lie in the spans of a cut: a second belongs where its middle lies."""
    return sum(
        max(0, min(end, _first(stop)) - max(start, _first(begin)))
        for start, end in seen
        for begin, stop in within
    )


def latest(seen: Spans, most: float) -> Spans:
    """Of more seconds than `most` the last ones."""
    out, left = [], floor(most)
    for start, end in reversed(seen):
        if left <= 0:
            break
        out.append([max(start, end - left), end])
        left -= end - out[-1][0]
    return out[::-1]


def _first(border: float) -> int:
    """The first second whose middle lies at the border or behind it."""
    return ceil(border - 0.5)
