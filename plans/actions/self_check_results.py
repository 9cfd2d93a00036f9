"""Results of a self-check beside each other: what changed, whether the sides differ, and a picture."""

from balletfusion.days import date_format
from plans.charts import SidesChart, sides_chart
from plans.models import SelfCheck
from plans.planner.self_checks import MEASURES, real_change

MOST_DRAWN = 9  # of a check every six weeks, a year


def changes_between(before: SelfCheck, after: SelfCheck) -> tuple[int | None, ...]:
    """Left and right, in tenths; 0 where the measure cannot tell, None where one was not measured."""
    return tuple(_change(after.kind, *side) for side in zip(before.tenths, after.tenths, strict=True))


def difference(check: SelfCheck) -> int | None:
    """How far the right is ahead, in tenths; 0 where the measure cannot tell, None for one side."""
    return _change(check.kind, *check.tenths)


def _change(kind: str, before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else real_change(kind, before, after)


def earlier_to_compare(newest_first: list[SelfCheck]) -> list[SelfCheck]:
    """For each side that the latest result measured, the one before and the first; the newest first."""
    latest, *earlier = newest_first
    found: dict[int, SelfCheck] = {}
    for side in (0, 1):
        if latest.tenths[side] is not None:
            measured = [check for check in earlier if check.tenths[side] is not None]
            found |= {check.pk: check for check in (*measured[:1], *measured[-1:])}
    return sorted(found.values(), key=lambda check: check.date, reverse=True)


def chart_of(newest_first: list[SelfCheck]) -> SidesChart:
    """The last results, the oldest first."""
    drawn = newest_first[:MOST_DRAWN][::-1]
    return sides_chart(
        [check.date.toordinal() for check in drawn],
        [date_format(check.date, "j M Y") for check in drawn],
        [None if check.left is None else float(check.left) for check in drawn],
        [None if check.right is None else float(check.right) for check in drawn],
        real_from=MEASURES[drawn[0].kind].real_from / 10,
    )
