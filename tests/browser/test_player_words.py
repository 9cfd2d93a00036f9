"""What the player says: captions, the list of cues, the voice, and large letters on the floor."""

import pytest
from playwright.sync_api import expect

from library.models import PlayerChoices
from tests.browser.watching import CUES, PHONE, SLUG, Watching, chosen, told

pytestmark = pytest.mark.browser
pytest_plugins = ["tests.browser.watched"]


def test_captions_are_sized_placed_and_switched_off_and_stay_so_on_another_device(
    watch, chromium, address, runner
):
    watching = watch()
    caption = watching.part("caption")
    watching.seek(2)
    small = caption.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    watching.press("+")
    watching.tab.locator("summary[title=Settings]").click()
    expect(watching.tab.get_by_role("radio", name="Large")).to_be_checked()
    with told(watching.tab):
        watching.tab.get_by_role("radio", name="In it, high").click()
    watching.press("Escape")
    assert caption.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > small
    frame, words = watching.tab.locator(".player__frame").bounding_box(), caption.bounding_box()
    assert frame["y"] <= words["y"] < words["y"] + words["height"] < frame["y"] + frame["height"] / 2
    with told(watching.tab):
        watching.press("c")
    expect(caption).to_be_hidden()

    context = chromium.new_context(viewport=PHONE)
    context.add_cookies(watching.tab.context.cookies())
    other = context.new_page()
    other.goto(f"{address}/library/{SLUG}/")
    elsewhere = Watching(other)
    elsewhere.seek(2)
    expect(elsewhere.player).to_have_attribute("data-caption-size", "large")
    expect(elsewhere.player).to_have_attribute("data-caption-place", "top")
    expect(elsewhere.part("caption")).to_be_hidden()
    elsewhere.press("c")
    expect(elsewhere.part("caption")).to_have_text(CUES[1])
    context.close()


def test_what_comes_next_is_told_three_seconds_ahead(watch):
    watching = watch()
    ahead = watching.part("ahead")
    watching.seek(6)
    expect(ahead).to_be_hidden()
    watching.seek(7.5)
    expect(ahead).to_have_text("Next: Relevés")
    watching.seek(10.5)
    expect(ahead).to_be_hidden()


def test_the_cue_list_goes_along_is_searched_and_leads_to_its_seconds(watch):
    watching = watch(size=PHONE)
    tab, cues = watching.tab, watching.tab.locator(".cue")
    watching.part("cues").locator("summary").click()
    expect(cues).to_have_count(5)
    current = tab.locator(".cue[aria-current]")
    watching.seek(12)
    expect(current).to_contain_text(CUES[11])

    search = tab.get_by_role("searchbox", name="Find words")
    search.fill("DEGAGE")
    expect(watching.part("cueHits")).to_have_text("1 of 1")
    expect(tab.locator(".cue mark")).to_have_text("dégagé")
    search.fill("rise")
    expect(watching.part("cueHits")).to_have_text("1 of 2")
    search.press("Enter")
    expect(watching.part("cueHits")).to_have_text("2 of 2")
    expect(tab.locator(".cue--hit")).to_contain_text(CUES[35])
    search.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    expect(cues.nth(3)).to_be_focused()
    tab.keyboard.press("Enter")
    assert watching.at == pytest.approx(31, abs=0.1)
    expect(current).to_contain_text(CUES[31])
    search.fill("nowhere")
    expect(watching.part("cueHits")).to_have_text("Not said in this film")
    cues.nth(2).click()
    assert watching.at == pytest.approx(21, abs=0.1)


