"""Soft sounds from numpy: a felt piano, a low pad, a wooden click, a bell, a small room. Mono, float32."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 48_000  # samples a second; 1920 to a frame at 25 fps, so sound and picture share their edges
Sound = NDArray[np.float32]

PARTIALS = (1, 0.46, 0.20, 0.09, 0.045, 0.02)
STRETCH = 0.0004  # a string's upper partials are a little sharp
HIGHEST_HZ = 9000


def hertz(note: float) -> float:
    """The frequency of a MIDI note."""
    return float(440 * 2 ** ((note - 69) / 12))


def _noise(samples: int, seed: int) -> NDArray[np.float64]:
    """The same hiss at every call: a film built twice is the same film."""
    return np.random.default_rng(seed).standard_normal(samples)


@lru_cache(maxsize=128)
def piano(note: int, seconds: float = 2.4) -> Sound:
    """A soft hammer on a string."""
    t = np.arange(int(RATE * seconds)) / RATE
    f, y = hertz(note), np.zeros(len(t))
    for k, strength in enumerate(PARTIALS, 1):
        partial = f * k * np.sqrt(1 + STRETCH * k * k)
        if partial < HIGHEST_HZ:
            y += strength * np.exp(-t * (1.6 + 0.55 * k + f / 900)) * np.sin(2 * np.pi * partial * t)
    y += 0.012 * np.exp(-t / 0.018) * _noise(len(t), note)  # felt
    shaped = y * (1 - np.exp(-t / 0.006)) * np.minimum(1, (seconds - t) / 0.15)
    return np.asarray(shaped, dtype=np.float32)


@lru_cache(maxsize=2)
def click(accent: bool) -> Sound:
    """A wooden tick; the first count is higher and louder."""
    t = np.arange(int(RATE * 0.09)) / RATE
    tone = np.exp(-t / 0.012) * np.sin(2 * np.pi * (1180 if accent else 880) * t) * (0.30 if accent else 0.17)
    return (tone + np.exp(-t / 0.004) * _noise(len(t), 1) * 0.03).astype(np.float32)


@lru_cache(maxsize=4)
def bell(note: int = 84) -> Sound:
    """A small bell, for a new movement."""
    t = np.arange(int(RATE * 2.2)) / RATE
    f = hertz(note)
    partials = ((1, 0.30, 2.2), (2.76, 0.10, 4.5), (5.4, 0.03, 8))
    y = sum(a * np.exp(-t * d) * np.sin(2 * np.pi * f * k * t) for k, a, d in partials)
    return np.asarray(y * np.minimum(1, (2.2 - t) / 0.2), dtype=np.float32)


def pad(note: float, samples: int) -> Sound:
    """A low string sound that swells and dies away within its time."""
    t = np.arange(samples) / RATE
    f, swell = hertz(note), np.sin(np.pi * np.arange(samples) / samples) ** 0.5
    tone = np.sin(2 * np.pi * f * t) + 0.5 * np.sin(2 * np.pi * f * 1.003 * t)
    return np.asarray(0.018 * swell * tone, dtype=np.float32)


@lru_cache(maxsize=1)
def _room() -> Sound:
    t = np.arange(int(RATE * 1.1)) / RATE
    echo = np.convolve(_noise(len(t), 7) * np.exp(-t * 5.2), np.ones(24) / 24, "same")
    return np.asarray(echo / np.sqrt((echo**2).sum()), dtype=np.float32)


def in_a_room(dry: Sound) -> Sound:
    """The sound with an echo; the tail wraps round to the beginning, so a loop stays a loop."""
    echo = _room()
    size = 1 << int(np.ceil(np.log2(len(dry) + len(echo))))
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(echo, size), size)[: len(dry) + len(echo)]
    out = dry + 0.16 * wet[: len(dry)]
    tail = wet[len(dry) :][: len(dry)]
    out[: len(tail)] += 0.16 * tail
    return out.astype(np.float32)
