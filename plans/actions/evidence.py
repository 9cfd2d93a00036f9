"""The rules as the evidence page shows them."""

from plans.planner import RULES
from plans.planner.rules.rule import Rule


def rules_named(ids: list[str]) -> list[Rule]:
    return [rule for rule in RULES if rule.id in ids]


def rules() -> tuple[Rule, ...]:
    """Every rule with its grade and source, in order."""
    return tuple(RULES)
