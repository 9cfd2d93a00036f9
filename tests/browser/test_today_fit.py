"""The class page says by itself whether the class fits today; without scripts it links to the answer."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUICK = {"preload": False, "resultTypes": ["violations"]}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def demo(sign_in, address):
    from accounts.models import User
    from plans.actions.demo import EMAIL, make_demo

    make_demo(now=timezone.now())
    sign_in(User.objects.get(email=EMAIL))


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_line_comes_after_the_page_and_leads_to_its_rule(tab, address, demo, size):
    tab.set_viewport_size(size)
    tab.goto(f"{address}/library/petit-allegro/")
    line = tab.locator(".class-page .fit")
    expect(line).to_have_text("Not today. It is above your level for now. Why: R16")
    assert Axe().run(tab, context=".class-page__side", options=QUICK).response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    line.get_by_role("link").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/evidence/#R16")


def test_without_scripts_a_link_leads_to_the_answer(tab, address, demo, chromium):
    context = chromium.new_context(java_script_enabled=False, storage_state=tab.context.storage_state())
    page = context.new_page()
    page.goto(f"{address}/library/petit-allegro/")
    page.get_by_role("link", name="Does it fit today?").click()
    page.wait_for_url(f"{address}/library/petit-allegro/today/")
    expect(page.locator(".fit")).to_contain_text("It is above your level for now.")
    context.close()
