"""Plain sentences, a code with parameters and an English default: why a class stands, what a rule minds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plans.planner.frame import Frame
from plans.planner.planned import Session
from plans.planner.rules.around_key_runs import HARD_KINDS
from plans.planner.week import Week

DAY = timedelta(days=1)
RUN_NAMES = {
    "intervals": "intervals",
    "tempo": "tempo run",
    "long": "long run",
    "race": "race",
    "easy": "easy run",
}
FOR = {
    "balance": "steady balance",
    "flexibility": "supple hips, hamstrings and calves",
    "injury-prevention": "even strength on both sides",
    "posture": "a tall, easy carriage",
    "stabilisers": "strong feet and ankles",
}
WORDS = {"no-benefit": "your week", "hilly": "hilly run"}
WHY = {
    "R15-done": "Done on {day}; it counts towards your week.",
    "R15-locked": "You locked this for {day}, so it stays.",
    "R13": "It waited for another day, and {day} has room for it.",
    "R13-another": "In place of the one that waited: {day} has room for {benefit}.",
    "R3": "After {day}’s {run}, because a hard day stays hard; {next_day} stays easy.",
    "R4": "{day} is a rest day, so this is short and gentle.",
    "R9": "Before your race the week is light: {minutes} minutes on {day} for {benefit}.",
    "keep": "Still right where it was: {day}, for {benefit}.",
    "collection": "Next in your collection, on {day}.",
    "primer": "Before {day}’s {run}, to wake body and balance.",
    "long": "After {day}’s long run, to let hips and calves lengthen again.",
    "run": "After {day}’s {run}, for {benefit}.",
    "space": "{day} keeps your classes well apart: time for {benefit}.",
    "need": "{day} is free, and it is time for {benefit}.",
}
RULE_OF = {
    "R15-done": "R15",
    "R15-locked": "R15",
    "R13-another": "R13",
    "run": "R1",
    "long": "R6",
    "primer": "R5",
}
BROKEN = {
    "R1": "On {day} the run comes first: this class works the legs too hard to stand before it.",
    "R2": "{next_day} holds a key run, and this class would leave tired legs for it.",
    "R2-sore": "Jumps left very sore legs last time, and a key run stands two days after {day}.",
    "R4": "{day} is marked as rest: only the gentlest class, twenty minutes at most.",
    "R5": "Before {day}’s run only a primer of ten light minutes.",
    "R6": "Its long stretches are better after {day}’s run than before it.",
    "R8": "The weeks before have not prepared for a class this hard yet.",
    "R9": "{day} lies close before a race: lighter legs, and none on race day.",
    "R10": "On {day} the legs still need time after a long run or a race.",
    "R11": "It loads a spot that hurts.",
    "R14": "{day} lies in a time laid aside, and this class does not go with it.",
    "R16": "On {day} it does not fit the minutes, the kit, the quiet or the level you asked for.",
    "heavy-beside-heavy": "The day before or after {day} works the legs hard already.",
    "too-many-heavy": "The week works the legs hard often enough without it.",
    "too-many-jumps": "One class with jumps a week is enough.",
    "too-many-minutes": "The week would hold more minutes than it may: {most} at most.",
    "too-many-sessions": "The week would hold more classes than it may: {most} at most.",
    "no-day-free": "One day of the week stays without a class.",
    "two-a-day": "{day} holds another class already.",
}


@dataclass(frozen=True, slots=True)
class Why:
    """One sentence: a code with parameters, its English default, and the rule it should link to, if any."""

    code: str
    params: Mapping[str, str]
    english: str
    rule: str | None


def weekday(day: date) -> str:
    """The English name of the day."""
    return f"{day:%A}"


def why(week: Week, session: Session) -> Why:
    """One short sentence for a session of the planned week."""
    frame = Frame(week)
    code = why_code(frame, session)
    params = {
        "date": session.date.isoformat(),
        "day": weekday(session.date),
        "next_day": weekday(session.date + DAY),
        "minutes": str(session.minutes),
        "run": RUN_NAMES[run_kind(frame, session.date)],
        "benefit": FOR[benefit] if (benefit := benefit_of(session)) else WORDS["no-benefit"],
    }
    rule = RULE_OF.get(code, code if code[0] == "R" else None)
    return Why(code, params, WHY[code].format(**params), rule)


def why_code(frame: Frame, session: Session) -> str:
    """Which sentence tells most of the reasons."""
    if session.state in ("done", "locked"):
        return f"R15-{session.state}"
    if session.slot == "before_run":
        return "primer"
    if "R13" in session.reasons:
        return "R13" if is_the_missed_one(frame, session) else "R13-another"
    for reason in ("R3", "R4", "keep", "R9", "collection"):
        if reason in session.reasons:
            return reason
    if frame.runs_on(session.date):
        return "long" if eases_a_long_run(frame, session) else "run"
    return "space" if "space" in session.reasons else "need"


def is_the_missed_one(frame: Frame, session: Session) -> bool:
    """Whether the class itself was missed, not another of its benefit; also where nobody knows any more."""
    missed = {placement.item.slug for placement in frame.missed}
    return not missed or session.slug in missed


def eases_a_long_run(frame: Frame, session: Session) -> bool:
    """A class for flexibility on the day of a long run, and none that works the legs hard."""
    if benefit_of(session) != "flexibility" or "long" not in frame.kinds_on(session.date):
        return False
    return all(item.leg_load < 2 for item in frame.week.classes if item.slug == session.slug)


def run_kind(frame: Frame, day: date) -> str:
    """The kind of run the sentence names: the hardest of the day."""
    kinds = frame.kinds_on(day)
    order = [*sorted(HARD_KINDS), "race", "long", "easy"]
    return next((kind for kind in order if kind in kinds), "easy")


def benefit_of(session: Session) -> str | None:
    """The benefit among its reasons."""
    return next((r.removeprefix("need:") for r in session.reasons if r.startswith("need:")), None)


def broken_sentence(code: str, day: date, most: int | None) -> tuple[dict[str, str], str]:
    """Parameters and English default of what a rule minds."""
    params = {"date": day.isoformat(), "day": weekday(day), "next_day": weekday(day + DAY)}
    if most is not None:
        params["most"] = str(most)
    return params, BROKEN[code].format(**params)
