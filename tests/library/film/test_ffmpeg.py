"""ffmpeg as a process."""

import pytest

from library.film.ffmpeg import FilmFailed, default_ffmpeg, run, version


def test_ffmpeg_says_its_version():
    assert version(default_ffmpeg()).startswith("ffmpeg version ")


def test_a_failure_ends_with_the_last_words_of_ffmpeg(tmp_path):
    with pytest.raises(FilmFailed, match=r"(?s)stopped with \d+\.\n.*nowhere\.mp4"):
        run(default_ffmpeg(), ["-i", str(tmp_path / "nowhere.mp4"), str(tmp_path / "out.mp4")])


def test_a_missing_ffmpeg_is_named(tmp_path):
    with pytest.raises(FilmFailed, match="no-ffmpeg"):
        version(str(tmp_path / "no-ffmpeg"))


def test_an_ffmpeg_that_goes_early_is_a_failure_not_a_broken_pipe(tmp_path):
    endless = (bytes(100_000) for _ in range(500))
    with pytest.raises(FilmFailed, match="stopped with"):
        run(default_ffmpeg(), ["-f", "no-such-format", "-i", "-", str(tmp_path / "out.mp4")], endless)


def test_what_goes_wrong_while_drawing_is_passed_on(tmp_path):
    def frames():
        yield bytes(64 * 36 * 3)
        raise ZeroDivisionError

    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "64x36", "-i", "-"]
    with pytest.raises(ZeroDivisionError):
        run(default_ffmpeg(), [*raw, str(tmp_path / "out.mp4")], frames())
