"""Words as they are looked for: folded once, the same on every database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Run
from plans.models.folded import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Große  Runde\nMálaga", "grosse runde malaga"),
        ("Ma\u0301laga", "malaga"),
        ("SMØRBRØD, Łódź, œuvre, Æsir", "smorbrod, lodz, oeuvre, aesir"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Бег по лесу", "бег по лесу"),
        ("ﬁnish ①", "finish 1"),
        ("a\0b", "a b"),
        ("", ""),
    ],
)
def test_accents_and_capitals_come_off(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_is_folded(text):
    assert fold(fold(text)) == fold(text)


def test_the_field_follows_its_words_however_the_row_is_saved(make_run, runner):
    run = make_run(title="Málaga", note="Windy")
    assert Run.objects.get().folded == "malaga windy"
    run.note = "Côte"
    run.save()
    assert Run.objects.get().folded == "malaga cote"
