"""JSON in: every key is checked, and an error names its field by path."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from plans.planner import week as w
from plans.planner.fields import (
    NEEDED,
    FieldError,
    Reader,
    day,
    many,
    number,
    obj,
    one_of,
    read_fields,
    shortened,
    table,
    thousandths,
    truth,
    whole,
    word,
    words_of,
)

# What a plan of ours says of a session may come back with it.
SESSION_KEYS = ("reasons", "slot", "state")


def read_week(value: object) -> w.Week:
    """A week from its JSON object; raises `FieldError`."""
    given = read_fields(value, WEEK_FIELDS)
    classes = {item.slug: item for item in given["classes"]}
    if len(classes) < len(given["classes"]):
        raise FieldError(f"classes[{second_of(given['classes'])}].slug", "stands here twice")
    week = w.Week(
        **{
            **given,
            "classes": tuple(given["classes"]),
            "history": tuple(done(row, classes, f"history[{n}]") for n, row in enumerate(given["history"])),
            "placed": tuple(placement(row, classes, f"placed[{n}]") for n, row in enumerate(given["placed"])),
        }
    )
    check_dates(week)
    check_to_place(week)
    check_known(week.collection, classes)
    return week


def second_of(classes: Collection[w.Class]) -> int:
    """Where the first slug stands that stood before."""
    first = {item.slug: n for n, item in reversed([*enumerate(classes)])}
    return next(n for n, item in enumerate(classes) if first[item.slug] != n)


def check_dates(week: w.Week) -> None:
    """History lies before the week, what is placed lies in it."""
    for n, past in enumerate(week.history):
        if past.date >= week.week_start:
            raise FieldError(f"history[{n}].date", "must lie before the week")
    for n, standing in enumerate(week.placed):
        if not week.holds(standing.date):
            raise FieldError(f"placed[{n}].date", "must lie in the week")


def check_to_place(week: w.Week) -> None:
    """Of what is to be kept where it is, or placed again, no week holds very much."""
    if sum(p.state in ("proposed", "missed") for p in week.placed) > MOST_TO_PLACE:
        raise FieldError("placed", f"must hold at most {MOST_TO_PLACE} that are proposed or missed")


def check_known(slugs: Collection[str], classes: Mapping[str, w.Class]) -> None:
    """A collection names classes of `classes`."""
    for n, slug in enumerate(slugs):
        if slug not in classes:
            raise FieldError(f"collection[{n}]", f"no class is called {shortened(slug)!r}")


def item_of(row: dict[str, Any], classes: Mapping[str, w.Class], path: str) -> w.Class:
    """The class a row names, or the work done elsewhere that it tells of."""
    if row["class"] is not None:
        if row["class"] not in classes:
            raise FieldError(f"{path}.class", f"no class is called {shortened(row['class'])!r}")
        return as_danced(classes[row["class"]], row)
    for name in ("leg_load", "minutes", "benefits"):
        if row[name] is None:
            raise FieldError(f"{path}.{name}", "is needed where no class is named")
    return w.elsewhere(leg_load=row["leg_load"], minutes=row["minutes"], benefits=row["benefits"])


def as_danced(item: w.Class, row: dict[str, Any]) -> w.Class:
    """The class; where the row says so, with what was danced of it."""
    said = {name: row[name] for name in ("leg_load", "benefits") if row[name] is not None}
    return replace(item, **said) if said else item


def done(row: dict[str, Any], classes: Mapping[str, w.Class], path: str) -> w.Done:
    """One row of `history`."""
    return w.Done(row["date"], item_of(row, classes, path), row["minutes"])


def placement(row: dict[str, Any], classes: Mapping[str, w.Class], path: str) -> w.Placement:
    """One row of `placed`."""
    return w.Placement(row["date"], item_of(row, classes, path), row["state"], row["slot"], row["minutes"])


def benefits(value: object) -> tuple[str, ...]:
    """Benefits, the primary one first, none twice."""
    found: tuple[str, ...] = many(one_of(w.BENEFITS))(value)
    if len(set(found)) < len(found):
        raise FieldError("", "names a benefit twice")
    return found


def class_(value: object) -> w.Class:
    """A class; one that is offered is good for something."""
    given = read_fields(value, CLASS_FIELDS)
    if given["offer"] and not given["benefits"]:
        raise FieldError("benefits", "must name at least one")
    return w.Class(**given)


def overlay(value: object) -> w.Overlay:
    """An overlay, both days included."""
    given = read_fields(value, OVERLAY_FIELDS)
    if given["to"] < given["from"]:
        raise FieldError("to", "must not lie before from")
    return w.Overlay(given["kind"], given["from"], given["to"], given["sites"])


RULE_IDS = tuple(f"R{n}" for n in range(1, 18))
MOST_TO_PLACE = 28  # four on each day: the ways to keep or to move them multiply, and more would take minutes
MINUTES = whole(0, 50_000)  # a watch's file may tell of thirty days: 43,200
CLASS_FIELDS = {
    "slug": (word, NEEDED),
    "kind": (one_of(w.KINDS), NEEDED),
    "minutes": (whole(1, 600), NEEDED),
    "leg_load": (whole(0, 3), NEEDED),
    "sites": (table(None, whole(0, 3)), NEEDED),
    "longest_hold_s": (whole(0, 36_000), NEEDED),
    "benefits": (benefits, NEEDED),
    "level": (whole(1, 3), NEEDED),
    "kit": (words_of(word), NEEDED),
    "quiet": (truth, NEEDED),
    "small_space": (truth, NEEDED),
    "offer": (truth, True),
}
RUNNER_FIELDS = {
    "sessions": (whole(0, 14), NEEDED),
    "days": (table(w.WEEKDAYS, whole(0, 1440)), NEEDED),
    "experience": (one_of(w.EXPERIENCES), "new"),
    "kit": (words_of(word), frozenset()),
    "quiet": (truth, False),
    "level": (whole(1, 3), 1),
    "impact": (truth, False),
    "rest": (words_of(one_of(w.WEEKDAYS)), frozenset()),
    "targets": (table(w.BENEFITS, thousandths), w.TARGETS),
    "tight": (words_of(word), frozenset()),
    "primers": (truth, False),
    "check_in": (one_of(w.CHECK_INS), None),
    "off": (words_of(one_of(RULE_IDS)), frozenset()),
}
RUN_FIELDS = {
    "date": (day, NEEDED),
    "kind": (one_of(w.RUN_KINDS), NEEDED),
    "minutes": (MINUTES, None),
    "distance_m": (whole(0, 10_000_000), None),
    "climb_m": (whole(0, 100_000), 0),
    "status": (one_of(w.RUN_STATUSES), "planned"),
}
RACE_FIELDS = {
    "date": (day, NEEDED),
    "priority": (one_of(w.PRIORITIES), NEEDED),
    "distance_m": (whole(0, 10_000_000), NEEDED),
}
PAIN_FIELDS = {
    "site": (word, NEEDED),
    "level": (whole(0, 10), NEEDED),
    "date": (day, NEEDED),
    "worse_next_morning": (truth, False),
    "feel": (one_of(w.FEELS), "pain"),
}
OVERLAY_FIELDS = {
    "kind": (one_of(w.OVERLAYS), NEEDED),
    "from": (day, NEEDED),
    "to": (day, NEEDED),
    "sites": (many(word), ()),
}
SELF_CHECK_FIELDS = {"benefit": (one_of(w.BENEFITS), NEEDED), "change": (number, NEEDED)}
WORK_FIELDS = {
    "date": (day, NEEDED),
    "class": (word, None),
    "minutes": (MINUTES, None),
    "leg_load": (whole(0, 3), None),
    "benefits": (benefits, None),
}
PLACED_FIELDS = {
    **WORK_FIELDS,
    "slot": (one_of(w.SLOTS), None),
    "state": (one_of(w.STATES), "proposed"),
}
WEEK_FIELDS: dict[str, tuple[Reader, Any]] = {
    "week_start": (day, NEEDED),
    "today": (day, None),
    "runner": (obj(w.Runner, RUNNER_FIELDS), NEEDED),
    "runs": (many(obj(w.Run, RUN_FIELDS)), ()),
    "races": (many(obj(w.Race, RACE_FIELDS)), ()),
    "pain": (many(obj(w.Pain, PAIN_FIELDS)), ()),
    "soreness_after_load3": (whole(0, 10), 0),
    "overlays": (many(overlay), ()),
    "history": (many(lambda value: read_fields(value, WORK_FIELDS, SESSION_KEYS)), ()),
    "placed": (many(lambda value: read_fields(value, PLACED_FIELDS, SESSION_KEYS)), ()),
    "classes": (many(class_), NEEDED),
    "collection": (many(word), ()),
    "self_checks": (many(obj(w.SelfCheck, SELF_CHECK_FIELDS)), ()),
}
