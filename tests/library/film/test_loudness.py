"""Loudness reckoned from notes, against an independent meter."""

import re
import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from library.film.instruments import RATE, sounding
from library.film.loudness import gain_to, weigh
from library.film.music import Event


def measured(sound):
    """Integrated loudness (LUFS) and true peak (dBFS) as ffmpeg's EBU R 128 meter has them."""
    source = ["-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    meter = ["-af", "ebur128=peak=true", "-f", "null", "-"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", *source, *meter]
    said = subprocess.run(command, input=sound.tobytes(), capture_output=True, check=True).stderr.decode()
    return tuple(float(re.findall(rf"{name}:\s+(-?[\d.]+) ", said)[-1]) for name in ("I", "Peak"))


@pytest.mark.parametrize("hertz", [60, 440, 1000, 3000])
def test_a_tone_is_weighed_as_the_meter_weighs_it(hertz):
    tone = 0.2 * np.sin(2 * np.pi * hertz * np.arange(5 * RATE) / RATE).astype(np.float32)
    ours = -0.691 + 10 * np.log10((weigh(tone)[RATE:-RATE] ** 2).mean())
    assert abs(ours - measured(tone.astype(np.float32))[0]) < 0.2


def test_notes_are_made_as_loud_as_they_are_wanted():
    notes = [Event(i * 0.5, "piano", 50 + i % 20, 1.0, 0.3) for i in range(60)]
    gain = gain_to(-23.0, notes, 30.0)
    sound = np.zeros(34 * RATE, np.float32)
    for event in notes:
        note = sounding(event.voice, event.note, event.seconds)[:RATE]
        at = int(event.at * RATE)
        sound[at : at + len(note)] += note * np.float32(event.gain * gain)
    assert abs(measured(sound[: 30 * RATE])[0] + 23) < 0.7


def test_no_notes_need_no_gain():
    assert gain_to(-20.0, [], 3.0) == 1.0
