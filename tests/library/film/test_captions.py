"""The text tracks."""

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.film.captions import (
    AGAIN_REPS,
    AGAIN_S,
    LETTERS_A_SECOND,
    captions,
    captions_vtt,
    chapters_vtt,
    escaped,
    stamp,
    track_vtt,
)
from library.film.schedule import schedule
from library.film.script import ClassScript, ScriptChapter


def test_cards_are_spoken_and_sides_named(script):
    rows = [(c.start_s, round(c.end_s, 2), c.text) for c in captions(schedule(script))]
    assert rows == [
        (0, 5, "First class. A short one."),
        (6, 11, "Plié. Bend the knees."),
        (11, 13, "Bend a little."),
        (13, 18, "Tendu. Slide a straight leg."),
        (18, 19, "Slide the foot out."),
        (19, 22, "Now the left leg."),
        (22, 23, "Slide the foot out."),
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bpm=st.sampled_from([50, 60, 72, 100, 120]), counts=st.sampled_from([2, 4, 8]), reps=st.integers(1, 40)
)
def test_captions_never_overlap_and_can_be_read(plie, bpm, counts, reps):
    dance = plie(bpm=bpm, counts=counts)
    plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, reps), ScriptChapter(dance, reps))))
    rows = captions(plan)
    for row, after in pairwise(rows):
        assert row.start_s < row.end_s <= after.start_s
    ends = [span.end_s for span in plan.chapters]
    for row in rows:
        assert row.end_s in ends or row.end_s - row.start_s >= len(row.text) / LETTERS_A_SECOND - 1e-6


def test_the_same_cue_comes_back_after_three_repetitions_and_three_quarters_of_a_minute(plie):
    dance = plie(counts=8, bpm=60)
    plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, 30),)))
    starts = [c.start_s for c in captions(plan) if c.text == "Bend a little."]
    assert [round(b - a, 6) for a, b in pairwise(starts)] == [48] * 4  # six repetitions of eight seconds
    assert (AGAIN_S, AGAIN_REPS) == (45, 3)


def test_a_teacher_says_something_new_in_between(plie):
    plan = schedule(ClassScript("s", "T", "plum", (ScriptChapter(plie(counts=8, bpm=60), 30),)))
    between = [c.text for c in captions(plan) if c.text not in ("Bend a little.", "Half way.", "Last one.")]
    assert len(between) == len(set(between)) > 8


def test_a_cue_without_room_waits_for_the_next_repetition(plie):
    table = json.loads(plie(counts=2, bpm=120).table)
    table["keys"] = [
        {"at": 1, "plie": 20, "cue": "A sentence that takes a while to read."},
        {"at": 1.5, "plie": 20, "cue": "Another one."},
        {"at": 2, "plie": 0},
    ]
    dance = replace(plie(), table=json.dumps(table))
    texts = [c.text for c in captions(schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, 8),))))]
    assert texts[2:4] == ["A sentence that takes a while to read.", "Another one."]


def test_a_reminder_of_the_movement_comes_before_a_general_line(plie):
    dance = replace(plie(counts=8, bpm=60), reminders=("Heels stay down.",))
    texts = [c.text for c in captions(schedule(ClassScript("s", "T", "plum", (ScriptChapter(dance, 4),))))]
    assert texts[3] == "Heels stay down."


def test_times_are_written_to_the_millisecond():
    assert [stamp(0), stamp(61.04), stamp(3599.9996)] == ["00:00:00.000", "00:01:01.040", "01:00:00.000"]


def test_no_text_can_end_a_cue_or_open_a_tag():
    assert escaped("a < b --> c\n\nWEBVTT & d") == "a &lt; b --&gt; c WEBVTT &amp; d"


def test_a_hostile_title_stays_one_cue(script):
    text = captions_vtt(schedule(replace(script, title="<i>00:01 --> 00:02</i>\n\nX")))
    assert text.count("-->") == text.count("\n\n")


def test_chapters_are_named_after_movements(script):
    assert chapters_vtt(schedule(script)) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:13.000\nPlié\n\n2\n00:00:13.000 --> 00:00:23.000\nTendu\n"
    )


def test_the_metadata_track_says_what_is_danced(script):
    blocks = track_vtt(schedule(script)).split("\n\n")[1:]
    rows = [json.loads(block.splitlines()[2]) for block in blocks]
    assert len(rows) == 8
    assert rows[3] == {
        "kind": "loop", "chapter": 0, "movement": "plie", "name": "Plié", "say": "plee-AY", "side": None,
        "works": None, "rep": 2, "of": 2, "counts": 2, "beat_s": 0.5,
    }  # fmt: skip
    assert rows[6] == {
        "kind": "turn", "chapter": 1, "movement": "tendu", "name": "Tendu", "say": "tahn-DEW",
        "side": "left", "works": "leg",
    }  # fmt: skip
    told = {name: rows[0][name] for name in ("kind", "title", "summary", "ready")}
    assert told == {
        "kind": "opening", "title": "First class", "summary": "A short one.", "ready": "Bare feet.",
    }  # fmt: skip
    assert (rows[1]["kind"], rows[1]["plain"]) == ("card", "Bend the knees.")


def test_an_arrow_in_a_name_does_not_break_the_metadata(script, plie):
    arrow = replace(script, chapters=(ScriptChapter(replace(plie(), name="a --> b"), 1),))
    block = track_vtt(schedule(arrow)).split("\n\n")[1].splitlines()
    assert json.loads(block[2])["name"] == "a --> b"
    assert "-->" not in block[2]
