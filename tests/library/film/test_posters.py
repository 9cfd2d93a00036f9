"""Posters."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from library.figure import PALETTES
from library.film.posters import MOST_BYTES, poster_bytes, write_poster


@pytest.mark.parametrize("dancer", PALETTES)
def test_a_poster_is_small_and_wide(script, dancer):
    data = poster_bytes(replace(script, dancer=dancer))
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("WEBP", (640, 360))
    assert len(data) <= MOST_BYTES


def test_the_same_class_has_the_same_poster(script, tmp_path):
    first, second = (write_poster(script, tmp_path / name).read_bytes() for name in ("a.webp", "b.webp"))
    assert first == second
    assert first != poster_bytes(replace(script, poster="tendu"))
