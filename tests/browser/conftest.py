"""The whole site in a real browser, on a real server of this process."""

import io
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from accounts.models import User
from balletfusion.logs import EMAIL, POSITION, SECRET, Discreet
from balletfusion.statics import STYLESHEET, joined_css

expect.set_options(timeout=15_000)  # ms; a busy machine is slow, not wrong


@pytest.fixture(scope="session", autouse=True)
def assets():
    """Fonts and drawn pictures, as the first start makes them; what is there already is not drawn again."""
    call_command("build_assets", verbosity=0)


@pytest.fixture(autouse=True)
def logs():
    """Whatever is done here, the site's log says neither who it was nor where, nor what opens theirs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet("{name} [{request_id}] {message}", style="{"))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    said = written.getvalue()
    assert [pattern.findall(said) for pattern in (EMAIL, POSITION)] == [[], []]
    assert {secret.group()[-1] for secret in SECRET.finditer(said)} <= {"…"}


@pytest.fixture(scope="session")
def joined(tmp_path_factory):
    """A folder with the stylesheet in one piece, as in earnest; each test's browser would ask for 75."""
    folder = tmp_path_factory.mktemp("joined")
    joined_to = folder / STYLESHEET
    joined_to.parent.mkdir()
    joined_to.write_text(joined_css(STYLESHEET, lambda name: Path(finders.find(name)).read_text()))
    return folder


@pytest.fixture(autouse=True)
def one_stylesheet(settings, joined):
    settings.STATICFILES_DIRS = [joined, *settings.STATICFILES_DIRS]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, a connection for each request, as in earnest.

    In memory all connections share one cache, where a request that came as its page was left did not make the
    sweep after the test wait: it made it fail ("database table is locked").
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.getbasetemp() / "site.sqlite3")


@pytest.fixture(scope="session")
def kept():
    """A copy of a database that holds the library alone: the first test that loads it makes it."""
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
def known(address):
    """Signs a person in on a page, without the form: that has tests of its own."""

    def known(page, person):
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
        return page

    return known


@pytest.fixture
def sign_in(known, tab):
    return lambda person: known(tab, person)
