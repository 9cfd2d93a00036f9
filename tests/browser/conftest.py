"""The whole site in a real browser, on a real server of this process."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from accounts.models import User

expect.set_options(timeout=15_000)  # ms; a busy machine is slow, not wrong


@pytest.fixture(scope="session", autouse=True)
def assets():
    """Fonts and drawn pictures, as the first start makes them; what is there already is not drawn again."""
    call_command("build_assets", verbosity=0)


@pytest.fixture(scope="session")
def kept():
    """A copy of the database that holds the library and nothing else: the first test that loads it makes it."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def library(transactional_db, kept):
    """The library as it is shipped: read once, afterwards put back as it was."""
    people = User.objects.exists()  # made before it: their rows must stay
    if connection.vendor != "sqlite" or people or not holds_tables(kept):
        call_command("load_content", verbosity=0)
        if connection.vendor == "sqlite" and not people:
            connection.connection.backup(kept)
    else:
        kept.backup(connection.connection)


def holds_tables(database) -> bool:
    return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


@pytest.fixture(autouse=True)
def clips(settings, own_files, tmp_path_factory):
    """What is filmed of a movement serves every test of a session."""
    settings.CLIP_CACHE_DIR = tmp_path_factory.getbasetemp() / "clips"


@pytest.fixture
def address(live_server, library):
    return live_server.url


@pytest.fixture
def sign_in(address, tab):
    """Signs a person in by the form."""

    def sign_in(person):
        tab.goto(f"{address}/accounts/login/")
        tab.fill("[name=login]", person.email)
        tab.fill("[name=password]", "first-position")
        tab.keyboard.press("Enter")
        tab.wait_for_url(lambda url: "login" not in url)

    return sign_in
