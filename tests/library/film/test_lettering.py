"""Lettering from our own fonts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.film.lettering import (
    FILES,
    INK,
    SANS,
    SERIF,
    SOFT,
    contrast,
    fonts_digest,
    rasterised,
    text,
    width,
    wrapped,
)


def ink(svg):
    return int(np.asarray(rasterised(svg, 200, 40))[..., 3].astype(bool).sum())


def test_the_font_files_are_in_their_packages():
    assert all(path.is_file() for path in FILES.values())
    assert len(fonts_digest()) == 64


def test_serif_and_sans_are_drawn_and_differ():
    serif, sans = (ink(text("Plié", 10, 30, 24, face=face)) for face in (SERIF, SANS))
    assert serif != sans
    assert min(serif, sans) > 100


def test_a_font_of_the_system_is_never_used():
    assert ink(text("Plié", 10, 30, 24, face="DejaVu Sans")) == ink(
        text("Plié", 10, 30, 24, face="No Such Font")
    )


def test_marks_of_xml_are_only_letters():
    assert ink(text('<&">', 10, 30, 24)) > 0


def test_contrast_is_counted_as_the_web_does():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ink", [INK, SOFT])
@pytest.mark.parametrize("ground", ["#F3ECE2", "#EBDFD2"])
def test_lettering_can_be_read_on_plaster(ink, ground):
    assert contrast(ink, ground) >= 4.5


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc déÉ-", max_size=80), st.integers(60, 300))
def test_wrapped_lines_fit_and_lose_no_word(words, room):
    lines = wrapped(words, 20, room)
    assert " ".join(lines).split() == words.split()
    assert all(width(line, 20) <= room or " " not in line for line in lines)
