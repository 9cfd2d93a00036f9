"""The sound of a film, encoded."""

import subprocess

import numpy as np

from library.film.ffmpeg import default_ffmpeg
from library.film.instruments import RATE
from library.film.schedule import schedule
from library.film.sound import pieces
from library.film.soundtrack import cuts, write_sound
from tests.library.film.reader import Film


def decoded(path):
    raw = ["-v", "error", "-i", str(path), "-f", "f32le", "-ac", "1", "-"]
    done = subprocess.run([default_ffmpeg(), *raw], capture_output=True, check=True)
    return np.frombuffer(done.stdout, "<f4")


def test_the_sound_is_as_long_as_the_picture_and_needs_no_edit_list(script, tmp_path):
    write_sound(schedule(script), tmp_path / "sound.mp4", default_ffmpeg())
    film = Film(tmp_path / "sound.mp4")
    (track,) = film.tracks
    assert (film.edits, track.starts[0], track.timescale) == (0, 0, RATE)
    assert abs(track.seconds - schedule(script).duration_s) <= 0.04
    assert film.fragments == len(cuts(tmp_path / "sound.mp4")) - 1


def test_what_is_heard_stands_where_it_was_written(script, tmp_path):
    plan = schedule(script)
    written = np.concatenate(list(pieces(plan)))
    write_sound(plan, tmp_path / "sound.mp4", default_ffmpeg())
    heard = decoded(tmp_path / "sound.mp4")
    bell = slice(0, 2 * RATE)
    lags = range(-400, 401, 4)
    match = [np.dot(written[bell][500:60000], heard[bell][500 + lag : 60000 + lag]) for lag in lags]
    assert abs(lags[int(np.argmax(match))]) <= 0.002 * RATE  # 2 ms
