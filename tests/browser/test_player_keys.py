"""The player by keyboard alone, and every state of it as axe sees it, on a desk and on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.watching import PHONE, SLUG, Watching

pytestmark = pytest.mark.browser
pytest_plugins = ["tests.browser.watched"]


STATE = """v => ({
  playing: !v.paused, sound: !v.muted, volume: Math.round(v.volume * 10), rate: v.playbackRate,
  at: Math.round(v.currentTime), mirrored: !!document.querySelector('.player--mirrored'),
  large: !!document.querySelector('.player--large'),
  size: document.querySelector('#player').dataset.captionSize,
  captions: !document.querySelector('[data-part=caption]').hidden,
})"""


@pytest.mark.parametrize("size", [None, PHONE])
def test_every_control_has_its_key(watch, size):
    watching = watch(size=size)
    watching.seek(15)

    def changed(key):
        before = watching.video.evaluate(STATE)
        watching.press(key)
        watching.tab.wait_for_timeout(60)
        after = watching.video.evaluate(STATE)
        return {name: after[name] for name in after if after[name] != before[name]}

    assert changed("ArrowLeft") == {"at": 10}
    assert changed("ArrowRight") == {"at": 15}
    assert changed("j") == {"at": 5}
    assert changed("l") == {"at": 15}
    assert changed("Home") == {}  # it scrolls the page, where the player has not the focus
    watching.part("play").focus()
    assert changed("Home") == {"at": 0}
    assert changed("ArrowDown") == {"volume": 9}
    assert changed("ArrowUp") == {"volume": 10}
    assert changed("s") == {"sound": False}
    assert changed("m") == {"mirrored": True}
    assert changed("M") == {"mirrored": False}
    assert changed("c") == {"captions": False}
    assert changed("c") == {"captions": True}
    assert changed("-") == {"size": "small"}
    assert changed("<") == {"rate": 0.75}
    assert changed("k")["playing"] is True
    assert changed("k")["playing"] is False
    assert changed("Space")["playing"] is True  # pressing the button that has the focus, once
    assert changed("Space")["playing"] is False
    assert changed("b") == {"large": True}
    assert changed("Escape") == {"large": False}
    assert changed("Control+m") == changed("Alt+m") == changed("Meta+c") == {}
    watching.press("/")
    field = watching.tab.get_by_role("searchbox", name="Find words")
    expect(field).to_be_focused()
    assert changed("m") == changed("?") == {}
    expect(field).to_have_value("m?")


def test_the_sheet_lists_every_key_and_gives_the_focus_back(watch):
    watching = watch(size=PHONE)
    sheet = watching.part("sheet")
    watching.part("place").focus()
    watching.press("?")
    expect(sheet).to_be_visible()
    watching.press("m")
    expect(watching.player).not_to_have_class(re.compile("player--mirrored"))  # the sheet has the keys now
    watching.press("Escape")
    expect(sheet).to_be_hidden()
    expect(watching.part("place")).to_be_focused()

    settings = watching.tab.locator("summary[title=Settings]")
    settings.focus()
    watching.press("Enter")
    watching.tab.get_by_role("button", name="Keys").click()
    sheet.get_by_role("button", name="Close").click()
    expect(settings).to_be_focused()

    shown = sheet.locator("kbd").all_text_contents()
    assert len(shown) == len({*shown})
    assert {*shown} == set("KJLPN<>MR[]\\C+-/TBSFI?←→↑↓") | {"Space", "Home"}


@pytest.fixture
def lenient(chromium, known, runner, filmed):
    """A page without the site's policy, since axe writes styles of its own."""
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    yield known(page, runner)
    context.close()


def faults(page):
    violations = (
        Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    )
    found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found + ["scrolls sideways"] * wide


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), ({"width": 1280, "height": 900}, "light")])
def test_axe_finds_nothing_in_any_state_of_the_player(lenient, address, size, theme):
    lenient.set_viewport_size(size)
    lenient.emulate_media(color_scheme=theme)
    lenient.goto(f"{address}/library/{SLUG}/")
    watching = Watching(lenient)
    watching.seek(8)
    assert faults(lenient) == []
    for opened in ("Settings", "Loop"):
        lenient.locator(f"summary[title={opened}]").click()
        assert faults(lenient) == []
        watching.press("Escape")
    watching.part("cues").locator("summary").click()
    lenient.get_by_role("searchbox", name="Find words").fill("rise")
    assert faults(lenient) == []
    watching.part("play").focus()
    watching.press("?")
    assert faults(lenient) == []
    watching.press("Escape", "b")
    assert faults(lenient) == []
    lenient.goto(f"{address}/library/player/")
    assert faults(lenient) == []
