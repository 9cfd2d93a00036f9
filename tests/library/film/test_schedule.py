"""A class laid out in frames."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.film.schedule import FPS, beat_s, loop_frames, schedule
from library.film.script import ClassScript, ScriptChapter


def test_every_part_stands_where_the_one_before_it_ends(script):
    plan = schedule(script)
    assert [(p.kind, p.start, p.end, p.chapter, p.rep, p.of, p.side) for p in plan.parts] == [
        ("opening", 0, 150, 0, 0, 0, None),
        ("card", 150, 275, 0, 0, 0, None),
        ("loop", 275, 300, 0, 1, 2, None),
        ("loop", 300, 325, 0, 2, 2, None),
        ("card", 325, 450, 1, 0, 0, "right"),
        ("loop", 450, 475, 1, 1, 1, "right"),
        ("turn", 475, 550, 1, 0, 0, "left"),
        ("loop", 550, 575, 1, 1, 1, "left"),
    ]


def test_chapters_cover_the_whole_film(script):
    spans = schedule(script).chapters
    assert [(s.dance.slug, s.start_s, s.end_s) for s in spans] == [("plie", 0, 13), ("tendu", 13, 23)]
    assert schedule(script).duration_s == 23


def test_cards_hold_the_start_of_the_dance_they_lead_to(script):
    parts = schedule(script).parts
    held = [(p.kind, p.clip.kind, p.clip.dance.slug, p.clip.mirrored, p.times) for p in parts if not p.rep]
    assert held == [
        ("opening", "ready", "plie", False, 6),
        ("card", "ready", "plie", False, 5),
        ("card", "ready", "tendu", False, 5),
        ("turn", "ready", "tendu", True, 3),
    ]
    assert parts[0].words == ("First class", "A short one.", "Bare feet.")


def test_getting_down_to_the_floor_is_given_twice_the_time(script, plie):
    lying = ScriptChapter(replace(plie(), posture="floor"), 1)
    plan = schedule(replace(script, chapters=(script.chapters[0], lying)))
    assert [(p.kind, p.frames) for p in plan.parts if p.chapter == 1] == [("card", 250), ("loop", 25)]


def test_turning_over_on_the_floor_is_given_twice_the_time(script, tendu):
    lying = ScriptChapter(replace(tendu(), posture="floor"), 1, 2)
    plan = schedule(replace(script, chapters=(lying,)))
    assert [p.frames for p in plan.parts if p.kind == "turn"] == [150]


def test_a_class_of_nothing_is_refused(script):
    with pytest.raises(ValueError, match="at least one chapter"):
        schedule(replace(script, chapters=()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counts=st.integers(2, 12), bpm=st.floats(40, 120), reps=st.integers(1, 40), sides=st.integers(1, 2))
def test_no_tempo_makes_the_film_drift(plie, counts, bpm, reps, sides):
    dance = plie(counts=counts, bpm=bpm)
    plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, reps, sides),)))
    loops = [part for part in plan.parts if part.rep]
    assert len(loops) == reps * sides
    assert all(a.end == b.start for a, b in zip(plan.parts, plan.parts[1:], strict=False))
    assert plan.frames == sum(part.frames for part in plan.parts) == plan.chapters[-1].end
    assert abs(beat_s(dance) * counts * FPS - loop_frames(dance)) < 1e-6
    assert abs(loop_frames(dance) / FPS - dance.movement.seconds) <= 0.5 / FPS + 1e-9
