"""The weekly answer: when it may be given, what it means, and how the week follows (R17)."""

import datetime

import pytest

from plans.actions.changes import undo_change
from plans.actions.check_in import (
    NoSuchAnswer,
    NotOpen,
    answer_week,
    week_asked_about,
    weekly_question,
)
from plans.actions.limits import frame_of, most_minutes
from plans.actions.plan import plan_week
from plans.actions.week import week_shown
from plans.actions.week_facts import week_of
from plans.actions.week_rows import rows_of_week
from plans.models import CheckIn, Overlay, PlanChange, PlannedSession, PlanSettings, Race, Week
from plans.planner.frame import Frame
from plans.planner.rules import bounds, switched_off

DAY = datetime.timedelta(days=1)
SUNDAY = datetime.date(2026, 11, 29)
NEXT = SUNDAY + DAY
NOW = datetime.datetime(2026, 11, 29, 18, tzinfo=datetime.UTC)


@pytest.fixture
def settings_(runner):
    return PlanSettings.objects.create(runner=runner, experience="some", sessions=4, level=2)


@pytest.fixture
def months(make_session):
    """Six weeks of 80 minutes that work the legs lightly, and a primer that is no class."""
    for week in range(6):
        for n in range(4):
            make_session(date=SUNDAY - (7 * week + n) * DAY, minutes=20, leg_load=1)


def answer(runner, given, now=NOW, monday=NEXT):
    return answer_week(runner=runner, monday=monday, answer=given, now=now)


@pytest.mark.parametrize(
    ("day", "asked"),
    [(0, SUNDAY - 6 * DAY), (1, SUNDAY - 6 * DAY), (2, None), (3, None), (4, None), (5, None), (6, NEXT)],
)
def test_the_next_week_is_asked_about_on_sunday_and_this_one_until_tuesday(day, asked):
    assert week_asked_about(SUNDAY + (day - 6) * DAY) == asked


@pytest.mark.parametrize("hours", [-19, 3 * 24])  # late on Saturday, on Wednesday
def test_outside_of_it_nothing_is_kept(runner, hours):
    with pytest.raises(NotOpen):
        answer(runner, "same", now=NOW + datetime.timedelta(hours=hours))
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize("monday", [NEXT - 7 * DAY, NEXT + 7 * DAY, NEXT + DAY])
def test_only_the_week_that_is_asked_about_is_answered_for(runner, monday):
    with pytest.raises(NotOpen):
        answer(runner, "same", monday=monday)
    assert CheckIn.objects.count() == 0


def test_it_is_sunday_where_the_runner_is(runner):
    runner.time_zone = "Pacific/Auckland"
    early = NOW - datetime.timedelta(hours=29)  # 13:00 on Saturday in London, past midnight there
    answer(runner, "lighter", now=early)
    assert CheckIn.objects.get().starts_on == NEXT


@pytest.mark.parametrize("given", ["", "heavier", "LIGHTER", "x" * 500])
def test_another_word_is_no_answer(runner, given):
    with pytest.raises(NoSuchAnswer):
        answer(runner, given)
    assert CheckIn.objects.count() == 0


def test_an_answer_is_changed_and_stands_once(runner, stranger):
    answer(stranger, "more")
    assert answer(runner, "lighter") is False  # no week is stored
    answer(runner, "same", now=NOW + 2 * DAY)  # on Tuesday
    told = list(CheckIn.objects.filter(runner=runner).values_list("starts_on", "answer"))
    assert (told, Week.objects.count()) == ([(NEXT, "same")], 0)
    assert CheckIn.objects.get(runner=stranger).answer == "more"


def test_a_stored_week_is_planned_again_and_can_be_put_back(runner, settings_, few_classes, make_class):
    for slug in ("long-lines", "tall-and-easy"):  # all work the legs, so that the minutes count
        few_classes[slug].delete()
    settings_.days = dict.fromkeys(settings_.days, 15)
    settings_.save()
    plan_week(runner=runner, monday=NEXT, now=NOW)
    before = set(PlannedSession.objects.values_list("pk", flat=True))
    assert len(before) == 4
    assert answer(runner, "lighter") is True  # 0.7 × 60 minutes: two of fifteen
    after = set(PlannedSession.objects.values_list("pk", flat=True))
    assert after < before and len(after) == 2
    change = PlanChange.objects.get()
    assert change.kind == "planned"
    undo_change(runner=runner, pk=change.pk, now=NOW)
    assert set(PlannedSession.objects.values_list("pk", flat=True)) == before


