"""Moments as teachers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.forms.studio_moment import read_moment, typed_moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("75", 75.0),
        ("1:02.5", 62.5),
        (" 1:02,500 ", 62.5),
        ("1:02:09", 3729.0),
        ("90:00", 5400.0),
    ],
)
def test_a_moment_is_read_as_it_is_written(text, seconds):
    assert read_moment(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "one", "1:60", "1:60:00", "1:2:3:4", "-1", "1.2.3", "1e3", "٣", "9" * 400]
)
def test_what_is_no_moment_is_none(text):
    assert read_moment(text) is None


@given(st.integers(0, 10 * 3600 * 1000))
def test_what_is_shown_is_read_back(ms):
    assert read_moment(typed_moment(ms / 1000)) == ms / 1000


@given(st.text(max_size=30))
def test_whatever_is_written_is_read_or_not(text):
    assert read_moment(text) is None or read_moment(text) >= 0
