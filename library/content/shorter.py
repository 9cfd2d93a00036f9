"""A class made shorter: which of its chapters are kept, so that it stays a class.

Times are tenths of a second, rounded up chapter by chapter: a cut never lasts longer than it says. The search
is exact as long as it has at most MOST_STATES ways to go on from; beyond that, in a class of 20 chapters or
more, lengths that hardly differ are taken for one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from library.content.safety import (
    BEFORE_JUMPS_S,
    MOVING_S,
    PLIES_BEFORE_JUMPS,
    PLIES_FIRST,
    RELEVES_BEFORE_JUMPS,
)

TENTHS = 10  # a second
JUMPS = "jumps"  # what may be left out besides body sites
WARM_LOAD = 1  # a class begins with leg load 0 or 1
MOST_PLIES, MOST_RISES = max(PLIES_FIRST, PLIES_BEFORE_JUMPS), RELEVES_BEFORE_JUMPS
MOST_STATES = 400


class Danced(NamedTuple):
    """A movement's turn within a chapter."""

    counts_as: str  # plie, releve, jump or none
    times: int
    tenths: int


@dataclass(frozen=True)
class Part:
    """One chapter, as the rules see it.

    `serves`: tenths danced for the main benefit · `sites`: those loaded 2 or more · `pair`: chapters of one
    name are the sides of one movement · `known`: whether it is known what is danced in it.
    """

    length: int
    serves: int = 0
    turns: tuple[Danced, ...] = ()
    movements: frozenset[str] = frozenset()
    leg_load: int = 0
    sites: frozenset[str] = frozenset()
    moving: bool = False
    dance: bool = False
    pair: str = ""
    known: bool = True

    @property
    def danced(self) -> int:
        return sum(turn.tenths for turn in self.turns)

    def holds(self, kind: str) -> bool:
        return any(turn.counts_as == kind for turn in self.turns)

    @property
    def asks(self) -> frozenset[str]:
        """What leaves it out."""
        return self.sites | {JUMPS} if self.holds("jump") else self.sites


@dataclass(frozen=True)
class Cut:
    """Chapters that are kept, by their place among the parts."""

    length: int
    serves: int
    kept: tuple[int, ...]


@lru_cache(maxsize=256)
def cuts(
    parts: tuple[Part, ...],
    load: int,
    without: frozenset[str] = frozenset(),
    only: frozenset[int] | None = None,
) -> tuple[Cut, ...]:
    """Every cut that is the best of its length or of a greater one, shortest first; empty where none is safe.

    `load`: leg load of the class. Best is what serves the main benefit longest. `only`: chosen by hand, which
    is the one way to keep what is not known; warm-up and close stay whether chosen or not.
    """
    frame = _frame(parts, load, without)
    if frame is None:
        return ()
    free = _free(parts, without, only) - frame.out
    found = _searched(parts, frame.stay, free | frame.stay)
    best: dict[int, Cut] = {}
    for state, told in found.items():
        cut = Cut(state.length, told.serves, told.kept)
        if state.length not in best or _better(cut, best[state.length]):
            best[state.length] = cut
    return tuple(best[length] for length in sorted(best))


def longest_within(found: Iterable[Cut], limit: int | None) -> Cut | None:
    """What serves the main benefit longest in `limit` tenths; of several the one that fills them best."""
    fit = [cut for cut in found if limit is None or cut.length <= limit]
    return max(fit, key=lambda cut: (cut.serves, cut.length), default=None)


# --- what stays ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    """What stays in every cut, and what is in none."""

    stay: frozenset[int]
    out: frozenset[int] = field(default=frozenset())


def _frame(parts: Sequence[Part], load: int, without: frozenset[str]) -> Frame | None:
    """The warm-up and the close, of what is not left out."""
    able = [i for i, part in enumerate(parts) if not part.asks & without]
    close = _close(parts, able)
    if close is None:
        return None
    warm_up = _warm_up(parts, [i for i in able if i <= close], load)
    if warm_up is None:
        return None
    stay = frozenset([*warm_up, close])
    skipped = {i for i in able if i < warm_up[-1] and i not in stay}
    return Frame(stay, frozenset(skipped | set(range(close + 1, len(parts)))))


