"""The player, with a real film that plays: picture, chapters, loops, speed, cut, screens and trouble."""

import re
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from playwright.sync_api import expect

from library.models import PlayerChoices, VideoClass
from tests.browser.watching import PHONE, SLUG, Watching, chosen, told

pytestmark = pytest.mark.browser
pytest_plugins = ["tests.browser.watched"]


def picture(watching, path):
    watching.video.screenshot(path=path)
    return Image.open(path).convert("RGB")


def difference(one, other):
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_the_picture_is_mirrored_its_captions_are_not(watch, runner, tmp_path):
    watching = watch()
    watching.seek(2)
    caption = watching.part("caption")
    expect(caption).to_have_text("Heels together, weight on your left foot.")
    before = picture(watching, tmp_path / "before.png")
    with told(watching.tab):
        watching.tab.get_by_role("button", name="Mirror").click()
    watching.tab.mouse.move(0, 0)
    after = picture(watching, tmp_path / "after.png")
    assert difference(after, ImageOps.mirror(before)) < 3 < 15 < difference(after, before)
    expect(caption).to_have_text("Heels together, weight on your left foot.")  # as the teacher says it
    turned = "e => [e, e.parentElement].some((one) => getComputedStyle(one).transform !== 'none')"
    assert caption.evaluate(turned) is False
    assert chosen(runner)["mirror"] is True


def test_a_drawn_class_names_the_side_one_sees(watch):
    watching = watch()
    watching.player.evaluate("e => { e.dataset.origin = 'drawn' }")
    watching.seek(2)
    caption = watching.part("caption")
    expect(caption).to_have_text("Heels together, weight on your left foot.")
    watching.press("m")
    expect(caption).to_have_text("Heels together, weight on your right foot.")


# --- chapters ---------------------------------------------------------------------------------------


def test_chapters_are_gone_to_by_click_and_by_key_and_the_current_one_is_marked(watch):
    watching = watch()
    current = watching.tab.locator("[data-seek][aria-current]")
    expect(current).to_have_text("Pliés")
    watching.tab.get_by_role("link", name="Dégagés").click()
    expect(current).to_have_text("Dégagés")
    watching.pause()
    assert watching.at == pytest.approx(20, abs=1)
    expect(watching.part("now")).to_have_text("Dégagés")
    watching.seek(26)
    watching.press("p")
    assert watching.at == pytest.approx(20, abs=0.1)  # the start of this one first
    watching.press("p")
    assert watching.at == pytest.approx(10, abs=0.1)
    watching.press("n")
    expect(watching.part("place")).to_have_attribute("aria-valuetext", "0:20, Dégagés")
    expect(watching.tab.locator(".player__marks i")).to_have_count(3)


def test_the_chapters_stand_beside_the_film_on_a_desk_and_right_below_it_on_a_phone(watch):
    """A bug: they began below the fold, under all else there is to know of a class."""
    watching = watch(size={"width": 1280, "height": 900})
    box = "e => e.getBoundingClientRect().toJSON()"
    film, chapters = (
        watching.tab.locator(one).evaluate(box) for one in (".player__frame", ".class-page__chapters")
    )
    assert chapters["left"] > film["right"] and abs(chapters["top"] - film["top"]) < 20
    assert chapters["bottom"] < 900
    watching.tab.set_viewport_size(PHONE)
    chapters, player, facts = (
        watching.tab.locator(one).evaluate(box) for one in (".class-page__chapters", "#player", ".facts")
    )
    assert player["bottom"] <= chapters["top"] < player["bottom"] + 60
    assert chapters["bottom"] < facts["top"]


def test_a_press_on_a_chapter_brings_the_film_into_sight_and_the_current_one_stays_in_its_list(watch, filmed):
    for n in range(4, 24):
        filmed.chapters.create(position=n, title=f"More {n}", start_s=32 + n / 4, end_s=32.25 + n / 4)
    watching = watch(size=PHONE)
    link = watching.tab.get_by_role("link", name="Dégagés")
    watching.tab.locator(".class-page__about").scroll_into_view_if_needed()
    watching.tab.locator(".class-page__chapters").evaluate("e => e.scrollIntoView({ block: 'start' })")
    link.click()
    seen = "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight"
    assert watching.tab.locator(".player__frame").evaluate(seen) is True
    watching.pause()
    before = watching.tab.evaluate("scrollY")
    watching.seek(37.1)
    inside = """() => {
      const [row, list] = ["li:has([aria-current])", ".chapters"].map((one) => (
        document.querySelector(`.class-page__chapters ${one}`).getBoundingClientRect()
      ));
      return row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
    }"""
    assert watching.tab.evaluate(inside) is True
    assert watching.tab.evaluate("scrollY") == before


