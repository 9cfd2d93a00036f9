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
