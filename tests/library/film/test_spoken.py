"""What is said over a film, and when."""

import json
from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.film import phrases
from library.film.schedule import FPS, beat_s, schedule
from library.film.script import ClassScript, ScriptChapter
from library.film.spoken import LEAD, LEAD_DANCE, LETTERS_A_SECOND, Caption, captions

BANKS = (phrases.ANYWHERE, phrases.STANDING, phrases.LYING, phrases.OTHER_SIDE)
FOR_EVERYBODY = {line for bank in BANKS for line in bank}


def film(*chapters):
    return schedule(ClassScript("s", "T", "plum", tuple(chapters)))


def texts(plan):
    return [row.text for row in captions(plan)]


def with_cues(dance, *cues):
    """The dance with these cues, (count, words)."""
    table = json.loads(dance.table)
    keys = [{"at": at, "plie": 20, "cue": text} for at, text in cues]
    return replace(dance, table=json.dumps(table | {"keys": [*keys, {"at": table["counts"], "plie": 0}]}))


def test_names_are_spoken_and_sides_named(script):
    rows = captions(schedule(script))
    assert [(row.start_s, row.text) for row in rows] == [
        (0, "First class. A short one."),
        (6, "Plié. Bend the knees."),
        (10.8, "Bend a little."),
        (13, "Tendu. Slide a straight leg."),
        (17.8, "Slide the foot out."),
        (19, "Now the left leg."),
    ]


def test_a_name_with_a_long_sentence_may_stand_into_the_dance(plie):
    plain = "Bend both knees slowly over the second toes, and keep the heels down."
    dance = replace(plie(counts=8, bpm=60), plain=plain)
    first, cue = captions(film(ScriptChapter(dance, 2)))[1:3]
    assert first == Caption(6, pytest.approx(6 + len(first.text) / LETTERS_A_SECOND, abs=1.5), first.text)
    assert first.text.startswith("Plié. Bend both knees")
    assert cue.start_s >= first.end_s - 1e-6  # fmt: skip


def test_a_sentence_too_long_for_the_card_is_said_in_the_dance_once(plie):
    plain = (
        "Bend both knees slowly over the second toes, keep the heels down, and come up as slowly as you went."
    )
    dance = replace(plie(counts=8, bpm=60), plain=plain, reminders=("Look out for the heels.",))
    said = texts(film(ScriptChapter(dance, 12)))
    assert said[1] == "Plié."
    assert said.count(plain) == 1
    assert said.index(plain) < said.index("Look out for the heels.")


def test_a_cue_comes_ahead_of_its_count(plie):
    dance = with_cues(plie(counts=8, bpm=60), (4, "Bend."))
    plan = film(ScriptChapter(dance, 2))
    loop_s = next(part.start / FPS for part in plan.parts if part.rep)
    (cue,) = [row for row in captions(plan) if row.text == "Bend."]
    assert cue.start_s == pytest.approx(loop_s + (4 - LEAD) * beat_s(dance))


def dancing(plie):
    """A dance of sixteen counts whose steps are called."""
    comes = ((0.0, "Tendu twice, and demi-plié.", "tendu, tendu, demi-plié."), (8.0, "Relevé.", "relevé."))
    dance = replace(plie(counts=16, bpm=72), comes=comes, two_sided=True)
    table = json.loads(dance.table)
    keys = [{name: value for name, value in key.items() if name != "cue"} for key in table["keys"]]
    return replace(dance, table=json.dumps(table | {"keys": keys}))


def test_the_other_side_of_a_dance_is_called_too(plie):
    said = texts(film(ScriptChapter(dancing(plie), 2, 2)))
    turned = said[said.index("Now all of it to the other side.") + 1 :]
    assert turned == [
        "This side: tendu, tendu, demi-plié.",
        "This side: relevé.",
        "This side again: tendu, tendu, demi-plié.",
        "This side again: relevé.",
    ]


def test_what_comes_in_a_dance_is_told_before_each_eight_and_in_short_the_second_time(plie):
    dance = dancing(plie)
    plan = film(ScriptChapter(dance, 4))
    loops = [part.start / FPS for part in plan.parts if part.rep]
    said = {row.text: row.start_s for row in captions(plan)}
    lead = LEAD_DANCE * beat_s(dance)
    assert said["Tendu twice, and demi-plié."] == pytest.approx(loops[0] - lead)
    assert said["Relevé."] == pytest.approx(loops[0] + 8 * beat_s(dance) - lead)
    assert said["Again: tendu, tendu, demi-plié."] == pytest.approx(loops[1] - lead)
    assert said["Again: relevé."] == pytest.approx(loops[1] + 8 * beat_s(dance) - lead)
    assert said["Once more: relevé."] == pytest.approx(loops[2] + 8 * beat_s(dance) - lead)
    assert list(said)[-1] in (*phrases.LAST, *phrases.DANCE_ON)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bpm=st.sampled_from([50, 60, 72, 100, 120]), counts=st.sampled_from([2, 4, 8]), reps=st.integers(1, 40)
)
def test_captions_never_overlap_and_can_be_read(plie, bpm, counts, reps):
    dance = plie(bpm=bpm, counts=counts)
    plan = film(ScriptChapter(dance, reps), ScriptChapter(dance, reps))
    rows = captions(plan)
    for row, after in pairwise(rows):
        assert row.start_s < row.end_s <= after.start_s
    for row in rows:
        assert row.end_s - row.start_s >= len(row.text) / LETTERS_A_SECOND - 1e-6


