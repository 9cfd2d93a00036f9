"""How many sessions a week can hold: exact, walking the days and keeping the cheapest way to each state."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from plans.planner.caps import Cap, fits
from plans.planner.frame import DAY, Frame
from plans.planner.places import Places
from plans.planner.week import Class


class State(NamedTuple):
    """What the days so far leave for those to come. `filled` marks the missed places that are taken."""

    free: int
    filled: int
    placed: int
    heavy: int
    jumps: int
    days: int
    heavy_yesterday: bool
    heavy_today: bool
    today: int


def most(frame: Frame, places: Places, classes: Sequence[Class], enough: int | None = None) -> int:
    """The most sessions that can be placed; stops caring beyond `enough`."""
    room = places.room if enough is None else min(enough, places.room)
    return max(state.placed for state in walk(frame, places, Cheapest(classes), room))


class Cheapest:
    """The cheapest classes under a cap: fewest minutes for each leg load."""

    def __init__(self, classes: Iterable[Class]) -> None:
        """Classes that are offered."""
        self.classes = sorted(classes, key=lambda c: (c.leg_load, c.minutes, c.slug))
        self.under = cache(self._under)

    def _under(self, cap: Cap, primary: str | None, slug: str | None) -> list[tuple[int, int]]:
        """Pairs of load and minutes that count, none of them worse in both than another."""
        found: dict[int, int] = {}
        for item in self.classes:
            wanted = slug is None or item.slug == slug or (primary is not None and item.primary == primary)
            if wanted and item.leg_load not in found and fits(item, cap):
                found[item.leg_load] = item.minutes if item.leg_load else 0
                if not item.leg_load:
                    break  # it costs nothing and bars nothing
        pairs = sorted(found.items())
        return [(load, cost) for load, cost in pairs if all(cost < c for other, c in pairs if other < load)]


def walk(frame: Frame, places: Places, cheapest: Cheapest, room: int) -> dict[State, int]:
    """Every state that the end of the week can be in, with the fewest minutes that lead to it."""
    heavy_days = {s.date for s in places.standing if s.load >= 2} | {frame.eve_heavy}
    states = {start(frame, places): 0}
    for n, day in enumerate(frame.days):
        stood = sum(s.date == day for s in places.standing)
        near = (day in heavy_days, day + DAY in heavy_days)
        layer = {next_day(state, stood, near[0]): cost for state, cost in sorted(states.items())}
        states = dict(layer)
        while layer and n not in places.closed:
            layer = keep_cheapest(grow(layer, n, near[1], places, cheapest, room))
            layer = {s: cost for s, cost in layer.items() if cost < states.get(s, cost + 1)}
            states.update(layer)
        states = keep_cheapest((state._replace(today=0), cost) for state, cost in states.items())
    return states


def start(frame: Frame, places: Places) -> State:
    """Before the first day, with what stands already."""
    loads = [s.load for s in places.standing]
    return State(
        free=places.free,
        filled=0,
        placed=0,
        heavy=sum(load >= 2 for load in loads),
        jumps=loads.count(3),
        days=len({s.date for s in places.standing}),
        heavy_yesterday=False,
        heavy_today=frame.eve_heavy is not None,
        today=0,
    )


def next_day(state: State, stood: int, heavy: bool) -> State:
    """The same at the dawn of the next day."""
    return state._replace(heavy_yesterday=state.heavy_today, heavy_today=heavy, today=stood)


def keep_cheapest(pairs: Iterable[tuple[State, int]]) -> dict[State, int]:
    """Each state once, with its fewest minutes."""
    kept: dict[State, int] = {}
    for state, cost in pairs:
        if cost < kept.get(state, cost + 1):
            kept[state] = cost
    return kept


def grow(
    layer: dict[State, int], n: int, heavy_tomorrow: bool, places: Places, cheapest: Cheapest, room: int
) -> Iterator[tuple[State, int]]:
    """Each state with one more session on day `n`."""
    bounds, left = places.bounds, places.minutes_left
    for state, cost in layer.items():
        if state.placed == room or state.today >= bounds.a_day:
            continue
        if len(places.standing) + state.placed >= bounds.sessions:
            continue
        if state.days + (state.today == 0) > bounds.days:
            continue
        beside = bounds.apart and (state.heavy_yesterday or heavy_tomorrow)
        for (load, minutes), taken in tagged(state, n, places, cheapest):
            if cost + minutes > left and minutes:
                continue
            if load >= 2 and (beside or state.heavy >= bounds.heavy):
                continue
            if load == 3 and state.jumps >= bounds.jumps:
                continue
            yield with_one(taken, load), cost + minutes


def with_one(state: State, load: int) -> State:
    """The state with one more class of that load today."""
    return state._replace(
        placed=state.placed + 1,
        heavy=state.heavy + (load >= 2),
        jumps=state.jumps + (load == 3),
        days=state.days + (state.today == 0),
        heavy_today=state.heavy_today or load >= 2,
        today=state.today + 1,
    )


def tagged(
    state: State, n: int, places: Places, cheapest: Cheapest
) -> Iterator[tuple[tuple[int, int], State]]:
    """What may be placed on day `n`, each with the place it would take."""
    if state.free:
        for pair in cheapest.under(places.caps[n], None, None):
            yield pair, state._replace(free=state.free - 1)
    for j, missed in enumerate(places.missed):
        if n in missed.days and not state.filled & 1 << j:
            for pair in cheapest.under(places.caps[n], missed.primary, missed.slug):
                yield pair, state._replace(filled=state.filled | 1 << j)