def test_a_chapter_opened_in_a_tab_of_its_own_is_left_to_the_browser(watch):
    watching = watch()
    watching.tab.evaluate(
        """() => addEventListener("click", (event) => {
          window.taken = event.defaultPrevented;
          event.preventDefault();
        })"""
    )
    link = watching.tab.get_by_role("link", name="Dégagés")
    link.click(modifiers=["Control"])
    assert (watching.tab.evaluate("window.taken"), watching.at) == (False, 0)
    link.click()
    assert watching.tab.evaluate("window.taken") is True


def test_the_bar_shows_time_and_chapter_under_the_pointer(watch):
    watching = watch()
    watching.tab.route("**/storyboard.vtt*", lambda route: route.fulfill(body="WEBVTT\n"))
    place = watching.part("place")
    place.hover(position={"x": place.bounding_box()["width"] * 0.55, "y": 8})
    expect(watching.part("thumb")).to_have_text(re.compile(r"^0:2[12]\s+Dégagés$"))
    watching.tab.mouse.move(0, 0)
    expect(watching.part("thumb")).to_be_hidden()


# --- loops and speed --------------------------------------------------------------------------------


def test_from_a_to_b_goes_round_until_one_leaves_it(watch):
    watching = watch(size=PHONE)
    watching.seek(12)
    watching.press("[")
    watching.seek(13.5)
    watching.press("]")
    expect(watching.part("loopSaid")).to_have_text("Loops 0:12–0:13")
    expect(watching.part("loopShown")).to_be_visible()
    watching.seek(12.5)
    watching.play(1.5)
    places = watching.places("(all) => all.filter((at, n) => at < all[n - 1]).length === 2")
    assert min(places) >= 11.9 and max(places) < 13.7
    assert sum(later < earlier for earlier, later in pairwise(places)) >= 2
    watching.seek(20)
    expect(watching.part("loopSaid")).to_have_text("Nothing loops")
    watching.until("v => v.currentTime > 20.3")
    expect(watching.part("loopShown")).to_be_hidden()


def test_a_chapter_is_repeated_and_let_go_by_the_menu(watch):
    watching = watch()
    watching.seek(25)
    watching.press("r")
    expect(watching.part("loopSaid")).to_have_text("Loops 0:20–0:29")
    watching.seek(29.2)
    watching.play(1.5)
    watching.until("v => v.currentTime > 19.9 && v.currentTime < 21")
    watching.tab.locator("summary[title=Loop]").click()
    expect(watching.part("loopChapter")).to_have_attribute("aria-pressed", "true")
    watching.part("loopOff").click()
    expect(watching.part("loopChapter")).to_have_attribute("aria-pressed", "false")
    watching.pause()
    watching.seek(38)
    watching.tab.locator("[data-part=loopFrom]").click()
    watching.seek(39.95)
    watching.part("loopTo").click()
    watching.seek(39.3)
    watching.play()
    watching.until("v => v.currentTime < 39 && !v.paused")  # the end of the film is no way out


def test_what_asks_for_strength_plays_no_faster_than_it_was_made(watch, runner, filmed):
    VideoClass.objects.filter(pk=filmed.pk).update(leg_load=2)
    PlayerChoices.objects.create(runner=runner, speed=1.5)
    watching = watch()
    rate = "v => v.playbackRate"
    assert watching.video.evaluate(rate) == 1
    expect(watching.part("speed")).to_have_value("1")
    watching.press(">")
    assert watching.video.evaluate(rate) == 1
    watching.video.evaluate("v => { v.playbackRate = 1.25 }")
    watching.until("v => v.playbackRate === 1")
    assert chosen(runner)["speed"] == 1.5  # what was chosen for other classes stays
    with told(watching.tab):
        watching.press("<")
    assert (watching.video.evaluate(rate), chosen(runner)["speed"]) == (0.75, 0.75)


def test_elsewhere_it_plays_half_as_fast_to_one_and_a_half_times(watch):
    watching = watch()
    speeds = []
    for key in [">"] * 3 + ["<"] * 5:
        watching.press(key)
        speeds.append(watching.video.evaluate("v => v.playbackRate"))
    assert speeds == [1.25, 1.5, 1.5, 1.25, 1, 0.75, 0.5, 0.5]
    expect(watching.part("speed")).to_have_value("0.5")


# --- screens, voices, sleep -------------------------------------------------------------------------


