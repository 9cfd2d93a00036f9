"""Leaving on screen: once more who one is, when, and keeping it after all."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from plans.models import AccountDeletion

SAID = {"when": "later", "sure": "on"}


@pytest.fixture
def sure(runners_client):
    """A runner who has just said once more who they are."""
    known_again(runners_client)
    return runners_client


def known_again(client):
    client.post("/accounts/reauthenticate/", {"password": "first-position"})


def test_first_one_says_once_more_who_one_is(runners_client):
    for answer in (runners_client.get("/your-data/delete/"), runners_client.post("/your-data/delete/", SAID)):
        assert answer["Location"] == "/accounts/reauthenticate/?next=%2Fyour-data%2Fdelete%2F"
    assert User.objects.get().delete_at is None


def test_with_the_password_it_goes_on_from_there(runners_client):
    runners_client.get("/your-data/delete/")
    said = {"password": "first-position", "next": "/your-data/delete/"}
    assert runners_client.post("/accounts/reauthenticate/", said)["Location"] == "/your-data/delete/"
    assert runners_client.get("/your-data/delete/").status_code == 200


def test_in_two_weeks_and_kept_after_all(sure, runner):
    assert sure.post("/your-data/delete/", SAID)["Location"] == "/your-data/"
    runner.refresh_from_db()
    left = runner.delete_at - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=13, hours=23) < left <= datetime.timedelta(days=14)
    assert "Keep my account" in sure.get("/today/").content.decode()  # wherever they go
    assert sure.get("/your-data/keep/").status_code == 405
    sure.post("/your-data/keep/")
    assert "Keep my account" not in sure.get("/today/").content.decode()
    runner.refresh_from_db()
    assert runner.delete_at is None


def test_at_once_shuts_the_door_on_every_device(sure, runner):
    other = Client()
    other.force_login(runner)
    answer = sure.post("/your-data/delete/", {**SAID, "when": "now"})
    assert answer["Location"] == "/your-data/deleted/"
    assert "Your account is closed" in sure.get("/your-data/deleted/").content.decode()
    for client in (sure, other):
        assert client.get("/today/")["Location"].startswith("/accounts/login/")
    assert AccountDeletion.objects.get().person == runner.pk
    signed = Client().post("/accounts/login/", {"login": runner.email, "password": "first-position"})
    assert signed["Location"] == "/accounts/inactive/"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"when": "later"}, "Tick this first."),
        ({"sure": "on"}, "Choose when."),
        ({"when": "never", "sure": "on"}, "Choose when."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_deleted(sure, runner, said, sentence):
    assert sentence in sure.post("/your-data/delete/", said).content.decode()
    runner.refresh_from_db()
    assert (runner.delete_at, runner.is_active) == (None, True)


def test_the_last_who_runs_the_site_is_told_why_not(client, staff):
    client.force_login(staff)
    known_again(client)
    page = client.post("/your-data/delete/", {**SAID, "when": "now"}).content.decode()
    assert "You are the last who runs this site" in page
    staff.refresh_from_db()
    assert staff.is_active


def test_a_teacher_reads_what_becomes_of_their_classes(client, teacher):
    client.force_login(teacher)
    known_again(client)
    assert "Classes you published stay" in client.get("/your-data/delete/").content.decode()


def test_keeping_what_was_not_to_go_says_nothing(runners_client, runner):
    assert runners_client.post("/your-data/keep/", follow=True).content.decode().count("stays") == 0


def test_who_has_an_account_is_not_told_goodbye(runners_client):
    assert runners_client.get("/your-data/deleted/")["Location"] == "/your-data/"
