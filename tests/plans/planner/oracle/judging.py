"""The rules over a whole week: which of them new classes break, beside what is locked and done."""

from collections import Counter
from itertools import combinations

from tests.plans.planner.oracle.bars import barred, slot_on
from tests.plans.planner.oracle.facts import Held
from tests.plans.planner.oracle.limits import limits

FOR_GOOD = {"R11", "R13", "R14", "R15", "R16"}
NEWCOMERS_MOST = 3


def off(facts):
    return frozenset(facts.off - FOR_GOOD)


def new(facts, slug, when):
    one = facts.classes[slug]
    slot = slot_on(facts, when)
    return Held(when, slug, one["minutes"], one["leg_load"], tuple(one["benefits"]), slot=slot)


def broken(facts, added, lifted):
    """The rules that the added classes break; of those lifted none."""
    found = set()
    for each in added:
        found |= barred_at(facts, each.slug, each.date, each.slot)
    found |= too_long(facts, added, lifted)
    for rule, breaks in WHOLE.items():
        if rule not in found and rule not in lifted and breaks(facts, added, lifted):
            found.add(rule)
    return found - lifted


def barred_at(facts, slug, when, slot):
    known = facts.__dict__.setdefault("_barred", {})
    if (slug, when, slot) not in known:
        known[slug, when, slot] = barred(facts, facts.classes[slug], when, slot)
    return known[slug, when, slot]


def weighing(facts, lifted):
    """What is locked or done; with R15 lifted it weighs on nothing."""
    return [] if "R15" in lifted else facts.fixed


def r7(facts, added, lifted):
    return _too_hard(facts, added, weighing(facts, lifted)) or _no_free_day(added, weighing(facts, lifted))


def _too_hard(facts, added, fixed):
    mine = [each for each in added if each.load >= 2]
    every = mine + [each for each in fixed if each.load >= 2]
    if not mine:
        return False
    jumps = sum(each.load == 3 for each in every)
    jumping = any(each.load == 3 for each in mine)
    return len(every) > most_hard(facts) or (jumping and jumps > 1) or _in_a_row(facts, mine, every)


def most_hard(facts):
    runs = facts.week_runs
    return 2 if len(runs) >= 5 or sum(run.key for run in runs) >= 2 else 3


def _in_a_row(facts, mine, every):
    days = {each.date.toordinal() for each in every}
    days |= {each.date.toordinal() for each in facts.history if each.load >= 2 and facts.before(each.date, 1)}
    return any(each.date.toordinal() + step in days for each in mine for step in (-1, 1))


def _no_free_day(added, fixed):
    days = {each.date for each in fixed}
    return len({each.date for each in added} | days) > 6 and any(each.date not in days for each in added)


def too_long(facts, added, lifted):
    """The rules whose limit the week's minutes of load 1 or more are over."""
    mine = sum(each.minutes for each in added if each.load >= 1)
    if not mine:
        return set()
    every = mine + sum(each.minutes for each in weighing(facts, lifted) if each.load >= 1)
    return {rule for rule, most in limits_of(facts, lifted).items() if every > most}


def limits_of(facts, lifted):
    known = facts.__dict__.setdefault("_limits", {})
    if lifted not in known:
        known[lifted] = limits(facts, lifted)
    return known[lifted]


def r13(facts, added, lifted):
    """More classes than places that are free, but for those that take a missed one's."""
    extra = len(added) - fresh(facts)
    return extra > 0 and not any(
        _take_places(facts, chosen, lost(facts)) for chosen in combinations(added, extra)
    )


def room(facts):
    """How many of the sessions asked for are neither held nor skipped."""
    asked = facts.runner["sessions"]
    return max(0, asked - len(facts.fixed) - len(facts.stands("skipped")))


def lost(facts):
    return facts.stands("missed")


def fresh(facts):
    return max(0, room(facts) - len(lost(facts)))


def _take_places(facts, chosen, missed):
    """Whether each chosen class can take a missed one's place of its own."""
    if not chosen:
        return True
    first, *rest = chosen
    return any(
        takes_place(first, each) and _take_places(facts, rest, missed[:n] + missed[n + 1 :])
        for n, each in enumerate(missed)
    )


def takes_place(one, missed):
    near = 1 <= (one.date - missed.date).days <= 3
    return near and (one.slug == missed.slug or one.benefits[:1] == missed.benefits[:1])


def r15(facts, added, lifted):
    return bool({each.date for each in added} & {each.date for each in facts.stands("skipped")})


def r16(facts, added, lifted):
    days = Counter(each.date for each in added)
    return any(count > 1 for count in days.values()) or any(
        each.date in days for each in weighing(facts, lifted)
    )


def r17(facts, added, lifted):
    if not facts.new or len(facts.history_of(56)) >= 6 or not added:
        return False
    return len(added) + len(weighing(facts, lifted)) > NEWCOMERS_MOST


WHOLE = {"R7": r7, "R13": r13, "R15": r15, "R16": r16, "R17": r17}