def test_the_bar_is_one_row_on_a_desk_and_no_menu_is_cut_off(watch):
    watching = watch(size={"width": 1280, "height": 900})
    tops = "e => [...e.children].map((one) => one.getBoundingClientRect()).map((r) => (r.top + r.bottom) / 2)"
    middles = watching.tab.locator(".player__bar").evaluate(tops)
    assert max(middles) - min(middles) < 3
    for size in ({"width": 1280, "height": 900}, PHONE):
        watching.tab.set_viewport_size(size)
        watching.tab.locator("summary[title=Settings]").click()
        hidden = "e => e.scrollHeight - e.clientHeight"
        assert watching.tab.locator(".player__settings").evaluate(hidden) <= 1
        watching.press("Escape")


def test_a_silent_film_shows_it_and_its_loudness_is_remembered_on_this_device(watch, runner):
    watching = watch()
    sound = watching.tab.locator(".player__bar").get_by_role("button", name="Sound", exact=True)
    with told(watching.tab):
        sound.click()
    expect(sound).to_have_attribute("aria-pressed", "false")
    assert watching.video.evaluate("v => v.muted") is True
    watching.press("ArrowDown", "ArrowDown", "ArrowDown")
    assert watching.video.evaluate("v => v.muted") is True
    with told(watching.tab):
        watching.press("ArrowUp")  # who makes it louder wants to hear it
    assert chosen(runner)["sound"] is True
    again = watch()
    state = "v => [v.muted, Math.round(v.volume * 10)]"
    assert again.video.evaluate(state) == [False, 8]
    expect(again.part("volume")).to_have_value("0.8")


def test_full_screen_takes_captions_and_words_along(watch):
    watching = watch()
    watching.seek(2)
    watching.part("full").click()
    watching.until("() => document.fullscreenElement?.id === 'player'")
    expect(watching.part("caption")).to_be_visible()
    expect(watching.part("full")).to_have_attribute("aria-pressed", "true")
    watching.press("f")
    watching.until("() => !document.fullscreenElement")


def test_picture_in_picture_is_asked_of_the_browser(watch, tab):
    tab.add_init_script("""
        window.asked = 0;
        HTMLVideoElement.prototype.requestPictureInPicture = async function () {
          window.asked += 1;
          this.dispatchEvent(new Event("enterpictureinpicture"));
        };
        Object.defineProperty(Document.prototype, "pictureInPictureEnabled", { get: () => true });
    """)
    watching = watch()
    watching.part("pip").click()
    watching.press("i")
    assert tab.evaluate("window.asked") == 2
    mode = "v => [...v.textTracks].find((t) => t.kind === 'captions').mode"
    assert watching.video.evaluate(mode) == "showing"  # ours are not seen there


def test_the_screen_stays_awake_while_the_film_plays(watch, tab):
    tab.add_init_script("""
        window.locks = [];
        const wakeLock = { async request(kind) {
          window.locks.push(kind);
          return { released: false, release() { this.released = true; window.locks.push("let go"); } };
        } };
        Object.defineProperty(navigator, "wakeLock", { value: wakeLock });
    """)
    watching = watch()
    watching.play()
    tab.wait_for_function("() => window.locks.length === 1")
    watching.pause()
    tab.wait_for_function("() => window.locks.length === 2")
    assert tab.evaluate("window.locks") == ["screen", "let go"]
    watching.press("b")
    tab.wait_for_function("() => window.locks.length === 3")  # large cues on the floor, the film standing
    hide = """(state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    tab.evaluate(hide, "hidden")
    tab.evaluate(hide, "visible")
    tab.wait_for_function("() => window.locks.length === 5")
    assert tab.evaluate("window.locks.slice(2)") == ["screen", "let go", "screen"]


# --- trouble ----------------------------------------------------------------------------------------


@pytest.fixture
def rough(chromium, known, runner, filmed):
    """A page whose console may complain, signed in, on a phone."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    yield known(page, runner)
    context.close()


def test_a_film_that_fails_says_so_offers_the_timer_and_is_tried_again(rough, address):
    rough.route("**/film.mp4*", lambda route: route.abort())
    rough.goto(f"{address}/library/{SLUG}/?at=21")
    expect(rough.get_by_role("alert").filter(has_text="The film does not load just now.")).to_be_visible()
    timer = rough.get_by_role("link", name="Dance it with the timer", exact=True)
    expect(timer).to_have_attribute("href", f"{address}/library/{SLUG}/?with=timer&at=21")
    rough.unroute("**/film.mp4*")
    rough.get_by_role("button", name="Try again").click()
    expect(rough.locator("[data-part=trouble]")).to_be_hidden()
    Watching(rough).until("v => v.currentTime > 20.9")


