"""SVG to pixels."""

from library.film.raster import rasterised


def test_a_picture_has_the_size_and_the_colours_it_was_given():
    image = rasterised('<rect width="4" height="2" fill="#C4674C"/>', 4, 3)
    assert (image.mode, image.size) == ("RGBA", (4, 3))
    assert [image.getpixel((1, y)) for y in (0, 2)] == [(196, 103, 76, 255), (0, 0, 0, 0)]
