"""The catalogue in a browser: narrowed by pointer, by keyboard, on a phone and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import expect

from library.models import VideoClass

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUICK = {"preload": False, "resultTypes": ["violations"]}
TITLES = ".class-card__title a"


@pytest.fixture
def demo(sign_in, address):
    from accounts.models import User
    from plans.actions.demo import EMAIL, make_demo

    make_demo(now=timezone.now())
    sign_in(User.objects.get(email=EMAIL))


def count(tab):
    return int(tab.locator(".catalogue__count").inner_text().split()[0])


def choice(tab, name, value):
    return tab.locator(f'input[name="{name}"][value="{value}"]')


def found(tab, n):
    expect(tab.locator(".catalogue__count")).to_have_text(re.compile(rf"^{n} class"))


def promised(tab, name, value):
    """The count beside an option: how many there will be."""
    return int(tab.locator(f'label:has(input[name="{name}"][value="{value}"]) .facet__count').inner_text())


def focused(tab):
    return tab.evaluate("[document.activeElement.name ?? '', document.activeElement.value ?? '']")


def test_a_class_is_found_by_its_facets_and_back_leads_back(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    everything, balance = count(tab), promised(tab, "benefit", "balance")
    choice(tab, "benefit", "balance").check()
    found(tab, balance)
    assert tab.url == f"{address}/library/?benefit=balance"
    easy = promised(tab, "level", "1")
    choice(tab, "level", "1").check()
    found(tab, easy)
    assert tab.url == f"{address}/library/?benefit=balance&level=1"
    tab.get_by_role("link", name="Take back: Balance").click()
    tab.wait_for_url(f"{address}/library/?level=1")
    expect(choice(tab, "benefit", "balance")).not_to_be_checked()
    tab.go_back()
    found(tab, easy)
    expect(choice(tab, "benefit", "balance")).to_be_checked()
    tab.go_back()
    tab.go_back()
    found(tab, everything)
    assert tab.url == f"{address}/library/"


def test_by_keyboard_alone(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    tab.locator("#search").focus()
    tab.keyboard.press("Tab")  # the search's button
    tab.keyboard.press("Tab")
    assert focused(tab) == ["benefit", "flexibility"]
    n = promised(tab, "benefit", "flexibility")
    tab.keyboard.press("Space")
    found(tab, n)
    expect(choice(tab, "benefit", "flexibility")).to_be_focused()
    tab.locator('[data-keep="movement"] > summary').focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    name, movement = focused(tab)
    assert name == "movement"
    n = promised(tab, "movement", movement)
    tab.keyboard.press("Space")
    found(tab, n)
    expect(choice(tab, "movement", movement)).to_be_focused()
    assert tab.evaluate("document.querySelector('[data-keep=movement]').open")
    sort = tab.locator("select[name=sort]")
    if n > 1:
        sort.focus()
        tab.keyboard.press("ArrowDown")
        tab.wait_for_url("**sort=**")
        expect(sort).to_be_focused()


def test_words_are_searched_within_what_is_chosen_and_lead_to_the_second(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/?benefit=balance")
    tab.fill("#search", "heels down")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/library/?q=heels+down&benefit=balance")
    expect(tab.locator("#search")).to_have_value("heels down")
    hit = tab.locator(".class-card__hits a").first
    assert re.fullmatch(r"/library/[\w-]+/\?at=[\d.]+", hit.get_attribute("href"))
    expect(hit).to_contain_text(re.compile(r"at \d+:\d\d: "))


def test_on_a_phone_the_rest_waits_behind_more_choices(tab, address):
    tab.set_viewport_size(PHONE)
    tab.goto(f"{address}/library/")
    expect(choice(tab, "benefit", "balance")).to_be_visible()
    assert not choice(tab, "level", "1").is_visible()
    tab.get_by_text("More choices").click()
    n = promised(tab, "level", "1")
    choice(tab, "level", "1").check()
    found(tab, n)
    assert choice(tab, "level", "1").is_visible()  # it stays open
    expect(tab.locator(".catalogue__more > summary")).to_have_text(re.compile("1 chosen"))
    assert not tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_on_a_desk_nothing_is_hidden(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    expect(choice(tab, "level", "1")).to_be_visible()
    assert not tab.locator(".catalogue__more > summary").is_visible()


def test_more_classes_come_after_those_that_are_there_and_the_first_is_focused(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    more = tab.get_by_role("link", name="Show more")
    more.focus()
    tab.keyboard.press("Enter")
    cards = tab.locator(TITLES)
    expect(cards.nth(24)).to_be_focused()
    assert cards.count() == count(tab)
    assert len(set(cards.evaluate_all("links => links.map((link) => link.href)"))) == count(tab)
    assert tab.url == f"{address}/library/?page=2&from=1"
    expect(more).to_have_count(0)
    cards.nth(30).click()
    tab.wait_for_url("**/library/*/")
    tab.go_back()
    expect(cards).to_have_count(count(tab))
    expect(cards.nth(30)).to_be_in_viewport()  # where one was
    tab.goto(f"{address}/library/?page=2")
    tab.get_by_role("link", name="Previous page").click()
    tab.wait_for_url(f"{address}/library/")
    expect(cards).to_have_count(24)


def test_a_choice_moves_nothing_under_the_eyes(tab, address):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    level = choice(tab, "level", "1")
    level.scroll_into_view_if_needed()
    tab.mouse.wheel(0, 300)
    tab.wait_for_function("scrollY >= 300")
    at, n = tab.evaluate("scrollY"), promised(tab, "level", "1")
    level.check()
    found(tab, n)
    expect(level).to_be_focused()
    assert tab.evaluate("scrollY") == at


def test_the_way_back_from_a_class_leads_to_the_list_as_it_was_narrowed(tab, address):
    tab.goto(f"{address}/library/?level=2&quiet=yes")
    assert tab.title().startswith("Level 2, Quiet · Library")
    tab.locator(TITLES).first.click()
    tab.locator(".back").click()
    tab.wait_for_url(f"{address}/library/?level=2&quiet=yes")


def test_a_card_dances_while_it_is_pointed_at_one_at_a_time(tab, address):
    tab.set_viewport_size(DESK)
    fetched = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto(f"{address}/library/")
    assert not any("figure" in url.rpartition("/")[2] and "card" not in url for url in fetched)
    cards = tab.locator(".class-card")
    cards.nth(0).hover()
    dancer = tab.locator(".class-card ballet-figure")
    expect(cards.nth(0).locator("ballet-figure svg")).to_be_visible()
    poster = cards.nth(0).locator(".stage").bounding_box()
    assert dancer.locator("svg").bounding_box()["height"] == poster["height"]  # from head to foot
    pointed_at = VideoClass.objects.get(title=cards.nth(0).locator("h3").inner_text())
    expect(dancer).to_have_attribute("palette", pointed_at.dancer)  # as on the poster
    first = dancer.locator("svg").inner_html()
    expect(dancer.locator("svg")).not_to_have_js_property("innerHTML", first)  # she moves
    cards.nth(1).hover()
    expect(cards.nth(1).locator("ballet-figure svg")).to_be_visible()
    expect(dancer).to_have_count(1)
    tab.mouse.move(640, 10)
    expect(dancer).to_have_count(0)
    tab.locator("select[name=sort]").focus()
    tab.keyboard.press("Tab")
    expect(cards.nth(0).locator("ballet-figure svg")).to_be_visible()
    assert tab.evaluate("document.activeElement.matches('.class-card__title a')")  # the card is one stop


def test_where_motion_is_unwelcome_no_card_dances(tab, address):
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(f"{address}/library/")
    tab.locator(".class-card").first.hover()
    tab.wait_for_timeout(500)
    assert tab.locator(".class-card ballet-figure").count() == 0


def test_today_comes_after_the_page_with_reasons_and_moves_nothing(tab, address, demo):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    expect(tab.locator(".pick")).to_have_count(4)
    assert all(why.strip() for why in tab.locator(".pick__why").all_inner_texts())
    expect(tab.locator("#count-fits")).to_have_text(re.compile(r"^\d+$"))
    n = promised(tab, "fits", "today")
    choice(tab, "fits", "today").check()
    found(tab, n)
    assert tab.locator(".unfit").count() == 1


def test_a_class_is_saved_on_its_card(tab, address, demo):
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/library/")
    save = tab.locator(".class-card .save__button").first
    save.click()
    expect(save).to_have_attribute("aria-pressed", "true")
    assert promised(tab, "saved", "yes") == 1
    assert choice(tab, "saved", "yes").is_enabled()
    tab.goto(f"{address}/library/?saved=yes")
    found(tab, 1)


def test_a_press_that_is_not_answered_says_so_until_one_is(chromium, address):
    context = chromium.new_context(viewport=PHONE)
    tab = context.new_page()
    tab.goto(f"{address}/library/")
    said = tab.get_by_text("That did not reach us. Nothing is lost: try again in a moment.")
    for trouble in (lambda route: route.abort(), lambda route: route.fulfill(status=503)):
        tab.route("**/library/?*", trouble)
        choice(tab, "benefit", "balance").click()
        expect(said).to_be_in_viewport()
        tab.unroute("**/library/?*")
        choice(tab, "benefit", "balance").click()
        expect(said).to_be_hidden()
    context.close()


def test_a_press_that_came_too_often_says_how_long_to_wait(chromium, address):
    """In the words of the page 429, which htmx leaves out; the next trouble has its own words again."""
    context = chromium.new_context(viewport=PHONE)
    tab = context.new_page()
    tab.goto(f"{address}/library/")
    body = render_to_string("429.html", {"wait_s": 300, "minutes": 5})
    tab.route("**/library/?*", lambda route: route.fulfill(status=429, body=body, content_type="text/html"))
    choice(tab, "benefit", "balance").click()
    said = tab.locator("[data-unreached]")
    expect(said).to_contain_text("Nothing is lost. Wait 5 minutes, then try again")
    tab.unroute("**/library/?*")
    choice(tab, "benefit", "balance").click()
    expect(said).to_be_hidden()
    tab.route("**/library/?*", lambda route: route.fulfill(status=503))
    choice(tab, "benefit", "balance").click()
    expect(said).to_contain_text("That did not reach us.")
    context.close()


def test_it_works_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    tab = context.new_page()
    tab.goto(f"{address}/library/")
    choice(tab, "length", "10").check()
    tab.get_by_text("More choices").click()
    choice(tab, "level", "1").check()
    tab.get_by_role("button", name="Show").click()
    assert choice(tab, "length", "10").is_checked() and "level=1" in tab.url
    tab.goto(f"{address}/library/")
    tab.get_by_role("link", name="Next page").click()
    assert tab.url == f"{address}/library/?page=2"
    context.close()


STATES = [
    "/library/",
    "/library/?benefit=balance&level=1",
    "/library/?benefit=balance&length=10&length=20&level=1&level=2&kit=none&kit=chair&quiet=yes&site=calf&q=heels",
    "/library/?level=3&length=10&kind=primer",
    "/library/?q=xyzzyplugh",
    "/library/?level=9&sort=best",
    "/library/?page=2",
]


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing(chromium, address, size, theme):
    context = chromium.new_context(
        bypass_csp=True, viewport=size, color_scheme=theme, reduced_motion="reduce"
    )  # axe writes styles of its own
    tab = context.new_page()
    faults = {}
    for state in STATES:
        tab.goto(address + state)
        for part in tab.locator("#choices details").all():
            part.evaluate("(part) => { part.open = true; }")
        said = [
            f"{v['id']}: {v['nodes'][0]['html'][:120]}"
            for v in Axe().run(tab, options=QUICK).response["violations"]
        ]
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            said.append("scrolls sideways")
        if said:
            faults[state] = said
    context.close()
    assert faults == {}


def test_axe_finds_nothing_in_an_empty_library(chromium, live_server, transactional_db):
    context = chromium.new_context(bypass_csp=True, viewport=PHONE)
    tab = context.new_page()
    tab.goto(f"{live_server.url}/library/")
    expect(tab.get_by_text("The library is still empty")).to_be_visible()
    assert [v["id"] for v in Axe().run(tab, options=QUICK).response["violations"]] == []
    context.close()
