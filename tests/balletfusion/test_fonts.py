"""The heading font holds the letters of headings, and no more."""

import pytest
from fontTools.ttLib import TTFont

from balletfusion.fonts import build_heading_fonts


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return build_heading_fonts(tmp_path_factory.mktemp("fonts"))


def test_two_weights_are_built(fonts):
    assert [path.name for path in fonts] == ["heading-400.woff2", "heading-600.woff2"]


def test_each_is_at_most_20_kilobytes(fonts):
    assert [path.stat().st_size <= 20_000 for path in fonts] == [True, True]


def test_french_can_be_written(fonts):
    letters = {
        ord(letter)
        for letter in "Dégagé, relevé, passé, à côté, grand plié, cœur, Ça, naïf – “Ouvert” … ½ × °"
    }
    for path in fonts:
        with TTFont(path) as font:
            assert letters - set(font.getBestCmap()) == set()


def test_a_second_time_nothing_is_done(fonts):
    before = [path.stat().st_mtime_ns for path in fonts]
    again = build_heading_fonts(fonts[0].parent)
    assert [path.stat().st_mtime_ns for path in again] == before


def test_a_font_that_was_lost_is_built_again(tmp_path):
    build_heading_fonts(tmp_path)[1].unlink()
    assert build_heading_fonts(tmp_path)[1].exists()
