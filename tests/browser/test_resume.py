"""A class is gone on with where it was left: in a second browser, after leaving, after a time offline."""

import pytest
from playwright.sync_api import expect

from tests.browser.short_film import METADATA, PLAY, short_class, until

pytestmark = pytest.mark.browser


@pytest.fixture
def class_(library):
    return short_class(("first-position", 2), ("first-position", 2))


@pytest.fixture
def second(chromium, address):
    """Another device."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    yield page
    context.close()


def opened(page, address):
    page.goto(f"{address}/library/five-tall-minutes/")
    video = page.locator("video").element_handle()
    video.evaluate(METADATA)
    return video


def played(page, video, until_s):
    """Paused by the page itself: till it is told to from here, it goes on by seconds on a busy machine."""
    video.evaluate(PLAY)
    page.wait_for_function("([v, at]) => v.currentTime >= at && (v.pause(), true)", arg=[video, until_s])


def place():
    from library.models import Viewing

    viewing = Viewing.objects.first()
    return viewing and round(viewing.position_s)


def test_a_second_browser_goes_on_where_the_first_stopped(
    tab, second, address, known, sign_in, runner, class_
):
    sign_in(runner)
    video = opened(tab, address)
    video.evaluate("v => { v.currentTime = 10 }")
    played(tab, video, 13)
    until(tab, lambda: place() == 13)
    known(second, runner)
    other = opened(second, address)
    until(second, lambda: 12 < other.evaluate("v => v.currentTime") < 15)
    expect(second.locator("[data-part=resumed]")).to_contain_text("Carrying on at 0:13")

    played(second, other, 17)
    until(second, lambda: place() == 17)
    away(tab)
    expect(tab.locator("[data-part=elsewhere]")).to_be_hidden()  # four seconds are no news
    other.evaluate("v => { v.currentTime = 25 }")
    played(second, other, 27)
    until(second, lambda: place() == 27)
    away(tab)
    expect(tab.locator("[data-part=elsewhere]")).to_contain_text("You were further on another device: 0:27.")
    assert 12 < video.evaluate("v => v.currentTime") < 15  # a line, no jump
    tab.get_by_role("button", name="Go there").click()
    until(tab, lambda: 26 < video.evaluate("v => v.currentTime") < 28)


def away(page):
    """As when a tab comes back to the foreground."""
    page.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')) }")


def test_leaving_the_page_keeps_the_place(tab, address, sign_in, runner, class_):
    sign_in(runner)
    video = opened(tab, address)
    video.evaluate("v => { v.currentTime = 8 }")
    video.evaluate(PLAY)
    tab.wait_for_function("v => v.currentTime >= 11", arg=video)
    tab.goto(f"{address}/library/movements/")
    until(tab, lambda: place() in (11, 12))


def test_what_was_watched_without_a_network_is_sent_when_there_is_one(address, known, runner, class_, second):
    known(second, runner)
    video = opened(second, address)
    video.evaluate("v => { v.muted = true; return v.play() }")
    second.wait_for_function("v => v.buffered.length && v.buffered.end(0) > 8", arg=video)
    second.context.set_offline(True)
    second.wait_for_function("v => v.currentTime >= 4", arg=video)
    video.evaluate("v => v.pause()")
    expect(second.locator("[data-part=unsent]")).to_be_visible()
    assert place() is None
    second.context.set_offline(False)
    until(second, lambda: place() in (4, 5))
    expect(second.locator("[data-part=unsent]")).to_be_hidden()


def test_where_the_browser_has_no_room_what_waits_lasts_as_long_as_the_page(tab, address):
    tab.goto(f"{address}/accounts/login/")
    left = tab.evaluate(
        """async () => {
          const { Reports } = await import("/static/js/reports.js");
          const sent = [];
          let network = false;
          Storage.prototype.setItem = () => { throw new DOMException("Full", "QuotaExceededError") };
          window.fetch = async (url) => {
            if (!network) throw new TypeError("offline");
            sent.push(url);
            return new Response("{}");
          };
          const reports = new Reports({ runner: "1", csrf: "" });
          await reports.send("/a/watched/", { position_s: 1, seen: "[]", kept: "" });
          await reports.send("/b/watched/", { position_s: 2, seen: "[]", kept: "" });
          network = true;
          await reports.flush();
          return [sent, reports.read()];
        }"""
    )
    assert left == [["/a/watched/", "/b/watched/"], []]


def test_a_page_closed_without_a_network_is_told_of_on_the_next_visit(address, known, runner, class_, second):
    known(second, runner)
    video = opened(second, address)
    video.evaluate("v => { v.muted = true; return v.play() }")
    second.wait_for_function("v => v.buffered.length && v.buffered.end(0) > 8", arg=video)
    second.context.set_offline(True)
    second.wait_for_function("v => v.currentTime >= 4", arg=video)
    second.evaluate("() => { dispatchEvent(new PageTransitionEvent('pagehide')) }")
    second.goto("about:blank")
    second.context.set_offline(False)
    opened(second, address)
    until(second, lambda: place() in (4, 5))
    assert second.evaluate("() => localStorage.length") == 0


def test_beats_that_wait_become_one_until_the_class_is_full_and_none_holds_up_another(tab, address):
    tab.goto(f"{address}/accounts/login/")
    told = tab.evaluate(
        """async () => {
          const { Reports } = await import("/static/js/reports.js");
          const sent = [];
          let network = false;
          window.fetch = async (url, { body }) => {
            if (!network) throw new TypeError("offline");
            sent.push([url, body.get("seen"), body.get("position_s"), body.get("kept")]);
            return new Response("{}", { status: url === "/a/watched/" ? 403 : 200 });
          };
          const reports = new Reports({ runner: "1", csrf: "" });
          const tell = (url, position_s, seen, kept = "", full = false) => (
            reports.send(url, { position_s, seen: JSON.stringify(seen), kept }, { full })
          );
          await tell("/a/watched/", 5, [[0, 5]]);
          await tell("/b/watched/", 10, [[0, 10]]);
          await tell("/b/watched/", 20, [[10, 20]], "", true);
          await tell("/b/watched/", 3, [[0, 3]]);
          await tell("/b/watched/", 4, [[0, 4]], "0.2");
          network = true;
          await reports.flush();
          return [sent, reports.read().map(({ url }) => url)];
        }"""
    )
    sent = [
        ["/a/watched/", "[[0,5]]", "5", ""],
        ["/b/watched/", "[[0,20]]", "20", ""],
        ["/b/watched/", "[[0,3]]", "3", ""],
        ["/b/watched/", "[[0,4]]", "4", "0.2"],
    ]
    assert told == [sent, ["/a/watched/"]]
