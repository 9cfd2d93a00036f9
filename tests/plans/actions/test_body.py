"""How the body is today: what holds, what “as yesterday” means, what is to be asked."""

import datetime

import pytest

from plans.actions.body import body_today, kept_all_the_same, left_for_it, told_lately
from plans.actions.pain_gates import gate_on, held_since
from plans.models import HealthNotes, PlanChange, PlannedSession, Week

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def today(runner):
    return body_today(runner=runner, today=TODAY)


def sites(reports):
    return [report.site for report in reports]


@pytest.mark.parametrize(
    ("level", "told", "gate"),
    [
        (0, {}, "go"),
        (2, {}, "go"),
        (3, {}, "amber"),
        (5, {}, "amber"),
        (6, {}, "red"),
        (1, {"next_morning": 2, "worse_next_morning": True}, "red"),
        (8, {"feel": "sore"}, "sore"),
    ],
)
def test_the_gates_are_those_of_r11(make_pain, level, told, gate):
    assert gate_on(make_pain("calf", level, date=TODAY, **told), TODAY) == gate


def test_soreness_holds_for_its_day_and_the_next(make_pain):
    report = make_pain("calf", 8, date=TODAY, feel="sore")
    assert [gate_on(report, TODAY + n * DAY) for n in (0, 1, 2)] == ["sore", "sore", "go"]


def test_without_consent_nothing_is_known(runner):
    known = today(runner)
    assert (known.agreed, known.answered, known.by_site) == (False, False, {})


def test_of_each_site_the_newest_report_up_to_today_holds(agreed, make_pain, stranger):
    for level, ago in [(9, 20), (6, 3), (4, 1), (8, -1)]:
        make_pain("calf", level, date=TODAY - ago * DAY)
    make_pain("hip", 5, of=stranger)
    known = today(agreed)
    assert [(one.site, one.level, one.date) for one in known.latest] == [("calf", 4, TODAY - DAY)]
    assert [one.level for one in known.by_site["calf"]] == [6, 4]


@pytest.mark.parametrize(
    ("level", "ago", "told", "speaks"),
    [
        (4, 1, {}, True),
        (1, 1, {}, True),  # told yesterday, though it holds nothing back
        (1, 2, {}, False),
        (4, 30, {}, True),  # it holds still
        (0, 1, {}, False),
        (0, 1, {"next_morning": 1, "worse_next_morning": True}, True),
        (4, 0, {}, False),  # today it was told already
        (4, 2, {"feel": "sore"}, True),  # it held yesterday
        (4, 3, {"feel": "sore"}, False),
    ],
)
def test_as_yesterday_speaks_of_what_held_or_was_told_then(agreed, make_pain, level, ago, told, speaks):
    make_pain("calf", level, date=TODAY - ago * DAY, **told)
    assert sites(today(agreed).as_before) == ["calf"] * speaks


@pytest.mark.parametrize(("ago", "asked"), [(7, []), (8, ["calf"])])
def test_after_seven_silent_days_a_site_that_holds_is_asked_about(agreed, make_pain, ago, asked):
    make_pain("calf", 3, date=TODAY - ago * DAY)
    make_pain("hip", 2, date=TODAY - 20 * DAY)
    assert sites(today(agreed).silent) == asked
    assert sites(today(agreed).holding) == ["calf"]  # asked about or not, it holds


@pytest.mark.parametrize(
    ("level", "ago", "morning", "asked"), [(4, 1, None, 1), (4, 1, 3, 0), (4, 2, None, 0), (0, 1, None, 0)]
)
def test_yesterday_is_asked_about_this_morning(agreed, make_pain, level, ago, morning, asked):
    make_pain("calf", level, date=TODAY - ago * DAY, next_morning=morning)
    assert len(today(agreed).this_morning) == asked


def test_above_five_a_professional_is_named_until_a_newer_report(agreed, make_pain):
    make_pain("knee", 6, date=TODAY - 30 * DAY)
    make_pain("calf", 5)
    assert today(agreed).see_professional == ["knee"]
    make_pain("knee", 5, date=TODAY)
    assert today(agreed).see_professional == []


def test_it_holds_since_the_first_day_without_a_break(make_pain):
    told = [
        make_pain("calf", level, date=TODAY - ago * DAY) for level, ago in [(4, 1), (3, 5), (1, 9), (6, 12)]
    ]
    assert held_since(told) == TODAY - 5 * DAY
    assert held_since(told[2:]) is None


def test_twelve_weeks_are_shown_the_newest_first(agreed, make_pain, stranger):
    for ago in (0, 84, 85):
        make_pain("calf", 4, date=TODAY - ago * DAY)
    make_pain("calf", 4, of=stranger, date=TODAY - DAY)
    told = told_lately(runner=agreed, today=TODAY)
    assert {site: [one.date for one in found] for site, found in told.items()} == {
        "calf": [TODAY, TODAY - 84 * DAY]
    }


def test_what_left_for_it_is_told_for_a_day(agreed, stranger):
    one = {"pk": 1, "title": "Deep pliés", "date": "2026-11-27", "rules": ["R11"], "sentences": ["It hurts."]}
    other = {**one, "title": "Long lines", "rules": ["R2"]}
    for who in (agreed, stranger):
        week = Week.objects.create(runner=who, starts_on=datetime.date(2026, 11, 23), planned_at=NOW)
        PlanChange.objects.create(week=week, kind="left", made_at=NOW, told=[one, other])
        PlanChange.objects.create(week=week, kind="left", made_at=NOW, told=[one], undone_at=NOW)
    shown = {**one, "day": datetime.date(2026, 11, 27)}
    (change,) = PlanChange.objects.filter(week__runner=agreed, undone_at=None)
    assert left_for_it(runner=agreed, now=NOW) == [(change, [shown])]
    assert left_for_it(runner=agreed, now=NOW + DAY) == []


def test_what_is_kept_though_it_loads_what_hurts_is_found(agreed, stranger, few_classes):
    def kept(slug, who=agreed, ahead=2, state="locked", against=("R11", "R2")):
        monday = datetime.date(2026, 11, 23)
        week = Week.objects.get_or_create(runner=who, starts_on=monday, defaults={"planned_at": NOW})[0]
        day = {"date": TODAY + ahead * DAY, "first_date": TODAY}
        told = {"state": state, "kept_against": list(against), "slot": "alone"}
        return PlannedSession.objects.create(week=week, video_class=few_classes[slug], **day, **told)

    found = [kept("deep-plies", ahead=2), kept("both-sides", ahead=0)]
    kept("one-leg-calm", against=["R2"])
    kept("long-lines", ahead=-1)
    kept("tall-and-easy", state="skipped")
    kept("deep-plies", who=stranger)
    assert kept_all_the_same(runner=agreed, today=TODAY) == found[::-1]


@pytest.mark.parametrize("many", [0, 1, 300])
def test_it_is_one_query_for_a_little_as_for_a_lot(agreed, make_pain, many, django_assert_num_queries):
    HealthNotes.objects.update(answered_on=TODAY)
    for n in range(many):
        make_pain("calf", 4, date=TODAY - n * DAY)
    with django_assert_num_queries(1):
        known = today(agreed)
        assert (known.agreed, known.answered, len(known.latest)) == (True, True, min(many, 1))
