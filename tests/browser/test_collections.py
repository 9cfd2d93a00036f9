"""A runner goes through a series, saves and puts aside; staff order a collection. On a phone, by keyboard."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from library.models import Collection, VideoClass, Viewing
from plans.actions.health_notes import agree_to_notes
from tests.browser.test_pages import DESK, PHONE, faults
from tests.screens import COLLECTING, YOURS

pytestmark = pytest.mark.browser
MONTH = "/library/collections/first-month/"
HISTORY = "/library/history/"
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


@pytest.fixture
def phone(tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    return tab


def tab_to(page, target, most=60):
    """Presses Tab until the target has the focus; fails where the keyboard does not come there."""
    for _ in range(most):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The keyboard does not come to {target}.")


def test_a_series_is_begun_and_tells_how_far_one_is(phone, address, sign_in, runner):
    sign_in(runner)
    phone.goto(f"{address}/library/collections/")
    phone.get_by_role("link", name="First month of ballet").click()
    expect(phone.get_by_role("progressbar")).to_have_attribute("value", "0")
    phone.get_by_role("link", name="Begin", exact=True).click()
    phone.wait_for_url(f"{address}/library/your-first-class/?in=first-month")
    expect(phone.get_by_text("Class 1 of 8 in First month of ballet")).to_be_visible()
    phone.get_by_role("button", name="I did this class").click()
    expect(phone.get_by_role("link", name="Next: Your first class")).to_be_visible()  # it stands there twice
    phone.goto(address + MONTH)
    expect(phone.get_by_role("progressbar")).to_have_attribute("value", "1")
    going_on = phone.get_by_role("link", name="Go on with “Your first class”")
    expect(going_on).to_have_attribute("href", "/library/your-first-class/?in=first-month")
    expect(phone.locator("[aria-current=step]")).to_contain_text("Your first class")


def test_a_class_is_saved_by_keyboard_and_keeps_the_focus(phone, address, sign_in, runner):
    sign_in(runner)
    phone.goto(f"{address}/library/stand-tall/")
    button = phone.get_by_role("button", name="Save “Stand tall”")
    tab_to(phone, button)
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    phone.goto(f"{address}{HISTORY}saved/")
    tab_to(phone, button)
    phone.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    phone.reload()
    expect(phone.get_by_role("heading", name="Nothing saved yet")).to_be_visible()


def test_a_class_is_put_aside_with_a_reason_and_comes_back(phone, address, sign_in, runner):
    agree_to_notes(runner=runner, now=timezone.now())  # own words may be one
    sign_in(runner)
    phone.goto(f"{address}/library/stand-tall/")
    aside = phone.get_by_role("link", name="Not for me")
    tab_to(phone, aside)
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"{address}/library/stand-tall/hide/**")
    phone.get_by_label("I have not got what it needs").check()
    phone.get_by_label("In your own words").fill("My chair rolls.")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"{address}/library/stand-tall/")
    expect(phone.locator("#messages")).to_contain_text("left out of the library and of your plan")
    expect(phone.get_by_role("button", name="Show it again")).to_be_visible()
    phone.locator("#messages").get_by_role("button", name="Undo").click()
    expect(phone.locator("#messages")).to_contain_text("is shown again")
    assert Viewing.objects.get().hidden_at is None

    phone.goto(f"{address}/library/stand-tall/hide/")
    phone.get_by_role("button", name="Not for me").click()
    phone.goto(f"{address}{HISTORY}not-for-me/")
    phone.get_by_role("button", name="Show it again").click()
    expect(phone.get_by_role("heading", name="Nothing is left out")).to_be_visible()


def test_the_list_is_cleared_in_a_dialog_and_switched_off(phone, address, sign_in, runner):
    for slug in ("stand-tall", "core-on-the-mat"):
        video_class = VideoClass.objects.get(slug=slug)
        Viewing.objects.create(runner=runner, video_class=video_class, watched_at=NOW, position_s=75)
    sign_in(runner)
    phone.goto(address + HISTORY)
    expect(phone.get_by_text("You stopped at 1:15 of")).to_have_count(2)
    phone.get_by_role("button", name=re.compile("Take off the list.*Stand tall")).click()
    expect(phone.get_by_text("You stopped at 1:15 of")).to_have_count(1)
    phone.get_by_role("link", name="Clear the list").click()
    phone.get_by_role("dialog").get_by_role("button", name="Clear the list").press("Enter")
    expect(phone.get_by_role("heading", name="Nothing watched yet")).to_be_visible()
    phone.get_by_role("button", name="Switch it off").click()
    expect(phone.get_by_role("heading", name="What you watch is not listed")).to_be_visible()
    assert list(Viewing.objects.values_list("position_s", flat=True)) == [75, 75]


def test_staff_order_a_collection_by_keyboard(tab, address, sign_in, staff):
    sign_in(staff)
    tab.goto(f"{address}/library/studio/collections/core/")
    places = Collection.objects.get(slug="core").places
    first, second = places.values_list("video_class__title", flat=True)[:2]
    down = tab.get_by_role("button", name=f"Move “{first}” down")
    tab_to(tab, down)
    tab.keyboard.press("Enter")
    expect(tab.locator("#messages")).to_contain_text(f"“{first}” is place 2 of 7 now.")
    expect(down).to_be_focused()
    assert list(places.values_list("video_class__title", flat=True)[:2]) == [second, first]

    words = tab.get_by_label("Words of its title")
    tab_to(tab, words)
    tab.keyboard.type("quick feet")
    add = tab.get_by_role("button", name="Add Quick feet")
    expect(add).to_be_visible()
    tab_to(tab, add)
    tab.keyboard.press("Enter")
    expect(tab.locator("#messages")).to_contain_text("“Quick feet” stands at place 8 now.")
    tab.get_by_role("button", name="Take “Quick feet” out of place 8").press("Enter")
    expect(tab.locator("#messages")).to_contain_text("taken out")
    assert places.count() == 7


@pytest.fixture
def policy_free(chromium):
    """A page without the site's policy, since axe writes styles of its own."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def signed_in(policy_free, known):
    return lambda person: known(policy_free, person)


def test_axe_finds_nothing_where_nothing_was_done(signed_in, policy_free, address, runner):
    assert faults(policy_free, address, YOURS[:3], PHONE) == {}  # as a visitor
    assert faults(signed_in(runner), address, YOURS, PHONE) == {}


def test_axe_finds_nothing_where_much_was_done(signed_in, address, runner):
    from plans.models import Session

    for n, video_class in enumerate(VideoClass.objects.all()[:40]):
        told = {"watched_at": NOW, "saved_at": NOW, "position_s": 75 * (n % 2), "done_at": NOW}
        aside = {"hidden_at": NOW, "hidden_why": "dull", "hidden_note": "W" * 200} if n % 3 == 0 else {}
        Viewing.objects.create(runner=runner, video_class=video_class, **told, **aside)
        Session.objects.create(
            runner=runner, date=NOW.date(), done_at=NOW, time_zone="UTC", video_class=video_class,
            title=video_class.title, minutes=10, how=Session.How.BUTTON,
        )  # fmt: skip
    tab = signed_in(runner)
    assert faults(tab, address, YOURS, PHONE) == {}
    assert faults(tab, address, YOURS, DESK) == {}


def test_axe_finds_nothing_in_the_studio_of_collections(signed_in, address, staff):
    tab = signed_in(staff)
    assert faults(tab, address, COLLECTING, PHONE) == {}
    assert faults(tab, address, COLLECTING, DESK) == {}
