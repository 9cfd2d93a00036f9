"""Every plan there is for a small week, and the best of them as far as the order of aims is in numbers."""

from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement

from tests.plans.planner.oracle.judging import broken, fresh, lost, new, off, room, takes_place
from tests.plans.planner.oracle.limits import MINUTES, aim

ALL_RULES = {f"R{n}" for n in range(1, 18)}


@dataclass
class Best:
    """What the best plans have in common."""

    rank: tuple
    lifts: set
    legal: list


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
    finest = min(ranked(facts, plan) for plan in legal)
    return Best(finest, {rule for rule, count in lifts.items() if count > -finest[0]}, legal)


def because(facts, plan, lifts):
    """The rules to name where not all was placed, in order of their numbers."""
    named = lifts or {rule for one in candidates(facts) for rule in broken(facts, (*plan, one), off(facts))}
    return sorted({*named, *(["R13"] if dropped(facts, plan) else [])}, key=number)


def plans(facts):
    for count in range(1, room(facts) + 1):
        yield from combinations_with_replacement(candidates(facts), count)


def lifting(wrong, facts):
    """The rules that could mend a plan when lifted alone; without R8 there is no limit to lower."""
    if wrong <= MINUTES:
        return {"R8", "R15", *wrong}
    return {"R15", *wrong} if len(wrong) == 1 else {"R15"}


def ranked(facts, plan):
    """Number, R13's "same class where legal", nearness in a taper, least change: the smaller the better."""
    return (-len(plan), unlike(facts, plan), away(facts, plan), -kept(facts, plan))


def away(facts, plan):
    target = aim(facts, off(facts))
    if target is None:
        return 0
    return abs(target - sum(each.minutes for each in [*plan, *facts.fixed] if each.load >= 1))


def kept(facts, plan):
    """How many of the proposed classes stay where they stand."""
    rows = [(each.date, each.slug) for each in facts.stands("proposed")]
    return sum((each.date, each.slug) in rows for each in plan)


def unlike(facts, plan):
    """How many missed places must hold another class than the missed one."""
    ways = pairings(facts, plan, filled(facts, plan))
    return min((sum(one.slug != place.slug for one, place in way) for way in ways), default=0)


def filled(facts, plan):
    """How many missed places must be filled, since the free ones do not hold the plan."""
    return max(0, len(plan) - fresh(facts))


def dropped(facts, plan):
    """Whether a missed place stays empty: free places are filled first, but by what was missed."""
    again = [pair for pair in pairs(facts, plan) if pair[0].slug == pair[1].slug]
    return max(filled(facts, plan), most_at_once(again)) < len(lost(facts))


def pairs(facts, plan):
    return [(one, place) for one in plan for place in lost(facts) if takes_place(one, place)]


def pairings(facts, plan, count):
    """Every way to give so many missed places to classes of the plan."""
    for way in combinations(pairs(facts, plan), count):
        if len({id(one) for one, _ in way}) == len({id(place) for _, place in way}) == count:
            yield way


def most_at_once(found):
    """The most of the pairs that share neither class nor place."""
    for count in range(len(found), 0, -1):
        for way in combinations(found, count):
            if len({id(one) for one, _ in way}) == len({id(place) for _, place in way}) == count:
                return count
    return 0


def number(rule):
    return int(rule[1:])
