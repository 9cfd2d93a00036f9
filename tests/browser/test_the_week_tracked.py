"""The whole way of a new runner: signs up, answers, moves a class, dances one, takes it back."""

import re

import pytest
from playwright.sync_api import expect

from library.models import ClassKind, VideoClass
from tests.accounts.letters import newest_code

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(chromium, request):
    context = chromium.new_context(**request.param)
    page = context.new_page()
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def test_from_signing_up_to_a_class_that_counts_and_is_taken_back(page, address):
    sign_up(page, address)
    answer_the_questions(page)
    expect(page).to_have_url(f"{address}/today/")
    page.goto(f"{address}/plan/")
    expect(page.locator(".run-chip", has_text="Intervals")).to_be_visible()
    expect(page.locator(".run-chip", has_text="Long")).to_be_visible()
    move_a_class_by_keyboard(page)
    title = add_a_class_today(page, address)
    do_it_and_take_it_back(page, address, title)


def sign_up(page, address):
    page.goto(address)
    page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Password").fill("a-long-and-odd-word")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm-email/")
    page.get_by_label("Code").fill(newest_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/**")


def answer_the_questions(page):
    page.get_by_label("None, or long ago").check()
    page.get_by_role("button", name="Next").click()
    page.locator("[name=kind_1]").select_option("intervals")
    page.locator("[name=minutes_1]").fill("50")
    page.locator("[name=kind_6]").select_option("long")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Skip this question").click()
    page.get_by_label(re.compile("After")).fill("Tuesday’s run")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/today/")


def move_a_class_by_keyboard(page):
    """Of next week, whose days are all still to come: put back by Escape, then dropped, then undone."""
    page.get_by_role("link", name="Week after").click()
    page.wait_for_url(re.compile(r"/plan/\d{4}-\d\d-\d\d/$"))
    said, chip = page.locator("[data-moving-says]"), page.locator("[data-place]").first
    stood, title = days_with_classes(page), chip.locator(".chip__title").inner_text()
    chip.get_by_role("button", name="Move").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text(f"{title} is picked up from")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"\w+day\. (Fits|Careful|Clash)\."))
    page.keyboard.press("Escape")
    expect(said).to_contain_text(f"{title} is back on")
    expect(chip.get_by_role("button", name="Move")).to_be_focused()
    assert days_with_classes(page) == stood

    page.keyboard.press("Enter")
    expect(said).to_contain_text("is picked up from")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"\w+day\. (Fits|Careful|Clash)\."))
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Moved")
    assert days_with_classes(page) != stood
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Undone.")
    assert days_with_classes(page) == stood
    page.reload()
    assert days_with_classes(page) == stood


def days_with_classes(page):
    found = page.locator(".day:has([data-place]) time")
    return found.evaluate_all("times => times.map(time => time.dateTime)")


def add_a_class_today(page, address):
    """Whatever day it is, the week may hold none today. A whole class: neither primer nor cooldown."""
    classes = set(VideoClass.objects.filter(kind=ClassKind.CLASS).values_list("title", flat=True))
    page.goto(f"{address}/plan/")
    page.locator(".day--today .day__add", has_text="Class").click()
    page.wait_for_url("**/add/**")
    titles = page.locator(".class-row__title").all_inner_texts()
    n, title = next((n, title) for n, title in enumerate(titles) if title in classes)
    page.locator(".class-row").nth(n).get_by_role("button", name="Add").click()
    expect(page.locator(".day--today .class-chip", has_text=title)).to_be_visible()
    return title


def do_it_and_take_it_back(page, address, title):
    """Today keeps its undo while another tab looks at what it counts for."""
    page.goto(f"{address}/today/")
    expect(page.locator(".lead").first).to_contain_text("0 of ")
    card = page.locator("article", has_text=title)
    card.get_by_role("button", name="I did it").click()
    expect(page.locator("#messages")).to_contain_text(f"“{title}” is done")
    expect(page.locator(".lead").first).to_contain_text("1 of ")
    beside = page.context.new_page()
    beside.goto(f"{address}/plan/")
    expect(beside.locator(".lead").first).to_contain_text("1 of ")
    expect(beside.locator(".day--today .chip--done", has_text=title)).to_be_visible()
    beside.goto(f"{address}/progress/")
    expect(beside.locator(".facts")).to_contain_text("of 1 rated")

    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("article", has_text=title).get_by_role("button", name="I did it")).to_be_visible()
    expect(page.locator(".lead").first).to_contain_text("0 of ")
    beside.reload()
    expect(beside.get_by_role("heading", name="Nothing danced yet")).to_be_visible()
    beside.goto(f"{address}/plan/")
    expect(beside.locator(".lead").first).to_contain_text("0 of ")
    expect(beside.locator(".chip--done")).to_have_count(0)