def _close(parts: Sequence[Part], able: Sequence[int]) -> int | None:
    """The last chapter that a class may end with; of a class that does not end so itself, the last."""
    if parts and _closes(parts[-1]):
        able = [i for i in able if _closes(parts[i])]
    return able[-1] if able else None


def _closes(part: Part) -> bool:
    return not part.known or (part.leg_load == 0 and not part.dance)


def _warm_up(parts: Sequence[Part], able: Sequence[int], load: int) -> list[int] | None:
    """The first chapter; with load the first two minutes of moving, without what does not move."""
    strict = _opens(parts)
    begun = [i for i in able if not strict or _begins(parts[i])]
    if not begun:
        return None
    kept, moved = [begun[0]], parts[begun[0]].danced
    for i in able[able.index(begun[0]) + 1 :]:
        if load < 1 or moved >= MOVING_S * TENTHS:
            return kept
        if _moves(parts[i]) or not strict:
            kept.append(i)
            moved += parts[i].danced
    enough = load < 1 or moved >= MOVING_S * TENTHS or not strict
    return kept if enough else None


def _opens(parts: Sequence[Part]) -> bool:
    """Whether the class itself begins gently and moving: a teacher's film may do as it likes."""
    return bool(parts) and _begins(parts[0])


def _begins(part: Part) -> bool:
    return _moves(part) and part.leg_load <= WARM_LOAD and not part.holds("releve")


def _moves(part: Part) -> bool:
    return part.moving or not part.known


def _free(parts: Sequence[Part], without: frozenset[str], only: frozenset[int] | None) -> frozenset[int]:
    """What may be kept. Of two sides that stand in two chapters one brings the other."""
    if only is None:
        return frozenset(i for i, part in enumerate(parts) if part.known and not part.asks & without)
    pairs = {parts[i].pair for i in only if i < len(parts)} - {""}
    both = only | {i for i, part in enumerate(parts) if part.pair in pairs}
    return frozenset(i for i in both if i < len(parts) and not parts[i].asks & without)


# --- the search ---------------------------------------------------------------------------------------


class State(NamedTuple):
    """What the rest of the class needs to know of what was kept so far; counted no further than asked for."""

    length: int = 0
    danced: int = 0
    plies: int = 0
    rises: int = 0
    met: frozenset[str] = frozenset()
    decided: frozenset[tuple[str, bool]] = frozenset()  # pairs of sides: kept or not


class Told(NamedTuple):
    """The best way to a state."""

    serves: int
    kept: tuple[int, ...]


class Ahead(NamedTuple):
    """What still comes, and so must be remembered."""

    rise: bool
    jump: bool
    dances: tuple[
        tuple[frozenset[str], frozenset[str]], ...
    ]  # what each needs; what is still taught before it
    pairs: frozenset[str]

    def worth_knowing(self, met: frozenset[str]) -> frozenset[str]:
        """Of what was met, what a dance asks for that can still be danced."""
        if not self.dances:
            return frozenset()
        asked = [needs for needs, taught in self.dances if needs - met <= taught]
        return met & frozenset().union(*asked)


def _searched(parts: Sequence[Part], stay: frozenset[int], able: frozenset[int]) -> dict[State, Told]:
    states = {State(): Told(0, ())}
    for i, part in enumerate(parts):
        needs, ahead = _needs(parts, i), _ahead(parts, able, i)
        after: dict[State, Told] = {}
        for state, told in states.items():
            for kept, new in _ways(state, part, needs, i in stay, i in able):
                chosen = Told(told.serves + part.serves * kept, (*told.kept, i) if kept else told.kept)
                new = _remembered(new, ahead)
                if new not in after or _better(chosen, after[new]):
                    after[new] = chosen
        states = _thinned(_worth_going_on(after))
    return states


def _worth_going_on(states: dict[State, Told]) -> dict[State, Told]:
    """Without those longer than another that serve less, and are alike otherwise: they never catch up."""
    most: dict[tuple[object, ...], int] = {}
    kept: dict[State, Told] = {}
    for state in sorted(states, key=lambda state: (state.length, -states[state].serves)):
        told, alike = states[state], state[1:]
        if told.serves >= most.get(alike, 0):
            most[alike], kept[state] = told.serves, told
    return kept


