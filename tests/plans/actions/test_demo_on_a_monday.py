"""The demonstration runner where the week has just begun: nothing is made before the test."""

import datetime

import pytest

from plans.actions.demo import make_demo


@pytest.mark.parametrize("hour", [0, 23])
def test_it_is_made_on_a_monday_too(few_classes, hour):
    assert make_demo(now=datetime.datetime(2026, 11, 23, hour, 30, tzinfo=datetime.UTC)) is True
