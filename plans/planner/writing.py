"""JSON out: the answer in the shape of the command."""

from typing import Any

from plans.planner.planned import PlannedWeek, Session


def week_json(planned: PlannedWeek) -> dict[str, Any]:
    """The planned week as plain values."""
    return {
        "week_start": planned.week_start.isoformat(),
        "sessions": [session_json(session) for session in planned.sessions],
        "primers": [session_json(session) for session in planned.primers],
        "unplaced": [{"count": one.count, "because": list(one.because)} for one in planned.unplaced],
        "warnings": [
            {
                "rule": one.rule,
                "date": one.date.isoformat(),
                "planned_m": one.planned_m,
                "longest_m": one.longest_m,
            }
            for one in planned.warnings
        ],
        "see_professional": list(planned.see_professional),
        "needs": {benefit: hundredths(need) for benefit, need in sorted(planned.needs.items())},
    }


def session_json(session: Session) -> dict[str, Any]:
    """One session; `class` is null for work done elsewhere."""
    return {
        "date": session.date.isoformat(),
        "slot": session.slot,
        "class": session.slug,
        "minutes": session.minutes,
        "reasons": list(session.reasons),
    }


def hundredths(thousandths: int) -> float:
    """Two decimals, halves up."""
    return (thousandths + 5) // 10 / 100
