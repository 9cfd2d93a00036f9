"""How one more class would stand on a day: it fits, or the first thing in its way, by the plan's rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.planner.bars import Bar, DayBar, WeekBar, parts
from plans.planner.bounds import Standing, breaks
from plans.planner.caps import Cap
from plans.planner.checking import counting, most_of
from plans.planner.frame import DAY, Frame, standing
from plans.planner.rules import RULES, Off, bounds_of, switched_off
from plans.planner.rules.growth import ready_to_jump
from plans.planner.rules.rule import Rule
from plans.planner.sentences import Why
from plans.planner.sentences_today import said
from plans.planner.stock import Stock
from plans.planner.week import Class, Week

# What is asked first: a time laid aside and what hurts, then what lasts, then what is only so today.
FIRST = ("R14", "R11", "R16", "R8")
LASTING = ("level", "kit", "quiet")  # of R16
LOADS = (0, 1, 2, 3)


@dataclass(frozen=True)
class Fitting:
    """A day, as one more class would find it. What stands in the week counts, but for what was missed.

    `day`: of the week, from its `now` on; None is today.
    """

    week: Week
    day: date | None = None

    @property
    def on(self) -> date:
        """The day that is asked about."""
        return self.day or self.week.now

    @cached_property
    def frame(self) -> Frame:
        """The week with what follows from it."""
        return Frame(self.week)

    @cached_property
    def off(self) -> Off:
        """Rules that are switched off."""
        return switched_off(self.frame)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Those that are on and never broken, in the order in which they are asked."""
        on = [rule for rule in RULES if rule.strength == "rule" and rule.id not in self.off]
        return tuple(sorted(on, key=lambda rule: FIRST.index(rule.id) if rule.id in FIRST else len(FIRST)))

    @cached_property
    def run_to_come(self) -> bool:
        """Whether a run of that day is still to be run."""
        return any(not run.done for run in self.frame.runs_on(self.on))

    # -- one class ------------------------------------------------------------------------------------------

    def against(self, item: Class) -> Why | None:
        """The first thing in the way of a class; None where it fits."""
        return next((bar.why for bar in self.bars(item.kind, item.kit) if bar.bars(item)), None)

    # -- many -----------------------------------------------------------------------------------------------

    def barred(self, stock: Stock) -> list[tuple[Bar, int]]:
        """What is in the way of some class, with the classes it is the first thing in the way of."""
        found = []
        for kind, classes in stock.kinds.items():
            left = classes
            for bar in self.bars(kind, stock.needing):
                if out := left & bar.barred(stock):
                    found.append((bar, out))
                    left &= ~out
        return found

    # -- what bars ------------------------------------------------------------------------------------------

    def bars(self, kind: str, kit: Iterable[str]) -> Iterator[Bar]:
        """All that can keep a class of a kind out, in the order in which it is told."""
        if kind == "cooldown":
            yield from self.asked(kit)
            return
        if kind == "primer" and not self.run_to_come:
            yield DayBar(said("no-run", self.frame, on=self.on), Cap(load=-1))
        before_run = kind == "primer" and bool(self.frame.runs_on(self.on))
        for rule in self.rules:
            yield from self.day_bars(rule, rule.cap(self.frame, self.on, before_run), kit)
        if kind == "class":
            for rule in sorted(self.rules, key=lambda rule: rule.id != "R16"):
                yield from self.week_bars(rule)

    def asked(self, kit: Iterable[str]) -> Iterator[Bar]:
        """A cooldown takes none of the week's minutes; what the runner asked of any class is kept."""
        rule = next(rule for rule in self.rules if rule.id == "R16")
        yield from self.day_bars(rule, rule.cap(self.frame, self.on, True), kit)

    def day_bars(self, rule: Rule, cap: Cap, kit: Iterable[str]) -> Iterator[DayBar]:
        """The parts of what a rule allows that day."""
        for part, piece, own in parts(cap, kit):
            lasting = rule.id == "R8" or (rule.id == "R16" and part in LASTING)
            yield DayBar(
                said(self.code(rule, part, own), self.frame, rule.id, on=self.on, cap=own, kit=piece),
                own,
                lasting,
            )

    def code(self, rule: Rule, part: str, cap: Cap) -> str:
        """Which sentence tells it."""
        if rule.id == "R2" and not self.frame.key_on(self.on + DAY):
            return "R2-sore"
        if rule.id == "R8" and cap.load == 2:
            return "R8-ready" if self.week.runner.impact and not ready_to_jump(self.frame) else "R8-impact"
        if (rule.id, part) in (("R16", "minutes"), ("R9", "load"), ("R11", "load")):
            none = cap.minutes == 0 or cap.load < 0
            return f"{rule.id}-none" if none else f"{rule.id}-{part}"
        return f"R16-{part}" if rule.id == "R16" else rule.id

    def week_bars(self, rule: Rule) -> Iterator[WeekBar]:
        """What a rule allows in the week, asked of each leg load once short and once too long."""
        bounds = bounds_of(rule, self.frame, self.off)
        room = max(0, bounds.minutes - sum(s.minutes for s in self.counts if s.load >= 1))
        for load in LOADS:
            for above in sorted({room, 0}, reverse=True):
                one = Standing(self.on, load, above + 1)
                if code := breaks(one, [*self.counts, one], bounds, self.frame.eve_heavy):
                    code = "two-a-day-done" if code == "two-a-day" and self.danced else code
                    why = said(code, self.frame, rule.id, on=self.on, most=most_of(code, bounds))
                    yield WeekBar(why, load, above)

    @cached_property
    def counts(self) -> list[Standing]:
        """The classes that count in the week."""
        return [standing(placement) for placement in counting(self.frame)]

    @cached_property
    def danced(self) -> bool:
        """Whether a class was done that day."""
        return any(p.date == self.on and p.state == "done" for p in counting(self.frame))
