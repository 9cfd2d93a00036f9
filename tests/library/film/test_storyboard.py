"""Thumbnails for the bar."""

import io

from PIL import Image

from library.film.storyboard import sheet, track


def test_a_sheet_holds_a_thumbnail_for_each_clip(script):
    image = Image.open(io.BytesIO(sheet(script)))
    assert (image.format, image.size) == ("JPEG", (8 * 160, 90))  # six clips in one row of eight


def test_the_track_says_which_piece_belongs_to_which_seconds(script):
    rows = [block.splitlines()[1:] for block in track(script, "storyboard.jpg").split("\n\n")[1:]]
    assert len(rows) == 8
    assert rows[0] == ["00:00:00.000 --> 00:00:06.000", "storyboard.jpg#xywh=0,0,160,90"]
    assert rows[2] == ["00:00:11.000 --> 00:00:12.000", "storyboard.jpg#xywh=160,0,160,90"]
    assert rows[2][1] == rows[3][1]
