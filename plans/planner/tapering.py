"""A taper week: which totals of minutes can still be reached."""

from collections.abc import Sequence

from plans.planner.candidates import Candidate


def reach(found: Sequence[Candidate], number: int, within: int) -> list[list[int]]:
    """The totals (as bits) that so many sessions from a day on can take: `reach[day][sessions]`."""
    after = [1] + [0] * number
    table = [after]
    for n in reversed(range(7)):
        costs = {c.cost for c in found if c.days >> n & 1}
        here = list(after)
        for count in range(1, number + 1):
            for cost in costs:
                here[count] |= after[count - 1] << cost & within
        after = here
        table.append(after)
    return table[::-1]
