"""What is settled before needs are weighed: where missed classes and kept sessions stand, and which days the
other missed places take. What is left is a plain search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.planner.candidates import Candidate
from plans.planner.firsts import Firsts, is_again, may_fill
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.week import BENEFITS

Fixed = tuple[Choice, Candidate]


@dataclass(frozen=True)
class Settled:
    """`fixed` choices, and by day the missed place that another class is to take (`moved`)."""

    fixed: tuple[Fixed, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    filled: int = 0
    again: int = 0
    kept: int = 0

    @property
    def placed(self) -> int:
        """Sessions that are settled."""
        return len(self.fixed) + len(self.moved)

    @property
    def instead(self) -> int:
        """Missed places that are to hold another class."""
        return self.filled.bit_count() - self.again

    @property
    def cost(self) -> int:
        """Minutes the fixed ones take."""
        return sum(c.cost for _, c in self.fixed)

    @property
    def by_benefit(self) -> tuple[int, ...]:
        """How many of the fixed ones each benefit has."""
        return tuple(sum(c.benefit == b for _, c in self.fixed) for b in range(len(BENEFITS)))

    @property
    def worths(self) -> tuple[int, ...]:
        """What the fixed ones of each benefit are worth."""
        return tuple(sum(c.worth for _, c in self.fixed if c.benefit == b) for b in range(len(BENEFITS)))

    def days_of(self, load: int) -> list[int]:
        """Days of fixed classes of at least this load."""
        return [choice.day for choice, c in self.fixed if c.load >= load]


def settled(scene: Scene, found: Sequence[Candidate], number: int, first: Firsts) -> list[Settled]:
    """Every way to have as much kept and again, and as little instead, as a best plan has."""
    ways = [Settled()]
    days = [specials(scene, found, n) for n in range(7)]
    moves = [movable(scene, found, n) for n in range(7)]
    open_days = [any(c.days >> n & 1 for c in found) for n in range(7)]
    for n in range(7):
        later = days[n + 1 :]
        more = (sum(any(s[1] for s in own) for own in later), sum(any(s[2] for s in own) for own in later))
        ways = [
            after
            for way in ways
            for after in (way, *with_fixed(scene, way, days[n], n), *with_moved(scene, way, moves[n], n))
            if after.again + more[0] >= first.again and after.kept + more[1] >= first.kept
            if after.instead <= first.instead
        ]
    return [way for way in ways if is_whole(scene, way, number, first, sum(open_days))]


def specials(scene: Scene, found: Sequence[Candidate], n: int) -> list[tuple[Fixed, bool, bool]]:
    """The choices on day `n` that are a missed class again, or kept."""
    chosen = []
    for c in found:
        if not c.special or not c.days >> n & 1:
            continue
        kept = bool(c.kept >> n & 1)
        for place in (FREE_PLACE, *range(len(scene.places.missed))):
            again = is_again(scene, c, place)
            if (again or kept) and (place == FREE_PLACE or may_fill(scene, c, place, n)):
                chosen.append(((Choice(n, c.item, place), c), again, kept))
    return chosen


def movable(scene: Scene, found: Sequence[Candidate], n: int) -> list[int]:
    """The missed places that a class other than the missed one could take on day `n`."""
    return [
        place
        for place in range(len(scene.places.missed))
        if any(
            c.days >> n & 1 and may_fill(scene, c, place, n) and not is_again(scene, c, place) for c in found
        )
    ]


def with_fixed(
    scene: Scene, way: Settled, own: Sequence[tuple[Fixed, bool, bool]], n: int
) -> Iterator[Settled]:
    """The same with one of these on day `n`."""
    for (choice, c), again, kept in own:
        bit = 0 if choice.place == FREE_PLACE else 1 << choice.place
        if way.filled & bit or not may_stand(scene, way, c, n):
            continue
        yield Settled(
            (*way.fixed, (choice, c)), way.moved, way.filled | bit, way.again + again, way.kept + kept
        )


def may_stand(scene: Scene, way: Settled, c: Candidate, n: int) -> bool:
    """Whether the bounds of the week let a class stand beside what is settled and what stands."""
    places, bounds = scene.places, scene.places.bounds
    if way.cost + c.cost > places.minutes_left:
        return False
    if c.load < 2:
        return True
    heavy = [scene.number(s.date) for s in places.standing if s.load >= 2] + way.days_of(2)
    jumps = sum(s.load == 3 for s in places.standing) + len(way.days_of(3))
    if len(heavy) >= bounds.heavy or (c.load == 3 and jumps >= bounds.jumps):
        return False
    eve = [-1] if scene.frame.eve_heavy else []
    return not (bounds.apart and any(abs(day - n) == 1 for day in heavy + eve))


def with_moved(scene: Scene, way: Settled, moves: Sequence[int], n: int) -> Iterator[Settled]:
    """The same with a missed place moved to day `n`, for another class. Of alike places the first."""
    tried = set()
    for place in moves:
        if way.filled >> place & 1 or (alike := likeness(scene, place)) in tried:
            continue
        tried.add(alike)
        yield Settled(way.fixed, (*way.moved, (n, place)), way.filled | 1 << place, way.again, way.kept)


def likeness(scene: Scene, place: int) -> tuple[object, ...]:
    """What tells a missed place from others; one whose class is not offered can only be moved."""
    missed = scene.places.missed[place]
    return (missed.primary, missed.days, place if missed.slug in scene.offered else None)


def is_whole(scene: Scene, way: Settled, number: int, first: Firsts, open_days: int) -> bool:
    """Whether it has what it must, and the free places and the days hold the rest."""
    return (
        (way.instead, way.kept, way.again) == (first.instead, first.kept, first.again)
        and way.placed <= number <= open_days
        and number - way.filled.bit_count() <= scene.places.free
    )
