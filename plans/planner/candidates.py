"""The classes that can matter: those that fit somewhere, without those that another one always beats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.planner.caps import Cap, fits
from plans.planner.needs import worth
from plans.planner.ranking import is_kept
from plans.planner.scene import Choice, Scene
from plans.planner.week import BENEFITS, Class

TIMES = 3  # done three times or more is all the same to the ranking


@dataclass(frozen=True, slots=True)
class Candidate:
    """A class as the search sees it. `days` and `kept` are bits, one for each day of the week."""

    item: Class
    load: int
    cost: int
    benefit: int
    worth: int
    days: int
    kept: int
    special: bool
    taste: tuple[int, bool, str]


def offered(scene: Scene) -> list[Class]:
    """Classes that may be placed at all."""
    return [item for item in scene.frame.week.classes if item.kind == "class" and item.offer]


def candidates(scene: Scene, number: int) -> list[Candidate]:
    """The classes that a best plan of `number` sessions can need, by slug."""
    open_caps = days_by_cap(scene)
    found = [candidate(scene, item, days) for item in offered(scene) if (days := legal(item, open_caps))]
    found.sort(key=lambda c: c.item.slug)
    return worthwhile(few_alike(found, number, scene.aim is not None), scene.aim is not None)


def days_by_cap(scene: Scene) -> list[tuple[Cap, int]]:
    """The caps of the days that can take a class, with the bits of their days."""
    stood = {scene.number(s.date) for s in scene.places.standing}
    bits: dict[Cap, int] = {}
    for n, cap in enumerate(scene.places.caps):
        if n not in scene.places.closed and n not in stood:
            bits[cap] = bits.get(cap, 0) | 1 << n
    return list(bits.items())


def legal(item: Class, caps: Iterable[tuple[Cap, int]]) -> int:
    """The days, as bits, whose cap the class fits under."""
    return sum(bits for cap, bits in caps if fits(item, cap))


def candidate(scene: Scene, item: Class, days: int) -> Candidate:
    """A class as the search sees it."""
    kept = kept_days(scene, item, days)
    again = any(item.slug == missed.slug for missed in scene.places.missed)
    follows = item.slug in scene.pending
    times = min(TIMES, scene.times.get(item.slug, 0))
    return Candidate(
        item=item,
        load=item.leg_load,
        cost=item.minutes if item.leg_load else 0,
        benefit=BENEFITS.index(item.benefits[0]),
        worth=worth(item, scene.needs),
        days=days,
        kept=kept,
        special=bool(kept or again or follows),
        taste=(times, item.slug in scene.recent, item.slug if follows else ""),
    )


def kept_days(scene: Scene, item: Class, days: int) -> int:
    """The days, as bits, on which the class was proposed and still fits."""
    if not any(slug == item.slug for _, slug in scene.frame.kept):
        return 0
    return sum(1 << n for n in range(7) if days >> n & 1 and is_kept(scene, Choice(n, item)))


def few_alike(found: Sequence[Candidate], number: int, taper: bool) -> list[Candidate]:
    """Of classes alike in all that is ranked, the first `number` by slug: a plan cannot need more.

    One that costs no more minutes stands for one that costs more, but in a taper, where minutes are ranked.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    few = []
    for c in found:
        costs = alike.setdefault((c.days, c.load, c.benefit, c.worth, c.taste, c.cost if taper else 0), [])
        if c.special or sum(cost <= c.cost for cost in costs) < number:
            few.append(c)
            costs.append(c.cost)
    return few


def worthwhile(found: Sequence[Candidate], taper: bool) -> list[Candidate]:
    """Without those that another beats: worth more, no longer, no harder, on the same days."""
    kept: list[Candidate] = []
    for c in sorted(found, key=lambda c: (-c.worth, c.cost, c.load, c.item.slug)):
        if c.special or not any(beats(other, c, taper) for other in kept if other.benefit == c.benefit):
            kept.append(c)
    return sorted(kept, key=lambda c: c.item.slug)


def beats(one: Candidate, other: Candidate, taper: bool) -> bool:
    """Whether `one` in place of `other` makes any plan better."""
    cheaper = one.cost == other.cost if taper else one.cost <= other.cost
    return (
        cheaper and one.worth > other.worth and one.load <= other.load and one.days & other.days == other.days
    )
