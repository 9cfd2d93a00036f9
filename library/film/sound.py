"""The practice music of a film, written piece by piece: memory stays flat however long the class is."""

from collections.abc import Iterator

import numpy as np

from library.film.instruments import RATE, Sound, sounding
from library.film.music import Event, compose
from library.film.schedule import FPS, Schedule

PER_FRAME = RATE // FPS
TAIL = 6 * RATE  # no note sounds on for longer once its part of the film is over
RELEASE = int(0.3 * RATE)  # a note that is let go dies away for so long
FADE = 2 * RATE
KNEE, TOP = 0.5, 0.78  # of full scale


def pieces(schedule: Schedule) -> Iterator[Sound]:
    """The whole sound track, part after part: mono float32 at `RATE`, exactly as long as the picture."""
    events, carried = compose(schedule), np.zeros(0, np.float32)
    event = next(events, None)
    for part in schedule.parts:
        first, length = part.start * PER_FRAME, part.frames * PER_FRAME
        tape = np.zeros(length + TAIL, np.float32)
        tape[: len(carried)] = carried
        while event and round(event.at * RATE) < first + length:
            put(tape, event, round(event.at * RATE) - first)
            event = next(events, None)
        piece, carried = tape[:length], tape[length:]
        if part is schedule.parts[-1]:
            piece = _fading(piece)
        yield soft(piece)


def put(tape: Sound, event: Event, at: int) -> None:
    """Adds a note; one that is let go before it has died away is damped, never cut."""
    sound, gain = sounding(event.voice, event.note, event.seconds), np.float32(event.gain)
    room = len(tape) - at
    held = min(int(event.seconds * RATE), room - RELEASE)
    if held + RELEASE >= len(sound) or event.voice == "pad":
        tape[at : at + len(sound)] += sound[:room] * gain
        return
    tape[at : at + held] += sound[:held] * gain
    tape[at + held : at + held + RELEASE] += sound[held : held + RELEASE] * (gain * RAMP)


RAMP = np.cos(np.linspace(0, np.pi / 2, RELEASE, dtype=np.float32)) ** 2


def soft(piece: Sound) -> Sound:
    """Bends the few peaks above `KNEE` so that none reaches `TOP`; all below stays as it is."""
    size = np.abs(piece)
    high = size > KNEE
    if high.any():
        piece = piece.copy()
        bent = KNEE + (TOP - KNEE) * np.tanh((size[high] - KNEE) / (TOP - KNEE))
        piece[high] = np.sign(piece[high]) * bent
    return piece


def _fading(piece: Sound) -> Sound:
    """The film's last two seconds die away."""
    out, fade = piece.copy(), min(len(piece), FADE)
    out[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return out
