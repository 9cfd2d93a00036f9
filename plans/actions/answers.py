"""The answers that are kept as JSON, checked by the planner's own readers before they are stored."""

from library.models import Benefit, Kit
from plans.models import WEEKDAYS
from plans.planner import RULES, FieldError
from plans.planner.fields import one_of, table, thousandths, whole, words_of

LONGEST_DAY = 720  # minutes
READERS = {
    "days": table(WEEKDAYS, whole(0, LONGEST_DAY)),
    "rest_days": words_of(one_of(WEEKDAYS)),
    "kit": words_of(one_of(Kit.values)),
    "targets": table(Benefit.values, thousandths),
    "rules_off": words_of(one_of([rule.id for rule in RULES if rule.can_be_off])),
}


def fault_of(name: str, value: object) -> str:
    """What is wrong with an answer, in English; empty where the planner can read it."""
    try:
        READERS[name](value)
    except FieldError as error:
        return str(error)
    return ""
