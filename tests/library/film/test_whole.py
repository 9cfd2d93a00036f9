"""A film as one MP4, read back by a reader of our own and by ffmpeg."""

import re
import subprocess
from dataclasses import replace

import pytest

from library.film.clips import Workshop
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.joining import build_film
from library.film.schedule import schedule
from library.film.whole import words_vtt, write_whole
from tests.library.film.reader import Film


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return Workshop(tmp_path_factory.mktemp("cache"), (144, 72))


FRENCH = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nPliez\u00a0: sans bruit.\n"


def made(script, shop, folder):
    files = build_film(script, workshop=shop, out=folder / "out")
    write_whole(script, files.sound, folder / "film.mp4", workshop=shop, translations={"fra": FRENCH})
    return folder / "film.mp4"


@pytest.fixture(scope="module")
def film(script, shop, tmp_path_factory):
    """Made once: it is only read here."""
    return made(script, shop, tmp_path_factory.mktemp("film"))


def told(film):
    done = subprocess.run(
        [default_ffmpeg(), "-i", str(film), "-f", "ffmetadata", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_frames_are_equally_far_apart_and_the_sound_is_as_long(script, film):
    picture, sound = Film(film).tracks[:2]
    first = min(picture.times)
    assert sorted(time - first for time in picture.times) == [512 * n for n in range(schedule(script).frames)]
    assert (picture.kind, picture.width, sound.kind) == ("vide", 256, "soun")
    length = len(sound.times) * 1024 / sound.timescale
    assert abs(length - schedule(script).duration_s) <= 0.04


def test_it_can_start_before_it_has_arrived(film):
    order = [name for name in Film(film).order if name in ("moov", "mdat")]
    assert order == ["moov", "mdat"]


def test_one_can_jump_to_the_beginning_of_each_play(script, film):
    keys = Film(film).tracks[0].keys
    starts = [p.start + n * p.clip.frames for p in schedule(script).parts for n in range(p.times)]
    assert set(starts) <= set(keys)


def test_chapters_stand_at_their_frames_and_the_title_is_the_classs(film):
    text = told(film)
    assert "title=First class" in text
    rows = re.findall(r"TIMEBASE=1/(\d+)\nSTART=(\d+)\nEND=(\d+)\ntitle=(.*)", text)
    assert [(int(a) / int(base), int(b) / int(base), name) for base, a, b, name in rows] == [
        (0, 13, "Plié"),
        (13, 23, "Tendu"),
    ]


def test_any_title_is_kept_as_it_is(script, shop, tmp_path):
    odd = replace(script, title="A=1; #2 \\ 'x'\nEND=0")
    assert "title=A\\=1\\; \\#2 \\\\ 'x' END\\=0" in told(made(odd, shop, tmp_path))


def words_of(film, track):
    arguments = ["-v", "error", "-i", str(film), "-map", f"0:s:{track}", "-f", "webvtt", "-"]
    done = subprocess.run([default_ffmpeg(), *arguments], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if line and "-->" not in line and line != "WEBVTT"]


def test_captions_in_another_language_are_a_track_of_their_own(film):
    assert words_of(film, 2) == ["Pliez\u00a0: sans bruit."]
    done = subprocess.run([default_ffmpeg(), "-i", str(film)], capture_output=True, text=True, check=False)
    tracks = re.findall(r"\((\w+)\): Subtitle: mov_text .*?(\(default\))?\n", done.stderr)
    assert tracks == [("eng", "(default)"), ("eng", ""), ("fra", "")]


def test_captions_and_what_is_danced_are_inside(film):
    assert words_of(film, 1) == [
        "First class", "Plié (plee-AY)", "Plié (plee-AY) · 1 of 2", "Plié (plee-AY) · 2 of 2",
        "Tendu (tahn-DEW) · right leg", "Tendu (tahn-DEW) · right leg · 1 of 1",
        "Tendu (tahn-DEW) · left leg", "Tendu (tahn-DEW) · left leg · 1 of 1",
    ]  # fmt: skip


def test_arms_and_trunk_have_a_first_and_another_side(script, plie):
    bend = replace(script.chapters[0], dance=replace(plie(), two_sided=True), repetitions=1, sides=2)
    text = words_vtt(schedule(replace(script, chapters=(bend,))))
    assert re.findall(r"· (\w+ side)\b", text) == ["first side", "first side", "other side", "other side"]


def test_a_failure_keeps_the_film_that_was_there(script, shop, tmp_path):
    film = made(script, shop, tmp_path)
    before = film.read_bytes()
    broken = tmp_path / "ffmpeg"
    broken.write_text(f'#!/bin/sh\n[ "$1" = -version ] && exec {default_ffmpeg()} -version\nexit 9\n')
    broken.chmod(0o755)
    with pytest.raises(FilmFailed, match="stopped with 9"):
        write_whole(script, tmp_path / "out" / "sound.mp4", film, workshop=replace(shop, ffmpeg=str(broken)))
    assert film.read_bytes() == before


def test_a_seek_lands_on_the_picture_of_that_moment(script, film, tmp_path):
    def frame(second):
        raw = ["-vf", "scale=16:9", "-f", "rawvideo", "-pix_fmt", "gray", "-frames:v", "1", "-"]
        arguments = [default_ffmpeg(), "-v", "error", "-ss", str(second), "-i", str(film), *raw]
        return subprocess.run(arguments, capture_output=True, check=True).stdout

    assert frame(8) == frame(9) != frame(18.4)  # standing ready, then in the middle of a tendu
