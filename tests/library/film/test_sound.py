"""The practice music."""

import itertools
import time
import tracemalloc

import numpy as np
import pytest

from library.film.instruments import RATE, bell, hertz, in_a_room, piano, sounding
from library.film.music import Event
from library.film.schedule import FPS, beat_s, schedule
from library.film.script import ClassScript, ScriptChapter
from library.film.sound import TAIL, pieces, put, soft
from library.film.tunes import MOODS
from tests.library.film.test_loudness import measured


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


def test_an_echo_outlasts_its_sound_and_dies_away():
    dry = np.zeros(1000, np.float32)
    dry[10] = 1
    wet = in_a_room(dry)
    assert len(wet) > RATE
    assert wet[10] == pytest.approx(1, abs=0.05)
    assert 0 < np.abs(wet[1000:20000]).max() < 0.05
    assert np.abs(wet[-100:]).max() < 1e-3


def test_a_note_that_is_let_go_is_damped_and_never_cut():
    tape = np.zeros(4 * RATE + TAIL, np.float32)
    put(tape, Event(0, "piano", 60, 0.5, 1.0), 0)
    whole = sounding("piano", 60, 9)
    assert np.array_equal(tape[: RATE // 2], whole[: RATE // 2])
    assert not tape[RATE:].any()
    assert np.abs(np.diff(tape)).max() <= np.abs(np.diff(whole)).max() * 1.01


def test_only_the_highest_peaks_are_bent():
    wave = np.array([0.1, -0.5, 0.9, -3.0, 0.2], np.float32)
    assert np.allclose(soft(wave), [0.1, -0.5, 0.74, -0.78, 0.2], atol=0.01)
    assert np.array_equal(soft(wave[:2]), wave[:2])


@pytest.mark.parametrize("mood", MOODS)
def test_it_is_as_loud_as_speech_in_a_room_and_without_a_click(plie, tendu, mood):
    chapters = (ScriptChapter(plie(counts=8, bpm=66), 5), ScriptChapter(tendu(counts=4, bpm=84), 6, 2))
    music = np.concatenate(list(pieces(schedule(ClassScript("s", "T", "plum", chapters, mood=mood)))))
    lufs, peak = measured(music)
    assert abs(lufs + 20) <= 1
    assert peak <= -1.5
    assert np.abs(np.diff(music)).max() < 0.16


def test_each_count_is_heard_where_it_is_danced(plie):
    dance = plie(counts=8, bpm=66)
    plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, 6),)))
    music = np.concatenate(list(pieces(plan)))
    crisp = np.diff(music) ** 2  # what is struck has high notes in it
    loops = [part.start / FPS for part in plan.parts if part.rep]
    counts = [round((loop + n * beat_s(dance)) * RATE) for loop in loops for n in range(8)]
    louder = [crisp[at : at + 800].mean() / crisp[at - 960 : at - 160].mean() for at in counts]
    assert min(louder) > 1.3
    assert np.median(louder) > 4


def test_the_sound_of_twelve_minutes_is_made_in_three_seconds(plie, tendu):
    pairs = [(ScriptChapter(plie(counts=8, bpm=66), 12), ScriptChapter(tendu(counts=8, bpm=72), 6, 2))] * 4
    plan = schedule(ClassScript("s", "T", "plum", tuple(c for pair in pairs for c in pair)))
    assert plan.duration_s > 12 * 60
    began = time.process_time()
    assert sum(len(piece) for piece in pieces(plan)) == plan.duration_s * RATE
    assert time.process_time() - began < 3


def test_no_second_of_a_class_is_silent(script):
    music = np.concatenate(list(pieces(schedule(script))))[: -2 * RATE]
    seconds = music[: len(music) // RATE * RATE].reshape(-1, RATE)
    assert 20 * np.log10(np.sqrt((seconds**2).mean(axis=1)).min()) > -45


def test_parts_join_without_a_step(script):
    parts = list(pieces(schedule(script)))
    assert all(abs(b[0] - a[-1]) < 0.02 for a, b in itertools.pairwise(parts))


@pytest.mark.parametrize("sound", [piano(60), bell()])
def test_a_sound_has_died_away_when_it_ends(sound):
    assert abs(sound[-1]) < 1e-3 < np.abs(sound).max()


def test_memory_stays_flat_for_a_class_of_45_minutes(plie):
    def peak(reps):
        chapters = tuple(ScriptChapter(plie(counts=8, bpm=60), reps) for _ in range(6))
        plan = schedule(ClassScript("s", "T", "plum", chapters))
        assert plan.duration_s / 60 > reps * 0.8
        tracemalloc.start()
        for _ in pieces(plan):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(4)  # the instruments are made once
    assert peak(56) < peak(4) * 1.5
