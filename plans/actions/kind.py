"""What kind of run a file holds: a guess, and always shown as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from statistics import median

from plans.importers import Lap, Track, kind_titled
from plans.models import RunKind

LONG_S = 90 * 60
_AN_HOUR_S = 3600
_MUCH_LONGER = 1.4  # than half of the runs of late
_ENOUGH_RUNS = 3  # fewer say nothing about what is long for this runner
_ENOUGH_TO_COMPARE = 6  # fewer say nothing about what is quick, or far from the middle
_FAST_TO_SLOW = 1.25  # a repeat is at least this much quicker than its rest
_CHANGES = 5  # quick, slow, quick, slow, quick, slow
_RACES_M = (5000, 10_000, 21_097.5, 42_195)
_SHORT, _LONG = 0.99, 1.025  # a watch measures a race as too long rather than too short
_AS_IN_A_RACE = 1.04  # of the best time of late
_AS_IN_A_TEMPO_RUN = 1.1
_RIEGEL = 1.06  # time grows with distance to this power (Riegel 1981)
_SHORTEST_COMPARED_M = 2500
_BIN_S = 15
_STANDING = 0.5  # m/s
_BLOCK_S = (12 * 60, 75 * 60)  # of a tempo run within its warm-up and cool-down
_BLOCK_QUICKER = 1.12


@dataclass(frozen=True)
class Before:
    """A run of the 90 days before, as far as it says how fast the runner is."""

    distance_m: float
    duration_s: float


def guess_kind(
    *,
    title: str,
    duration_s: float,
    laps: Sequence[Lap],
    lately_s: Sequence[int],
    distance_m: float | None = None,
    track: Track | None = None,
    before: Sequence[Before] = (),
) -> RunKind:
    """`lately_s`: how long the runs of the 30 days before lasted; `before`: how fast those of 90 were."""
    if said := kind_titled(title):
        return RunKind(said)
    if _are_repeats(laps):
        return RunKind.INTERVALS
    against_best = _against_best(duration_s, distance_m, before)
    if against_best <= _AS_IN_A_RACE and _is_a_races_length(distance_m):
        return RunKind.RACE
    speeds = _speeds(track) if track else []
    if _takes_turns(speeds):
        return RunKind.INTERVALS
    if against_best <= _AS_IN_A_TEMPO_RUN:
        return RunKind.TEMPO
    if _is_long(duration_s, lately_s):
        return RunKind.LONG
    return RunKind.TEMPO if _has_a_quick_block(speeds or _speeds_of_laps(laps)) else RunKind.EASY


def _is_long(duration_s: float, lately_s: Sequence[int]) -> bool:
    if duration_s >= LONG_S:
        return True
    if len(lately_s) < _ENOUGH_RUNS:
        return False
    much_longer = max(_AN_HOUR_S, _MUCH_LONGER * median(lately_s))
    return duration_s > max(lately_s) or (len(lately_s) >= _ENOUGH_TO_COMPARE and duration_s >= much_longer)


def _is_a_races_length(distance_m: float | None) -> bool:
    return any(race * _SHORT <= (distance_m or 0) <= race * _LONG for race in _RACES_M)


def _against_best(duration_s: float, distance_m: float | None, before: Sequence[Before]) -> float:
    """Its time as a share of what the best run of late promises over this distance; infinite if none says."""
    known = [run for run in before if run.distance_m >= _SHORTEST_COMPARED_M and run.duration_s > 0]
    if not distance_m or not duration_s or len(known) < _ENOUGH_TO_COMPARE:
        return inf
    promised = min(run.duration_s * (distance_m / run.distance_m) ** _RIEGEL for run in known)
    return duration_s / promised


def _speeds(track: Track) -> list[float]:
    """Metres a second, one for each quarter of a minute that was run; standing still is left out."""
    if track.distance_m is None:
        return []
    speeds, began = [], None
    for at, metres in zip(track.time_s, track.distance_m, strict=True):
        if metres is None:
            continue
        if began is None:
            began = (at, metres)
        elif at - began[0] >= _BIN_S:
            speeds.append((metres - began[1]) / (at - began[0]))
            began = (at, metres)
    return [speed for speed in speeds if speed > _STANDING]


def _speeds_of_laps(laps: Sequence[Lap]) -> list[float]:
    """The same from laps, where there is no track: as many times as the lap lasted."""
    speeds: list[float] = []
    for lap in laps:
        if lap.distance_m and lap.elapsed_s > 0:
            speeds += [lap.distance_m / lap.elapsed_s] * round(lap.elapsed_s / _BIN_S)
    return speeds


def _takes_turns(speeds: Sequence[float]) -> bool:
    """Quick and slow take turns, each long enough to be meant, and far enough apart."""
    if len(speeds) < 40:  # ten minutes
        return False
    smooth = [median(speeds[max(0, n - 1) : n + 2]) for n in range(len(speeds))]
    ordered = sorted(smooth)
    slow, quick = ordered[len(ordered) // 10], ordered[-len(ordered) // 10]
    if quick < slow * _FAST_TO_SLOW:
        return False
    middle = (slow + quick) / 2
    parts = [(is_quick, len(list(part))) for is_quick, part in groupby(smooth, lambda speed: speed > middle)]
    repeats = [length for is_quick, length in parts if is_quick and 2 <= length <= 40]  # half a minute to ten
    return len(repeats) >= 4 and sum(repeats) >= len(smooth) * 0.12


def _has_a_quick_block(speeds: Sequence[float]) -> bool:
    """A part of the run, long and even, that was clearly quicker than what was around it."""
    if len(speeds) < 80:
        return False
    smooth = [median(speeds[max(0, n - 4) : n + 5]) for n in range(len(speeds))]
    ordered = sorted(smooth)
    slow, quick = ordered[len(ordered) // 10], ordered[-len(ordered) // 10]
    middle = (slow + quick) / 2
    blocks = [list(part) for is_quick, part in groupby(smooth, lambda speed: speed > middle) if is_quick]
    longest = max(blocks, key=len, default=[])
    around = sorted(speed for speed in smooth if speed <= middle)
    first, last = _BLOCK_S
    return (
        first <= len(longest) * _BIN_S <= last
        and bool(around)
        and len(around) >= len(smooth) * 0.2
        and median(longest) >= median(around) * _BLOCK_QUICKER
    )


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
