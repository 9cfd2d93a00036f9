"""Checking a week as it stands, by the same rules that make one."""

from collections.abc import Iterator, Sequence

from plans.planner.bounds import Bounds, Standing, breaks
from plans.planner.caps import fits
from plans.planner.frame import DAY, Frame, standing
from plans.planner.planned import Broken
from plans.planner.rules import RULES, bounds_of, switched_off
from plans.planner.rules.rule import Rule
from plans.planner.sentences import broken_sentence
from plans.planner.week import Placement, Week


def check(week: Week) -> list[Broken]:
    """The rules that are on which sessions to come break, by date, class and rule.

    Asks about what is proposed or locked from today on; what was done counts beside it, and is not judged.
    A move is asked about by handing in the week with the session on its new day.
    """
    frame = Frame(week)
    asked = [p for p in frame.placed if p.state in ("proposed", "locked") and p.date >= week.now]
    counts = [standing(p) for p in counting(frame)]
    return [broken for one in asked for broken in broken_by(frame, one, counts)]


def counting(frame: Frame) -> list[Placement]:
    """The classes that count in the week: done, locked, and proposed from today on."""
    return [
        p
        for p in frame.placed
        if p.item.kind == "class" and (frame.stays(p) or (p.state == "proposed" and p.date >= frame.week.now))
    ]


def broken_by(frame: Frame, one: Placement, counts: Sequence[Standing]) -> Iterator[Broken]:
    """The rules that one session breaks."""
    off = switched_off(frame)
    for rule in RULES:
        if rule.id in off or rule.strength != "rule":
            continue
        if code := breaks_day(frame, rule, one):
            yield broken(one, rule, code, None)
        bounds = bounds_of(rule, frame, off)
        if one.item.kind == "class" and (code := breaks(standing(one), counts, bounds, frame.eve_heavy)):
            yield broken(one, rule, code, most_of(code, bounds))


def breaks_day(frame: Frame, rule: Rule, one: Placement) -> str | None:
    """A code, where the rule allows no such class on that day; a cooldown is bound by nothing."""
    if one.item.kind == "cooldown":
        return None
    before_run = one.slot == "before_run" and bool(frame.runs_on(one.date))
    if fits(one.item, rule.cap(frame, one.date, before_run)):
        return None
    return "R2-sore" if rule.id == "R2" and not frame.key_on(one.date + DAY) else rule.id


def most_of(code: str, bounds: Bounds) -> int | None:
    """The figure the sentence names."""
    return {"too-many-minutes": bounds.minutes, "too-many-sessions": bounds.sessions}.get(code)


def broken(one: Placement, rule: Rule, code: str, most: int | None) -> Broken:
    """What is broken, with its sentence."""
    params, english = broken_sentence(code, one.date, most)
    return Broken(one.date, one.item.slug or None, rule.id, code, params, english)
