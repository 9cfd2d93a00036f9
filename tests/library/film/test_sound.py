"""The practice music."""

import tracemalloc

import numpy as np
import pytest

from library.film.instruments import BLOCK, RATE, bell, hertz, in_a_room, piano
from library.film.schedule import FPS, schedule
from library.film.script import ClassScript, ScriptChapter
from library.film.sound import pieces, put


def test_concert_pitch():
    assert (hertz(69), hertz(57), round(hertz(60), 2)) == (440, 220, 261.63)


def test_the_music_is_exactly_as_long_as_the_picture(script):
    plan = schedule(script)
    lengths = [len(piece) for piece in pieces(plan)]
    assert lengths == [part.frames * RATE // FPS for part in plan.parts]
    assert sum(lengths) / RATE == plan.duration_s


def test_the_same_film_sounds_the_same_twice(script):
    first, second = (np.concatenate(list(pieces(schedule(script)))) for _ in range(2))
    assert first.dtype == np.float32
    assert np.array_equal(first, second)


def test_it_is_heard_and_never_clips(script):
    music = np.concatenate(list(pieces(schedule(script))))
    assert 0.05 < np.abs(music).max() < 1


def test_it_begins_and_ends_in_quiet(script):
    music = np.concatenate(list(pieces(schedule(script))))
    assert abs(music[0]) == 0
    assert abs(music[-1]) < 1e-6


def test_the_echo_of_the_end_is_heard_at_the_beginning_of_the_loop():
    dry = np.random.default_rng(1).standard_normal(3 * BLOCK // 2).astype(np.float32)
    turned = in_a_room(np.roll(dry, 4321))
    assert np.allclose(turned, np.roll(in_a_room(dry), 4321), atol=1e-4)
    assert not np.allclose(turned[:1000], np.roll(dry, 4321)[:1000], atol=1e-2)


def test_a_note_that_outlasts_the_loop_goes_on_at_its_beginning():
    music = np.zeros(5, np.float32)
    put(music, np.array([1, 2, 3, 4, 5, 6, 7], np.float32), at=3, gain=2)
    assert music.tolist() == [6, 8, 10, 2 + 12, 4 + 14]


@pytest.mark.parametrize("sound", [piano(60), bell()])
def test_a_sound_has_died_away_when_it_ends(sound):
    assert abs(sound[-1]) < 1e-3 < np.abs(sound).max()


def test_memory_stays_flat_however_long_the_class(plie):
    def peak(reps):
        plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(plie(counts=8, bpm=120), reps),)))
        tracemalloc.start()
        for _ in pieces(plan):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)  # the instruments are made once
    assert peak(40) < peak(4) * 1.5
