"""A clock that stands: pages read it, and a test must not depend on the day it is run."""

import datetime

import pytest
from django.utils import timezone


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the pages; Wednesday 25 November 2026, 09:00 UTC to begin with."""

    def set_to(*instant):
        now = datetime.datetime(*instant, tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    set_to(2026, 11, 25, 9)
    return set_to
