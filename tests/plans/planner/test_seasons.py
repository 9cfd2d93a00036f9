"""What a coach would be promised of a season: six runners, 24 weeks to a marathon and two after it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from library.actions.shipped import shipped
from plans.planner import Placement, check, plan
from tests.plans.planner.seasons.living import lived
from tests.plans.planner.seasons.people import CALF, ILL, MISSED_WEEK, PEOPLE
from tests.plans.planner.seasons.picture import picture
from tests.plans.planner.seasons.running import MARATHON, monday, races
from tests.plans.planner.seasons.words import table, week_by_week, words

DAY = timedelta(days=1)
DOCS = Path(__file__).resolve().parents[3] / "docs" / "planner.md"
RACE = races()[-1].date
HURTS = (CALF[0].date, CALF[4].date - DAY)  # from the first report to the last amber one
each = pytest.mark.parametrize("name", PEOPLE)


def season(name):
    return lived(PEOPLE[name])


def danced(name):
    return [(one.date, one.item) for one in season(name).done]


def loads_between(name, first, last):
    return [item.leg_load for day, item in danced(name) if first <= day <= last]


@each
def test_everything_asked_for_was_placed_or_explained(name):
    for lived_week in season(name).weeks:
        week, answer = lived_week.plans[0]
        missing = week.runner.sessions - len(answer.sessions)
        assert sum(gap.count for gap in answer.unplaced) == missing
        assert all(gap.because for gap in answer.unplaced)


@each
def test_no_plan_broke_a_rule(name):
    for lived_week in season(name).weeks:
        for week, answer in lived_week.plans:
            classes = {item.slug: item for item in week.classes}
            sessions = [s for s in answer.sessions if s.state == "proposed"]
            placed = [p for p in week.placed if p.state == "done"]
            placed += [Placement(s.date, classes[s.slug], slot=s.slot) for s in (*sessions, *answer.primers)]
            assert check(replace(week, placed=tuple(placed))) == []


@each
def test_legs_are_light_before_the_marathon_and_quiet_after_it(name):
    assert max(loads_between(name, RACE - 7 * DAY, RACE - DAY)) <= 2
    assert max(loads_between(name, RACE - 4 * DAY, RACE - DAY), default=0) <= 1
    assert loads_between(name, RACE, RACE) == []
    assert max(loads_between(name, RACE + DAY, RACE + 3 * DAY), default=0) == 0
    assert max(loads_between(name, RACE + 4 * DAY, RACE + 7 * DAY), default=0) <= 1


@each
def test_the_weeks_grow_by_a_fifth_or_ten_minutes_over_the_best_two_of_six_at_most(name):
    minutes = [week.minutes for week in season(name).weeks]
    for n, week in enumerate(season(name).weeks):
        runner = week.plans[0][0].runner
        floor = max(40 if runner.experience == "new" else 60, min(60, 10 * runner.sessions))
        base = sum(sorted([0, 0, *minutes[max(0, n - 6) : n]])[-2:]) / 2
        assert minutes[n] <= max(floor, 1.2 * base, base + 10)


@each
def test_the_taper_holds_less_than_six_tenths_of_the_limit_in_as_many_classes(name):
    for week in season(name).weeks[MARATHON - 2 : MARATHON]:
        asked, answer = week.plans[0]
        minutes = {item.slug: item.minutes for item in asked.classes if item.leg_load}
        planned = sum(minutes.get(session.slug, 0) for session in answer.sessions)
        days = 7 if week.number == MARATHON - 1 else 6  # race day is none of them
        assert planned <= max(20, week.limits["R8"] * (1 - 0.41 * days / 7))
    usual = season(name).weeks[MARATHON - 5]
    assert [week.placed for week in season(name).weeks[MARATHON - 2 : MARATHON]] == [usual.placed] * 2


@each
def test_nothing_is_danced_ill_and_the_first_whole_week_after_it_holds_half_at_most(name):
    assert loads_between(name, ILL.first, ILL.last) == []
    after = season(name).weeks[13]
    assert after.plans[0][0].week_start == ILL.last + 5 * DAY
    assert after.minutes <= after.limits["R8"] / 2


@each
def test_the_calf_is_spared_while_it_hurts(name):
    found = [item for day, item in danced(name) if HURTS[0] <= day <= HURTS[1]]
    assert found
    assert [item.slug for item in found if item.sites.get("calf", 0) >= 2 or item.leg_load == 3] == []


@each
def test_hard_classes_never_stand_on_days_that_follow_each_other(name):
    hard = [day for day, item in danced(name) if item.leg_load >= 2]
    assert [later for day, later in pairwise(hard) if later - day == DAY] == []


@each
def test_a_missed_week_is_never_stacked_onto_the_next(name):
    missed, after = season(name).weeks[MISSED_WEEK - 1 : MISSED_WEEK + 1]
    assert (missed.done, after.placed) == ((), season(name).weeks[0].placed)


@pytest.mark.parametrize("name", [name for name in PEOPLE if not PEOPLE[name].collection])
def test_the_library_is_used_and_no_class_stands_twice_in_a_week_outside_the_taper(name):
    twice = [
        week.number
        for week in season(name).weeks
        if week.phase != "taper" and max(Counter(s.slug for s in week.first.sessions).values()) > 1
    ]
    assert twice == []


def test_who_follows_a_collection_dances_it_to_its_end_in_its_order():
    order = list(dict.fromkeys(shipped().collections["foot-core"].classes))
    danced = [one.item.slug for week in season("ida").weeks for one in week.done]
    assert list(dict.fromkeys(slug for slug in danced if slug in order)) == order
    assert all(danced.count(slug) >= 3 for slug in order[:-1])


def test_someone_new_learns_by_repeating_and_meets_hard_classes_after_light_ones():
    new = [week for week in season("noor").weeks if week.plans[0][0].runner.experience == "new"]
    items = [one.item for week in new for one in week.done]
    hard = next(n for n, item in enumerate(items) if item.leg_load >= 2)
    assert {item.level for item in items} == {1}
    assert [item.leg_load for item in items[:hard]] == [1] * hard
    assert hard >= 3
    assert len({item.slug for item in items}) <= len(items) // 2
    # the class that gathers the first month comes once the one before it was danced
    slugs = [item.slug for item in items]
    assert slugs.index("front-side-back") < slugs.index("a-whole-little-dance")


def test_who_asks_for_quiet_without_kit_gets_that_and_is_told_what_does_not_fit():
    given = {1: 10, 4: 15}
    assert {(item.quiet, item.kit, item.level) for _, item in danced("paul")} == {(True, frozenset(), 1)}
    assert [day for day, item in danced("paul") if item.minutes > given.get(day.weekday(), 0)] == []
    assert {gap.because for gap in season("paul").weeks[0].first.unplaced} == {("R16",)}


def test_jumps_come_only_where_they_were_switched_on_and_after_hard_classes():
    assert [name for name in PEOPLE if any(item.leg_load == 3 for _, item in danced(name))] == ["martin"]
    first = next(day for day, item in danced("martin") if item.leg_load == 3)
    assert len(loads_between("martin", first - 56 * DAY, first - DAY)) >= 6


def test_the_ankle_is_spared_until_it_is_laid_down_no_more():
    """The injury lasts to the Thursday of the first week; the weeks after it hold half the minutes."""
    assert loads_between("tessa", monday(1), monday(1) + 3 * DAY) == []
    assert [week.minutes <= week.limits["R8"] / 2 for week in season("tessa").weeks[1:3]] == [True, True]


def test_the_same_season_whatever_the_order_of_the_lists():
    for lived_week in season("clara").weeks:
        week, answer = lived_week.plans[-1]
        turned = {
            name: getattr(week, name)[::-1] for name in ("classes", "runs", "history", "placed", "pain")
        }
        assert plan(replace(week, **turned)) == answer


@each
def test_the_picture_shows_each_week_and_every_class_danced(name):
    drawn = ElementTree.fromstring(picture(season(name)))  # noqa: S314
    told = ["".join(each.itertext()) for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    titles = {shipped().classes[item.slug].title for _, item in danced(name)}
    assert [line for line in told if line.startswith("Week ")] == [f"Week {n}" for n in range(1, 27)]
    assert [title for title in titles if not any(title[:12] in line for line in told)] == []


def test_the_sentences_tell_the_season():
    told = " ".join(words(season("paul")).split())
    assert "In 26 weeks 78 classes were asked for" in told
    assert "Not all could be placed: R16 in 8 weeks." in told
    assert "Front, side, back: Friday keeps your classes well apart" in week_by_week(season("paul"))


def test_the_table_in_the_documents_is_what_make_seasons_prints_last():
    assert table(map(season, PEOPLE)) in DOCS.read_text(encoding="utf-8")
