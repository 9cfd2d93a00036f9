"""Results of a self-check beside each other: what changed, whether the sides differ, and a picture."""

from balletfusion.days import date_format
from plans.charts import SidesChart, sides_chart
from plans.models import SelfCheck
from plans.planner.self_checks import MEASURES, real_change

MOST_DRAWN = 9  # of a check every six weeks, a year


def changes_between(before: SelfCheck, after: SelfCheck) -> tuple[int, ...]:
    """Left and right, in tenths; 0 where the measure cannot tell."""
    sides = zip(before.tenths, after.tenths, strict=True)
    return tuple(real_change(after.kind, *side) for side in sides)


def difference(check: SelfCheck) -> int:
    """How far the right is ahead of the left, in tenths; 0 where the measure cannot tell."""
    return real_change(check.kind, *check.tenths)


def chart_of(newest_first: list[SelfCheck]) -> SidesChart:
    """The last results, the oldest first."""
    drawn = newest_first[:MOST_DRAWN][::-1]
    return sides_chart(
        [check.date.toordinal() for check in drawn],
        [date_format(check.date, "j M Y") for check in drawn],
        [float(check.left) for check in drawn],
        [float(check.right) for check in drawn],
        real_from=MEASURES[drawn[0].kind].real_from / 10,
    )
