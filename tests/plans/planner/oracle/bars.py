"""The rules that look at one class on one day: which of them bar it there."""

from tests.plans.planner.oracle.facts import day
from tests.plans.planner.oracle.limits import a_races

HALF_LIMIT_M = 21_200
FIFTEEN_M = 15_000


def barred(facts, one, when, slot):
    """The rules that one class breaks on that day, whatever else is planned."""
    return {rule for rule, breaks in BARS.items() if breaks(facts, one, when, slot)}


def r1(facts, one, when, slot):
    return slot == "before_run" and one["leg_load"] >= 2 and bool(facts.efforts_on(when))


def r2(facts, one, when, slot):
    if one["leg_load"] < 2:
        return False
    sore = one["leg_load"] == 3 and facts.week.get("soreness_after_load3", 0) >= 3
    return any(facts.key_on(_after(when, n)) for n in ((1, 2) if sore else (1,)))


def r4(facts, one, when, slot):
    return facts.is_rest(when) and (one["leg_load"] > 0 or one["minutes"] > 20)


def r5(facts, one, when, slot):
    if slot != "before_run":
        return False
    return (
        one["minutes"] > 10 or one["leg_load"] > 1 or one["longest_hold_s"] >= 60 or one["kind"] != "primer"
    )


def r6(facts, one, when, slot):
    return slot == "before_run" and one["longest_hold_s"] >= 60


def r8(facts, one, when, slot):
    """The gates of load; the minutes are the week's."""
    too_new = facts.new and _danced(facts, 1, 28) < 3
    return (one["leg_load"] >= 2 and too_new) or (one["leg_load"] == 3 and not _ready_to_jump(facts))


def _danced(facts, load, days):
    return sum(each.load >= load and facts.before(each.date, days) for each in facts.history)


def _ready_to_jump(facts):
    hard = [each.date for each in facts.history if each.load >= 2 and facts.before(each.date, 56)]
    return facts.runner.get("impact", False) and len(hard) >= 6 and (facts.start - min(hard)).days >= 28


def r9(facts, one, when, slot):
    kept = a_races(facts)
    for race in facts.races:
        to_go = (day(race["date"]) - when).days
        if race["priority"] == "A" and to_go == 0:
            return True
        for_load = {3: 7, 2: 4} if race in kept else {3: 3} if race["priority"] in "AB" else {}
        if any(one["leg_load"] >= load and 1 <= to_go <= days for load, days in for_load.items()):
            return True
    return False


def r10(facts, one, when, slot):
    return any(one["leg_load"] > most_after(run, (when - run.date).days) for run in facts.efforts)


def most_after(run, days):
    """The most leg load so many days after a run, its own day being 0."""
    if days < 0:
        return 3
    most = [_after_minutes(run, days)]
    if run.kind == "race":
        most.append(_after_race(run, days))
    return min(most)


def _after_minutes(run, days):
    minutes = run.minutes or 0
    if minutes > 120 or run.climb_m >= 800:
        return (0, 1)[days] if days <= 1 else 3
    return 1 if minutes >= 90 and days == 0 else 3


def _after_race(run, days):
    distance = run.distance_m or 0
    if distance < FIFTEEN_M:
        return 1 if days <= 1 else 3
    none, little, soft = (2, 3, 7) if distance <= HALF_LIMIT_M else (3, 7, 14)
    return 0 if days <= none else 1 if days <= little else 2 if days <= soft else 3


def r11(facts, one, when, slot):
    return any(
        _hurts(facts, site, one, when) for site in {each["site"] for each in facts.week.get("pain", ())}
    )


def _hurts(facts, site, one, when):
    report = latest(facts, site)
    on_site = one["sites"].get(site, 0)
    if report is None:
        return False
    if report.get("feel", "pain") == "sore":
        return 0 <= (when - day(report["date"])).days <= 1 and on_site >= 2
    return {
        "go": False,
        "amber": one["leg_load"] == 3 or on_site >= 2,
        "red": one["leg_load"] == 3 or on_site > 0,
    }[colour(report)]


def reports(facts, site):
    """The reports of one site up to today, of each day the worst, the newest first."""
    rows = [each for each in facts.week.get("pain", ()) if each["site"] == site]
    worst = {each["date"]: each for each in sorted(rows, key=_badness)}
    return [worst[when] for when in sorted(worst, reverse=True) if day(when) <= facts.today]


def latest(facts, site):
    return next(iter(reports(facts, site)), None)


def _badness(report):
    sore = report.get("feel", "pain") == "sore"
    return (1 if sore else {"go": 0, "amber": 2, "red": 3}[colour(report)], report["level"])


def colour(report):
    if report["level"] > 5 or report.get("worse_next_morning", False):
        return "red"
    return "amber" if report["level"] >= 3 else "go"


def r14(facts, one, when, slot):
    return any(
        _overlaid(overlay, one)
        for overlay in facts.week.get("overlays", ())
        if day(overlay["from"]) <= when <= day(overlay["to"])
    )


def _overlaid(overlay, one):
    if overlay["kind"] == "travel":
        return bool(one["kit"]) or not one["small_space"]
    sites = overlay.get("sites") or ()
    if overlay["kind"] == "injury" and sites:
        return one["leg_load"] > 0 or any(one["sites"].get(site, 0) > 0 for site in sites)
    return True


def r16(facts, one, when, slot):
    """What was asked for; one class a day is the week's. A primer takes none of the day's minutes."""
    too_long = slot != "before_run" and one["minutes"] > facts.minutes_on(when)
    return too_long or not suits(facts, one)


def suits(facts, one):
    runner = facts.runner
    quiet_enough = one["quiet"] or not runner.get("quiet", False)
    return (
        quiet_enough
        and set(one["kit"]) <= set(runner.get("kit", ()))
        and one["level"] <= runner.get("level", 1)
    )


def slot_on(facts, when):
    return "after_run" if facts.efforts_on(when) else "alone"


def _after(when, days):
    return type(when).fromordinal(when.toordinal() + days)


BARS = {
    "R1": r1,
    "R2": r2,
    "R4": r4,
    "R5": r5,
    "R6": r6,
    "R8": r8,
    "R9": r9,
    "R10": r10,
    "R11": r11,
    "R14": r14,
    "R16": r16,
}
