"""The music as notes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.film.music import FIRST_SOUND_S, LOWEST_BASS, TEXTURES, Run, compose, plan
from library.film.schedule import FPS, beat_s, schedule
from library.film.script import ClassScript, ScriptChapter
from library.film.tunes import HALF, MOODS


def film(dance, repetitions=8, sides=1, mood="calm"):
    return schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, repetitions, sides),), mood=mood))


def starts(plan_, voice):
    return [event.at for event in compose(plan_) if event.voice == voice]


@given(st.integers(1, 300))
def test_halves_fill_a_dance_and_end_with_an_answer(counts):
    halves = plan(counts)
    assert sum(length for _, _, length in halves) == counts
    assert halves[-1][0] == "answer"
    assert all(first >= 0 and first + length <= HALF for _, first, length in halves)


def test_short_loops_combine_to_phrases_of_eight():
    assert [name for name, _, _ in plan(32)] == [
        "opening", "question", "opening", "answer", "bridge", "question", "bridge", "answer",
    ]  # fmt: skip


@pytest.mark.parametrize("mood", MOODS)
def test_notes_come_in_the_order_of_time(plie, mood):
    notes = [event.at for event in compose(film(plie(counts=8, bpm=66), mood=mood))]
    assert notes == sorted(notes)
    assert notes[0] >= 0


@pytest.mark.parametrize(("counts", "bpm"), [(8, 66), (4, 84), (6, 90), (3, 60), (2, 120), (16, 72), (5, 50)])
def test_each_count_has_its_tick_and_each_loop_its_accent(plie, counts, bpm):
    dance = plie(counts=counts, bpm=bpm)
    plan_ = film(dance, repetitions=3)
    loops = [part.start / FPS for part in plan_.parts if part.rep]
    accents = starts(plan_, "accent")
    assert [at for at in loops if not any(abs(at - a) < 1e-6 for a in accents)] == []
    ticks = sorted([*accents, *starts(plan_, "click")])
    assert len(ticks) == counts * 3
    assert all(abs(b - a - beat_s(dance)) < 1e-6 for a, b in pairwise(ticks))


def test_two_chords_lead_into_the_dance_on_its_own_counts(plie):
    dance = plie(counts=8, bpm=60)
    plan_ = film(dance)
    first = next(part.start / FPS for part in plan_.parts if part.rep)
    before = {round(at, 3) for at in starts(plan_, "piano") if at < first}
    assert before == {first - 2, first - 1}


def test_there_is_no_gap_of_silence_before_a_dance(plie):
    held = [(event.at, event.at + event.seconds) for event in compose(film(plie())) if event.voice == "pad"]
    assert min(a for a, _ in held) == FIRST_SOUND_S
    assert {(0.05, 6.05), (6.0, 11.0)} <= set(held)


def test_a_bell_rings_for_each_new_movement_and_softer_for_the_other_side(tendu):
    bells = [e for e in compose(film(tendu(), 2, sides=2)) if e.voice == "bell"]
    assert [(e.at, e.note) for e in bells] == [(6.25, 84), (13.25, 88)]
    assert bells[1].gain < bells[0].gain


def test_voices_keep_to_their_range(plie):
    for mood in MOODS:
        notes = [e for e in compose(film(plie(counts=8, bpm=66), 24, mood=mood)) if e.voice == "piano"]
        assert all(LOWEST_BASS <= e.note <= 88 for e in notes)


def chord_tones(event, run):
    return (event.note - run.keynote) % 12


@pytest.mark.parametrize("mood", MOODS)
def test_nothing_a_semitone_apart_is_struck_on_a_count(plie, mood):
    plan_ = film(plie(counts=8, bpm=66), 24, mood=mood)
    loops = [part for part in plan_.parts if part.rep]
    beat, first = beat_s(loops[0].clip.dance), loops[0].start / FPS
    struck: dict[int, set[int]] = {}
    for event in compose(plan_):
        count = (event.at - first) / beat + 1e-6
        if event.voice in ("piano", "pad") and count >= 0 and count % 1 < 0.06:
            struck.setdefault(int(count), set()).add(event.note % 12)
    assert len(struck) == 8 * 24
    assert not [n for n, names in struck.items() if any((a - b) % 12 == 1 for a in names for b in names)]


def test_no_phrase_is_played_like_the_one_before_it(plie):
    plan_ = film(plie(counts=8, bpm=66), 24)
    first = next(part.start for part in plan_.parts if part.rep) / FPS
    length = 8 * beat_s(plan_.parts[-1].clip.dance)
    phrases: dict[int, list[tuple[float, int]]] = {}
    for event in compose(plan_):
        number, at = divmod(event.at - first + 1e-6, length)
        if event.voice == "piano" and number >= 0:
            phrases.setdefault(int(number), []).append((round(at, 2), event.note))
    assert all(phrases[n] != phrases[n + 1] for n in range(23))
    assert len({tuple(notes) for notes in phrases.values()}) >= 15
    assert len(TEXTURES) == 7


@pytest.mark.parametrize(("counts", "style"), [(6, "waltz"), (3, "waltz"), (8, "march"), (12, "march")])
def test_a_dance_in_threes_is_a_waltz_whatever_the_mood(plie, counts, style):
    parts = tuple(part for part in film(plie(counts=counts), mood="march").parts if part.rep)
    assert Run(parts, "march").style == style


@pytest.mark.parametrize(("bpm", "style"), [(48, "waltz"), (96, "waltz"), (112, "bright")])
def test_a_waltz_never_rushes(plie, bpm, style):
    parts = tuple(part for part in film(plie(counts=8, bpm=bpm), mood="waltz").parts if part.rep)
    assert Run(parts, "waltz").style == style


def test_a_movement_may_ask_for_a_waltz(plie):
    dance = plie(counts=8)
    asked = replace(dance, table=dance.table.replace('{"bpm"', '{"metre":3,"bpm"'))
    parts = tuple(part for part in film(asked, mood="march").parts if part.rep)
    assert Run(parts, "march").style == "waltz"
