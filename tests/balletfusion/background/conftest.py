"""Tasks to do, and a database that worker processes share with the test."""

import importlib
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

CHORES = Path(__file__).parent / "chores"


@pytest.fixture
def chores(monkeypatch):
    monkeypatch.syspath_prepend(CHORES)
    return importlib.import_module("chores")


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The address of the test's database for other processes and threads.

    SQLite's test database lives in this process' memory; a copy of it on disk takes its place.
    """
    if connection.vendor != "sqlite":
        yield url_of(connection.settings_dict)
        return
    name, in_memory = connection.settings_dict["NAME"], connection.connection
    copy = tmp_path / "shared.sqlite3"
    in_memory.execute("VACUUM INTO ?", [str(copy)])
    with sqlite3.connect(copy) as on_disk:
        on_disk.execute("PRAGMA journal_mode=WAL")
    on_disk.close()
    connection.settings_dict["NAME"], connection.connection = str(copy), None
    yield f"sqlite:///{copy}"
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, in_memory


def url_of(values):
    host = quote(values["HOST"] or "localhost", safe="")  # a folder, where PostgreSQL listens on a socket
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@{host}{port}/{values['NAME']}"
