"""R13 and R15: what stands already, and what was missed. Both are kept by how places are counted."""

from plans.planner.frame import DAY, Frame
from plans.planner.rules.rule import Rule
from plans.planner.week import Placement

MOVES_DAYS = 3


def window(frame: Frame, missed: Placement) -> list[int]:
    """The days of the week, 0-6, that a missed class may move to: three days after it, from today on."""
    return [
        n
        for n, day in enumerate(frame.days)
        if day in frame.open_days and DAY <= day - missed.date <= MOVES_DAYS * DAY
    ]


R13 = Rule(
    id="R13",
    sentence="A missed class is never stacked: it moves to a free day within three days, or is let go.",
    grade="D",
    source="Our default",
    can_be_off=False,
)
R15 = Rule(
    id="R15",
    sentence="What you locked or did stays as it is and counts; what you skipped stays empty.",
    grade="",
    source="What you decided",
    can_be_off=False,
)
