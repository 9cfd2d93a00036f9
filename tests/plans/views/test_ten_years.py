"""What a runner opens every day asks as much after years as after a month.

How much it is stands in each page's own test; how long it takes is measured (`make bench YEARS=1`).
"""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.years import PAGES, names_of, runner_of

WEEKS = 75  # more than the planner and the pages look back: a year, and what is behind it
ASKED = {name: address for name, address in PAGES.items() if name != "Limit"}
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def asked(runner):
    """By page, how many queries it makes once the library is read."""
    client, names, found = Client(), names_of(runner), {}
    client.force_login(runner)
    for name, address in ASKED.items():
        client.get(address.format(**names))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(**names)).status_code == 200
        found[name] = len(queries)
    return found


@pytest.fixture
def classes(make_class):
    with make_class.together():
        for n, benefit in enumerate(["stabilisers", "balance", "posture", "flexibility"] * 6):
            make_class(f"class-{n}", benefits=(benefit,))


def test_the_pages_ask_as_much_after_years_as_after_a_month(db, classes, clock):
    few, many = asked(runner_of(4, NOW)), asked(runner_of(WEEKS, NOW))
    assert few == many
    assert max(few.values()) <= 13  # calendars: six of them count how often they are read
