"""A whole film, joined."""

import re
import subprocess
from dataclasses import replace

import pytest

from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.joining import build_film, fingerprint
from library.film.schedule import schedule
from library.film.script import ScriptChapter

TINY = 72


def ffmpeg(*arguments):
    return subprocess.run([default_ffmpeg(), *arguments], capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("it's a cache")  # the listing must survive an apostrophe


@pytest.fixture
def film(script, cache, tmp_path):
    return build_film(script, cache=cache, out=tmp_path / "out", height=TINY)


def test_picture_sound_and_schedule_are_equally_long(film, script):
    packets = ffmpeg("-v", "error", "-i", str(film.film), "-map", "0:v", "-c", "copy", "-f", "framecrc", "-")
    rows = [line.split(",") for line in packets.stdout.splitlines() if not line.startswith("#")]
    stamps = sorted(int(row[2]) for row in rows)
    assert stamps == [
        i * 512 for i in range(schedule(script).frames)
    ]  # 12800 ticks a second: no gap, no drift
    sound = ffmpeg("-i", str(film.film), "-map", "0:a", "-f", "null", "-").stderr
    h, m, s = re.findall(r"time=(\d+):(\d+):([\d.]+)", sound)[-1]
    assert abs(int(h) * 3600 + int(m) * 60 + float(s) - film.duration_s) <= 0.04
    assert film.duration_s == schedule(script).duration_s == 23


def test_the_files_are_there_and_nothing_else(film):
    names = sorted(path.name for path in film.film.parent.iterdir())
    assert names == ["captions.vtt", "chapters.vtt", "film.mp4", "track.vtt"]
    assert film.bytes == film.film.stat().st_size
    assert all(p.read_text().startswith("WEBVTT\n") for p in (film.captions, film.chapters, film.track))


def test_the_film_can_start_before_it_has_arrived(film):
    data = film.film.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_chapters_and_title_are_in_the_film(film):
    told = ffmpeg("-i", str(film.film), "-f", "ffmetadata", "-").stdout
    assert "title=First class" in told
    rows = re.findall(r"TIMEBASE=1/(\d+)\nSTART=(\d+)\nEND=(\d+)\ntitle=(.*)", told)
    assert [(int(a) / int(base), int(b) / int(base), name) for base, a, b, name in rows] == [
        (0, 13, "Plié"),
        (13, 23, "Tendu"),
    ]


def test_any_title_is_kept_as_it_is(script, cache, tmp_path):
    odd = replace(script, title="A=1; #2 \\ 'x'\nEND=0")
    film = build_film(odd, cache=cache, out=tmp_path, height=TINY)
    told = ffmpeg("-i", str(film.film), "-f", "ffmetadata", "-").stdout
    assert "title=A\\=1\\; \\#2 \\\\ 'x' END\\=0" in told


def test_a_seek_lands_on_the_picture_of_that_moment(film, script, tmp_path):
    def frame(second):
        raw = ["-vf", "scale=16:9", "-f", "rawvideo", "-pix_fmt", "gray", "-frames:v", "1", "-"]
        arguments = [default_ffmpeg(), "-v", "error", "-ss", str(second), "-i", str(film.film), *raw]
        return subprocess.run(arguments, capture_output=True, check=True).stdout

    assert frame(8) == frame(9) != frame(18.4)  # standing ready, then in the middle of a tendu


def test_progress_only_grows_and_ends_with_all(script, cache, tmp_path):
    seen = []
    build_film(script, cache=cache, out=tmp_path, height=TINY, progress=seen.append)
    assert seen == sorted(seen)
    assert (seen[0] > 0, seen[-1]) == (True, 1.0)


def test_a_failure_keeps_the_film_that_was_there(film, script, cache, tmp_path):
    before = film.film.read_bytes()
    broken = tmp_path / "ffmpeg"
    broken.write_text(
        '#!/bin/sh\n[ "$1" = -version ] && exec "$REAL" -version\nexit 9\n'.replace("$REAL", default_ffmpeg())
    )
    broken.chmod(0o755)
    with pytest.raises(FilmFailed, match="stopped with 9"):
        build_film(script, cache=cache, out=film.film.parent, height=TINY, ffmpeg=str(broken))
    assert film.film.read_bytes() == before
    assert len(list(film.film.parent.iterdir())) == 4


def test_the_fingerprint_is_the_films_own(film, script):
    assert film.fingerprint == fingerprint(script, TINY) == fingerprint(replace(script), TINY)


def test_the_fingerprint_changes_with_picture_words_and_length(script, plie):
    longer = replace(script, chapters=(replace(script.chapters[0], repetitions=3), script.chapters[1]))
    said = replace(script, chapters=(ScriptChapter(plie(cue="Bend more."), 2), script.chapters[1]))
    others = [replace(script, title="X"), replace(script, dancer="sea"), longer, said]
    prints = {fingerprint(s, TINY) for s in [script, *others]} | {fingerprint(script, 144)}
    assert len(prints) == 6
