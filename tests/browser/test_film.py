"""A real film in a real browser: it plays, seeks, has chapters and captions, and its end counts."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def short_class(library):
    """A shipped class cut to half a minute, its film made by the very task the worker runs."""
    from library.actions.film import make_film
    from library.actions.script import retime
    from library.models import Movement, VideoClass

    made = VideoClass.objects.get(slug="five-tall-minutes")
    made.chapters.all().delete()
    made.chapters.create(
        movement=Movement.objects.get(slug="first-position"), position=0, title="First position",
        start_s=0, end_s=20, repetitions=1, sides=1,
    )  # fmt: skip
    assert retime(made)
    assert make_film(made) == "made"
    return made


METADATA = "v => new Promise(r => v.readyState ? r(v.duration) : v.onloadedmetadata = () => r(v.duration))"
SEEK = "v => new Promise(r => { v.onseeked = () => r(v.currentTime); v.currentTime = v.duration - 4 })"
PLAY = "v => { v.muted = true; v.currentTime = 0; v.playbackRate = 1.5; return v.play() }"


def test_a_film_plays_seeks_and_counts(tab, address, sign_in, runner, short_class):
    from plans.models import Session

    sign_in(runner)
    tab.goto(f"{address}/library/{short_class.slug}/")
    expect(tab.locator("video")).to_have_count(1)
    video = tab.locator("video").element_handle()
    duration = video.evaluate(METADATA)
    assert duration == pytest.approx(short_class.duration_s, abs=0.1)
    assert {"captions", "chapters"} <= set(video.evaluate("v => [...v.textTracks].map(t => t.kind)"))
    assert video.evaluate(SEEK) == pytest.approx(duration - 4, abs=0.1)
    assert Session.objects.count() == 0  # the end was jumped to, not danced to

    video.evaluate(PLAY)
    tab.wait_for_function("v => v.ended", arg=video, timeout=60_000)
    for _ in range(100):
        if Session.objects.exists():
            break
        tab.wait_for_timeout(100)
    done = Session.objects.of(runner).get()
    assert (done.video_class, done.how, done.minutes) == (short_class, "film", short_class.minutes)


AT = "(v, at) => new Promise(r => { v.onseeked = () => setTimeout(r, 300); v.currentTime = at })"


def test_the_words_stand_beside_the_picture_and_do_not_turn_with_it(
    tab, address, sign_in, runner, short_class
):
    sign_in(runner)
    tab.goto(f"{address}/library/{short_class.slug}/")
    video = tab.locator("video").element_handle()
    video.evaluate(METADATA)
    assert video.evaluate("v => v.currentSrc").partition("?")[0].endswith("/film/film.m3u8")
    video.evaluate(AT, 2)
    expect(tab.locator("[data-word=name]")).to_have_text(short_class.title)
    video.evaluate(AT, 12)
    expect(tab.locator("[data-word=name]")).to_have_text(short_class.chapters.get().movement.name)
    expect(tab.locator("[data-word=rep]")).to_have_text("1 of 1")
    expect(tab.locator(".film-words i.now")).to_have_count(1)
    expect(tab.locator(".film-words i:visible")).to_have_count(8)
    tab.set_viewport_size({"width": 390, "height": 844})
    expect(tab.locator(".film-words i:visible")).to_have_count(1)  # a row would lie over the dancer's feet
    tab.get_by_role("button", name="Mirror").click()
    turned = "e => getComputedStyle(e).transform"
    assert video.evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"
    assert tab.locator(".film-words").evaluate(turned) == "none"


def test_a_browser_without_hls_is_given_the_film_as_one_file(tab, address, sign_in, runner, short_class):
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from library.actions.whole import make_whole

    sign_in(runner)
    tab.add_init_script("""
        const can = HTMLMediaElement.prototype.canPlayType;
        HTMLMediaElement.prototype.canPlayType = function (kind) {
          return kind.includes("mpegurl") ? "" : can.call(this, kind);
        };
        addEventListener("DOMContentLoaded", () => document.querySelector("source[type*=mpegurl]").remove());
    """)
    tab.goto(f"{address}/library/{short_class.slug}/")
    expect(tab.locator("#film-whole progress")).to_be_visible()
    assert DBTaskResult.objects.filter(task_path__endswith="build_whole").count() == 1
    assert make_whole(short_class, now=timezone.now()) == "made"
    expect(tab.locator("#film-whole")).to_be_hidden()
    video = tab.locator("video").element_handle()
    assert video.evaluate(METADATA) == pytest.approx(short_class.duration_s, abs=0.1)
    assert "/film.mp4" in video.evaluate("v => v.currentSrc")
