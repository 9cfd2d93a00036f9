"""Searching: suggestions by keyboard and by touch, words with and without accents, cues, the empty result."""

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def search(tab, address):
    """The library's page without its suggestions: the field is only touched to fill it."""

    def search(words):
        tab.goto(f"{address}/library/")
        tab.fill("#search", words)
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/library/?*q=*")

    return search


def suggest(tab, typed):
    """Types, and waits for what is suggested."""
    tab.locator("#search").focus()
    expect(tab.locator("#search")).to_have_attribute("role", "combobox")  # the script is there
    with tab.expect_response(
        lambda answer: "suggestions" in answer.url and answer.url.endswith(f"={quote_plus(typed)}")
    ):
        tab.locator("#search").press_sequentially(typed)
    expect(tab.locator(".suggestion").first).to_be_visible()


def test_a_suggestion_is_chosen_by_keyboard(tab, address):
    tab.goto(f"{address}/library/")
    suggest(tab, "relve")
    field = tab.locator("#search")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(tab.locator(".suggestions + [role=status]")).to_contain_text("suggestions")
    tab.keyboard.press("ArrowUp")  # from the field up to the last, and down again to the field and the first
    expect(tab.locator(".suggestion").last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator(".suggestion[aria-selected=true]")
    expect(chosen).to_contain_text("Relevé")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/library/movements/releve*/")


def test_escape_closes_and_enter_then_searches(tab, address):
    tab.goto(f"{address}/library/")
    suggest(tab, "rond de jambe")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("listbox")).to_be_hidden()
    expect(tab.locator("#search")).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/library/?*q=rond*")
    expect(tab.locator(".class-card").first).to_be_visible()
    expect(tab.locator("#search")).to_have_value("rond de jambe")


def test_it_suggests_in_the_page_that_was_swapped_in_too(tab, address, search):
    search("calves")
    expect(tab.locator(".class-card").first).to_be_visible()
    tab.locator("#search").fill("")
    suggest(tab, "flexib")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/library/benefits/flexibility/")


def test_a_cue_opens_the_class_at_its_second(tab, address, search):
    search("heavy heels")
    hit = tab.locator("a[href*='?at=']").first
    expect(hit).to_contain_text("heels")
    wanted = hit.get_attribute("href")
    hit.click()
    tab.wait_for_url(f"{address}{wanted}")
    expect(tab.locator("h1")).to_be_visible()


def test_where_nothing_is_found_something_else_is_offered_and_finds(tab, search):
    search("relevé zzyzx")
    expect(tab.get_by_text("Nothing in the library says “zzyzx”")).to_be_visible()
    tab.locator(".empty__offers a").first.click()
    tab.wait_for_url("**/library/?*q=*")
    expect(tab.locator(".class-card").first).to_be_visible()


def test_without_scripts_the_form_searches(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/library/")
    page.fill("#search", "hip flexor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library/?*q=hip+flexor*")
    expect(page.locator(".class-card").first).to_be_visible()
    context.close()


def test_on_a_phone_a_suggestion_is_touched(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/library/")
    page.locator("#search").tap()
    suggest(page, "balance")
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    first = page.locator(".suggestion").first
    there = first.get_attribute("href")
    assert re.match("/library/(movements|benefits)/balance", there)
    first.tap()
    page.wait_for_url(f"{address}{there}")
    context.close()
