import pytest

from library.templatetags.times import clock


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (9.9, "0:09"), (245.3, "4:05"), (3729, "1:02:09"), (-3, "0:00")]
)
def test_seconds_are_shown_as_a_clock_shows_them(seconds, shown):
    assert clock(seconds) == shown
