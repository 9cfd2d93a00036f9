"""How hard it was, asked on the class's own page once it counts; the last number pressed is kept."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from library.models import VideoClass
from tests.browser.short_film import until

pytestmark = pytest.mark.browser
ADDRESS = "/library/five-tall-minutes/?with=timer"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def class_(library):
    """Seventeen seconds."""
    from library.actions.script import retime
    from library.models import Movement

    made = VideoClass.objects.get(slug="five-tall-minutes")
    made.chapters.all().delete()
    movement = Movement.objects.get(slug="first-position")
    made.chapters.create(
        movement=movement, position=0, title=movement.name, repetitions=1, sides=1, start_s=0, end_s=20
    )
    assert retime(made)
    return made


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(chromium, address, runner, client, request):
    """Signed in, its clock set by the test; without the site's policy, since axe writes styles of its own."""
    client.force_login(runner)
    context = chromium.new_context(
        bypass_csp=True, viewport=request.param, color_scheme="dark" if request.param == PHONE else "light"
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    page.clock.install()
    yield page
    page.goto("about:blank")
    page.wait_for_timeout(500)  # ms; what it reported on leaving has arrived before the tables are emptied
    context.close()


def danced(page, class_):
    page.keyboard.press("Home")
    page.keyboard.press("k")
    page.clock.run_for(class_.duration_s * 1000 + 1000)


def efforts(runner):
    from plans.models import Session

    return list(Session.objects.of(runner).order_by("pk").values_list("effort", flat=True))


def test_how_hard_it_was_is_kept_of_the_session_that_was_danced(page, address, class_, runner):
    page.goto(address + ADDRESS)
    expect(page.locator("[data-timer][data-begun]")).to_have_count(1)
    page.clock.pause_at(datetime.datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 1))
    row = page.get_by_role("group", name="How hard was it? 0 is resting, 10 is all you had.")
    expect(row).to_be_hidden()
    danced(page, class_)
    expect(row.get_by_role("button")).to_have_text([str(number) for number in range(11)])
    counts = page.locator("[data-counts]")
    expect(counts).to_contain_text("It counts, beside what was planned.")
    expect(counts.get_by_role("button", name="Undo")).to_be_visible()
    page.clock.resume()
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    said = page.locator("[data-said]")
    for number in (7, 4):  # the last one pressed is meant
        row.get_by_role("button", name=str(number), exact=True).click()
        expect(row.locator("[aria-pressed=true]")).to_have_text(str(number))
        expect(said).to_have_text("Kept. Press another if you change your mind.")
    until(page, lambda: efforts(runner) == [4])
    page.context.set_offline(True)
    row.get_by_role("button", name="9", exact=True).click()
    expect(said).to_have_text("That could not be kept just now. Try again in a moment.")
    expect(row.locator("[aria-pressed=true]")).to_have_text("4")
    page.context.set_offline(False)
