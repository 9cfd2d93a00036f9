"""What a runner is told of a class today or another day, in the second person: what is in the way or not."""

from datetime import date

from plans.planner.caps import Cap
from plans.planner.frame import DAY, Frame
from plans.planner.sentences import RUN_NAMES, WORDS, Why, run_kind, weekday

AGAINST = {
    "R1": "Your run comes first today: this works the legs too hard to stand before it.",
    "R2": "Tomorrow brings your {next_run}, so nothing hard on the legs today.",
    "R2-sore": "Jumps left your legs very sore last time, and the day after tomorrow is a key run.",
    "R4": "Today is a rest day: only the gentlest class, twenty minutes at most.",
    "R5": "Before a run only ten light minutes.",
    "R6": "Its long stretches are better after your run than before it.",
    "R8": "Harder work for your legs comes after three gentler classes.",
    "R8-impact": "It has small jumps, and you have not switched them on.",
    "R8-ready": "Small jumps come after six classes that work your legs, over four weeks.",
    "R9-load": "Your race is near, so your legs stay light now.",
    "R9-none": "Today is race day, so there is no class.",
    "R10": "Your legs still need time after a long run or a race.",
    "R11": "It loads a spot that hurts.",
    "R11-load": "Something hurts, so there are no jumps for now.",
    "R14": "This time is laid aside, and the class does not go with it.",
    "R16-level": "It is above your level for now.",
    "R16-kit": "It needs a {kit}, and you have told us of none.",
    "R16-quiet": "You asked for quiet classes, and this one is not.",
    "R16-minutes": "It is longer than the {minutes} minutes you gave {day}.",
    "R16-none": "You gave {day} no time for a class.",
    "heavy-beside-heavy": "Yesterday or tomorrow works your legs hard already.",
    "too-many-heavy": "This week works your legs hard often enough without it.",
    "too-many-jumps": "One class with jumps a week is enough.",
    "too-many-minutes": "With it this week would go past its {most} minutes.",
    "too-many-sessions": "This week holds its {most} classes already.",
    "no-day-free": "One day of the week stays without a class.",
    "two-a-day": "Today is kept for another class.",
    "two-a-day-done": "You have danced today, and one class a day is plenty.",
    "no-run": "It prepares a run, and none is to come today.",
}
# The same of another day of the week; what names no day is told alike.
THAT_DAY = {
    "R1": "On {day} the run comes first: this works the legs too hard to stand before it.",
    "R2": "The day after brings your {next_run}, so nothing hard on the legs on {day}.",
    "R2-sore": "Jumps left your legs very sore last time, and two days after {day} is a key run.",
    "R4": "{day} is a rest day: only the gentlest class, twenty minutes at most.",
    "R6": "Its long stretches are better after {day}’s run than before it.",
    "R9-load": "Your race is near on {day}, so your legs stay light then.",
    "R9-none": "{day} is race day, so there is no class.",
    "R10": "On {day} your legs still need time after a long run or a race.",
    "R14": "{day} lies in a time laid aside, and the class does not go with it.",
    "heavy-beside-heavy": "The day before or after {day} works your legs hard already.",
    "two-a-day": "{day} holds another class already.",
    "two-a-day-done": "You dance on {day} already, and one class a day is plenty.",
    "no-run": "It prepares a run, and none is to come on {day}.",
}
FITS = {
    "primer": "Before your {run}.",
    "after": "After your {run}.",
    "to-come": "After your {run}: the run comes first.",
    "any": "It goes with any day.",
    "free": "Nothing speaks against it.",
}


def said(
    code: str,
    frame: Frame,
    rule: str | None = None,
    *,
    on: date | None = None,
    cap: Cap | None = None,
    kit: str = "",
    most: int | None = None,
) -> Why:
    """What is in the way, as a sentence. `on`: of which day; None is today."""
    day = on or frame.week.now
    params = {
        "day": weekday(day),
        "next_run": run_name(frame, day + DAY),
        "kit": kit,
        "minutes": str(cap.minutes) if cap else "",
        "most": str(most),
    }
    words = AGAINST if day == frame.week.now else AGAINST | THAT_DAY
    return Why(code, params, words[code].format(**params), rule)


def run_name(frame: Frame, day: date) -> str:
    """The run of a day as a sentence names it; one that is key for its climb is hilly."""
    kind = run_kind(frame, day)
    return WORDS["hilly"] if kind == "easy" and frame.key_on(day) else RUN_NAMES[kind]


def fits_sentence(kind: str, frame: Frame, run_to_come: bool, on: date | None = None) -> Why:
    """Why nothing is in the way. `on`: of which day; None is today."""
    day = on or frame.week.now
    if kind == "primer":
        code = "primer"
    elif frame.runs_on(day):
        code = "to-come" if run_to_come else "after"
    else:
        code = "any" if kind == "cooldown" else "free"
    params = {"run": run_name(frame, day)}
    return Why(code, params, FITS[code].format(**params), "R1" if code == "to-come" else None)