def test_a_film_that_waits_long_says_so(rough, address):
    rough.clock.install()
    rough.goto(f"{address}/library/{SLUG}/")
    watching = Watching(rough)
    watching.video.evaluate(
        """v => {
          Object.defineProperty(v, "readyState", { value: 1, configurable: true });
          Object.defineProperty(v, "videoHeight", { value: 720 });
          v.dispatchEvent(new Event("waiting"));
        }"""
    )
    rough.clock.run_for(5000)
    expect(watching.part("waiting")).to_be_hidden()
    expect(watching.part("lowered")).to_be_visible()
    assert "picture=small" in watching.video.evaluate("v => v.querySelector('source').src")
    watching.part("raise").click()  # the large one all the same, which waits again
    assert "picture=small" not in watching.video.evaluate("v => v.querySelector('source').src")
    watching.video.evaluate("v => v.dispatchEvent(new Event('waiting'))")
    rough.clock.run_for(10_000)
    expect(watching.part("waiting")).to_be_visible()
    expect(watching.part("waiting")).to_contain_text("The film waits for the network.")
    watching.part("smaller").click()
    assert "picture=small" in watching.video.evaluate("v => v.querySelector('source').src")
    watching.video.evaluate("v => { delete v.readyState; v.dispatchEvent(new Event('playing')) }")
    expect(watching.part("waiting")).to_be_hidden()


# --- a shorter cut, a second to begin at ------------------------------------------------------------


def shorter(tab, spans):
    """Stands in for the server's cut: the page names the spans that are kept."""

    def with_spans(route):
        answer = route.fetch()
        body = answer.text().replace("data-duration=", f'data-spans="{spans}" data-duration=', 1)
        route.fulfill(response=answer, body=body)

    tab.route(f"**/library/{SLUG}/", with_spans)


def test_what_is_left_out_is_jumped_over_and_the_bar_speaks_of_the_cut(watch, tab):
    shorter(tab, [[0, 10], [20, 30]])
    watching = watch()
    expect(watching.part("time")).to_have_text("0:00 / 0:20")
    left_out = tab.locator(".chapter--left-out")
    expect(left_out.locator("a")).to_have_text(["Relevés", "Rest"])
    expect(left_out.first).to_contain_text("left out")
    expect(tab.locator(".player__marks i")).to_have_count(1)
    expect(tab.locator(".chapter__time")).to_have_text(["0:00", "", "0:10", ""])  # the clock of the cut
    watching.seek(8.6)
    watching.play(1.5)
    places = watching.places("(all) => all.at(-1) > 20.5")
    assert [place for place in places if 10.06 < place < 19.95] == []
    assert max(places) > 20.5
    watching.pause()
    expect(watching.part("time")).to_have_text(re.compile(r"0:1[0-4] / 0:20"))
    watching.seek(15)
    watching.press("ArrowRight")
    assert watching.at == pytest.approx(25, abs=0.3)
    watching.press("ArrowLeft", "ArrowLeft")
    assert watching.at == pytest.approx(5, abs=0.3)
    watching.seek(28.5)
    watching.play(1.5)
    watching.until("v => v.paused")  # the cut ends here, the film does not
    assert watching.at == pytest.approx(30, abs=0.3)
    watching.part("play").click()
    watching.until("v => !v.paused && v.currentTime < 5")


def test_a_visitor_who_danced_a_cut_to_its_end_is_invited(watch, tab):
    shorter(tab, [[0, 10], [20, 30]])
    watching = watch(signed=False)
    watching.seek(29)
    watching.play(1.5)
    heading = tab.get_by_role("heading", name="That was the class. Shall we keep the next one for you?")
    expect(heading).to_be_focused()


def test_who_was_signed_out_meanwhile_is_told_of_no_other_device(watch, tab):
    watching = watch()
    tab.context.clear_cookies()
    with tab.expect_response(f"**/library/{SLUG}/place/"):
        tab.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')) }")
    tab.wait_for_timeout(200)  # a sign-in page read as an answer would be an error now
    expect(watching.part("elsewhere")).to_be_hidden()


def test_the_address_names_the_second_to_begin_at(watch):
    assert watch("?at=21").at == pytest.approx(21, abs=0.1)
    for nonsense in ("-3", "nan", "1e9", "x"):
        assert watch(f"?at={nonsense}").at == 0


def test_a_visitor_plays_the_free_class_and_tells_nobody(watch, tab):
    posts = []
    tab.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    watching = watch(signed=False)
    watching.press("m", "+")
    watching.play()
    watching.until("v => v.currentTime > 1")
    watching.pause()
    tab.wait_for_timeout(900)
    assert posts == []
    expect(watching.player).to_have_class(re.compile("player--mirrored"))
    expect(tab.get_by_role("link", name="How the player behaves")).to_have_count(0)
