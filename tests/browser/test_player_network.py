"""A network that does not carry the large picture: the player takes the small one by itself, and says so."""

import re
import shutil

import pytest
from django.conf import settings
from playwright.sync_api import expect

from library.models import Film
from tests.browser.short_film import until
from tests.browser.watching import SLUG, Watching, chosen
from tests.films import H264
from tests.films import film as made_film

pytestmark = pytest.mark.browser
pytest_plugins = ["tests.browser.watched"]

HEIGHT = "v => v.videoHeight"
CODED = (*H264, "-movflags", "+faststart")


@pytest.fixture(scope="session")
def rungs(tmp_path_factory):
    """The same forty seconds twice: of 2,000 kbit/s and more, and of little more than nothing."""
    folder = tmp_path_factory.mktemp("rungs")
    heavy = ("-c:v", "libx264", "-g", "60", "-b:v", "2000k", "-minrate", "2000k", "-maxrate", "2000k",
             "-bufsize", "2000k", "-nal-hrd", "cbr", "-pix_fmt", "yuv420p", "-c:a", "aac")  # fmt: skip
    made_film(folder / "720.mp4", size="854x480", seconds=40.0, coded=(*heavy, "-movflags", "+faststart"))
    made_film(folder / "360.mp4", size="160x90", seconds=40.0, coded=CODED)
    return folder


@pytest.fixture
def two_rungs(filmed, rungs):
    film = Film.objects.get(video_class=filmed)
    for height in (720, 360):
        shutil.copy(rungs / f"{height}.mp4", settings.MEDIA_ROOT / "filmed/danced")
    film.renditions.create(kind="mp4", height=360, path="filmed/danced/360.mp4", size_bytes=1)
    return filmed


