"""The plan of a week: made, stored, changed by hand. The rules themselves live in plans/planner."""

import datetime
import json
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from library.models import VideoClass
from plans.actions.log import run_changed
from plans.actions.week_facts import facts, week_of
from plans.actions.week_rows import WeekRows, rows_of_week, usual_runs_left
from plans.calendar import DAY, WEEK, monday_of
from plans.models import PlannedRun, PlannedSession, Race, TypicalRun, Week
from plans.planner import PlannedWeek, plan, why

State = PlannedSession.State
STANDS = (State.LOCKED, State.DONE, State.SKIPPED)  # the planner leaves these where they are
MOST_KEPT = 256  # answers of the planner, in memory
WEEKS_AHEAD = 8  # stored at most; each is planned again whenever an answer changes


def planned(rows: WeekRows) -> tuple[list[PlannedSession], PlannedWeek]:
    """The planner's answer as places, not stored; what is stored and stays is among them."""
    week, answer = week_of(rows, rows.places), answer_to(rows)
    places = [place for place in rows.places if place.state in STANDS]
    waiting = {(place.date, place.video_class.slug): place for place in rows.places if place not in places}
    # What the answer holds beside these was done, with a place among `places` or without one.
    proposed = [p for p in [*answer.sessions, *answer.primers] if p.state == State.PROPOSED]
    classes = _classes({p.slug for p in proposed if (p.date, p.slug) not in waiting})
    for placed in proposed:
        place = waiting.get((placed.date, placed.slug)) or _new_place(rows, placed, classes)
        if place:
            _tell(place, placed, week)
            places.append(place)
    return sorted(places, key=lambda place: (place.date, place.slot)), answer


def answer_to(rows: WeekRows) -> PlannedWeek:
    """What the planner says of the week. Asked the same it says the same, so that it is kept for a while."""
    asked = (json.dumps(facts(rows, rows.places), sort_keys=True), rows.not_offered)
    kept = rows.library.answers
    answer = kept.get(asked)
    if answer is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        answer = kept[asked] = plan(week_of(rows))
    return answer


def _classes(slugs: set[str]) -> dict[str, VideoClass]:
    """By slug. No query where none is asked for."""
    return {found.slug: found for found in VideoClass.objects.filter(slug__in=slugs)}


def _new_place(rows, placed, classes) -> PlannedSession | None:
    """None where the class was deleted since the library was read."""
    if placed.slug not in classes:
        return None
    return PlannedSession(
        week=rows.week, date=placed.date, first_date=placed.date, video_class=classes[placed.slug]
    )


def _tell(place, placed, week) -> None:
    """Slot and reason; a class that stayed keeps its reason while that is still true of the day."""
    if place.slot == placed.slot and place.why == why(week, replace(placed, reasons=place.reasons)).english:
        return
    place.slot, place.reasons = placed.slot, list(placed.reasons)
    place.why = why(week, placed).english


def gaps(answer: PlannedWeek) -> list[dict]:
    """What found no place, and the rules in the way, as they are stored and shown."""
    return [{"count": gap.count, "because": list(gap.because)} for gap in answer.unplaced]


def stored_week(*, runner: User, monday: datetime.date, now: datetime.datetime) -> Week:
    """The stored week, planned first where it is not stored yet."""
    week = Week.objects.filter(runner=runner, starts_on=monday).first()
    return week or plan_week(runner=runner, monday=monday, now=now)


def is_too_far(monday: datetime.date, today: datetime.date) -> bool:
    """Weeks beyond are computed when they are looked at, and kept by nobody."""
    return monday > today + WEEKS_AHEAD * WEEK


def hold_week(runner: User, monday: datetime.date) -> None:
    """Whoever else changes this week waits until the transaction ends; read its places after this."""
    list(Week.objects.select_for_update().filter(runner=runner, starts_on=monday))


@transaction.atomic
def plan_week(*, runner: User, monday: datetime.date, now: datetime.datetime) -> Week:
    """Plan, or plan again with least change: what is locked, done or left out stays."""
    weeks = Week.objects.select_for_update()  # who plans the same week at once waits
    week, made = weeks.get_or_create(runner=runner, starts_on=monday, defaults={"planned_at": now})
    if made:
        _fill_with_typical_runs(runner, monday)
    rows = rows_of_week(runner, monday, runner.local_date(now))
    places, answer = planned(rows)
    PlannedSession.objects.filter(pk__in=_pks(rows.places) - _pks(places)).delete()
    stayed = [place for place in places if place.pk and place.state not in STANDS]
    PlannedSession.objects.bulk_update(stayed, ["slot", "reasons", "why"])
    PlannedSession.objects.bulk_create(place for place in places if place.pk is None)
    week.planned_at = now
    week.unplaced = gaps(answer)
    week.save(update_fields=["planned_at", "unplaced"])
    return week


def _pks(places):
    return {place.pk for place in places if place.pk is not None}


def plan_again_from_today(*, runner: User, now: datetime.datetime, refill: bool = False) -> None:
    """Runs or answers have changed: this week and those stored after it are planned again, with least change.

    `refill`: what the usual week gives to the days still to come may have changed as well.
    """
    today = runner.local_date(now)
    weeks = Week.objects.filter(runner=runner, starts_on__gte=monday_of(today)).order_by("starts_on")
    mondays = list(weeks.values_list("starts_on", flat=True))
    for monday in mondays if refill else ():
        refill_with_typical_runs(runner, monday, today)
    for monday in mondays:
        plan_week(runner=runner, monday=monday, now=now)


def refill_with_typical_runs(runner: User, monday: datetime.date, today: datetime.date) -> None:
    """What the usual week gives has changed: days still to come are filled anew.

    Past days stay, and so does what was changed by hand, done, or not planned by the usual week.
    """
    ahead = PlannedRun.objects.of(runner).between(max(monday, today), monday + 6 * DAY)
    usual = ahead.filter(origin=PlannedRun.Origin.TYPICAL, edited_at=None)
    usual.filter(status=PlannedRun.Status.PLANNED).delete()
    _fill_with_typical_runs(runner, monday, first=today)


def _fill_with_typical_runs(runner, monday, first=None):
    """A run done on its day fills the new one at once."""
    week = (monday, monday + 6 * DAY)
    beside = PlannedRun.objects.of(runner).filter(Q(date__range=week) | Q(usual_date__range=week))
    races = Race.objects.of(runner).between(*week).values_list("date", flat=True)
    typical = TypicalRun.objects.filter(runner=runner)
    left = usual_runs_left(typical, monday, beside.select_related("calendar"), set(races))
    runs = [run for run in left if first is None or run.date >= first]
    PlannedRun.objects.bulk_create(runs)
    run_changed(runner=runner, dates=[run.date for run in runs])
