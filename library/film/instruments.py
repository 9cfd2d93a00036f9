"""Soft sounds from numpy: a felt piano, a low pad, a wooden click, a bell, a small room. Mono, float32."""

from functools import lru_cache
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

RATE = 32_000  # samples a second; 1280 to a frame at 25 fps, so sound and picture share their edges
Sound = NDArray[np.float32]

PARTIALS = (1, 0.46, 0.20, 0.09, 0.045, 0.02)
STRETCH = 0.0004  # a string's upper partials are a little sharp
HIGHEST_HZ = 9000
COARSE = 4  # a pad has nothing above 400 Hz: it is made at a quarter of the rate
WET = 0.16  # how much of the room is heard


def hertz(note: float) -> float:
    """The frequency of a MIDI note."""
    return float(440 * 2 ** ((note - 69) / 12))


def _noise(samples: int, seed: int) -> NDArray[np.float64]:
    """The same hiss at every call: a film built twice is the same film."""
    return np.random.default_rng(seed).standard_normal(samples)


def _time(seconds: float) -> Sound:
    return np.arange(int(RATE * seconds), dtype=np.float32) / np.float32(RATE)


def piano(note: int, seconds: float = 2.4) -> Sound:
    """A soft hammer on a string."""
    t, f = _time(seconds), hertz(note)
    y = np.zeros(len(t), np.float32)
    for k, strength in enumerate(PARTIALS, 1):
        partial = f * k * sqrt(1 + STRETCH * k * k)
        if partial < HIGHEST_HZ:
            y += strength * np.exp(t * -(1.6 + 0.55 * k + f / 900)) * np.sin(t * (2 * pi * partial))
    y += 0.012 * np.exp(-t / 0.018) * _noise(len(t), note)  # felt
    return np.asarray(y * (1 - np.exp(-t / 0.006)) * np.minimum(1, (seconds - t) / 0.15), np.float32)


def click(accent: bool) -> Sound:
    """A wooden tick; the first count is higher and louder."""
    t = np.arange(int(RATE * 0.09)) / RATE
    tone = np.exp(-t / 0.012) * np.sin(2 * np.pi * (1180 if accent else 880) * t) * (0.30 if accent else 0.17)
    return (tone + np.exp(-t / 0.004) * _noise(len(t), 1) * 0.03).astype(np.float32)


def bell(note: int = 84) -> Sound:
    """A small bell, for a new movement."""
    t = np.arange(int(RATE * 2.2)) / RATE
    f = hertz(note)
    partials = ((1, 0.30, 2.2), (2.76, 0.10, 4.5), (5.4, 0.03, 8))
    y = sum(a * np.exp(-t * d) * np.sin(2 * np.pi * f * k * t) for k, a, d in partials)
    return np.asarray(y * np.minimum(1, (2.2 - t) / 0.2), dtype=np.float32)


@lru_cache(maxsize=48)
def pad(note: int, seconds: float) -> Sound:
    """A low string sound that swells and dies away within its time."""
    samples = int(seconds * RATE)
    coarse = np.arange(0, samples + COARSE, COARSE)
    f = 2 * np.pi * hertz(note) / RATE
    tone = np.sin(f * coarse) + 0.5 * np.sin(f * 1.003 * coarse)
    swell = np.sin(np.pi * np.minimum(coarse / samples, 1)) ** 0.5
    return np.asarray(np.interp(np.arange(samples), coarse, 0.018 * swell * tone), dtype=np.float32)


def sounding(voice: str, note: int, seconds: float) -> Sound:
    """A note as it is heard in the room, until it has died away; only a pad heeds how long it is wanted."""
    return pad(note, round(seconds, 2)) if voice == "pad" else _in_the_room(voice, note)


@lru_cache(maxsize=96)
def _in_the_room(voice: str, note: int) -> Sound:
    if voice == "piano":
        return in_a_room(piano(note))
    return in_a_room(bell(note) if voice == "bell" else click(accent=voice == "accent"))


@lru_cache(maxsize=1)
def _room() -> Sound:
    t = _time(1.1)
    echo = np.convolve(_noise(len(t), 7) * np.exp(-t * 5.2), np.ones(16) / 16, "same")
    return np.asarray(echo / np.sqrt((echo**2).sum()), dtype=np.float32)


def in_a_room(dry: Sound) -> Sound:
    """The sound with its echo, which outlasts it."""
    echo = _room()
    length = len(dry) + len(echo)
    size = 1 << length.bit_length()
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(echo, size), size)[:length]
    out = WET * wet
    out[: len(dry)] += dry
    return np.asarray(out, dtype=np.float32)
