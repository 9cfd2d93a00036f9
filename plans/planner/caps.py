"""What one rule allows on one day, as a cap; a class either fits under it or does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.planner.week import Class

NOTHING = -1  # a leg load that no class has: no class at all
FREE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cap:
    """The most a class may be. `sites` pairs a site with the most load it may get; `kit` None is any kit."""

    load: int = 3
    minutes: int = FREE
    hold_s: int = FREE
    level: int = 3
    kit: frozenset[str] | None = None
    quiet: bool = False
    small_space: bool = False
    primer: bool = False
    sites: tuple[tuple[str, int], ...] = ()


OPEN = Cap()


def fits(item: Class, cap: Cap) -> bool:
    """Whether the class stays under the cap in everything."""
    if item.leg_load > cap.load or item.minutes > cap.minutes or item.level > cap.level:
        return False
    if item.longest_hold_s > cap.hold_s or (cap.primer and item.kind != "primer"):
        return False
    if (cap.quiet and not item.quiet) or (cap.small_space and not item.small_space):
        return False
    if cap.kit is not None and not item.kit <= cap.kit:
        return False
    return all(item.sites.get(site, 0) <= most for site, most in cap.sites)


def together(caps: Iterable[Cap]) -> Cap:
    """The cap that holds when several do: the least of each."""
    caps = list(caps)
    if not caps:
        return OPEN
    kits = [cap.kit for cap in caps if cap.kit is not None]
    return Cap(
        load=min(cap.load for cap in caps),
        minutes=min(cap.minutes for cap in caps),
        hold_s=min(cap.hold_s for cap in caps),
        level=min(cap.level for cap in caps),
        kit=frozenset.intersection(*kits) if kits else None,
        quiet=any(cap.quiet for cap in caps),
        small_space=any(cap.small_space for cap in caps),
        primer=any(cap.primer for cap in caps),
        sites=least_by_site(caps),
    )


def least_by_site(caps: Iterable[Cap]) -> tuple[tuple[str, int], ...]:
    """Each site once, with the least any cap allows it."""
    least: dict[str, int] = {}
    for cap in caps:
        for site, most in cap.sites:
            least[site] = min(most, least.get(site, most))
    return tuple(sorted(least.items()))
