"""The one key that plans are ranked by. The smaller of two keys is the better plan."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plans.planner.needs import share, worth
from plans.planner.scene import FREE_PLACE, Choice, Scene

Key = tuple[int, int, int, int, int, int, int, int, int, int, int, int, tuple[tuple[int, str, int], ...]]
APART = 7  # days; a gap as wide as a week is as good as any wider


def key(scene: Scene, plan: Sequence[Choice]) -> Key:
    """What the planner aims at, in its order."""
    plan = sorted(plan)
    return (
        -len(plan),  # 1. as many sessions as were asked for
        another_instead(scene, plan),  # R13: the missed class itself, where that is legal
        scene.distance(minutes(plan)),  # 2. in a taper, near to the half
        -kept(scene, plan),  # then least change
        -the_same_again(scene, plan),  # and what was missed, on a day that is free
        -served(scene, plan),  # 3. what the runner needs
        -sum(c.item.leg_load >= 2 and c.day in scene.hard for c in plan),  # 4. the right day: R3
        sum(c.day in scene.resting for c in plan),  # R4's last
        -smallest_gap(scene, plan),  # spacing
        -sum(c.item.primary == "flexibility" and c.day in scene.long for c in plan),
        -in_collection_order(scene, plan),  # 5. what a collection says, then freshness
        -pleasure(scene, plan),
        tuple((c.day, c.item.slug, c.place) for c in plan),  # 6. date, then slug
    )


def another_instead(scene: Scene, plan: Sequence[Choice]) -> int:
    """How many missed places hold another class than the one that was missed."""
    return sum(choice.place != FREE_PLACE for choice in plan) - the_same_again(scene, plan)


def the_same_again(scene: Scene, plan: Sequence[Choice]) -> int:
    """How many missed places hold the class that was missed."""
    missed = scene.places.missed
    return sum(c.place != FREE_PLACE and missed[c.place].slug == c.item.slug for c in plan)


def minutes(plan: Sequence[Choice]) -> int:
    """New minutes of load >= 1."""
    return sum(c.item.minutes for c in plan if c.item.leg_load >= 1)


def kept(scene: Scene, plan: Sequence[Choice]) -> int:
    """How many stand where they were proposed before."""
    return sum(is_kept(scene, choice) for choice in plan)


def is_kept(scene: Scene, choice: Choice) -> bool:
    """Whether this class was proposed on this day."""
    return (scene.frame.days[choice.day], choice.item.slug) in scene.frame.kept


def served(scene: Scene, plan: Sequence[Choice]) -> int:
    """What the plan gives of what is needed; further classes of one benefit count less."""
    worths: dict[str, list[int]] = {}
    for choice in plan:
        worths.setdefault(choice.item.benefits[0], []).append(worth(choice.item, scene.needs))
    return sum(share(scene.stood.get(b, 0), len(found)) * sum(found) for b, found in worths.items())


def smallest_gap(scene: Scene, plan: Sequence[Choice]) -> int:
    """Days between the two sessions nearest to each other, the last of `history` among them."""
    days = sorted([*scene.standing_days, *(choice.day for choice in plan)])
    return min([APART, *(later - day for day, later in pairwise(days))])


def in_collection_order(scene: Scene, plan: Sequence[Choice]) -> int:
    """How many sessions, day by day, are the next class of the collection."""
    following = 0
    for choice in plan:
        if following < len(scene.pending) and choice.item.slug == scene.pending[following]:
            following += 1
    return following


def pleasure(scene: Scene, plan: Sequence[Choice]) -> int:
    """Freshness, and for someone new the same class again."""
    before: Counter[str] = Counter()
    total = 0
    for choice in plan:
        total += scene.pleasure(choice.day, choice.item.slug, before[choice.item.slug])
        before[choice.item.slug] += 1
    return total