def test_a_week_that_is_not_stored_computes_with_it(runner, settings_, few_classes):
    for slug in ("long-lines", "tall-and-easy"):
        few_classes[slug].delete()
    placed = [len(week_shown(runner=runner, monday=NEXT, today=SUNDAY).places)]
    answer(runner, "lighter")
    placed.append(len(week_shown(runner=runner, monday=NEXT, today=SUNDAY).places))
    assert placed == [4, 2]


# --- what each means ----------------------------------------------------------------------------
def means(runner, settings, today=SUNDAY):
    question = weekly_question(runner=runner, settings=settings, today=today)
    return question and [(choice.answer, choice.minutes, choice.chosen) for choice in question.choices]


def test_each_answer_says_its_minutes(runner, settings_, months):
    assert means(runner, settings_) == [("lighter", 67, False), ("same", 80, False), ("more", 96, False)]


def test_a_taper_lowers_what_each_means(runner, settings_, months):
    Race.objects.create(runner=runner, name="City", date=NEXT + 6 * DAY, priority="A", distance_m=42_195)
    assert means(runner, settings_) == [("lighter", 62, False), ("same", 62, False), ("more", 62, False)]


def test_what_was_answered_is_marked(runner, stranger, settings_):
    answer(stranger, "more")
    answer(runner, "same")
    assert means(runner, settings_) == [("lighter", 42, False), ("same", 60, True), ("more", 60, False)]


@pytest.mark.parametrize("change", [{"sessions": 0}, {"rules_off": ["R8"]}, {"rules_off": ["R17"]}])
def test_nothing_is_asked_where_an_answer_would_change_nothing(runner, settings_, change):
    for name, value in change.items():
        setattr(settings_, name, value)
    assert means(runner, settings_) is None


def test_on_monday_only_who_danced_before_or_answered_is_asked(runner, settings_, make_session):
    assert means(runner, settings_, NEXT) is None
    make_session(date=SUNDAY - 30 * DAY)
    assert [answer for answer, *_ in means(runner, settings_, NEXT)] == ["lighter", "same", "more"]
    assert means(runner, settings_, NEXT + 2 * DAY) is None


@pytest.mark.parametrize("many", [1, 100])
def test_it_asks_once(runner, settings_, make_session, many, django_assert_num_queries):
    for n in range(many):
        make_session(date=SUNDAY - n * DAY)
    with django_assert_num_queries(1):
        weekly_question(runner=runner, settings=settings_, today=SUNDAY)
    with django_assert_num_queries(0):
        weekly_question(runner=runner, settings=settings_, today=SUNDAY - DAY)


@pytest.mark.parametrize("given", ["", "lighter", "same", "more"])
@pytest.mark.parametrize("laid", ["", "illness", "holiday"])
@pytest.mark.parametrize("experience", ["new", "regular"])
def test_the_limits_are_those_the_week_is_planned_with(
    runner, settings_, few_classes, make_class, make_session, given, laid, experience
):
    """The short way and the long one."""
    settings_.experience = experience
    settings_.save()
    primer = make_class("wake-the-feet", kind="primer")
    for n, video_class in enumerate([*few_classes.values(), primer, None]):
        load = video_class.leg_load if video_class else 1
        for date in (SUNDAY - n * DAY, SUNDAY - (n + 20) * DAY):
            make_session(date=date, minutes=17 + n, leg_load=load, video_class=video_class)
    Race.objects.create(runner=runner, name="Round the lake", date=NEXT + 9 * DAY, priority="A")
    Race.objects.create(runner=runner, name="Hills", date=NEXT - 10 * DAY, priority="A", distance_m=30_000)
    if laid:
        first = NEXT - 20 * DAY
        Overlay.objects.create(runner=runner, kind=laid, first=first, last=NEXT - DAY, laid_at=NOW)
    if given:
        answer(runner, given)
    frame, answered = frame_of(runner=runner, settings=settings_, monday=NEXT)
    rows = rows_of_week(runner, NEXT, SUNDAY)
    whole = Frame(week_of(rows, rows.places))
    found = bounds(whole, switched_off(whole))
    assert (answered, most_minutes(frame)) == (given, found.minutes)
    assert bounds(frame, switched_off(frame)).sessions == found.sessions
