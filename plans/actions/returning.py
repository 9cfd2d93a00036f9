"""What would come back were a time laid aside taken away: asked before it is done."""

import datetime
from dataclasses import dataclass, replace

from library.models import VideoClass
from plans.actions.changes import picture, restored, with_dates
from plans.actions.follow import become_illegal
from plans.actions.offers import copied, standing
from plans.actions.overlay_pictures import has_a_say
from plans.actions.plan import planned
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import monday_of
from plans.models import Overlay, PlannedSession, Week

STANDS = (PlannedSession.State.PROPOSED, PlannedSession.State.LOCKED)


@dataclass(frozen=True)
class Returning:
    """Places that would come or move, and places that would go, by date."""

    coming: list[PlannedSession]
    going: list[PlannedSession]


def returning(*, overlay: Overlay, now: datetime.datetime) -> Returning:
    """Nothing is written."""
    runner, today = overlay.runner, overlay.runner.local_date(now)
    stored = Week.objects.filter(runner=runner, starts_on__gte=monday_of(today)).order_by("starts_on")
    coming, going = [], []
    for monday in [week.starts_on for week in stored if has_a_say(overlay, week.starts_on)]:
        rows = rows_of_week(runner, monday, today)
        before, after = rows.places, _without(rows, overlay)
        coming += [place for place in after if _is_news(place, before, today)]
        going += [place for place in before if _is_gone(place, after, today)]
    return Returning(coming, going)


def _is_news(place, before, today) -> bool:
    return place.date >= today and place.state in STANDS and not standing([place]) <= standing(before)


def _is_gone(place, after, today) -> bool:
    """One that moves comes, it does not go."""
    return place.date >= today and place.state in STANDS and place.pk not in {each.pk for each in after}


def _without(rows: WeekRows, overlay: Overlay) -> list[PlannedSession]:
    """The week's places as they would be."""
    rows = replace(rows, overlays=[each for each in rows.overlays if each.pk != overlay.pk])
    taken = overlay.before.get(rows.monday.isoformat())
    if taken is None:
        return planned(copied(rows), afresh=True)[0]
    rows = replace(
        rows, places=_places(rows, restored(picture(rows.week), taken["places"], today=rows.today))
    )
    gone = [place for place, _ in become_illegal(rows)]
    return [place for place in rows.places if place not in gone]


def _places(rows: WeekRows, pictured: list[dict]) -> list[PlannedSession]:
    classes = VideoClass.objects.in_bulk({row["video_class_id"] for row in pictured})
    known = [row for row in pictured if row["video_class_id"] in classes]
    places = [PlannedSession(week=rows.week, **with_dates(row)) for row in known]
    for place in places:
        place.video_class = classes[place.video_class_id]
    return places
