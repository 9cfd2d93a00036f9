"""What a runner needs, and what a class is worth to them. Whole numbers throughout."""

from collections.abc import Mapping, Sequence

from plans.planner.frame import Frame
from plans.planner.week import BENEFITS, Class

WINDOW_DAYS = 28
# Four weeks of fifteen minutes for each session asked for: below that, little work counts as little.
USUAL_MINUTES = 60
TIGHT_HELPS = ("flexibility", "stabilisers")
# What the n-th class of one benefit in a week is worth, of 420: all of it, a third, a fifth, and so on.
# A half for the second was too much: the same class stood twice in weeks of three.
SHARES = (420, 140, 84, 60, 46, 38, 32)
EVEN = 420  # divides by every number of classes up to seven


def needs(frame: Frame) -> dict[str, int]:
    """Thousandths per benefit: the target share, raised by what is tight or worse, lowered by what was done.

    A benefit given its whole share of the last 28 days' minutes is needed half as much.
    """
    given = credits_given(frame)
    sessions = max(1, frame.week.runner.sessions)
    whole = max(sum(given.values()), 2 * USUAL_MINUTES * sessions)
    return {benefit: need(frame, benefit, given[benefit], whole) for benefit in BENEFITS}


def need(frame: Frame, benefit: str, given: int, whole: int) -> int:
    """One benefit's need; `given` and `whole` are half-minutes."""
    target = frame.week.runner.targets.get(benefit, 0)
    if not target:
        return 0
    tight = 5 if frame.week.runner.tight and benefit in TIGHT_HELPS else 4
    worse = 5 if any(c.benefit == benefit and c.change < 0 for c in frame.week.self_checks) else 4
    share = target * whole
    return rounded(target * tight * worse * share, 16 * (share + 1000 * given))


def rounded(number: int, by: int) -> int:
    """The quotient to the nearest whole number, halves up."""
    return (2 * number + by) // (2 * by)


def credits_given(frame: Frame) -> dict[str, int]:
    """Half-minutes per benefit of the last 28 days: the primary one in full, the others by half."""
    given = dict.fromkeys(BENEFITS, 0)
    for done in frame.done_within(WINDOW_DAYS):
        for place, benefit in enumerate(done.item.benefits):
            given[benefit] += done.taken * (1 if place else 2)
    return given


def worth(item: Class, needed: Mapping[str, int]) -> int:
    """What a class gives of what is needed: minutes by need, primary benefit in full, others by half."""
    return item.minutes * worth_of_a_minute(item.benefits, needed)


def worth_of_a_minute(benefits: Sequence[str], needed: Mapping[str, int]) -> int:
    """The same of one minute."""
    return sum(needed[b] * (1 if place else 2) for place, b in enumerate(benefits))


def share(stood: int, more: int) -> int:
    """What each of `more` new classes of a benefit is worth (of 420) after `stood` that stand already.

    Evenly shared, so that it does not matter which is called the second: two are worth two thirds each.
    """
    shares = [SHARES[n] if n < len(SHARES) else SHARES[-1] for n in range(stood, stood + more)]
    return sum(shares) * (EVEN // more) if more else 0
