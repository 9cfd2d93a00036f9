"""A class made shorter: by minutes and without jumps; played, counted and recorded as what it was."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.short_film import METADATA, PLAY, short_class, until

pytestmark = pytest.mark.browser


def test_twelve_minutes_without_jumps_are_chosen_on_the_page(tab, address, sign_in, runner):
    sign_in(runner)
    tab.goto(f"{address}/library/small-jumps/")
    tab.locator(".shorter > details > summary").click()
    tab.get_by_text("12 min", exact=True).click()
    tab.get_by_role("checkbox", name="Jumps").check()
    tab.get_by_role("button", name="Make it shorter").click()
    expect(tab.locator(".shorter__now")).to_contain_text("of 14:38")
    kept, whole = tab.locator(".shorter__now strong").text_content().split(" of ")
    assert whole == "14:38"
    assert 11 * 60 < seconds(kept) <= 12 * 60
    assert "minutes=12" in tab.url and "without=jumps" in tab.url
    left_out = tab.locator(".chapter--left-out .chapter__title")
    assert {"Petit sauté in parallel", "Petit sauté in first"} <= set(left_out.all_text_contents())
    tab.get_by_role("link", name="The whole class").click()
    expect(tab.locator(".shorter__now")).to_have_count(0)


def seconds(told):
    minutes, rest = told.split(":")
    return int(minutes) * 60 + int(rest)


def test_it_works_without_scripts_and_says_what_cannot_be(chromium, address, known, runner):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    known(page, runner)
    page.goto(f"{address}/library/small-jumps/?minutes=2")
    expect(page.locator(".shorter__said")).to_have_text(
        "This class cannot be shorter than 4 minutes: the warm-up and the close stay."
    )
    page.get_by_text("5 min", exact=True).click()
    page.get_by_role("button", name="Make it shorter").click()
    expect(page.locator(".shorter__now")).to_contain_text("4 of 15 chapters.")
    context.close()


@pytest.fixture
def three(library):
    """Three chapters of which the second is left out: [0, a] and [b, end] are played."""
    return short_class(("first-position", 1), ("breathing-ribs", 1), ("first-position", 1))


def test_playing_jumps_over_the_gap_and_nine_tenths_of_the_cut_are_done(tab, address, sign_in, runner, three):
    from plans.models import Session

    sign_in(runner)
    tab.goto(f"{address}/library/{three.slug}/?keep=0.2")
    spans = json.loads(tab.locator("[data-player]").get_attribute("data-spans"))
    (start, gap), (onward, end) = spans
    assert (start, end) == (0, three.duration_s) and gap < onward
    video = tab.locator("video").element_handle()
    video.evaluate(METADATA)
    video.evaluate(
        "v => { window.seen = []; v.addEventListener('timeupdate', () => seen.push(v.currentTime)) }"
    )
    video.evaluate(
        """v => v.addEventListener("timeupdate", () => {
          const { hidden } = document.querySelector("[data-part=done]");
          if (!hidden && !v.paused) window.pushed = v.currentTime;
        })"""
    )
    video.evaluate(PLAY)
    tab.wait_for_function("v => v.ended", arg=video, timeout=90_000)
    assert tab.evaluate("window.pushed") is None  # nothing moves while one still dances
    seen = tab.evaluate("seen")
    assert [at for at in seen if gap + 0.3 < at < onward - 0.3] == []
    done = until(tab, lambda: Session.objects.of(runner).first())
    cut_s = sum(b - a for a, b in spans)
    assert (done.how, done.minutes, done.benefit) == ("film", max(1, round(cut_s / 60)), three.benefits[0])
    expect(tab.locator("[data-part=done]")).to_be_visible()
    expect(tab.locator("[data-done-today]")).to_contain_text("Done today")
    expect(tab.get_by_role("button", name="I did this class")).to_be_hidden()
    tab.reload()
    expect(tab.locator("[data-done-today]")).to_contain_text("Done today")
    expect(tab.get_by_role("button", name="I did this class")).to_be_hidden()
    expect(tab.locator(".shorter__now")).to_be_visible()  # the address asks for it
    tab.goto(f"{address}/library/{three.slug}/")
    expect(tab.locator(".shorter__now")).to_have_count(0)  # what is done is not begun


def test_a_cut_that_was_begun_is_come_back_to(tab, address, sign_in, runner, three):
    sign_in(runner)
    tab.goto(f"{address}/library/{three.slug}/?keep=0.2")
    video = tab.locator("video").element_handle()
    video.evaluate(METADATA)
    video.evaluate(PLAY)
    tab.wait_for_function("v => v.currentTime > 11.5", arg=video)
    video.evaluate("v => v.pause()")
    until(tab, lambda: three.viewings.filter(kept=[0, 2], position_s__gt=11).exists())
    tab.goto(f"{address}/library/{three.slug}/")
    expect(tab.locator(".shorter__now")).to_contain_text("This is the shorter class you began.")
    expect(tab.locator("[data-part=resumed]")).to_be_visible()


# --- cut.js against the same reckoning in Python --------------------------------------------------------

SPANS = [[[0, 10]], [[0, 4], [6, 10]], [[2, 3], [3.5, 5], [9, 10]]]
MOMENTS = [0, 0.5, 2, 2.5, 3, 3.25, 3.5, 4, 5, 5.5, 6, 8, 9.5, 10, 11]


def to_cut(spans, film):
    return sum(max(0, min(film, end) - start) for start, end in spans)


def to_film(spans, at):
    for start, end in spans:
        if at < end - start:
            return start + at
        at -= end - start
    return spans[-1][1]


def onward(spans, film):
    if any(start <= film < end for start, end in spans):
        return None
    return min((start for start, _ in spans if start > film), default=spans[-1][1])


def test_the_browser_reckons_a_cut_as_python_does(tab, address):
    tab.goto(f"{address}/accounts/login/")
    told = tab.evaluate(
        """async ([all, moments]) => {
          const { Cut } = await import("/static/js/cut.js");
          return all.map((spans) => {
            const cut = new Cut(spans);
            return [cut.duration, moments.map((at) => [cut.toCut(at), cut.toFilm(at), cut.onward(at)])];
          });
        }""",
        [SPANS, MOMENTS],
    )
    assert told == [
        [
            sum(end - start for start, end in spans),
            [[to_cut(spans, at), to_film(spans, at), onward(spans, at)] for at in MOMENTS],
        ]
        for spans in SPANS
    ]
