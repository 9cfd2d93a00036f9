"""How loud notes are together, reckoned from the notes: no film has to be listened to before it is written.

ITU-R BS.1770-4: a signal's mean square after K-weighting, -0.691 dB; notes that sound together add energies.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import log10
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from library.film.instruments import RATE, Sound, sounding

OFFSET = -0.691
STEP = RATE // 20  # energies are kept for each twentieth of a second
DESIGN_RATE = 48_000
# the two filters of the recommendation, as (b, a) at its own rate
STAGES = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)


class Heard(Protocol):
    """A note, as far as it can be heard."""

    @property
    def voice(self) -> str: ...
    @property
    def note(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def gain(self) -> float: ...


def gain_to(lufs: float, notes: Iterable[Heard], seconds: float) -> float:
    """What to multiply notes that last so long together by, so that they are so loud. 1 if there are none."""
    energy = sum(n.gain**2 * energy_of(n.voice, n.note, n.seconds) for n in notes)
    if not energy:
        return 1.0
    loudness = OFFSET + 10 * log10(energy / (seconds * RATE))
    return float(10 ** ((lufs - loudness) / 20))


def energy_of(voice: str, note: int, seconds: float) -> float:
    """The K-weighted energy of a note let go after so many seconds (a pad swells over all of them)."""
    if voice == "pad":
        return float(_heard("pad", note, 2.0)[-1] * seconds / 2.0)
    kept = _heard(voice, note, 0.0)
    return float(kept[min(len(kept) - 1, round(seconds * RATE / STEP))])


@lru_cache(maxsize=256)
def _heard(voice: str, note: int, seconds: float) -> NDArray[np.float64]:
    """The energy from the note's beginning to each step of it."""
    weighted = weigh(sounding(voice, note, seconds)) ** 2
    steps = np.arange(0, len(weighted) + STEP, STEP)
    total = np.concatenate([[0.0], np.cumsum(weighted)])
    return np.asarray(total[np.minimum(steps, len(weighted))], np.float64)


def weigh(sound: Sound) -> NDArray[np.float64]:
    """The sound as loud as the ear takes each of its frequencies (zero phase)."""
    size = 1 << (len(sound) + RATE // 4).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.sqrt(_response(size))
    return np.asarray(np.fft.irfft(spectrum, size)[: len(sound)], np.float64)


@lru_cache(maxsize=4)
def _response(size: int) -> NDArray[np.float64]:
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / RATE) / DESIGN_RATE)
    power = np.ones(len(z))
    for b, a in STAGES:
        power *= np.abs(np.polyval(b[::-1], z) / np.polyval(a[::-1], z)) ** 2
    return np.asarray(power, np.float64)
