"""The order of the aims."""

from plans.planner import Done, Placement, Run, plan


def slugs(week):
    return [s.slug for s in plan(week).sessions]


def dates(week):
    return [s.date for s in plan(week).sessions]


def test_more_sessions_come_before_any_need(a_week, a_class, a_runner):
    long, short = a_class("long", benefits=("stabilisers",), minutes=60), a_class("short", minutes=30)
    week = a_week(long, short, runner=a_runner(2, days=dict.fromkeys(("mon", "wed"), 60)))
    assert slugs(week) == ["short", "short"]


def test_what_was_proposed_and_is_legal_stays(a_week, a_class, a_runner, day):
    needed, proposed = a_class("needed", benefits=("stabilisers",)), a_class("proposed")
    placed = (Placement(day(3), proposed),)
    planned = plan(a_week(needed, proposed, runner=a_runner(1), placed=placed))
    assert [(s.date, s.slug, s.reasons) for s in planned.sessions] == [
        (day(3), "proposed", ("keep", "need:posture"))
    ]


def test_what_is_needed_more_comes_first(a_week, a_class, a_runner):
    assert slugs(a_week(a_class("a"), a_class("b", benefits=("balance",)), runner=a_runner(1))) == ["b"]


def test_sessions_keep_away_from_each_other_and_from_the_last_one(a_week, a_class, a_runner, day):
    item = a_class(load=0)
    assert dates(a_week(item, runner=a_runner(2))) == [day(0), day(6)]
    assert dates(a_week(item, runner=a_runner(2), history=(Done(day(-1), item),))) == [day(2), day(5)]


def test_flexibility_likes_the_day_of_the_long_run(a_week, a_class, a_runner, day):
    runs = (Run(day(5), "long", 60),)
    item = a_class(load=0, benefits=("flexibility",))
    assert dates(a_week(item, runner=a_runner(1), runs=runs)) == [day(5)]
    assert dates(a_week(a_class(load=0), runner=a_runner(1), runs=runs)) == [day(0)]


def test_a_class_not_done_lately_comes_before_one_that_was(a_week, a_class, a_runner, day):
    a, b = a_class("a"), a_class("b")
    assert slugs(a_week(a, b, runner=a_runner(1), history=(Done(day(-7), a),))) == ["b"]
    assert slugs(a_week(a, b, runner=a_runner(1), history=(Done(day(-8), a),))) == ["a"]


def test_someone_new_repeats_a_class_until_it_was_done_three_times(a_week, a_class, a_runner, day):
    a, b = a_class("a"), a_class("b")
    new = a_runner(1, experience="new")
    thrice = tuple(Done(day(-n), b) for n in (2, 4, 6))
    assert slugs(a_week(a, b, runner=new, history=thrice[:1])) == ["b"]
    assert slugs(a_week(a, b, runner=new, history=thrice[:2])) == ["b"]
    assert slugs(a_week(a, b, runner=new, history=thrice)) == ["a"]


def test_a_collection_has_the_word_before_freshness(a_week, a_class, a_runner):
    a, b = a_class("a"), a_class("b")
    planned = plan(a_week(a, b, runner=a_runner(2), collection=("b", "a")))
    assert [s.slug for s in planned.sessions] == ["b", "a"]
    assert all("collection" in s.reasons for s in planned.sessions)


def test_ties_go_to_the_earlier_day_and_the_smaller_slug(a_week, a_class, a_runner, day):
    week = a_week(a_class("b"), a_class("a"), runner=a_runner(1))
    assert (dates(week), slugs(week)) == ([day(0)], ["a"])
