"""Which renditions a film gets."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.film.ladder import Step, can_be_copied, even, filters, rate_of, rungs, size_at, sound_of, steps
from library.film.probe import FilmFacts, Picture, Sound

HD = Picture("h264", "yuv420p", "bt709", False, 1920, 1080, 1.0, 0, 30.0)
PHONE = replace(HD, codec="hevc", pixels="yuv420p10le", transfer="arib-std-b67", width=3840, height=2160)


def facts(picture, kbps=5000, sound=None):
    return FilmFacts("mov", 600.0, kbps, picture, sound)


@pytest.mark.parametrize(
    ("picture", "kbps", "made"),
    [
        (HD, 5000, ["1080-copy", "720", "360"]),
        (HD, 17_000, ["1080-copy", "720", "360", "1080"]),
        (replace(HD, rotation=90), 5000, ["1080-copy", "720", "360"]),
        (PHONE, 40_000, ["720", "360", "1080"]),
        (replace(HD, width=1280, height=720), 3000, ["720-copy", "720", "360"]),
        (replace(HD, width=854, height=480), 3000, ["480-copy", "480", "360"]),
        (replace(HD, width=64, height=36), 90, ["36-copy", "36"]),
        (replace(HD, codec="vp9", width=63, height=35), 90, ["34"]),
        (replace(HD, width=3840, height=2160), 40_000, ["720", "360", "1080"]),
    ],
)
def test_watchable_soonest_comes_first(picture, kbps, made):
    assert [step.name for step in steps(facts(picture, kbps))] == made


@pytest.mark.parametrize(
    "change",
    [
        {"codec": "hevc"},
        {"pixels": "yuv422p10le"},
        {"interlaced": True},
        {"stretch": 1.42},
        {"width": 1919},
        {"fps": 120.0},
        {"width": 2560, "height": 1440},
    ],
)
def test_what_some_browser_would_not_play_is_coded_anew(change):
    assert can_be_copied(facts(HD))
    assert not can_be_copied(facts(replace(HD, **change)))


def test_upright_films_are_named_by_their_shorter_side():
    upright = replace(HD, rotation=270)
    assert rungs(upright) == [1080, 720, 360]
    assert [size_at(upright, height) for height in rungs(upright)] == [(1080, 1920), (720, 1280), (360, 640)]


@given(st.integers(16, 8192), st.integers(16, 4608), st.sampled_from([0, 90, 180, 270]))
def test_every_rung_is_even_and_keeps_the_shape(width, height, rotation):
    picture = replace(HD, width=width, height=height, rotation=rotation)
    wide, high = picture.shown
    for rung in rungs(picture):
        w, h = size_at(picture, rung)
        assert (w % 2, h % 2, min(w, h)) == (0, 0, rung)
        assert rung <= min(1080, even(min(wide, high)))
        assert abs(w * high - h * wide) <= 2 * max(wide, high) + max(w, h)


@pytest.mark.parametrize(
    ("fps", "kept"),
    [
        (25, 25),
        (50, 25),
        (60, 30),
        (59.94, 30000 / 1001),
        (120, 30),
        (240, 30),
        (29.98, 30000 / 1001),
        (23.98, 24000 / 1001),
        (24, 24),
        (29.83, 29.83),
        (15, 15),
        (2, 5.0),
        (0, 30),
        (48, 24),
    ],
)
def test_many_pictures_a_second_are_halved(fps, kept):
    assert rate_of(fps) == pytest.approx(kept)


def test_bright_films_are_brought_to_ordinary_colours():
    assert "tonemap" in filters(PHONE, 720)
    assert "zscale=tin=arib-std-b67" in filters(PHONE, 720)
    assert filters(HD, 720) == "fps=30,scale=1280:720:out_range=tv:flags=bicubic,format=yuv420p,setsar=1"
    assert filters(replace(HD, interlaced=True), 720).startswith("yadif,")


def test_sound_is_kept_where_it_is_stereo_aac_and_coded_anew_where_not():
    assert sound_of(facts(HD, sound=Sound("aac", 2))) == ["-c:a", "copy"]
    for sound in (Sound("aac", 6), Sound("opus", 2)):
        assert sound_of(facts(HD, sound=sound))[-4:] == ["-ac", "2", "-ar", "48000"]
    assert Step(720, copy=True).name == "720-copy"
