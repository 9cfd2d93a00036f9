"""The sections of the settings: what each keeps, how the week follows, and that no answer stops a plan."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.indexing import index_classes
from library.models import Benefit, Kit
from plans.actions.answers import READERS, fault_of
from plans.actions.plan import plan_week
from plans.actions.tuning import COLUMNS, change_section, percentages, section_of
from plans.actions.week_facts import week_of
from plans.actions.week_rows import rows_of_week
from plans.forms.rule_words import ALWAYS_ON, WHEN_OFF
from plans.forms.tuning import SECTIONS
from plans.models import WEEKDAYS, PlannedSession, PlanSettings
from plans.planner import RULES, plan

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


def change(runner, section, **answers):
    change_section(runner=runner, section=section, answers=answers, now=NOW)


def slugs(runner):
    places = PlannedSession.objects.of(runner).order_by("date")
    return list(places.values_list("video_class__slug", flat=True))


def sent(section, stored):
    """The form of a section as a browser sends it back unchanged."""
    form = SECTIONS[section](None, initial=stored)
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


# --- what is kept ---------------------------------------------------------------------------------
ANSWERED = {
    "sessions": 5,
    "days": {"mon": 10, "tue": 0, "wed": 25, "thu": 0, "fri": 45, "sat": 0, "sun": 0},
    "rest_days": ["wed", "sun"],
    "kit": ["mat"],
    "quiet": True,
    "small_space": True,
    "experience": "some",
    "level": 3,
    "impact": True,
    "targets": {"flexibility": 0.1, "stabilisers": 0.2, "posture": 0.3, "balance": 0.4,
                "injury-prevention": 0},
    "primers": True,
    "rules_off": ["R3", "R12"],
}  # fmt: skip


@pytest.mark.parametrize("section", COLUMNS)
def test_a_section_sent_back_unchanged_changes_nothing(runner, section):
    PlanSettings.objects.create(runner=runner, **ANSWERED)
    form = SECTIONS[section](sent(section, section_of(runner=runner, section=section)))
    if section == "targets":
        form.defaults = section_of(runner=runner, section=section)["defaults"]
    assert form.is_valid(), form.errors
    change(runner, section, **form.answers())
    kept = PlanSettings.objects.get()
    assert {name: getattr(kept, name) for name in ANSWERED} == ANSWERED


def test_a_section_writes_only_its_own(runner):
    """Two tabs: the one that was opened earlier takes nothing back."""
    PlanSettings.objects.create(runner=runner)
    room = section_of(runner=runner, section="room")
    change(runner, "primers", primers=True)
    change(runner, "room", **{**room, "quiet": True})
    kept = PlanSettings.objects.get()
    assert (kept.primers, kept.quiet) == (True, True)


def test_anothers_settings_stay(runner, stranger):
    PlanSettings.objects.create(runner=stranger)
    change(runner, "rules", rules_off=["R4"])
    told = {s.runner: s.rules_off for s in PlanSettings.objects.all()}
    assert told == {runner: ["R4"], stranger: []}


def test_every_rule_is_explained_once():
    off = {rule.id for rule in RULES if rule.can_be_off}
    assert (set(WHEN_OFF), set(ALWAYS_ON)) == (off, {rule.id for rule in RULES} - off)


# --- how the week follows ---------------------------------------------------------------------------
def test_other_shares_are_seen_at_once_and_what_is_kept_by_hand_stays(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    kept = PlannedSession.objects.earliest("date")
    PlannedSession.objects.filter(pk=kept.pk).update(state="locked")
    assert "long-lines" not in slugs(runner)
    change(runner, "targets", targets={"flexibility": 1.0})
    assert kept.video_class.slug in slugs(runner) and "long-lines" in slugs(runner)


def test_without_sessions_the_week_empties_but_for_what_stands_by_hand(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    kept = PlannedSession.objects.earliest("date")
    PlannedSession.objects.filter(pk=kept.pk).update(state="locked")
    change(runner, "classes", sessions=0, days=dict.fromkeys(WEEKDAYS, 20), rest_days=[])
    assert slugs(runner) == [kept.video_class.slug]


def test_more_minutes_on_one_day_move_nothing(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    before = list(PlannedSession.objects.values_list("pk", "date"))
    change(runner, "classes", sessions=2, days=dict.fromkeys(WEEKDAYS, 20) | {"sun": 60}, rest_days=[])
    assert list(PlannedSession.objects.values_list("pk", "date")) == before


def test_in_a_small_space_only_what_fits_there_is_placed(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    for made in few_classes.values():
        made.small_space = made.slug == "both-sides"
        made.save()
    index_classes([made.pk for made in few_classes.values()])
    change(runner, "room", kit=[], quiet=False, small_space=True)
    assert set(slugs(runner)) <= {"both-sides"} and slugs(runner)


# --- no answer stops a plan -----------------------------------------------------------------------
def test_percentages_add_up_to_a_hundred():
    assert percentages({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert percentages({"a": 0, "b": 7}) == {"a": 0, "b": 100}


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any))
def test_percentages_of_any_weights_keep_their_order_and_are_a_hundred(weights):
    shares = percentages(dict(enumerate(weights)))
    assert sum(shares.values()) == 100
    assert all(shares[a] >= shares[b] for a in shares for b in shares if weights[a] > weights[b])
    assert percentages(shares) == shares


TICK = ["", "on"]
SENSIBLE = {
    "classes": {"sessions": "0146"}
    | {f"minutes_{day}": ["0", "10", "45"] for day in WEEKDAYS}
    | {f"rest_{day}": TICK for day in WEEKDAYS},
    "targets": {f"share_{benefit}": ["0", "1", "30", "100"] for benefit in Benefit.values},
    "room": {"kit": [[], ["chair"], ["mat", "wall"]], "quiet": TICK, "small_space": TICK},
    "rules": {f"off_{rule.id}": TICK for rule in RULES if rule.can_be_off},
    "experience": {"experience": ["new", "some"], "level": ["1", "2", "3"]},
}
words = st.sampled_from(["", "0", "7", "15", "101", "720", "2000", "-5", "1.5", "x", "on", *Kit.values])


@st.composite
def typed(draw):
    """A section's form, filled in sensibly but for a field or two."""
    section = draw(st.sampled_from(list(SENSIBLE)))
    sensible = {name: st.sampled_from(values) for name, values in SENSIBLE[section].items()}
    odd = draw(st.dictionaries(st.sampled_from(list(sensible)), words, max_size=2))
    return section, {**draw(st.fixed_dictionaries(sensible)), **odd}


@given(typed())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_form_takes_a_week_can_be_planned_by(runner, few_classes, said):
    section, data = said
    form = SECTIONS[section](data)
    if not form.is_valid():
        return
    answers = form.answers()
    assert {fault_of(name, answers[name]) for name in answers if name in READERS} <= {""}
    change(runner, section, **answers)
    rows = rows_of_week(runner, MONDAY, MONDAY)
    plan(week_of(rows, rows.places))
