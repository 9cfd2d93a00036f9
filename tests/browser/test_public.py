"""What somebody without an account meets: they look around, are invited, play one class, hear a movement."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.short_film import METADATA, PLAY, short_class

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# The browser of the tests has no voices. These take their place, and remember what they were given to say.
WITH_VOICES = """
window.saidAloud = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voices = [{ lang: "en-GB", name: "Ada" }, { lang: "fr-CA", name: "Zoé" }];
const synthesis = {
  getVoices: () => voices, addEventListener() {}, cancel: () => window.saidAloud.push("(stop)"),
  speak: (said) => window.saidAloud.push([said.text, said.lang, said.voice?.name, said.rate]),
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""
VIOLATIONS = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""


@pytest.fixture
def free(library):
    """The class that plays without an account, short enough to be played to its end."""
    made = short_class(("breathing-ribs", 1), ("demi-plie", 2))
    made.free = True
    made.save()
    return made


def test_a_visitor_looks_around_and_is_invited(tab, address, library):
    tab.goto(address)
    tab.get_by_role("navigation", name="Look around").get_by_role("link", name="Library").click()
    tab.get_by_role("link", name="Stand tall").click()
    expect(tab.get_by_role("heading", level=1, name="Stand tall")).to_be_visible()
    expect(tab.get_by_role("heading", name="Sign up to dance it with us")).to_be_visible()
    expect(tab.locator("video")).to_have_count(0)
    tab.locator("main").get_by_role("link", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert tab.url == f"{address}/accounts/login/?next=%2Flibrary%2Fstand-tall%2F"


def test_who_signs_in_there_is_back_at_the_class(tab, address, library, runner):
    tab.goto(f"{address}/library/stand-tall/")
    tab.locator("main").get_by_role("link", name="Sign in").click()
    tab.fill("[name=login]", runner.email)
    tab.fill("[name=password]", "first-position")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/library/stand-tall/")
    expect(tab.get_by_role("button", name="I did this class")).to_be_visible()


def test_the_front_page_leads_to_the_class_that_plays(tab, address, library):
    tab.goto(address)
    tab.get_by_role("link", name="Try one class now", exact=True).click()
    tab.wait_for_url(f"{address}/library/your-first-class/")
    expect(tab.get_by_role("heading", name="Open to everybody")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_free_class_plays_to_its_end_and_nothing_is_kept(tab, address, free, size):
    from library.models import Viewing
    from plans.models import Session

    sent = []
    tab.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    tab.set_viewport_size(size)
    tab.goto(f"{address}/library/{free.slug}/")
    video = tab.locator("video").element_handle()
    assert video.evaluate(METADATA) == pytest.approx(free.duration_s, abs=0.1)
    video.evaluate(PLAY)
    tab.wait_for_function("v => v.ended", arg=video, timeout=90_000)
    heading = tab.get_by_role("heading", name="That was the class. Shall we keep the next one for you?")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    tab.goto(f"{address}/library/")  # leaving sends nothing either
    assert sent == []
    assert (Viewing.objects.count(), Session.objects.count()) == (0, 0)


def test_without_its_film_the_timer_leads_a_visitor_to_its_end(tab, address, library):
    from library.models import VideoClass

    made = VideoClass.objects.get(slug="your-first-class")
    made.chapters.all().delete()
    made.chapters.create(position=0, title="Breathe", start_s=0, end_s=4)
    made.cues.all().delete()
    made.duration_s = 4
    made.save()
    tab.goto(f"{address}/library/your-first-class/")
    tab.get_by_role("button", name="Begin").click()
    heading = tab.get_by_role("heading", name="That was the class. Shall we keep the next one for you?")
    expect(heading).to_be_focused()
    expect(tab.get_by_role("button", name="I did this class")).to_have_count(0)


def test_a_movement_leads_to_its_second_in_the_film(tab, address, free):
    second = int(free.chapters.get(title="Demi-plié").start_s)
    tab.goto(f"{address}/library/movements/demi-plie/")
    card = tab.get_by_role("article").filter(has_text=free.title)
    card.get_by_role("link", name="at 0:").click()
    assert tab.url == f"{address}/library/{free.slug}/?at={second}"
    video = tab.locator("video").element_handle()
    video.evaluate(METADATA)
    tab.wait_for_function("([v, s]) => Math.abs(v.currentTime - s) < 1", arg=[video, second])


def test_a_name_is_heard_in_french_and_again_from_its_beginning(tab, address, library):
    tab.add_init_script(WITH_VOICES)
    tab.goto(f"{address}/library/movements/tendu-second/")
    button = tab.get_by_role("button", name="Hear it")
    button.focus()
    tab.keyboard.press("Enter")
    button.click()
    tendu = ["tendu", "fr-FR", "Zoé", 0.8]
    assert tab.evaluate("window.saidAloud") == ["(stop)", tendu, "(stop)", tendu]


def test_where_there_are_no_voices_nothing_is_offered(tab, address, library):
    tab.goto(f"{address}/library/movements/tendu-second/")
    assert tab.evaluate("speechSynthesis.getVoices().length") == 0
    expect(tab.locator("[data-say]")).to_have_count(1)
    expect(tab.locator("[data-say]")).to_be_hidden()
    expect(tab.get_by_text("tahn-DEW").first).to_be_visible()


def test_facts_for_search_engines_pass_the_policy_against_scripts(tab, address, library):
    tab.add_init_script(VIOLATIONS)
    response = tab.goto(f"{address}/library/stand-tall/")
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    facts = json.loads(tab.locator('script[type="application/ld+json"]').text_content())
    assert [told["@type"] for told in facts] == ["VideoObject", "BreadcrumbList"]
    poster = tab.request.get(facts[0]["thumbnailUrl"])
    assert (poster.status, poster.headers["content-type"]) == (200, "image/webp")
    assert tab.evaluate("window.refused") == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_where_a_visitor_has_danced_or_can_hear(chromium, address, free, size):
    context = chromium.new_context(bypass_csp=True, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WITH_VOICES)
    found = {}
    for name, path in (("hear", "/library/movements/passe/"), ("free", f"/library/{free.slug}/")):
        page.goto(address + path)
        if name == "free":
            page.evaluate("document.querySelector('video').dispatchEvent(new Event('ended'))")
            expect(page.get_by_role("heading", name="That was the class")).to_be_focused()
        found[name] = [v["id"] for v in Axe().run(page, options={"preload": False}).response["violations"]]
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    context.close()
    assert found == {"hear": [], "free": []}
