"""What keeps classes out of today, each with its sentence: the caps and bounds of the rules, in parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.planner.caps import FREE, OPEN, Cap, fits
from plans.planner.sentences import Why
from plans.planner.stock import Stock
from plans.planner.week import Class


@dataclass(frozen=True, slots=True)
class DayBar:
    """A cap that classes do not fit under. `lasting`: it is so on other days too."""

    why: Why
    cap: Cap
    lasting: bool = False

    def bars(self, item: Class) -> bool:
        """Whether it keeps this class out."""
        return not fits(item, self.cap)

    def barred(self, stock: Stock) -> int:
        """The classes it keeps out."""
        return stock.all & ~stock.under(self.cap)


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One leg load of which the week can take no more, or none that is longer than `above` minutes."""

    why: Why
    load: int
    above: int = 0
    lasting: bool = False

    def bars(self, item: Class) -> bool:
        """Whether it keeps this class out."""
        return item.leg_load == self.load and item.minutes > self.above

    def barred(self, stock: Stock) -> int:
        """The classes it keeps out."""
        loaded = stock.loads.at_most(self.load) & ~stock.loads.at_most(self.load - 1)
        return loaded & ~stock.minutes.at_most(self.above)


Bar = DayBar | WeekBar


def parts(cap: Cap, kit: Iterable[str]) -> Iterator[tuple[str, str, Cap]]:
    """A cap in its parts, each with its name and, of kit, the piece; a class under all is under the whole.

    `kit`: every piece that some class needs.
    """
    if cap.level < OPEN.level:
        yield "level", "", Cap(level=cap.level)
    if cap.kit is not None:
        known = frozenset(kit) | cap.kit
        for piece in sorted(known - cap.kit):
            yield "kit", piece, Cap(kit=known - {piece})
    if cap.quiet:
        yield "quiet", "", Cap(quiet=True)
    if cap.small_space:
        yield "small_space", "", Cap(small_space=True)
    if cap.primer:
        yield "primer", "", Cap(primer=True)
    if cap.sites:
        yield "sites", "", Cap(sites=cap.sites)
    if cap.load < OPEN.load:
        yield "load", "", Cap(load=cap.load)
    if cap.minutes < FREE:
        yield "minutes", "", Cap(minutes=cap.minutes)
    if cap.hold_s < FREE:
        yield "hold_s", "", Cap(hold_s=cap.hold_s)
