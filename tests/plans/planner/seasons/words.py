"""Sentences about a season: what the planner did, by phase and by week, and what a coach would ask."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from library.actions.shipped import shipped
from plans.planner import why
from tests.plans.planner.seasons import reading
from tests.plans.planner.seasons.lived import LivedSeason, LivedWeek, Stood
from tests.plans.planner.seasons.people import MISSED_WEEK
from tests.plans.planner.seasons.running import PHASES, monday

TAKES = {
    "R9": "the taper",
    "R14": "the way back from illness or injury",
    "R17": "the runner’s answer",
}


COLUMNS = (
    "runner",
    "asked",
    "placed on Mondays",
    "danced",
    "minutes in a usual week",
    "in the taper",
    "of load 0, 1, 2, 3",
    "different classes",
)


def words(season: LivedSeason) -> str:
    """All of it, as plain text."""
    parts = [season.person.name.upper(), season.person.about, *whole(season)]
    for name, (first, last) in PHASES.items():
        parts.append(phase(name, season.weeks[first - 1 : last]))
    parts += ["A coach would look at:", *(f"- {line}" for line in questions(season))]
    return "".join(wrapped(part) for part in parts)


def wrapped(part: str) -> str:
    """One paragraph."""
    return fill(part, 110, subsequent_indent="  " if part[0] == "-" else "") + "\n"


def table(seasons: Iterable[LivedSeason]) -> str:
    """A row for each runner, as docs/planner.md shows them."""
    head = "| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS)
    return "\n".join([head, *map(table_row, seasons)]) + "\n"


def table_row(season: LivedSeason) -> str:
    """The numbers of one season. A usual week: of the peak, neither lighter by illness nor by the taper."""
    usual, taper = reading.taper(season)
    loads = ", ".join(map(str, reading.by_load(season.done)))
    asked, placed = sum(w.asked for w in season.weeks), sum(w.placed for w in season.weeks)
    return (
        f"| {season.person.name.capitalize()} | {asked} | {placed} | {len(season.done)} | {usual} "
        f"| {taper[0]}, {taper[1]} | {loads} | {len(reading.often(season))} |"
    )


def week_by_week(season: LivedSeason) -> str:
    """Each session of each Monday with its sentence, as the runner read it."""
    lines = []
    for week in season.weeks:
        lines.append(f"Week {week.number}, {monday(week.number):%-d %B}: {said(week)}")
        asked, planned = week.plans[0]
        lines += [f"  {title(s.slug)}: {why(asked, s).english}" for s in planned.sessions]
        lines += [f"  {one.date:%A}: {title(one.item.slug)}, {one.fate}" for one in week.stood]
    return "\n".join(lines) + "\n"


def said(week: LivedWeek) -> str:
    """The numbers of one week."""
    return (
        f"{week.asked} asked, {week.placed} placed, {len(week.done)} danced; "
        f"{week.minutes} of {week.limit} minutes"
    )


def title(slug: str | None) -> str:
    """The name of a class."""
    return shipped().classes[slug].title if slug else "elsewhere"


def whole(season: LivedSeason) -> Iterator[str]:
    """The season in a few sentences."""
    weeks, done = season.weeks, season.done
    loads = reading.by_load(done)
    yield (
        f"In {len(weeks)} weeks {sum(w.asked for w in weeks)} classes were asked for, "
        f"{sum(w.placed for w in weeks)} placed on Mondays and {len(done)} danced, "
        f"{sum('R13' in one.reasons for one in done)} of them made up after a miss. "
        f"{loads[0]} were quiet (load 0), {loads[1]} light, {loads[2]} hard, {loads[3]} with jumps; "
        f"the first hard one came {when(season, 2)}, "
        f"the first with jumps {when(season, 3)}."
    )
    yield f"What they gave, with the target: {benefits(season)}."
    yield variety(season)
    if season.person.collection:
        danced, of = reading.of_the_collection(season)
        yield f"Of the collection’s {of} different classes {danced} were danced."


def when(season: LivedSeason, load: int) -> str:
    """The week of the first class of a load."""
    week = reading.first_of_load(season, load)
    return f"in week {week}" if week else "never"


def benefits(season: LivedSeason) -> str:
    """Shares beside targets."""
    targets = season.person.runner.targets
    found = reading.shares(season.done)
    return ", ".join(f"{name} {found[name]} % ({targets.get(name, 0) // 10} %)" for name in sorted(found))


def variety(season: LivedSeason) -> str:
    """How many different classes, and the most frequent ones."""
    found = reading.often(season)
    three = ", ".join(f"{title(slug)} {times} times" for slug, times in found[:3])
    slug, weeks = reading.weeks_on_end(season)
    return f"{len(found)} different classes; most often {three}. {title(slug)} came {weeks} weeks on end."


def phase(name: str, weeks: Sequence[LivedWeek]) -> str:
    """One phase: numbers, load, what was held back."""
    minutes, limits = [w.minutes for w in weeks], [w.limit for w in weeks]
    loads = reading.by_load([one for w in weeks for one in w.done])
    asked, placed = sum(w.asked for w in weeks), sum(w.placed for w in weeks)
    danced = sum(len(w.done) for w in weeks)
    sentences = [
        f"{name.capitalize()}, weeks {weeks[0].number} to {weeks[-1].number}:",
        f"{asked} asked, {placed} placed, {danced} danced.",
        f"{span(minutes)} minutes a week within {span(limits)};",
        f"{loads[0]} quiet, {loads[1]} light, {loads[2]} hard, {loads[3]} with jumps.",
        *held(weeks),
        *reasons(weeks),
    ]
    return " ".join(sentences)


def span(numbers: Sequence[int]) -> str:
    """From the least to the most."""
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low} to {high}"


def held(weeks: Sequence[LivedWeek]) -> Iterator[str]:
    """What was held back, and by which rule."""
    if any(week.number == MISSED_WEEK for week in weeks):
        yield f"Week {MISSED_WEEK} was missed whole; what found no day within three was let go (R13)."
    for rule, lowered in reading.lowered(weeks).items():
        each = ", ".join(f"week {w.number} {w.limits['R8']} to {w.limit}" for w in lowered)
        yield f"For {TAKES[rule]} ({rule}) the limit fell: {each}."
    gaps = [f"{rule} in {counted(n, 'week')}" for rule, n in reading.held_back(weeks)]
    if gaps:
        yield f"Not all could be placed: {', '.join(gaps)}."
    if dropped := sum(one.fate == "dropped" for w in weeks for one in w.stood):
        yield f"{counted(dropped, 'class', 'classes')} left the plan when it was made anew."


def reasons(weeks: Sequence[LivedWeek]) -> Iterator[str]:
    """How many stood on the evening of a hard run, and how many were made up."""
    done = [one for w in weeks for one in w.done]
    hard = sum("R3" in one.reasons for one in done)
    if hard:
        yield f"{counted(hard, 'hard class', 'hard classes')} followed a hard run of the same day (R3)."
    if again := sum("R13" in one.reasons for one in done):
        yield f"{counted(again, 'missed class was', 'missed classes were')} made up (R13)."


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def questions(season: LivedSeason) -> Iterator[str]:
    """What a coach or a physio would ask about, with the answer."""
    usual, taper = reading.taper(season)
    yield f"The taper: {taper[0]} and {taper[1]} minutes, after {usual} in the usual week before it."
    runs, danced = reading.after_long(season)
    yield f"The day of the long run: a class on {danced} of {runs}."
    same, later = (len(reading.hard_days_after(season, n)) for n in (0, 1))
    yield f"Hard classes on a day of 90 minutes’ running or more: {same}; a day later: {later}."
    most, weeks = reading.days_on_end(season)
    yield f"Days on end with a class: {most} at most, three or more in {counted(weeks, 'week')}."
    twice = reading.twice_in_a_week(season)
    yield f"One class twice in a week: {', '.join(f'week {n}' for n in twice) or 'never'}."
    yield f"The longest time without balance: {counted(reading.longest_without(season, 'balance'), 'day')}."
    yield f"The four days after the illness: {listed(reading.soon_after_illness(season))}."
    yield f"The four days before the marathon: {listed(reading.around_marathon(season, -4, -1))}."
    yield f"The week after it: {listed(reading.around_marathon(season, 1, 7))}."


def listed(found: Iterable[Stood]) -> str:
    """Classes with their day, minutes and load."""
    each = [f"{one.date:%a} {title(one.item.slug)}, load {one.item.leg_load}" for one in found]
    return "; ".join(each) or "none"
