import pytest

from library.templatetags.times import clock, hours


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (9.9, "0:09"), (245.3, "4:05"), (3729, "1:02:09"), (-3, "0:00")]
)
def test_seconds_are_shown_as_a_clock_shows_them(seconds, shown):
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(165, "2 h 45 min"), (45, "45 min"), (120, "2 h"), (0, "0 min"), (60, "1 h"), (61, "1 h 1 min")],
)
def test_minutes_are_shown_with_their_hours(minutes, shown):
    assert hours(minutes) == shown
