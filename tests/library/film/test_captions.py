"""The text tracks."""

import json
from dataclasses import replace

from library.film.captions import (
    captions_vtt,
    chapters_vtt,
    escaped,
    stamp,
    track_vtt,
)
from library.film.schedule import schedule
from library.film.script import ScriptChapter


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
        "works": None, "other": False, "rep": 2, "of": 2, "counts": 2, "beat_s": 0.5,
    }  # fmt: skip
    assert rows[6] == {
        "kind": "turn", "chapter": 1, "movement": "tendu", "name": "Tendu", "say": "tahn-DEW",
        "side": "left", "works": "leg", "other": True,
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