def _better(one: Told | Cut, other: Told | Cut) -> bool:
    """Serves longer; then more chapters, then earlier ones."""
    return (one.serves, len(one.kept), _earlier(one)) > (other.serves, len(other.kept), _earlier(other))


def _earlier(one: Told | Cut) -> tuple[int, ...]:
    return tuple(-i for i in one.kept)


def _ways(
    state: State, part: Part, needs: frozenset[str], stays: bool, able: bool
) -> Iterator[tuple[bool, State]]:
    """Kept and left out, as far as each may be."""
    before = dict(state.decided).get(part.pair)
    if not stays and before is not True:
        yield False, _decide(state, part, kept=False)
    if able and before is not False:
        after = _danced(state, part)
        if after is not None and needs <= state.met:
            yield True, _decide(after, part, kept=True)


def _decide(state: State, part: Part, *, kept: bool) -> State:
    return state._replace(decided=state.decided | {(part.pair, kept)}) if part.pair else state


def _danced(state: State, part: Part) -> State | None:
    """After the chapter; None where the order of safety forbids it here."""
    danced, plies, rises = state.danced, state.plies, state.rises
    for kind, times, tenths in part.turns:
        if kind == "releve" and not rises and plies < PLIES_FIRST:
            return None
        if kind == "jump" and not _warm(danced, plies, rises):
            return None
        plies = min(MOST_PLIES, plies + times * (kind == "plie"))
        rises = min(MOST_RISES, rises + times * (kind == "releve"))
        danced = min(BEFORE_JUMPS_S * TENTHS, danced + tenths)
    length, met = state.length + part.length, state.met | part.movements
    return State(length, danced, plies, rises, met, state.decided)


def _warm(danced: int, plies: int, rises: int) -> bool:
    enough = danced >= BEFORE_JUMPS_S * TENTHS
    return enough and plies >= PLIES_BEFORE_JUMPS and rises >= RELEVES_BEFORE_JUMPS


def _needs(parts: Sequence[Part], i: int) -> frozenset[str]:
    """What a dance takes for learnt: those of its movements that this class teaches before it."""
    if not parts[i].dance:
        return frozenset()
    return parts[i].movements & frozenset().union(*(part.movements for part in parts[:i]))


def _ahead(parts: Sequence[Part], able: frozenset[int], i: int) -> Ahead:
    rest = [j for j in sorted(able) if j > i]
    return Ahead(
        rise=any(parts[j].holds("releve") for j in rest),
        jump=any(parts[j].holds("jump") for j in rest),
        dances=tuple((_needs(parts, j), _taught(parts, rest, j)) for j in rest if parts[j].dance),
        pairs=frozenset(part.pair for part in parts[i + 1 :]),
    )


def _taught(parts: Sequence[Part], rest: Sequence[int], until: int) -> frozenset[str]:
    return frozenset().union(*(parts[j].movements for j in rest if j < until))


def _remembered(state: State, ahead: Ahead) -> State:
    """Without what nothing ahead asks for: so many ways become one."""
    rises = state.rises if ahead.jump else min(1, state.rises) * ahead.rise
    return State(
        state.length,
        state.danced if ahead.jump else 0,
        state.plies if ahead.jump or ahead.rise else 0,
        rises,
        ahead.worth_knowing(state.met),
        state.decided and frozenset((pair, kept) for pair, kept in state.decided if pair in ahead.pairs),
    )


def _thinned(states: dict[State, Told]) -> dict[State, Told]:
    """A class of very many chapters: of lengths that hardly differ the best is kept."""
    coarse = 1
    while len(states) > MOST_STATES:
        coarse *= 4
        best: dict[tuple[object, ...], tuple[State, Told]] = {}
        for state, told in states.items():
            near = (state.length // coarse, state.danced // coarse, *state[2:])
            if near not in best or _better(told, best[near][1]):
                best[near] = (state, told)
        if coarse > 2**20:
            return dict(list(best.values())[:MOST_STATES])
        states = dict(best.values())
    return states
