"""Files dropped in a real browser, read, looked at, stored, taken back; with and without scripts."""

import base64
import datetime
import io
import threading
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import expect

from plans.actions.imports_work import at_work, go_on_with_import
from plans.models import Import, ImportedFile, Run
from tests.benchmarks import files

pytestmark = pytest.mark.browser
MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(3):
            packed.writestr(f"{n}.gpx", files.gpx(MORNING - n * DAY))
        packed.writestr("2.fit", files.fit(MORNING - 2 * DAY))
        packed.writestr("ride.gpx", files.gpx(MORNING + DAY).replace(b"running", b"cycling"))
    return data.getvalue()


@pytest.fixture
def work():
    """The background worker's part, in a thread of its own: Playwright runs a loop in this one."""

    def all_of_it():
        try:
            while of_import := at_work().first():
                go_on_with_import.call(of_import.pk)
        finally:
            connections.close_all()

    def work():
        thread = threading.Thread(target=all_of_it)
        thread.start()
        thread.join()

    return work


@pytest.fixture
def page(address, runner, tab, sign_in):
    sign_in(runner)
    tab.goto(f"{address}/log/import/")
    return tab


def drop(page, **contents):
    """As if dragged from a folder."""
    named = {name: base64.b64encode(content).decode() for name, content in contents.items()}
    transfer = page.evaluate_handle(
        """named => {
            const transfer = new DataTransfer();
            for (const [name, text] of Object.entries(named)) {
                const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }
            return transfer;
        }""",
        named,
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})


def test_what_is_dropped_is_read_looked_at_stored_and_taken_back(page, archive, work):
    drop(page, **{"export.zip": archive, "one.gpx": files.gpx(MORNING + 3 * DAY)})
    expect(page.locator("[data-drop-files]")).to_have_text("export.zip, one.gpx")
    page.get_by_role("button", name="Bring in").click()
    page.wait_for_url("**/log/imports/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading your files")
    expect(page.get_by_role("status").last).to_contain_text("It begins in a moment.")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was found")  # by itself
    expect(page.locator("#chosen-title")).to_have_text("4 runs, 26\xa0km, 2026")
    page.get_by_role("checkbox").first.uncheck()
    expect(page.locator("#chosen-title")).to_contain_text("3 runs")
    page.get_by_role("link", name="Look-alikes").click()
    expect(page.get_by_role("radio", name="Take the other file")).to_be_checked()
    assert Run.objects.count() == 0
    page.get_by_role("button", name="Put it into my log").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Going into your log")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 runs are in your log")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Undone")
    assert Run.objects.count() == 0


def test_many_files_are_sent_in_parts_and_read_once(page, work):
    small = {f"{n}.gpx": b"<gpx/>" for n in range(230)}
    drop(page, **small)
    page.get_by_role("button", name="Bring in").click()
    page.wait_for_url("**/log/imports/*/")
    assert (Import.objects.get().state, ImportedFile.objects.count()) == ("reading", 230)


def test_without_scripts_the_form_brings_the_files_and_the_page_looks_again(
    chromium, address, known, runner, archive, work, tmp_path
):
    (tmp_path / "export.zip").write_bytes(archive)
    context = chromium.new_context(java_script_enabled=False)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/log/import/")
    page.get_by_label("Files or archives").set_input_files(tmp_path / "export.zip")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading your files")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was found", timeout=20_000)
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Save these ticks").click()
    expect(page.locator("#chosen-title")).to_contain_text("2 runs")
    page.get_by_role("button", name="Put it into my log").click()
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 runs are in your log", timeout=20_000)
    context.close()


def test_axe_finds_nothing_on_the_way(chromium, address, known, runner, archive, work, tmp_path):
    (tmp_path / "export.zip").write_bytes(archive)
    context = chromium.new_context(bypass_csp=True)  # axe writes styles of its own
    page = known(context.new_page(), runner)
    page.goto(f"{address}/log/import/")
    found = {"new": violations(page)}
    page.get_by_label("Files or archives").set_input_files(tmp_path / "export.zip")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading your files")
    found["reading"] = violations(page)
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was found")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for show in ("new_run", "same_run", "not_a_run"):
            page.goto(f"{page.url.partition('?')[0]}?show={show}")
            found[show, width] = violations(page)
            assert not page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
    page.get_by_role("button", name="Put it into my log").click()
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 runs are in your log")
    found["stored"] = violations(page)
    context.close()
    assert {where: faults for where, faults in found.items() if faults} == {}


def violations(page):
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]
