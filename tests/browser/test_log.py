"""The log worked through without scripts: runs ticked, merged, deleted, and all of it undone."""

import datetime

import pytest
from playwright.sync_api import expect

from plans.models import Run

pytestmark = pytest.mark.browser


@pytest.fixture
def without_scripts(chromium, address, known, runner):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    known(page, runner)
    yield page
    context.close()


def test_runs_are_ticked_merged_deleted_and_put_back(without_scripts, address, runner):
    page, day = without_scripts, datetime.date(2026, 11, 24)
    for n, title in enumerate(["Bridges", "Canal", "Heath"]):
        date = day - datetime.timedelta(days=n)
        Run.objects.create(runner=runner, date=date, title=title, duration_s=2400, distance_m=8000)
    page.goto(f"{address}/log/")
    page.get_by_role("link", name="Choose runs").click()
    page.get_by_text("Bridges").click()  # the line is its tick
    page.get_by_role("checkbox", name="Canal").check()
    page.get_by_role("button", name="Merge two").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merge these two?")
    page.get_by_role("button", name="Merge them").click()
    expect(page.locator(".messages")).to_contain_text("The two are one run now.")
    assert runner.runs.count() == 2
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("The run is in your log again.")

    page.goto(f"{address}/log/?choose=1")
    page.get_by_role("checkbox", name="Bridges").check()
    page.get_by_role("checkbox", name="Heath").check()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".messages")).to_contain_text("2 runs are out of your log.")
    expect(page.locator(".log-line")).to_have_count(1)
    page.goto(f"{address}/log/removed/")
    page.get_by_role("button", name="Put all 2 back").click()
    expect(page.locator(".log-line")).to_have_count(3)


def test_the_log_is_narrowed_down_and_each_choice_taken_back(without_scripts, address, runner):
    page = without_scripts
    for kind, title in [("long", "Canal"), ("easy", "Heath")]:
        Run.objects.create(
            runner=runner, date=datetime.date(2026, 11, 24), kind=kind, title=title, duration_s=2400
        )
    page.goto(f"{address}/log/")
    page.get_by_text("Narrow it down").click()
    page.get_by_role("checkbox", name="Long").check()
    page.get_by_label("From").fill("2026-11-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".log-line")).to_have_count(1)
    page.get_by_role("link", name="Take back: Long").click()
    expect(page.locator(".log-line")).to_have_count(2)
    assert page.url == f"{address}/log/?from=2026-11-01"


def test_a_double_click_sends_a_form_once(tab, address, known, runner):
    page, sent = known(tab, runner), []
    page.goto(f"{address}/plan/runs/new/")
    page.route(
        "**/plan/runs/new/", lambda route: sent.append(route)
    )  # on its way while the second half of the click falls
    button = page.get_by_role("button", name="Save", exact=True)
    button.scroll_into_view_if_needed()
    save = button.bounding_box()
    for _half in range(2):
        page.mouse.click(save["x"] + 9, save["y"] + 9)
        page.wait_for_timeout(200)  # ms
    assert len(sent) == 1
    sent[0].continue_()
    expect(page.locator(".messages")).to_contain_text("Planned.")
    assert runner.planned_runs.filter(origin="hand").count() == 1


def test_letters_twice_as_large_stay_within_a_phone(new_tab, address, known, runner):
    """A bug: the kind of a run beside its title reached beyond the edge."""
    day = datetime.date(2026, 11, 24)
    runner.runs.create(date=day, kind="intervals", kind_is_guess=True, title="On the track", duration_s=2400)
    runner.sessions.create(
        date=day, done_at=datetime.datetime(2026, 11, 24, 18, tzinfo=datetime.UTC), title="Ankles",
        minutes=5, benefit="stabilisers", how="hand", time_zone="Europe/London",
    )  # fmt: skip
    page = known(new_tab(viewport={"width": 390, "height": 844}), runner)
    page.goto(f"{address}/log/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
