"""What the planner says beside the sessions: warnings, whom to see, primers."""

from fractions import Fraction

from tests.plans.planner.oracle.bars import barred, colour, reports
from tests.plans.planner.oracle.facts import day

def warnings(facts):
    """R12: runs of the week that are more than a tenth longer than the longest of the 30 days before each."""
    if "R12" in facts.off:
        return []
    rows = [
        {"rule": "R12", "date": run["date"], "planned_m": run["distance_m"], "longest_m": longest_before(facts, run)}
        for run in facts.week.get("runs", ())
        if _planned(facts, run) and longest_before(facts, run)
    ]
    rows = [row for row in rows if row["planned_m"] > Fraction(11, 10) * row["longest_m"]]
    return sorted(rows, key=lambda row: (row["date"], row["planned_m"]))


def _planned(facts, run):
    """A run still to come this week, no race nor on a race's day, of a kilometre or more."""
    if any(each.kind == "race" for each in facts.efforts_on(day(run["date"]))):
        return False
    ahead = facts.in_week(day(run["date"])) and day(run["date"]) >= facts.today
    planned = run.get("status", "planned") == "planned"
    return ahead and planned and run["kind"] != "race" and (run.get("distance_m") or 0) >= 1000


def longest_before(facts, run):
    """The longest of the 30 days before a run, None where fewer than three were done."""
    ran = facts.done_runs + [race for race in facts.races if day(race["date"]) < facts.today]
    done = [each for each in ran if 1 <= (day(run["date"]) - day(each["date"])).days <= 30]
    known = [each["distance_m"] for each in done if each.get("distance_m")]
    return max(known, default=None) if len(done) >= 3 else None


def see_professional(facts):
    sites = {each["site"] for each in facts.week.get("pain", ())}
    return sorted(site for site in sites if _worrying(facts, reports(facts, site)))


def _worrying(facts, found):
    if not found:
        return False
    lasting = [each.get("worse_next_morning", False) for each in found[:2]]
    return not passed(facts, found[0]) and (found[0]["level"] > 5 or lasting == [True, True])


def passed(facts, report):
    """Soreness holds on its day and the next."""
    return report.get("feel", "pain") == "sore" and (facts.today - day(report["date"])).days > 1


def primer_days(facts):
    """The days of this week that get a primer."""
    if not facts.runner.get("primers", False):
        return []
    keys = {each.date for each in facts.efforts if each.key and not each.done and facts.in_week(each.date)}
    stand = primers_standing(facts)
    free = {when for when in keys - stand if when >= facts.today and legal_primers(facts, when)}
    return [when.isoformat() for when in sorted(free)]


def primers_standing(facts):
    """The days of primers that are locked, done or skipped."""
    rows = [facts.held(row) for row in facts.week.get("placed", ())]
    return {each.date for each in rows if each.kind == "primer" and each.state in ("locked", "done", "skipped")}


def legal_primers(facts, when):
    shown = [one for one in facts.classes.values() if one["kind"] == "primer" and one.get("offer", True)]
    return {one["slug"] for one in shown if not wrong_with(facts, one, when)}


def wrong_with(facts, one, when):
    off = facts.off - {"R11", "R14", "R16"}
    return barred(facts, one, when, "before_run") - off


__all__ = ["colour", "primer_days", "see_professional", "warnings"]
