"""The plan in a phone's calendar, as a person gives it away and takes it back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from plans.models import CalendarAddress

pytestmark = pytest.mark.browser
PAGE = "/plan/calendar-out/"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(chromium, address, runner, client, request):
    """Signed in; without the site's policy, since axe writes styles of its own."""
    client.force_login(runner)
    context = chromium.new_context(
        bypass_csp=True, viewport=request.param, color_scheme="dark" if request.param == PHONE else "light"
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def faultless(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def make_one(page, address):
    page.goto(address + PAGE)
    page.get_by_role("link", name="Make an address").click()
    page.get_by_role("textbox", name="Name").fill("My phone")
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My phone")
    return CalendarAddress.objects.get()


def pasted(page):
    """Into a page of its own: ours may not read what was copied."""
    elsewhere = page.context.new_page()
    elsewhere.set_content("<textarea></textarea>")
    elsewhere.locator("textarea").focus()
    elsewhere.keyboard.press("Control+V")
    said = elsewhere.locator("textarea").input_value()
    elsewhere.close()
    page.bring_to_front()
    return said


def test_it_is_made_copied_read_and_ended(page, address):
    page.context.grant_permissions(["clipboard-write"])
    made = make_one(page, address)
    https = f"{address}/calendar/{made.token}.ics"
    faultless(page)
    webcal = page.get_by_role("link", name="Open in my calendar app")
    expect(webcal).to_have_attribute("href", https.replace("http:", "webcal:"))

    button = page.get_by_role("button", name="Copy the address")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    page.keyboard.press("Enter")  # again, before the word is gone
    assert pasted(page) == https
    expect(page.locator("[data-copy]")).to_have_text("Copy the address")
    expect(page.locator("[data-copy]")).to_be_focused()

    expect(page.get_by_text("not yet")).to_be_visible()
    assert Client().get(f"/calendar/{made.token}.ics").content.startswith(b"BEGIN:VCALENDAR")
    page.reload()
    expect(page.get_by_text(re.compile(r"\d{4}, by another app"))).to_be_visible()

    page.get_by_role("link", name="End this address").click()
    faultless(page)
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Ended: nobody can read it any more.")).to_be_visible()
    expect(page.get_by_role("heading", name="None yet")).to_be_visible()
    assert Client().get(f"/calendar/{made.token}.ics").status_code == 404


def test_where_the_browser_lets_nobody_copy_the_address_is_marked(page, address):
    """As on a page that came without https: there is no clipboard."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    made = make_one(page, address)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("[data-copy]")).to_have_text("Marked: copy it by hand")
    assert page.evaluate("getSelection().toString()") == f"{address}/calendar/{made.token}.ics"


def test_without_scripts_it_is_made_and_ended_all_the_same(chromium, address, runner, client):
    client.force_login(runner)
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    made = make_one(page, address)
    expect(page.get_by_text(f"{address}/calendar/{made.token}.ics")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
    page.get_by_role("link", name="End this address").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Ended: nobody can read it any more.")).to_be_visible()
    context.close()
    assert not CalendarAddress.objects.exists()
