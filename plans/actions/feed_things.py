"""What belongs into a runner's calendar: classes of stored weeks, runs to come, races."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from plans.actions.week_rows import planned_runs_between
from plans.calendar import DAY, WEEK, monday_of
from plans.models import FeedEntry, PlannedRun, PlannedSession, Race, Run, TypicalRun, Week

Kind, Slot, State = FeedEntry.Kind, PlannedSession.Slot, PlannedSession.State
BEHIND = 30 * DAY
AHEAD = 8 * WEEK
RACES_AHEAD = 366 * DAY
SHOWN = (PlannedRun.Status.PLANNED, PlannedRun.Status.DONE, PlannedRun.Status.MISSED)
# Seconds, where a run says nothing itself: 6:30 a kilometre, else three quarters of an hour.
PACE_S_A_KM, USUAL_S = 390, 45 * 60
SHORTEST_S, LONGEST_S = 5 * 60, 24 * 3600


@dataclass(frozen=True)
class Thing:
    """One entry as it should stand. `key` names its row and never changes while that lives."""

    kind: str
    key: str
    date: datetime.date
    told: dict


def things_of(runner: User, today: datetime.date) -> list[Thing]:
    """A fixed number of queries. Nothing about pain, illness or reasons is ever among them."""
    first, last = today - BEHIND, monday_of(today) + AHEAD - DAY
    races = list(Race.objects.of(runner).between(first, today + RACES_AHEAD))
    runs = [run for run in _runs(runner, first, last, today, races) if run.status in SHOWN]
    places = PlannedSession.objects.of(runner).between(first, last).exclude(state=State.SKIPPED)
    classes = _classes(places.select_related("video_class", "session").order_by("date", "pk"), runs)
    return [*classes, *_of_runs(runs), *(_of_race(race) for race in races)]


def _runs(runner, first, last, today, races) -> list[PlannedRun]:
    """Stored, and from this week on what the usual week gives where no week is stored."""
    weeks = Week.objects.filter(runner=runner, starts_on__gte=monday_of(first))
    stored = set(weeks.values_list("starts_on", flat=True))
    over = {monday_of(first) + n * WEEK for n in range(BEHIND // WEEK + 1)} - {monday_of(today)}
    ran = set(Run.objects.of(runner).between(first, last).values_list("date", flat=True))
    taken = ran | {race.date for race in races}
    typical = list(TypicalRun.objects.filter(runner=runner))
    return planned_runs_between(runner, first, last, typical, stored | over, taken)


def _classes(places, runs: list[PlannedRun]) -> list[Thing]:
    """Several of a day stand one after another."""
    longest, before, things = defaultdict(int), defaultdict(int), []
    for run in runs:
        longest[run.date] = max(longest[run.date], length_s(run))
    for date, place in sorted(((_day_of(place), place) for place in places), key=lambda one: one[0]):
        thing = _of_place(place, date, longest[date], before[date])
        things.append(thing)
        if thing.told["slot"] != Slot.BEFORE_RUN:
            before[date] += thing.told["duration_s"]
    return things


def _day_of(place) -> datetime.date:
    """What was done stands on the day it was done."""
    done = getattr(place, "session", None)
    return done.date if done else place.date


def _of_place(place, date: datetime.date, run_s: int, lead_s: int) -> Thing:
    """Filled by another class, what was danced; on another day than planned it hangs on none of its runs."""
    done, chosen = getattr(place, "session", None), place.video_class
    other = done and done.video_class_id != chosen.pk
    slot = place.slot if date == place.date else Slot.ALONE
    told = {
        "title": done.title if other else chosen.title,
        "duration_s": (done.minutes if done else chosen.minutes) * 60,
        "slot": slot,
        "run_s": run_s if slot == Slot.AFTER_RUN else 0,
        "lead_s": lead_s if slot != Slot.BEFORE_RUN else 0,
        "path": _path_of(place, date, done if other else None),
        "done": place.state == State.DONE,
    }
    return Thing(Kind.CLASS, f"place:{place.pk}", date, told)


def _path_of(place, date: datetime.date, instead) -> str:
    """To the class; to what was danced instead; to the week, where the class was withdrawn since."""
    if instead:
        return f"/sessions/{instead.pk}/"
    if place.video_class.published_at is None:
        return f"/plan/{date.isoformat()}/"
    return place.video_class.get_absolute_url()


def _of_runs(runs: list[PlannedRun]) -> list[Thing]:
    things, taken = [], set()
    for run in runs:
        key = key_of(run)
        if key in taken:  # two rows for one day of the usual week: each is a run all the same
            key = f"run:{run.pk}"
        taken.add(key)
        told = {
            "title": run.title,
            "kind": run.kind,
            "duration_s": length_s(run),
            "path": f"/plan/{run.date.isoformat()}/",
            "done": run.status == PlannedRun.Status.DONE,
        }
        things.append(Thing(Kind.RUN, key, run.date, told))
    return things


def key_of(run: PlannedRun) -> str:
    """The rows of the usual week come and go as it is filled anew; the day they stand for stays."""
    if run.origin == PlannedRun.Origin.TYPICAL and run.usual_date:
        return f"usual:{run.usual_date.isoformat()}"
    return f"run:{run.pk}"


def _of_race(race: Race) -> Thing:
    told = {"title": race.name, "duration_s": LONGEST_S, "path": race.get_absolute_url(), "done": False}
    return Thing(Kind.RACE, f"race:{race.pk}", race.date, told)


def length_s(run: PlannedRun) -> int:
    """As planned, else as its distance usually takes."""
    guessed = run.distance_m * PACE_S_A_KM // 1000 if run.distance_m else USUAL_S
    return min(max(run.duration_s or guessed, SHORTEST_S), LONGEST_S)
