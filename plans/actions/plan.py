"""The plan of a week: made, stored, changed by hand. The rules themselves live in plans/planner."""

import datetime
import json
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from library.models import VideoClass
from plans.actions.changes import changing
from plans.actions.holding import hold_weeks
from plans.actions.matching import run_changed
from plans.actions.next_places import place_in, why_of, with_places
from plans.actions.week_facts import collection_of, facts, week_of
from plans.actions.week_rows import WeekRows, rows_of_week, usual_runs_left
from plans.calendar import DAY, WEEK
from plans.models import PlanChange, PlannedRun, PlannedSession, PlanOffer, Race, TypicalRun, Week
from plans.planner import PlannedWeek, plan, plan_following
from plans.planner.rules.settled import MOVES_DAYS

State = PlannedSession.State
STANDS = (State.LOCKED, State.DONE, State.SKIPPED)  # the planner leaves these where they are
MOST_KEPT = 256  # answers of the planner, in memory
WEEKS_AHEAD = 8  # stored at most; each is planned again whenever an answer changes
WRITTEN = ["date", "video_class", "first_date", "state", "slot", "reasons", "why"]  # by planning


def planned(rows: WeekRows, *, afresh: bool = False) -> tuple[list[PlannedSession], PlannedWeek]:
    """The planner's answer as places, not stored; what is stored and stays is among them.

    A missed one that is placed again moves; one that is not stays where it was missed. `afresh`: what is only
    proposed is not held to its place.
    """
    told = replace(rows, places=[p for p in rows.places if not _is_ahead(rows, p)]) if afresh else rows
    week, answer = week_of(told, told.places), answer_to(told)
    places = [place for place in rows.places if place.state in STANDS]
    waiting = {(p.date, p.video_class.slug): p for p in rows.places if _is_ahead(rows, p)}
    missed = [place for place in rows.places if was_missed(rows, place)]
    # What the answer holds beside these was done, with a place among `places` or without one.
    told_of = [*with_places(rows, answer.sessions), *answer.primers]
    proposed = [p for p in told_of if p.state == State.PROPOSED]
    classes = _classes({p.slug for p in proposed if (p.date, p.slug) not in waiting})
    for placed in proposed:
        place = (
            waiting.get((placed.date, placed.slug))
            or _placed_again(missed, placed, classes)
            or _new_place(rows, placed, classes)
        )
        if place:
            _tell(place, placed, partial(why_of, rows, week))
            places.append(place)
    for place in missed:
        place.state = State.MISSED
    return sorted([*places, *missed], key=lambda place: (place.date, place.slot)), answer


def _is_ahead(rows: WeekRows, place: PlannedSession) -> bool:
    """Proposed, and still to come."""
    return place.state == State.PROPOSED and place.date >= rows.today


def was_missed(rows: WeekRows, place: PlannedSession) -> bool:
    """R13: what is proposed for a day that is over was missed."""
    return place.state == State.MISSED or (place.state == State.PROPOSED and place.date < rows.today)


def _placed_again(missed, placed, classes) -> PlannedSession | None:
    """The missed place that moves here, taken from among them: that of the class itself before another."""
    if "R13" not in placed.reasons or placed.slug not in classes:
        return None
    near = [place for place in missed if 0 < (placed.date - place.date).days <= MOVES_DAYS]
    if not near:
        return None
    place = min(near, key=lambda place: (place.video_class.slug != placed.slug, place.date))
    missed.remove(place)
    place.date = place.first_date = placed.date
    place.video_class, place.state = classes[placed.slug], State.PROPOSED
    return place


def answer_to(rows: WeekRows) -> PlannedWeek:
    """What the planner says of the week. Asked the same it says the same, so that it is kept for a while."""
    following = (*collection_of(rows), rows.of_collection)
    asked = (json.dumps([facts(rows, rows.places), following], sort_keys=True), rows.not_offered)
    kept = rows.library.answers
    answer = kept.get(asked)
    if answer is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        answer = kept[asked] = _asked_anew(rows)
    return answer


def _asked_anew(rows: WeekRows) -> PlannedWeek:
    week = week_of(rows)
    return plan_following(week, week.collection, rows.of_collection) if rows.followed else plan(week)


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


def _tell(place, placed, why) -> None:
    """Slot and reason; a class that stayed keeps its reason while that is still true of the day."""
    same = place.slot == placed.slot and place_in(place.reasons) == place_in(placed.reasons)
    if same and place.why == why(replace(placed, reasons=place.reasons)):
        return
    place.slot, place.reasons = placed.slot, list(placed.reasons)
    place.why = why(placed)


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
def plan_week(*, runner: User, monday: datetime.date, now: datetime.datetime, afresh: bool = False) -> Week:
    """Plan, or plan again with least change: what is locked, done or left out stays.

    `afresh`: what is only proposed may go elsewhere too.
    """
    weeks = Week.objects.select_for_update()  # who plans the same week at once waits
    week, made = weeks.get_or_create(runner=runner, starts_on=monday, defaults={"planned_at": now})
    if made:
        _fill_with_typical_runs(runner, monday)
    rows = rows_of_week(runner, monday, runner.local_date(now))
    with nullcontext() if made else changing(week=week, kind=PlanChange.Kind.PLANNED, now=now):
        store_plan(week, rows, *planned(rows, afresh=afresh), now=now)
    PlanOffer.objects.filter(week=week).delete()
    return week


def store_plan(
    week: Week,
    rows: WeekRows,
    places: list[PlannedSession],
    answer: PlannedWeek,
    *,
    now: datetime.datetime,
) -> None:
    """The week as planned: what is not in it goes, what is new comes, the rest is told anew."""
    PlannedSession.objects.filter(pk__in=_pks(rows.places) - _pks(places)).delete()
    stayed = [place for place in places if place.pk and place.state not in STANDS]
    PlannedSession.objects.bulk_update(stayed, WRITTEN)
    PlannedSession.objects.bulk_create(place for place in places if place.pk is None)
    week.planned_at, week.unplaced, week.asked = now, gaps(answer), rows.asked
    week.save(update_fields=["planned_at", "unplaced", "asked"])


def _pks(places):
    return {place.pk for place in places if place.pk is not None}


def plan_again_from_today(
    *, runner: User, now: datetime.datetime, refill: bool = False, afresh: bool = False
) -> None:
    """The runner's answers have changed: this week and those stored after it are planned again.

    `refill`: what the usual week gives to the days still to come may have changed as well. For changes that
    the runner did not make for the plan's sake see `follow.follow_up`.
    """
    for monday in weeks_from_today(runner=runner, now=now, refill=refill):
        plan_week(runner=runner, monday=monday, now=now, afresh=afresh)


def weeks_from_today(*, runner: User, now: datetime.datetime, refill: bool) -> list[datetime.date]:
    """The Mondays of the stored weeks from this one on, held; their usual runs filled anew where asked."""
    mondays = hold_weeks(runner=runner, now=now)
    for monday in mondays if refill else ():
        refill_with_typical_runs(runner, monday, runner.local_date(now))
    return mondays


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
