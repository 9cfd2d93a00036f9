"""Which of the plan's sentences others may read: those whose every reason is about runs, days and aims."""

import datetime

import pytest

from plans.actions.self_check import record_self_check
from plans.actions.shared_week import TOLD, own_week, why_without_health
from plans.actions.week import week_shown
from plans.models import PlannedSession
from plans.planner.sentences import BROKEN, WHY

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
SAID = "After Tuesday’s intervals."


def test_a_self_check_is_told_to_nobody(runner, agreed, make_session):
    """A bug: with the plan a coach and a token were told of heel raises, which are a health note."""
    record_self_check(runner=runner, kind="heel-raises", date=MONDAY, left=20, right=20, now=NOW)
    make_session(date=MONDAY, title="Steady ankles")
    week = own_week(week_shown(runner=runner, monday=MONDAY, today=MONDAY))
    assert [each.title for each in week.days[0].classes] == ["Steady ankles"]


def place(*reasons, **fields):
    return PlannedSession(reasons=list(reasons), why=SAID, **fields)


@pytest.mark.parametrize(
    "reasons", [["R3", "need:balance"], ["keep"], ["in:foot-core:8:24", "collection"], ["R13"]]
)
@pytest.mark.parametrize("state", ["proposed", "done"])
def test_a_reason_about_runs_and_days_is_told(reasons, state):
    assert why_without_health(place(*reasons, state=state)) == SAID


@pytest.mark.parametrize(
    "reasons",
    [["R11"], ["R3", "R11"], ["R2"], ["R14"], ["R99"], ["R3", "check:heel-raises"], ["added"], []],
    ids=str,
)
def test_any_other_reason_beside_it_keeps_the_sentence_back(reasons):
    assert why_without_health(place(*reasons)) == ""


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_what_a_class_is_kept_against_is_never_told(rule):
    for state in ("proposed", "locked", "done"):
        assert why_without_health(place("R3", state=state, kept_against=[rule])) == ""


@pytest.mark.parametrize("state", ["locked", "skipped", "missed"])
def test_where_the_runner_chose_nothing_is_said_for_them(state):
    assert why_without_health(place("R3", state=state)) == ""


def test_no_sentence_of_a_reason_that_is_told_speaks_of_the_body():
    told = [text for code, text in WHY.items() if code.split("-")[0] in TOLD]
    body = ("hurt", "pain", "sore", "ill", "injur", "spot", "heal")
    assert len(told) >= 8
    assert [text for text in told if any(word in text.lower().split() for word in body)] == []
