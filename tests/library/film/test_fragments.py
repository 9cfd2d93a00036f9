"""Fragments and their place in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.film.fragments import BadFragment, Box, boxes, codec, moved, split


def box(name, body=b""):
    return (8 + len(body)).to_bytes(4, "big") + name + body


def fragment(number, time, wide=True):
    tfdt = bytes([wide, 0, 0, 0]) + time.to_bytes(8 if wide else 4, "big")
    traf = box(b"traf", box(b"tfdt", tfdt))
    return box(b"moof", box(b"mfhd", bytes(4) + number.to_bytes(4, "big")) + traf) + box(b"mdat", b"tfdt")


@given(number=st.integers(0, 2**32 - 1), time=st.integers(0, 2**32 - 1), wide=st.booleans())
def test_two_numbers_put_a_fragment_anywhere(number, time, wide):
    assert moved(fragment(1, 0, wide), number, time) == fragment(number, time, wide)


def test_boxes_are_found_within_boxes():
    names = [found.name for found in boxes(fragment(1, 0))]
    assert names == [b"moof", b"mfhd", b"traf", b"tfdt", b"mdat"]
    assert next(boxes(box(b"free"))) == Box(b"free", 0, 8)


@pytest.mark.parametrize("data", [b"\0\0\0\7abcd", b"\0\0\0\x20mdat", b"abc"])
def test_boxes_that_do_not_add_up_are_refused(data):
    with pytest.raises(BadFragment):
        list(boxes(data))


def test_a_file_is_split_where_its_fragments_begin(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + box(b"moov") + fragment(1, 0))
    assert split(path) == (box(b"ftyp", b"isom") + box(b"moov"), fragment(1, 0))


@pytest.mark.parametrize("data", [fragment(1, 0), box(b"ftyp") + box(b"moov")])
def test_a_file_without_head_or_fragment_is_refused(tmp_path, data):
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    with pytest.raises(BadFragment):
        split(path)


def test_the_codec_is_read_out_of_the_head():
    assert codec(box(b"avcC", bytes.fromhex("0164001f"))) == "avc1.64001f"
    with pytest.raises(BadFragment):
        codec(box(b"moov"))
