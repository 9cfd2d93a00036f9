"""A finished week, judged: the rules an answer of the command breaks."""

from tests.plans.planner.oracle.asking import wrong_with
from tests.plans.planner.oracle.bars import slot_on
from tests.plans.planner.oracle.facts import Held, day
from tests.plans.planner.oracle.judging import broken, off, room


def broken_rules(facts, answer):
    """Sorted ids of the rules that a finished week breaks; none is what we want."""
    added = sessions_added(facts, answer)
    found = broken(facts, added, off(facts)) | _settled(facts, answer)
    found |= (
        {"R16"}
        if any(not _asked(facts, row) for row in answer["sessions"]) or len(added) > room(facts)
        else set()
    )
    return sorted(found | _primers(facts, answer))


def sessions_added(facts, answer):
    """The sessions that were not locked or done before."""
    left = [(each.date, each.slug, each.minutes) for each in facts.fixed]
    rows = []
    for row in answer["sessions"]:
        key = (day(row["date"]), row["class"], row["minutes"])
        if key in left:
            left.remove(key)
        elif facts.classes[row["class"]]["kind"] == "class":
            rows.append(row)
    return tuple(_held(facts, row) for row in rows)


def _held(facts, row):
    one = facts.classes[row["class"]]
    return Held(
        day(row["date"]),
        row["class"],
        row["minutes"],
        one["leg_load"],
        tuple(one["benefits"]),
        slot=row["slot"],
    )


def _asked(facts, row):
    """A class of the library, whole and shown, not before today, unless it stood there already."""
    if (day(row["date"]), row["class"]) in [(each.date, each.slug) for each in facts.fixed]:
        return True
    one = facts.classes[row["class"]]
    if one["kind"] != "class":
        return (row["date"], row["class"]) in [
            (each["date"], each.get("class")) for each in facts.week["placed"]
        ]
    if row["slot"] != slot_on(facts, day(row["date"])):
        return False
    return day(row["date"]) >= facts.today and one["minutes"] == row["minutes"] and one.get("offer", True)


def _settled(facts, answer):
    """R15: what is locked or done stands in the answer as it was."""
    rows = [(day(row["date"]), row["class"], row["minutes"]) for row in answer["sessions"]]
    for each in facts.fixed:
        if (each.date, each.slug, each.minutes) not in rows:
            return {"R15"}
        rows.remove((each.date, each.slug, each.minutes))
    return set()


def _primers(facts, answer):
    found, stand = set(), [(row["date"], row.get("class")) for row in facts.week.get("placed", ())]
    for row in answer["primers"]:
        if (row["date"], row["class"]) in stand:
            continue
        one, when = facts.classes[row["class"]], day(row["date"])
        found |= wrong_with(facts, one, when) | (
            set() if facts.key_on(when) and when >= facts.today else {"R5"}
        )
    return found
