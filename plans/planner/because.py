"""Why a session found no place: the rules any of which, lifted alone, would let one more be placed."""

from collections.abc import Iterable, Sequence

from plans.planner.bounds import Standing, breaks
from plans.planner.caps import fits
from plans.planner.counting import most
from plans.planner.places import places
from plans.planner.rules import RULES, bounds_of, in_order
from plans.planner.rules.rule import Rule
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.week import Class


def because(scene: Scene, plan: Sequence[Choice], classes: Sequence[Class]) -> tuple[str, ...]:
    """The rules that stand in the way of one more; where none does so alone, all that bar some placement."""
    found = {rule.id for rule in rules_on(scene) if helps(scene, rule, classes, len(plan))}
    dropped = sum(choice.place != FREE_PLACE for choice in plan) < len(scene.places.missed)
    return in_order((found or barring(scene, plan, classes)) | ({"R13"} if dropped else set()))


def rules_on(scene: Scene) -> list[Rule]:
    """Rules that are never broken."""
    return [rule for rule in RULES if rule.strength == "rule" and rule.id not in scene.off]


def helps(scene: Scene, rule: Rule, classes: Sequence[Class], number: int) -> bool:
    """Whether one more could be placed without this rule."""
    without = places(scene.frame, scene.off, rule.id)
    return without != scene.places and most(scene.frame, without, classes, number + 1) > number


def barring(scene: Scene, plan: Sequence[Choice], classes: Sequence[Class]) -> set[str]:
    """The rules that bar some class from some day from today on."""
    barred = {rule.id for rule in rules_on(scene) if bars(scene, rule, classes)}
    barred |= {rule.id for rule in rules_on(scene) if bars_week(scene, rule, plan, classes)}
    skipped = any(p.date in scene.frame.open_days for p in scene.frame.skipped)
    return barred | ({"R15"} if skipped and classes else set())


def bars(scene: Scene, rule: Rule, classes: Iterable[Class]) -> bool:
    """Whether the rule keeps a class from a day."""
    caps = {rule.cap(scene.frame, day, False) for day in scene.frame.open_days}
    return any(not fits(item, cap) for cap in caps for item in classes)


def bars_week(scene: Scene, rule: Rule, plan: Sequence[Choice], classes: Iterable[Class]) -> bool:
    """Whether the rule keeps a class from being added to the plan."""
    bounds = bounds_of(rule, scene.frame, scene.off)
    days = scene.frame.days
    week = [*scene.places.standing, *(Standing(days[c.day], c.item.leg_load, c.item.minutes) for c in plan)]
    longest: dict[int, int] = {}
    for item in classes:
        longest[item.leg_load] = max(item.minutes, longest.get(item.leg_load, 0))
    more = [Standing(day, load, n) for day in scene.frame.open_days for load, n in longest.items()]
    return any(breaks(one, [*week, one], bounds, scene.frame.eve_heavy) for one in more)
