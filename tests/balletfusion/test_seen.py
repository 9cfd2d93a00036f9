"""When a device was last seen, to the day."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from balletfusion.seen import BEGAN, KEY

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


def sign_in(client, runner):
    client.post("/accounts/login/", {"login": runner.email, "password": "first-position"})


def days_of(client):
    return (Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()).days


def test_a_session_that_is_used_lasts_sixty_days_more(client, runner):
    sign_in(client, runner)
    told(client, timezone.now() - WEEK)
    Session.objects.update(expire_date=timezone.now() + WEEK)
    client.get("/accounts/preferences/")
    assert days_of(client) == 59


def test_a_session_that_was_not_used_for_so_long_is_over(client, runner):
    sign_in(client, runner)
    Session.objects.update(expire_date=timezone.now())
    assert client.get("/accounts/preferences/").status_code == 302


@pytest.mark.parametrize(("days", "status"), [(364, 200), (365, 302)])
def test_a_year_after_signing_in_it_is_over_though_it_is_used(client, runner, days, status):
    sign_in(client, runner)
    told(client, timezone.now() - WEEK)
    session = client.session
    session[BEGAN] = (timezone.now().date() - datetime.timedelta(days=days)).isoformat()
    session.save()
    assert client.get("/accounts/preferences/").status_code == status
    assert UserSession.objects.exists() is (status == 200)
    assert Session.objects.filter(pk=session.session_key).exists() is (status == 200)


def test_a_session_from_before_its_beginning_was_kept_begins_today(client, runner):
    sign_in(client, runner)
    told(client, timezone.now() - WEEK)
    session = client.session
    del session[BEGAN]
    session.save()
    client.get("/accounts/preferences/")
    assert client.session[BEGAN] == timezone.now().date().isoformat()
