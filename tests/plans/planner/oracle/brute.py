"""Every plan there is for a small week, and the best of them as far as the order of aims says it in numbers."""

from dataclasses import dataclass
from itertools import combinations_with_replacement

from tests.plans.planner.oracle.judging import barred_at, broken, fresh, lost, new, off, room, takes_place
from tests.plans.planner.oracle.limits import MINUTES, aim

ALL_RULES = {f"R{n}" for n in range(1, 18)}


@dataclass
class Best:
    """What the best plans have in common."""

    placed: int
    away: int
    kept: int
    because: list
    legal: list
    dropped: bool


def candidates(facts):
    """Each class that is shown, on each day from today on."""
    shown = [slug for slug, one in facts.classes.items() if one["kind"] == "class" and one.get("offer", True)]
    return [new(facts, slug, when) for when in facts.days if when >= facts.today for slug in shown]


def best(facts):
    lifted = off(facts)
    lifts, legal = {}, [()]
    for plan in plans(facts):
        wrong = broken(facts, plan, lifted)
        if not wrong:
            legal.append(plan)
            continue
        for rule in lifting(wrong, facts) - lifted:
            if lifts.get(rule, 0) < len(plan) and not broken(facts, plan, lifted | {rule}):
                lifts[rule] = len(plan)
    most = max(len(plan) for plan in legal)
    finest = min(ranked(facts, plan) for plan in legal if len(plan) == most and same_class_first(facts, plan))
    because = sorted((rule for rule, count in lifts.items() if count > most), key=number)
    fullest = [plan for plan in legal if len(plan) == most and ranked(facts, plan) == finest]
    dropped = all(left_out(facts, plan) for plan in fullest)
    short = room(facts) - most
    return Best(most, finest[1], -finest[2], because if short else [], legal, dropped)


def barring(facts, plan):
    """All rules that bar one more class somewhere beside a plan."""
    beside = [broken(facts, (*plan, one), off(facts)) for one in candidates(facts)]
    return sorted(set().union(*beside), key=number)


def plans(facts):
    for count in range(1, room(facts) + 1):
        yield from combinations_with_replacement(candidates(facts), count)


def lifting(wrong, facts):
    """The rules that could mend a plan when lifted alone; without R8 there is no limit to lower."""
    if wrong <= MINUTES:
        return {"R8", "R15", *wrong}
    return {"R15", *wrong} if len(wrong) == 1 else {"R15"}


def ranked(facts, plan):
    """Number, nearness in a taper, least change: the smaller the better."""
    return (-len(plan), away(facts, plan), -kept(facts, plan))


def away(facts, plan):
    target = aim(facts, off(facts))
    if target is None:
        return 0
    return abs(target - sum(each.minutes for each in [*plan, *facts.fixed] if each.load >= 1))


def kept(facts, plan):
    """How many of the proposed classes stay where they stand."""
    rows = [(each.date, each.slug) for each in facts.stands("proposed")]
    return sum((each.date, each.slug) in rows for each in plan)


def same_class_first(facts, plan):
    """R13's second half: another class takes a missed one's place only where the same is not legal."""
    return not filled(facts, plan) or any(
        all(_fair(facts, plan, one, missed) for one, missed in pairs) for pairs in pairings(facts, plan)
    )


def filled(facts, plan):
    return max(0, len(plan) - fresh(facts))


def left_out(facts, plan):
    """Whether a missed class's place stays empty, however the plan's classes are read."""
    missed = lost(facts)[: room(facts)] if room(facts) else []
    return not any(True for _ in pairings(facts, plan, len(missed)))


def pairings(facts, plan, count=None):
    """Every way to give missed places to classes of the plan."""

    def give(count, ones, missed):
        if not count:
            yield []
            return
        for n, one in enumerate(ones):
            for m, place in enumerate(missed):
                if takes_place(one, place):
                    for rest in give(count - 1, ones[n + 1 :], missed[:m] + missed[m + 1 :]):
                        yield [(one, place), *rest]

    yield from give(filled(facts, plan) if count is None else count, list(plan), lost(facts))


def _fair(facts, plan, one, missed):
    if one.slug == missed.slug or not can_be_placed(facts, missed):
        return True
    same = [new(facts, missed.slug, one.date) if each is one else each for each in plan]
    return bool(broken(facts, same, off(facts)))


def can_be_placed(facts, missed):
    one = facts.classes.get(missed.slug)
    return bool(one) and one["kind"] == "class" and one.get("offer", True)


def number(rule):
    return int(rule[1:])