def test_the_cue_list_never_scrolls_under_its_reader_nor_moves_the_page(watch, filmed):
    for n in range(60):
        filmed.cues.create(start_s=3 + n / 2, end_s=3.4 + n / 2, text=f"And {n} more.")
    watching = watch()
    watching.part("cues").locator("summary").click()
    top, page = "e => Math.round(e.scrollTop)", "() => scrollY"
    cue_list = watching.part("cueList")
    cue_list.evaluate("e => { e.style.scrollBehavior = 'auto' }")
    before = watching.tab.evaluate(page)
    watching.seek(20)
    along = cue_list.evaluate(top)
    assert along > 200
    cue_list.hover()
    page_there = watching.tab.evaluate(page)
    watching.tab.mouse.wheel(0, -150)
    expect(watching.part("cueFollow")).to_be_visible()
    watching.until("v => document.querySelector('[data-part=cueList]').scrollTop > 0")
    read = cue_list.evaluate(top)
    watching.seek(28)
    assert cue_list.evaluate(top) == read
    watching.part("cueFollow").click()
    assert cue_list.evaluate(top) > along
    assert before == 0 or watching.tab.evaluate(page) == page_there


VOICE = """
  window.said = [];
  const voice = {
    speak(words) {
      window.said.push([words.text, words.rate]);
      this.now = words;
      if (!window.mute) words.dispatchEvent(new Event("start"));
    },
    cancel() { window.said.push("stop"); this.now = null; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
"""


def test_the_cues_are_spoken_at_the_films_speed_and_stop_with_it(watch, tab, runner):
    tab.add_init_script(VOICE)
    PlayerChoices.objects.create(runner=runner, speak=True)
    watching = watch(size=PHONE)
    watching.seek(10.5)
    assert tab.evaluate("window.said") == []  # nothing is said while the film stands
    watching.play(1.5)
    tab.wait_for_function("() => window.said.length >= 2")
    assert tab.evaluate("window.said") == ["stop", ["Rise onto demi-pointe.", 1.5]]
    assert watching.video.evaluate("v => v.volume") == pytest.approx(0.35)
    watching.pause()
    tab.wait_for_function("() => window.said.length === 3")
    assert tab.evaluate("window.said.at(-1)") == "stop"
    assert watching.video.evaluate("v => v.volume") == 1
    watching.press("t")
    watching.seek(20.5)
    watching.play()
    watching.until("v => v.currentTime > 21.5")
    assert len(tab.evaluate("window.said")) == 3


def test_where_the_device_has_no_voice_the_film_stays_loud(watch, tab, runner):
    tab.add_init_script(VOICE + "window.mute = true;")
    PlayerChoices.objects.create(runner=runner, speak=True)
    watching = watch()
    watching.seek(10.5)
    watching.play()
    tab.wait_for_function("() => window.said.length >= 2")
    assert watching.video.evaluate("v => v.volume") == 1


def test_large_cues_are_read_from_the_floor_and_nothing_else_is_in_reach(watch, runner):
    watching = watch(size=PHONE)
    watching.seek(12)
    with told(watching.tab):
        watching.press("b")
    cue = watching.part("largeCue")
    expect(cue).to_have_text(CUES[11])
    assert cue.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 44
    assert cue.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")
    expect(watching.part("largeNext")).to_have_text("Next: Dégagés")
    expect(watching.part("largeCount")).to_have_text("0:08")
    for _ in range(12):
        watching.press("Tab")
        assert watching.tab.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('#player')"
        )
    assert chosen(runner)["large"] is True
    watching.tab.reload()
    again = Watching(watching.tab)
    expect(again.part("large")).to_be_hidden()  # it waits for the film to play
    again.play()
    expect(again.part("large")).to_be_visible()
    again.part("largeLeave").click()
    expect(again.part("large")).to_be_hidden()
    expect(watching.tab.get_by_role("link", name="Dégagés")).to_be_visible()


def test_who_leaves_large_cues_is_back_in_the_player(watch):
    """A bug: the focus was lost, and with it the keys that scroll a page where the player has it not."""
    watching = watch(size=PHONE)
    watching.press("b")
    expect(watching.part("largeLeave")).to_be_focused()
    watching.press("b")
    expect(watching.part("play")).to_be_focused()
    watching.part("speed").focus()
    watching.tab.locator("[data-choice=mirror]").first.focus()
    watching.press("b", "Escape")
    expect(watching.tab.locator("[data-choice=mirror]").first).to_be_focused()
