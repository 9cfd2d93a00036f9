"""Who came in stands in the log, by number and never by address."""

import logging

import pytest


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, "accounts.doors")
    return lambda: [(r.levelname, r.getMessage()) for r in caplog.records if r.name == "accounts.doors"]


def test_a_sign_in_and_a_sign_out_have_their_lines(client, runner, told):
    client.post("/accounts/login/", {"login": runner.email, "password": "first-position"})
    client.post("/accounts/logout/")
    assert told() == [
        ("INFO", f"Account {runner.pk} has shown who they are (password)"),
        ("INFO", f"Account {runner.pk} signed in"),
        ("INFO", f"Account {runner.pk} signed out"),
    ]


def test_what_did_not_fit_has_one_too_and_names_nobody(client, runner, told):
    client.post("/accounts/login/", {"login": runner.email, "password": "second-position"})
    client.post("/accounts/login/", {"login": "nobody@example.com", "password": "second-position"})
    assert told() == [("WARNING", "A sign-in did not fit")] * 2
