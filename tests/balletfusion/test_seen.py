"""When a device was last seen, to the day."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from balletfusion.seen import KEY

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def told(client, day):
    """As if this session had been seen on that day and not since."""
    session = client.session
    session[KEY] = day.date().isoformat()
    session.save()
    UserSession.objects.update(last_seen_at=day)


def test_the_first_page_of_a_day_is_written_down_and_no_other(client, runner):
    client.post("/accounts/login/", {"login": runner.email, "password": "first-position"})
    before = timezone.now() - WEEK
    told(client, before)
    client.get("/accounts/preferences/")
    seen = UserSession.objects.get().last_seen_at
    assert seen - before >= WEEK
    client.get("/accounts/preferences/")
    assert UserSession.objects.get().last_seen_at == seen


def test_a_device_that_has_just_signed_in_asks_nothing_more(runners_client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the session, and whose it is
        runners_client.get("/accounts/preferences/")


def test_a_visitor_leaves_no_session(client):
    client.get("/privacy/")
    assert "sessionid" not in client.cookies