def by_chapter(plan):
    """The sentences of each chapter."""
    spans = [(span.start_s, span.end_s) for span in plan.chapters]
    rows = captions(plan)
    return [[row.text for row in rows if start <= row.start_s < end] for start, end in spans]


def test_no_sentence_comes_twice_in_a_chapter_and_no_line_twice_in_a_class(plie, tendu):
    reminders = ("Look out for the heels.", "Easier today? Bend less.")
    bend, slide = replace(plie(counts=8, bpm=60), reminders=reminders), tendu(counts=8, bpm=60)
    plan = film(*[ScriptChapter(bend, 24), ScriptChapter(slide, 12, 2)] * 4)
    for said in by_chapter(plan):
        assert len(said) == len(set(said))
    general = [text for text in texts(plan) if text in FOR_EVERYBODY]
    assert len(general) == len(set(general)) > 30


def test_a_class_of_45_minutes_does_not_run_out_of_words(plie, tendu):
    own = tuple(f"Something of its own, number {n}." for n in range(6))
    bend = replace(plie(counts=8, bpm=60), reminders=own)
    slide = replace(tendu(counts=8, bpm=60), reminders=own)
    plan = film(*[ScriptChapter(bend, 30), ScriptChapter(slide, 15, 2)] * 6)
    assert plan.duration_s / 60 > 45
    rows = captions(plan)
    assert max(b.start_s - a.start_s for a, b in pairwise(rows)) <= 24
    assert len([row for row in rows if " done, " in row.text]) < len(rows) / 10
    assert all(a.text != b.text for a, b in pairwise(rows))


def test_half_way_the_last_three_and_the_last_one_are_told_in_other_words_on_each_side(tendu):
    plan = film(ScriptChapter(tendu(counts=8, bpm=60), 12, 2))
    said = texts(plan)
    for bank in (phrases.HALF_WAY, phrases.FEW_MORE, phrases.LAST):
        assert len([text for text in said if text in bank]) == 2
        assert len({text for text in said if text in bank}) == 2


def test_half_way_is_where_half_is_done(plie):
    plan = film(ScriptChapter(plie(counts=8, bpm=60), 10))
    (row,) = [row for row in captions(plan) if row.text in phrases.HALF_WAY]
    assert row.start_s == next(part.start / FPS for part in plan.parts if part.rep == 6)


def test_on_the_other_side_somebody_asks_whether_it_is_the_same(tendu):
    plan = film(ScriptChapter(tendu(counts=8, bpm=60), 8, 2))
    turn_s = next(part.start / FPS for part in plan.parts if part.kind == "turn")
    asked = [row.start_s for row in captions(plan) if row.text in phrases.OTHER_SIDE]
    assert len(asked) == 1
    assert asked[0] > turn_s


def test_who_lies_down_is_told_nothing_of_standing(plie):
    lying = replace(plie(counts=8, bpm=60), posture="floor")
    said = set(texts(film(ScriptChapter(lying, 60))))
    assert not said & set(phrases.STANDING)
    assert said & set(phrases.LYING)


def test_a_movements_own_words_come_by_turns_with_words_for_everybody(plie):
    own = ("Why? Strong legs.", "Look out for the heels.", "Easier today? Bend less.")
    dance = replace(plie(counts=8, bpm=60), reminders=own)
    said = [t for t in texts(film(ScriptChapter(dance, 20))) if t in own or t in FOR_EVERYBODY]
    assert [text in own for text in said[:5]] == [True, False, True, False, True]
    assert [text for text in said if text in own] == list(own)


def test_a_cue_without_room_waits_for_the_next_repetition(plie):
    long, short = "A sentence that takes a while to read.", "Another one."
    dance = with_cues(plie(counts=2, bpm=120), (1, long), (1.5, short))
    rows = captions(film(ScriptChapter(dance, 8)))
    assert [row.text for row in rows[2:4]] == [long, short]
    assert rows[3].start_s - rows[2].start_s >= len(long) / LETTERS_A_SECOND


def test_no_line_for_everybody_is_in_two_banks():
    lines = [line for bank in BANKS for line in bank]
    assert [line for line, same in groupby(sorted(lines)) if len(list(same)) > 1] == []
    assert len(lines) >= 80
