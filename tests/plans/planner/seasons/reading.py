"""What a coach and a physio look for in a season, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

from library.actions.shipped import shipped
from plans.planner.week import BENEFITS
from tests.plans.planner.seasons.lived import LivedSeason, LivedWeek, Stood
from tests.plans.planner.seasons.people import ILL, MISSED_WEEK
from tests.plans.planner.seasons.running import MARATHON, races

DAY = timedelta(days=1)
LONG_MINUTES = 90


def undisturbed(weeks: Iterable[LivedWeek]) -> list[LivedWeek]:
    """Those that were neither missed nor ill, and are no taper."""
    left_out = {MISSED_WEEK, 12, 13, 14, 23, 24, 25, 26}
    return [week for week in weeks if week.number not in left_out]


def shares(done: Iterable[Stood]) -> dict[str, int]:
    """Per benefit the part of a hundred of what was danced, the primary one in full, the others by half."""
    given = dict.fromkeys(BENEFITS, 0)
    for one in done:
        for place, benefit in enumerate(one.item.benefits):
            given[benefit] += one.item.minutes * (1 if place else 2)
    whole = sum(given.values()) or 1
    return {benefit: round(100 * minutes / whole) for benefit, minutes in given.items()}


def longest_without(season: LivedSeason, benefit: str) -> int:
    """Most days between two classes with this benefit, up to the marathon."""
    first, last = season.weeks[0].plans[0][0].week_start, races()[-1].date
    days = [one.date for one in season.done if benefit in one.item.benefits and one.date < last]
    return max((later - day).days for day, later in pairwise([first, *days, last]))


def often(season: LivedSeason) -> list[tuple[str, int]]:
    """Classes by how often they were danced, the most first."""
    found = Counter(one.item.slug for one in season.done)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def twice_in_a_week(season: LivedSeason) -> list[int]:
    """Weeks in which one class was danced twice."""
    return [w.number for w in season.weeks if len({one.item.slug for one in w.done}) < len(w.done)]


def weeks_on_end(season: LivedSeason) -> tuple[str, int]:
    """The class that came in most weeks on end of those in which anything was danced."""
    best, running = ("", 0), Counter()
    for week in season.weeks:
        here = {one.item.slug for one in week.done}
        if here:
            running = Counter({slug: running[slug] + 1 for slug in here})
            best = max([best, *sorted(running.items())], key=lambda pair: pair[1])
    return best


def after_long(season: LivedSeason) -> tuple[int, int]:
    """Long runs, and those with a class on their day."""
    days = [
        run.date for week in season.weeks for run in week.runs if run.kind == "long" and run.status == "done"
    ]
    danced = {one.date for one in season.done}
    return len(days), sum(day in danced for day in days)


def hard_days_after(season: LivedSeason, n: int) -> list[Stood]:
    """Classes of load >= 2 so many days after a run of 90 minutes and more that was no race."""
    days = {
        run.date + n * DAY
        for week in season.weeks
        for run in week.runs
        if run.status == "done" and (run.minutes or 0) >= LONG_MINUTES and run.kind != "race"
    }
    return [one for one in season.done if one.item.leg_load >= 2 and one.date in days]


def soon_after_illness(season: LivedSeason, days: int = 4) -> list[Stood]:
    """Classes danced in the days right after the illness."""
    return [one for one in season.done if DAY <= one.date - ILL.last <= days * DAY]


def around_marathon(season: LivedSeason, first: int, last: int) -> list[Stood]:
    """Classes danced from and up to so many days after the marathon."""
    race = races()[-1].date
    return [one for one in season.done if first <= (one.date - race).days <= last]


def taper(season: LivedSeason) -> tuple[int, list[int]]:
    """Usual minutes of load >= 1 in the six weeks before the taper, and those of its two weeks."""
    before = undisturbed(season.weeks[MARATHON - 8 : MARATHON - 2])
    return round(mean(w.minutes for w in before)), [w.minutes for w in season.weeks[MARATHON - 2 : MARATHON]]


def days_on_end(season: LivedSeason) -> tuple[int, int]:
    """Most days on end with a class, and in how many weeks it was three or more."""
    runs = {week.number: longest_run([one.date for one in week.done]) for week in season.weeks}
    return max(runs.values()), sum(n >= 3 for n in runs.values())


def longest_run(days: list[date]) -> int:
    """Most days that follow each other."""
    best = here = 1 if days else 0
    for day, later in pairwise(sorted(set(days))):
        here = here + 1 if later - day == DAY else 1
        best = max(best, here)
    return best


def by_load(done: Iterable[Stood]) -> list[int]:
    """How many classes of load 0, 1, 2, 3."""
    loads = Counter(one.item.leg_load for one in done)
    return [loads[load] for load in range(4)]


def first_of_load(season: LivedSeason, load: int) -> int | None:
    """The week in which a class of at least this load was first danced."""
    return next((w.number for w in season.weeks if any(one.item.leg_load >= load for one in w.done)), None)


def held_back(weeks: Iterable[LivedWeek]) -> Iterator[tuple[str, int]]:
    """Rules that kept a session out on a Monday, with how many weeks they did."""
    weeks = list(weeks)
    found = Counter(rule for week in weeks for gap in week.first.unplaced for rule in gap.because)
    yield from sorted(found.items(), key=lambda pair: int(pair[0][1:]))


def lowered(weeks: Iterable[LivedWeek]) -> dict[str, list[LivedWeek]]:
    """Weeks whose limit another rule than R8 set, by that rule."""
    found: dict[str, list[LivedWeek]] = {}
    for week in weeks:
        for id, most in week.limits.items():
            if id != "R8" and most == week.limit < week.limits.get("R8", 0):
                found.setdefault(id, []).append(week)
    return found


def of_the_collection(season: LivedSeason) -> tuple[int, int]:
    """How many different classes of the collection the runner follows were danced, of how many."""
    order = set(shipped().collections[season.person.collection].classes)
    return len(order & {one.item.slug for one in season.done}), len(order)
