"""The strip of dots: a day six units wide, a level six high, its gate by shape."""

import datetime

from plans.views.body_strip import strip_of

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)


def test_the_oldest_day_is_left_and_the_worst_is_on_top(make_pain):
    newest = make_pain("calf", 0, date=TODAY)
    morning = make_pain("calf", 8, date=TODAY - 42 * DAY, next_morning=10, worse_next_morning=True)
    oldest = make_pain("calf", 4, date=TODAY - 84 * DAY)
    strip = strip_of([newest, morning, oldest], TODAY)
    assert [(dot.x, dot.y, dot.gate) for dot in strip.dots] == [
        (8, 44, "amber"), (260, 8, "red"), (512, 68, "go")
    ]  # fmt: skip
    assert strip.dots[1].said == "14 October: 10"
    assert strip.line == "8,44 260,8 512,68"


def test_the_edges_lie_between_the_whole_numbers(make_pain):
    strip = strip_of([], TODAY)
    assert (strip.first, strip.amber, strip.red, strip.dots) == (TODAY - 84 * DAY, 53, 35, [])
