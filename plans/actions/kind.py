"""What kind of run a file holds: a guess, and always shown as one."""

from collections.abc import Sequence
from itertools import pairwise

from plans.importers import Lap, kind_titled
from plans.models import RunKind

LONG_S = 90 * 60
_ENOUGH_RUNS = 3  # fewer say nothing about what is long for this runner
_FAST_TO_SLOW = 1.25  # a repeat is at least this much quicker than its rest
_CHANGES = 5  # quick, slow, quick, slow, quick, slow


def guess_kind(*, title: str, duration_s: float, laps: Sequence[Lap], lately_s: Sequence[int]) -> RunKind:
    """`lately_s`: how long the runner's runs of the 30 days before lasted."""
    if said := kind_titled(title):
        return RunKind(said)
    if _are_repeats(laps):
        return RunKind.INTERVALS
    longest_lately = len(lately_s) >= _ENOUGH_RUNS and duration_s > max(lately_s)
    return RunKind.LONG if duration_s >= LONG_S or longest_lately else RunKind.EASY


def _are_repeats(laps: Sequence[Lap]) -> bool:
    """The watch says so, or quick laps and slow laps take turns."""
    if sum(lap.kind in ("interval", "rest", "recovery") for lap in laps) >= 3:
        return True
    speeds = [lap.distance_m / lap.elapsed_s for lap in laps if lap.distance_m and lap.elapsed_s > 0]
    turns = [_turn(before, after) for before, after in pairwise(speeds)]
    return _longest_alternation(turns) >= _CHANGES


def _turn(before: float, after: float) -> int:
    """1 for much quicker, -1 for much slower, 0 for about the same."""
    if after >= before * _FAST_TO_SLOW:
        return 1
    return -1 if before >= after * _FAST_TO_SLOW else 0


def _longest_alternation(turns: Sequence[int]) -> int:
    longest = current = last = 0
    for turn in turns:
        current = current + 1 if turn and turn == -last else abs(turn)
        longest, last = max(longest, current), turn
    return longest
