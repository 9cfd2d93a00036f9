"""Why a class stands where it stands: rule ids, needs, and the words keep, space, fresh, collection."""

from collections.abc import Iterable, Sequence

from plans.planner.ranking import in_collection_order, is_kept
from plans.planner.rules.taper import tapers
from plans.planner.scene import FREE_PLACE, Choice, Scene


def reasons(scene: Scene, plan: Sequence[Choice], choice: Choice) -> tuple[str, ...]:
    """The reasons of one session of the plan: rules by their number, then words by the alphabet."""
    return in_order([*rule_reasons(scene, choice), *word_reasons(scene, plan, choice)])


def in_order(found: Iterable[str]) -> tuple[str, ...]:
    """Rules by their number, then words by the alphabet."""
    return tuple(sorted(set(found), key=lambda r: (0, int(r[1:]), "") if is_rule(r) else (1, 0, r)))


def is_rule(reason: str) -> bool:
    """Whether a reason is a rule id."""
    return reason[0] == "R" and reason[1:].isdigit()


def rule_reasons(scene: Scene, choice: Choice) -> list[str]:
    """Rules that led here: R3, R4, R9 on a day of a taper (not on the week's other days), R13."""
    speaks = {
        "R3": choice.item.leg_load >= 2 and choice.day in scene.hard,
        "R4": choice.day in scene.resting,
        "R9": scene.aim is not None and any(tapers(scene.frame, scene.frame.days[choice.day])),
        "R13": choice.place != FREE_PLACE,
    }
    return [rule for rule, does in speaks.items() if does]


def word_reasons(scene: Scene, plan: Sequence[Choice], choice: Choice) -> list[str]:
    """The need it serves, and what else spoke for it."""
    words = [f"need:{choice.item.benefits[0]}"] if scene.needs[choice.item.benefits[0]] else []
    before = [c for c in sorted(plan) if c.day < choice.day]
    again = sum(c.item.slug == choice.item.slug for c in before)
    if is_kept(scene, choice):
        words.append("keep")
    if has_space(scene, plan, choice):
        words.append("space")
    if scene.times and scene.pleasure(choice.day, choice.item.slug, again):
        words.append("fresh")
    if in_collection_order(scene, [*before, choice]) > in_collection_order(scene, before):
        words.append("collection")
    return words


def has_space(scene: Scene, plan: Sequence[Choice], choice: Choice) -> bool:
    """Whether a whole day lies between it and every other session."""
    others = [*scene.standing_days, *(c.day for c in plan if c is not choice)]
    return bool(others) and min(abs(choice.day - day) for day in others) >= 2
