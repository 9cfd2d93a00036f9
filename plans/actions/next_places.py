"""What stands in a week for the sake of a collection says which place of it that is."""

from collections.abc import Iterable
from dataclasses import replace

from plans.actions.week_rows import WeekRows
from plans.planner import Week, why
from plans.planner.planned import Session

OF_COLLECTION = {
    "next": "Next in “{title}”: {number} of\u00a0{of}.",
    "kept-up": "From “{title}”, to keep it up.",
}
IN = "in:"  # "in:foot-core:8:24", among the reasons of a place


def with_places(rows: WeekRows, sessions: Iterable[Session]) -> list[Session]:
    """The sessions of the planner's answer; those of the followed collection with their place in it.

    One that was missed and moved (R13) says that instead.
    """
    if rows.followed is None:
        return list(sessions)
    known, slug, of = rows.library.stock.items, rows.followed.collection.slug, rows.followed.standing.of
    ahead = [(known[place.key].slug, place.number) for place in rows.followed.ahead if place.key in known]
    found = []
    for session in sorted(sessions, key=lambda session: session.date):
        place = next((each for each in ahead if each[0] == session.slug), None)
        if place and session.state in ("proposed", "locked"):
            ahead.remove(place)
            if "collection" in session.reasons and "R13" not in session.reasons:
                mark = f"{IN}{slug}:{place[1] or 0}:{of}"
                session = replace(session, reasons=(*session.reasons, mark))
        found.append(session)
    return found


def place_in(reasons: Iterable[str]) -> tuple[str, int, int] | None:
    """Collection, place and how many there are; place 0 where the class only keeps it up."""
    mark = next((reason for reason in reasons if reason.startswith(IN)), None)
    if mark is None:
        return None
    slug, number, of = mark.removeprefix(IN).split(":")
    return slug, int(number), int(of)


def why_of(rows: WeekRows, week: Week, session: Session) -> str:
    """The sentence of a place, in English, as it is stored: told.py says it in the reader's language."""
    place = place_in(session.reasons)
    if place is None or rows.followed is None:
        return why(week, session).english
    _slug, number, of = place
    kind = "next" if number else "kept-up"
    return OF_COLLECTION[kind].format(title=rows.followed.collection.title, number=number, of=of)
