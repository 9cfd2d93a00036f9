"""A reader and somebody else at the same moment, on a database that lets them: PostgreSQL."""

import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection

from plans.actions import imports_read
from plans.actions.imports import begin_import, begin_reading, bring_in, discard_import, undo_import
from plans.actions.imports_hold import take_hold
from plans.actions.imports_read import Reader
from plans.models import Import, ImportedFile

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)


@pytest.fixture
def reading(runner, uploaded):
    def reading(content):
        of_import = begin_import(runner=runner, files=[uploaded(content, "a.fit")], now=NOW)
        begin_reading(of_import=of_import, now=NOW)
        return of_import, Reader(take_hold(of_import.pk, seconds=100))

    return reading


def beside(act):
    """A thread that does it, and what became of it."""
    said = []

    def run():
        try:
            act()
            said.append("done")
        except BaseException as error:
            said.append(repr(error))
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, said


def originals(settings):
    return [path for path in (Path(settings.MEDIA_ROOT) / "activities").rglob("*") if path.is_file()]


def test_an_import_is_discarded_while_a_file_of_two_activities_is_kept(reading, fit, settings, monkeypatch):
    of_import, reader = reading(fit() + fit(MORNING + DAY))
    file = of_import.files.get()
    kept_one, keep = Event(), Reader.keep

    def slowly(self, row, data, parsed):
        keep(self, row, data, parsed)
        if not kept_one.is_set():
            kept_one.set()
            wait_for_a_lock()

    monkeypatch.setattr(Reader, "keep", slowly)
    thread, said = beside(lambda: reader.read_file(file))
    assert kept_one.wait(20)
    assert discard_import(of_import=of_import)
    thread.join()
    assert (said, Import.objects.count(), ImportedFile.objects.count()) == (["done"], 0, 0)
    assert originals(settings) == []


def test_an_original_that_is_just_being_kept_is_not_unused(
    reading, runner, uploaded, fit, settings, monkeypatch
):
    first = bring_in(runner=runner, files=[uploaded(fit(), "a.fit")], now=NOW)
    of_import, reader = reading(fit())
    ImportedFile.objects.filter(of_import=first).update(sha256="")  # or it would be the same file
    file = of_import.files.get()
    kept, keep_original = Event(), imports_read.keep_original

    def slowly(row, data):
        keep_original(row, data)
        kept.set()
        wait_for_a_lock()

    monkeypatch.setattr(imports_read, "keep_original", slowly)
    thread, said = beside(lambda: reader.read_file(file))
    assert kept.wait(20)
    undo_import(of_import=first, now=NOW)
    thread.join()
    file.refresh_from_db()
    assert (said, bool(file.original)) == (["done"], True)
    assert [path.read_bytes() for path in originals(settings)] == [fit()]


def wait_for_a_lock():
    """Until the other waits for one that is held here, or a second is over."""
    Event().wait(1)
