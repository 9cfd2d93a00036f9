"""JSON in: what is understood, and the field that is named where it is not."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest

from plans.planner import (
    BENEFITS,
    Class,
    Done,
    FieldError,
    Overlay,
    Pain,
    Placement,
    Race,
    Run,
    Runner,
    SelfCheck,
    Week,
    elsewhere,
    read_week,
)
from plans.planner.reading import RUNNER_FIELDS, WEEK_FIELDS

POSTURE = {
    "slug": "posture-15",
    "kind": "class",
    "minutes": 15,
    "leg_load": 1,
    "sites": {"calf": 1, "hip": 0},
    "longest_hold_s": 30,
    "benefits": ["posture", "stabilisers"],
    "level": 1,
    "kit": [],
    "quiet": True,
    "small_space": True,
}


@pytest.fixture
def least():
    return {
        "week_start": "2026-11-23",
        "runner": {"sessions": 2, "days": {"mon": 30}},
        "classes": [deepcopy(POSTURE)],
    }


@pytest.fixture
def whole(least):
    return {
        **least,
        "today": "2026-11-24",
        "runner": {
            "experience": "new",
            "sessions": 2,
            "kit": ["chair"],
            "quiet": False,
            "level": 1,
            "impact": False,
            "days": {"mon": 30, "wed": 0},
            "rest": ["mon"],
            "targets": {"flexibility": 0.3, "posture": 0.125},
            "tight": ["calf"],
            "primers": False,
            "check_in": "same",
            "off": ["R4"],
        },
        "runs": [
            {"date": "2026-11-24", "kind": "intervals", "minutes": 50, "distance_m": 9000, "climb_m": 40}
        ],
        "races": [{"date": "2026-12-06", "priority": "A", "distance_m": 42195}],
        "pain": [
            {"site": "calf", "level": 4, "date": "2026-11-22", "worse_next_morning": True, "feel": "sore"}
        ],
        "soreness_after_load3": 3,
        "overlays": [{"kind": "injury", "from": "2026-11-10", "to": "2026-11-14", "sites": ["hip"]}],
        "history": [
            {"date": "2026-11-19", "class": "posture-15", "minutes": 12},
            {"date": "2026-11-20", "leg_load": 2, "minutes": 40, "benefits": ["balance"]},
        ],
        "placed": [{"date": "2026-11-26", "class": "posture-15", "slot": "alone", "state": "locked"}],
        "collection": ["posture-15"],
        "self_checks": [{"benefit": "balance", "change": -1.5}],
    }


CLASS = Class(
    slug="posture-15",
    minutes=15,
    leg_load=1,
    benefits=("posture", "stabilisers"),
    sites={"calf": 1, "hip": 0},
    longest_hold_s=30,
)


def test_the_least_has_the_defaults(least):
    assert read_week(least) == Week(date(2026, 11, 23), Runner(2, {"mon": 30}), (CLASS,))


def test_every_key_is_read(whole):
    assert read_week(whole) == Week(
        week_start=date(2026, 11, 23),
        today=date(2026, 11, 24),
        runner=Runner(
            sessions=2,
            days={"mon": 30, "wed": 0},
            kit=frozenset({"chair"}),
            rest=frozenset({"mon"}),
            targets={"flexibility": 300, "posture": 125},
            tight=frozenset({"calf"}),
            check_in="same",
            off=frozenset({"R4"}),
        ),
        classes=(CLASS,),
        runs=(Run(date(2026, 11, 24), "intervals", 50, 9000, 40),),
        races=(Race(date(2026, 12, 6), "A", 42195),),
        pain=(Pain("calf", 4, date(2026, 11, 22), True, "sore"),),
        soreness_after_load3=3,
        overlays=(Overlay("injury", date(2026, 11, 10), date(2026, 11, 14), ("hip",)),),
        history=(
            Done(date(2026, 11, 19), CLASS, 12),
            Done(date(2026, 11, 20), elsewhere(leg_load=2, minutes=40, benefits=("balance",)), 40),
        ),
        placed=(Placement(date(2026, 11, 26), CLASS, "locked", "alone"),),
        collection=("posture-15",),
        self_checks=(SelfCheck("balance", -1.5),),
    )


def test_a_key_that_cannot_be_written_is_named_in_escapes(least):
    least["classes"][0]["sites"] = {"\ud800": 1}
    with pytest.raises(FieldError) as caught:
        read_week(least)
    assert str(caught.value) == "classes[0].sites.'\\ud800': must be text"


@pytest.mark.parametrize(("name", "shown"), [("", "''"), ("x" * 1000, "x" * 60 + "…")])
def test_a_key_without_letters_or_with_very_many_is_shown_as_one(least, name, shown):
    least["runner"][name] = 1
    with pytest.raises(FieldError) as caught:
        read_week(least)
    assert str(caught.value) == f"runner.{shown}: is not known; known are {', '.join(RUNNER_FIELDS)}"


def test_a_class_that_nobody_knows_is_not_repeated_at_any_length(least):
    least["collection"] = ["x" * 1000]
    with pytest.raises(FieldError) as caught:
        read_week(least)
    assert str(caught.value) == f"collection[0]: no class is called '{'x' * 60}…'"


def test_no_more_can_be_kept_or_placed_again_than_a_week_holds(least):
    row = {"date": "2026-11-26", "class": "posture-15"}
    rows = [*[{**row, "state": "missed"}] * 20, *[{**row, "state": "done"}] * 20, *[row] * 8]
    assert len(read_week({**least, "placed": rows}).placed) == 48
    with pytest.raises(FieldError) as caught:
        read_week({**least, "placed": [*rows, row]})
    assert str(caught.value) == "placed: must hold at most 28 that are proposed or missed"


def test_a_whole_number_may_be_written_with_a_point(least):
    least["runner"]["sessions"] = 2.0
    assert read_week(least).runner.sessions == 2


def test_the_longest_run_a_file_may_tell_of_is_read(least):
    thirty_days = {"date": "2026-11-01", "kind": "easy", "minutes": 43_200, "distance_m": 1_000_000}
    least["runs"] = [{**thirty_days, "climb_m": 30_000}]
    assert read_week(least).runs == (Run(date(2026, 11, 1), "easy", 43_200, 1_000_000, 30_000),)


def test_a_session_of_ours_may_come_back_with_its_reasons(least):
    row = {"date": "2026-11-26", "class": "posture-15", "slot": "alone", "minutes": 15, "reasons": ["R3"]}
    assert read_week({**least, "placed": [row]}).placed == (
        Placement(date(2026, 11, 26), CLASS, "proposed", "alone", 15),
    )


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("week_start", "23.11.2026", "must be a date as YYYY-MM-DD, from 1900 to 2200"),
        ("week_start", "2026-02-30", "must be a date as YYYY-MM-DD, from 1900 to 2200"),
        ("week_start", "1700-01-01", "must be a date as YYYY-MM-DD, from 1900 to 2200"),
        ("week_start", None, "must be a date as YYYY-MM-DD, from 1900 to 2200"),
        ("runner", [], "must be an object"),
        ("runner.sessions", -1, "must be a whole number from 0 to 14"),
        ("runner.sessions", True, "must be a whole number from 0 to 14"),
        ("runner.sessions", 2.5, "must be a whole number from 0 to 14"),
        ("runner.days", 30, "must be an object"),
        ("runner.days.mon", "30", "must be a whole number from 0 to 1440"),
        ("runner.days.someday", 30, "is not known; known are mon, tue, wed, thu, fri, sat, sun"),
        ("runner.experience", "old", "must be one of new, some, regular"),
        ("runner.rest[0]", "monday", "must be one of mon, tue, wed, thu, fri, sat, sun"),
        ("runner.targets.posture", 1.5, "must be a number from 0 to 1"),
        ("runner.quiet", "no", "must be true or false"),
        ("runner.off[0]", "R18", "must be one of " + ", ".join(f"R{n}" for n in range(1, 18))),
        ("runner.colour", "red", "is not known; known are " + ", ".join(RUNNER_FIELDS)),
        ("runs[0].pace", 5, "is not known; known are date, kind, minutes, distance_m, climb_m, status"),
        ("runs", {}, "must be a list"),
        ("runs[0].kind", "jog", "must be one of easy, long, intervals, tempo, race"),
        ("runs[0].minutes", -5, "must be a whole number from 0 to 50000"),
        ("races[0].priority", "D", "must be one of A, B, C"),
        ("pain[0].level", 11, "must be a whole number from 0 to 10"),
        ("overlays[0].to", "2026-11-09", "must not lie before from"),
        ("history[0].class", "ballet", "no class is called 'ballet'"),
        ("history[1].minutes", None, "is needed where no class is named"),
        ("history[0].date", "2026-11-23", "must lie before the week"),
        ("placed[0].date", "2026-11-30", "must lie in the week"),
        ("placed[0].state", "gone", "must be one of proposed, locked, done, skipped, missed"),
        ("collection[0]", "ballet", "no class is called 'ballet'"),
        ("self_checks[0].change", "worse", "must be a number"),
        ("self_checks[0].change", 10**400, "must be a number from -1000000000 to 1000000000"),
        ("runner.targets.posture", 10**400, "must be a number from 0 to 1"),
        ("runner.sessions", float("inf"), "must be a whole number from 0 to 14"),
        ("pain[0].site", "\ud800", "must be text"),
        ("history[0].class", "\udfff", "must be text"),
        ("classes[0].benefits", [], "must name at least one"),
        (
            "classes[0].benefits[1]",
            "speed",
            "must be one of " + ", ".join(BENEFITS),
        ),
        ("classes[0].sites.calf", 4, "must be a whole number from 0 to 3"),
        ("classes[0].slug", "", "must be a word (text that is not empty)"),
        ("clothes", 1, "is not known; known are " + ", ".join(WEEK_FIELDS)),
    ],
)
def test_an_error_names_its_field(whole, path, value, message):
    put(whole, path, value)
    with pytest.raises(FieldError) as caught:
        read_week(whole)
    assert (caught.value.path, caught.value.message) == (path, message)


@pytest.mark.parametrize(
    "path",
    ["week_start", "runner", "classes", "runner.days", "runner.sessions", "runs[0].kind", "classes[0].kit"],
)
def test_what_is_needed_is_missed(whole, path):
    *_, last = steps(path)
    del parent(whole, path)[last]
    with pytest.raises(FieldError) as caught:
        read_week(whole)
    assert str(caught.value) == f"{path}: is missing"


def test_a_slug_stands_once(whole):
    whole["classes"].append(deepcopy(POSTURE))
    with pytest.raises(FieldError) as caught:
        read_week(whole)
    assert str(caught.value) == "classes[1].slug: stands here twice"


@pytest.mark.parametrize("value", [[], "week", None, 3])
def test_a_week_is_an_object(value):
    with pytest.raises(FieldError) as caught:
        read_week(value)
    assert str(caught.value) == "must be an object"


def steps(path):
    return [int(s) if s.isdigit() else s for s in path.replace("[", ".").replace("]", "").split(".")]


def parent(value, path):
    for step in steps(path)[:-1]:
        value = value[step]
    return value


def put(value, path, new):
    parent(value, path)[steps(path)[-1]] = new


def test_what_was_danced_of_a_class_may_stand_beside_its_name(whole):
    """A shorter cut: it is that class, and counts for what it was."""
    whole["history"] = [
        {"date": "2026-11-19", "class": "posture-15", "minutes": 6, "leg_load": 0, "benefits": ["balance"]}
    ]
    (done,) = read_week(whole).history
    assert done == Done(date(2026, 11, 19), replace(CLASS, leg_load=0, benefits=("balance",)), 6)
