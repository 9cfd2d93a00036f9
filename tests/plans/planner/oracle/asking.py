"""What the planner says beside the sessions: warnings, whom to see, primers."""

from fractions import Fraction

from tests.plans.planner.oracle.bars import barred, reports
from tests.plans.planner.oracle.facts import day


def warnings(facts):
    """R12: runs of the week that are more than a tenth longer than the longest of the 30 days before each."""
    if "R12" in facts.off:
        return []
    rows = [
        {
            "rule": "R12",
            "date": run["date"],
            "planned_m": run["distance_m"],
            "longest_m": longest_before(facts, run),
        }
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
    near = [metres for when, metres in facts.ran if 1 <= (day(run["date"]) - when).days <= 30]
    return max([metres for metres in near if metres], default=None) if len(near) >= 3 else None


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
    """The days of this week that hold a primer: one that stands, or a new one before a key run to come."""
    rows = [facts.held(row) for row in facts.week.get("placed", ())]
    stand = [each for each in rows if each.kind == "primer" and each.state in ("locked", "done", "skipped")]
    new = key_days(facts) - {each.date for each in stand} if facts.runner.get("primers", False) else set()
    held = [each.date for each in stand if each.state != "skipped"]
    return [
        when.isoformat() for when in sorted([*held, *(when for when in new if legal_primers(facts, when))])
    ]


def key_days(facts):
    """The days from today on with a key run that is still to be run."""
    days = {each.date for each in facts.efforts if each.key and not each.done}
    return {when for when in days if when >= facts.today and facts.in_week(when)}


def legal_primers(facts, when):
    shown = [one for one in facts.classes.values() if one["kind"] == "primer" and one.get("offer", True)]
    return {one["slug"] for one in shown if not wrong_with(facts, one, when)}


def wrong_with(facts, one, when):
    off = facts.off - {"R11", "R14", "R16"}
    return barred(facts, one, when, "before_run") - off
