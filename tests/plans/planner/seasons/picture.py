"""A season as one picture: a row a week, seven days, runs and classes side by side, minutes at the end."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from library.actions.shipped import shipped
from plans.charts.scale import round_ticks
from plans.planner.frame import Frame
from plans.planner.rules.taper import tapers
from tests.plans.planner.seasons.lived import LivedSeason, LivedWeek, Stood
from tests.plans.planner.seasons.marks import (
    BENEFITS,
    INK,
    LINE,
    QUIET,
    class_mark,
    legend,
    pain_mark,
    run_mark,
    text,
)
from tests.plans.planner.seasons.people import CALF
from tests.plans.planner.seasons.running import PHASES, monday, races

LEFT, DAY_WIDTH, RIGHT = 84, 160, 316
TOP, ROW = 176, 52
WIDTH = LEFT + 7 * DAY_WIDTH + RIGHT
BAR = 150
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PHASE_TINTS = {
    "base": "#e9dfd1", "build": "#d5e8e2", "peak": "#e7deec", "taper": "#f7e6b5", "after": "#dce5f0",
}  # fmt: skip
LOADS = {1: "#9fc3bd", 2: "#23665f", 3: "#9f4730"}


HATCH = (
    '<defs><pattern id="ill" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#fbf6ef"/>'
    '<rect width="2.5" height="7" fill="#dccdbb"/></pattern></defs>'
)


def picture(season: LivedSeason) -> str:
    """The season as SVG."""
    height = TOP + ROW * len(season.weeks) + 16
    name = season.person.name.capitalize()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"',
        f' height="{height}" font-family="Source Sans 3, Source Sans Pro, Helvetica, Arial, sans-serif">',
        f"<title>{name}: a season week by week</title><desc>{escape(season.person.about)}</desc>",
        HATCH,
        f'<rect width="{WIDTH}" height="{height}" fill="#fffcf7"/>',
        text(16, 30, name, size=22, weight=600),
        text(16, 50, season.person.about, size=13, fill=QUIET),
        *legend(16, 80),
        *head(season),
        *(part for week in season.weeks for part in row(season, week)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def scale(season: LivedSeason) -> float:
    """Pixels a minute."""
    most = max(max(week.limits.values()) for week in season.weeks)
    return BAR / round_ticks(most)[-1]


def head(season: LivedSeason) -> Iterator[str]:
    """The names of the days, and the axis of the minutes."""
    for n, name in enumerate(DAYS):
        yield text(LEFT + n * DAY_WIDTH + 6, TOP - 8, name, size=12, weight=600)
    yield text(bars_at(), TOP - 22, "Minutes of load 1 or more, within the limit", size=12, weight=600)
    unit, bottom = scale(season), TOP + ROW * len(season.weeks)
    for value in round_ticks(BAR / unit):
        x = bars_at() + value * unit
        yield f'<path d="M{x:g} {TOP} V{bottom}" stroke="{LINE}" stroke-width=".6"/>'
        yield text(x, TOP - 6, f"{value:g}", size=10, fill=QUIET, anchor="middle")


def bars_at() -> int:
    """Where the bars begin."""
    return LEFT + 7 * DAY_WIDTH + 16


def row(season: LivedSeason, week: LivedWeek) -> Iterator[str]:
    """One week."""
    y = TOP + ROW * (week.number - 1)
    first = PHASES[week.phase][0] == week.number
    yield f'<rect x="0" y="{y}" width="{LEFT - 6}" height="{ROW}" fill="{PHASE_TINTS[week.phase]}"/>'
    yield text(10, y + 18, f"Week {week.number}", size=13, weight=600)
    yield text(10, y + 33, f"{monday(week.number):%-d %b}", size=11, fill=QUIET)
    if first:
        yield text(10, y + 48, week.phase, size=11, weight=600)
    places = [(monday(week.number) + timedelta(days=n), LEFT + n * DAY_WIDTH) for n in range(7)]
    for on, x in places:
        yield from ground(season, week, on, x, y)
    for on, x in places:
        yield from day(week, on, x, y)
    yield f'<path d="M0 {y + ROW} H{WIDTH}" stroke="{LINE}" stroke-width="{1.4 if last(week) else 0.7}"/>'
    yield from minutes(season, week, y)


def last(week: LivedWeek) -> bool:
    """Whether a phase ends with it."""
    return PHASES[week.phase][1] == week.number


def day(week: LivedWeek, on: date, x: float, y: float) -> Iterator[str]:
    """One day: its run on the left, its classes on the right."""
    run = next((run for run in week.runs if run.date == on), None)
    if run:
        yield from run_mark(run, x + 14, y + 17)
    if any(primer.date == on for primer in week.primers):
        yield f'<path d="M{x + 6} {y + 42} h16" stroke="#c4674c" stroke-width="3" stroke-linecap="round"/>'
    here = [one for one in week.stood if one.date == on]
    step = 22 if len(here) < 3 else 15
    for n, one in enumerate(here):
        yield from stood(one, x + 38, y + (16 if len(here) < 3 else 11) + step * n, len(here) > 1)
    if report := next((report for report in CALF if report.date == on), None):
        yield pain_mark(report.level, x + DAY_WIDTH - 10, y + 43)


def ground(season: LivedSeason, week: LivedWeek, on: date, x: float, y: float) -> Iterator[str]:
    """Illness and injury hatched, races and their taper tinted."""
    box = f'x="{x}" y="{y}" width="{DAY_WIDTH}" height="{ROW}"'
    if any(over.first <= on <= over.last for over in season.person.overlays):
        yield f'<rect {box} fill="url(#ill)"/>'
    elif any(race.date == on for race in races()):
        yield f'<rect {box} fill="#f7e6b5"/>'
    elif any(tapers(Frame(week.plans[0][0]), on)):
        yield f'<rect {box} fill="#fdf6e0"/>'
    yield f'<path d="M{x} {y} v{ROW}" stroke="{LINE}" stroke-width=".7"/>'


def stood(one: Stood, x: float, y: float, crowded: bool) -> Iterator[str]:
    """A class with its shape, its name in one line or two, and what became of it."""
    yield from class_mark(one.item, one.fate, x, y)
    title = shipped().classes[one.item.slug].title
    gone = one.fate != "done"
    look = {"fill": QUIET if gone else INK, "strike": one.fate == "missed", "slanted": one.fate == "dropped"}
    moved = "↷ " if "R13" in one.reasons else ""
    if crowded:
        yield text(x + 12, y + 4, moved + shortened(title, 18), size=10.5, **look)
        return
    yield text(x + 12, y + 4, moved + shortened(title, 17), size=11, **look)
    yield text(
        x + 12, y + 18, f"{one.item.minutes} min, {BENEFITS[one.item.primary].label}", size=9.5, fill=QUIET
    )


def shortened(title: str, most: int) -> str:
    """As much as has room."""
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def minutes(season: LivedSeason, week: LivedWeek, y: float) -> Iterator[str]:
    """The bar of a week: done by leg load, within the limit, and what lowered that."""
    unit, x = scale(season), float(bars_at())
    width = week.limit * unit
    yield f'<rect x="{x}" y="{y + 7}" width="{width:.1f}" height="15" fill="#fff" stroke="#84694f"/>'
    if (usual := week.limits.get("R8", week.limit)) > week.limit:
        dotted = 'stroke="#84694f" stroke-dasharray="2 2"'
        yield f'<path d="M{x + width:.1f} {y + 14.5} H{x + usual * unit:.1f}" {dotted}/>'
    for load, fill in LOADS.items():
        width = unit * sum(one.item.minutes for one in week.done if one.item.leg_load == load)
        if width:
            yield f'<rect x="{x:.1f}" y="{y + 9}" width="{width:.1f}" height="11" fill="{fill}"/>'
            x += width
    lowered = [id for id, most in sorted(week.limits.items()) if most == week.limit and id != "R8"]
    by = f" ({', '.join(lowered)})" if lowered and usual > week.limit else ""
    yield text(bars_at() + BAR + 8, y + 19, f"{week.minutes} of {week.limit}{by}", size=11, weight=600)
    yield text(bars_at(), y + 38, counts(week), size=11, fill=QUIET)


def counts(week: LivedWeek) -> str:
    """How many were asked for, placed, done; the answer of the week; what stood in the way."""
    said = week.plans[0][0].runner.check_in
    found = f"{week.asked} asked, {week.placed} placed, {len(week.done)} done"
    found += f"; “{said}”" if said else ""
    if gaps := week.first.unplaced:
        found += f"; {gaps[0].count} not: {', '.join(gaps[0].because)}"
    return found