def slow(page, kbit_s):
    """What the network carries from now on."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 60, "downloadThroughput": kbit_s * 125, "uploadThroughput": 125_000,
    })  # fmt: skip


def test_where_the_network_carries_no_more_the_small_picture_comes_by_itself_at_the_same_place(
    watch, two_rungs, runner
):
    watching = watch("?at=20")
    assert watching.video.evaluate(HEIGHT) == 480
    slow(watching.tab, 400)
    lowered = watching.part("lowered")
    expect(lowered).to_be_hidden()
    watching.play()
    expect(lowered).to_contain_text("The network is slow, so the picture is smaller.", timeout=30_000)
    watching.until("v => v.videoHeight === 90 && !v.paused && v.currentTime > 20.5")
    assert watching.at < 32
    watching.pause()
    assert chosen(runner).get("picture", "auto") == "auto"  # for this once

    slow(watching.tab, 100_000)
    at = watching.at
    watching.tab.get_by_role("button", name="Back to the large picture").click()
    watching.until("v => v.videoHeight === 480 && v.paused && v.currentTime > 0")
    assert watching.at == pytest.approx(at, abs=0.5)
    expect(lowered).to_be_hidden()
    stalled(watching)
    expect(lowered).to_be_hidden()  # who asked for the large picture keeps it


def stalled(watching):
    """Three waits of more than half a second, as the browser tells them."""
    for _ in range(3):
        watching.video.evaluate("v => v.dispatchEvent(new Event('waiting'))")
        watching.tab.wait_for_timeout(600)
        watching.video.evaluate("v => v.dispatchEvent(new Event('playing'))")


def test_short_waits_lower_the_picture_only_when_they_come_again_and_again(watch, two_rungs):
    watching = watch("?at=12")
    watching.video.evaluate(
        "v => ['waiting', 'playing', 'waiting', 'playing', 'waiting', 'playing', 'waiting', 'playing']"
        ".forEach((name) => v.dispatchEvent(new Event(name)))"
    )
    expect(watching.part("lowered")).to_be_hidden()
    stalled(watching)
    expect(watching.part("lowered")).to_be_visible()
    watching.until("v => v.videoHeight === 90 && v.paused && v.currentTime > 11.9")
    assert watching.at == pytest.approx(12, abs=0.1)


def test_where_there_is_no_smaller_picture_none_is_taken(watch):
    watching = watch()
    source = watching.video.evaluate("v => v.currentSrc")
    stalled(watching)
    expect(watching.part("lowered")).to_be_hidden()
    assert watching.video.evaluate("v => v.currentSrc") == source


def test_the_place_is_not_lost_while_another_picture_is_loaded(watch, tab, two_rungs, runner):
    """What is told meanwhile is where the runner was, not where a film begins."""
    from library.models import Viewing

    watching = watch("?at=20")
    watching.play()
    watching.until("v => v.currentTime > 22")
    tab.route("**/film.mp4*picture=small*", lambda route: None)  # it never comes
    watching.video.evaluate("v => { v.dispatchEvent(new Event('waiting')) }")
    expect(watching.part("lowered")).to_be_visible(timeout=10_000)
    tab.evaluate("dispatchEvent(new Event('pagehide'))")
    viewing = until(tab, lambda: Viewing.objects.filter(runner=runner, position_s__gt=0).first())
    assert viewing.position_s > 20


# --- a network that goes -----------------------------------------------------------------------------


@pytest.fixture
def rough(chromium, known, runner, two_rungs):
    """A page whose console may complain, signed in."""
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    yield known(page, runner)
    context.close()


def frozen(watching):
    """Its time stands while it plays, with all signs of health: so Chromium leaves it without a network."""
    watching.video.evaluate(
        """v => {
          const at = v.currentTime;
          Object.defineProperty(v, "currentTime", { get: () => at, set() {}, configurable: true });
          v.addEventListener("emptied", () => { delete v.currentTime; }, { once: true });
        }"""
    )


def test_a_film_that_freezes_says_so_and_goes_on_by_itself_when_it_can_be_reached_again(rough, address):
    rough.goto(f"{address}/library/{SLUG}/?at=20")
    watching = Watching(rough)
    watching.play()
    watching.until("v => v.currentTime > 21.5")
    rough.route("**/film.mp4*", lambda route: route.abort())
    frozen(watching)
    expect(watching.part("waiting")).to_contain_text("The film waits for the network.", timeout=5000)
    timer = watching.part("waiting").get_by_role("link", name="Go on with the timer")
    expect(timer).to_have_attribute("href", re.compile(r"\?with=timer&at=2[12]$"))
    rough.wait_for_timeout(4500)  # it asked once, and was not answered
    expect(watching.part("waiting")).to_be_visible()
    rough.unroute("**/film.mp4*")
    watching.until("v => !v.paused && v.currentTime > 23")
    assert watching.at < 29
    expect(watching.part("waiting")).to_be_hidden()


def test_a_film_that_failed_goes_on_by_itself_when_the_browser_has_a_network_again(rough, address):
    rough.goto(f"{address}/library/{SLUG}/?at=20")
    watching = Watching(rough)
    watching.play()
    watching.until("v => v.currentTime > 21")
    rough.context.set_offline(True)
    watching.video.evaluate("v => { v.dispatchEvent(new Event('error')) }")
    expect(watching.part("trouble")).to_be_visible()
    rough.context.set_offline(False)
    expect(watching.part("trouble")).to_be_hidden(timeout=3000)
    watching.until("v => !v.paused && v.currentTime > 21")


def test_a_film_one_has_paused_is_not_frozen(watch):
    watching = watch("?at=20")
    watching.play()
    watching.until("v => v.currentTime > 20.5")
    watching.pause()
    watching.tab.wait_for_timeout(3000)
    expect(watching.part("waiting")).to_be_hidden()


def test_on_a_crawling_network_the_timer_is_offered_eight_seconds_after_the_first_wait(watch, two_rungs):
    watching = watch("?at=20")
    slow(watching.tab, 16)
    watching.video.evaluate(
        """v => {
          v.addEventListener("waiting", () => { window.first ??= performance.now(); });
          const look = setInterval(() => {
            if (document.querySelector("[data-part=waiting]").hidden) return;
            window.offered = performance.now();
            clearInterval(look);
          }, 50);
        }"""
    )
    watching.play()
    expect(watching.part("waiting")).to_be_visible(timeout=60_000)
    assert watching.tab.evaluate("window.offered - window.first") < 10_000
