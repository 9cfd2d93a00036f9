"""Files told apart by their own bytes."""

import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.film.container import SENTENCES, NotAFilm, check_whole, container_of, is_whole_film
from tests.films import VP9, cut, film


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    folder = tmp_path_factory.mktemp("films")
    film(folder / "plain.mp4")
    film(folder / "fast.mp4", more=("-movflags", "+faststart"))
    film(folder / "old.mov")
    film(folder / "film.webm", coded=VP9, tone=("-c:a", "libopus"))
    film(folder / "camera.ts")
    return folder


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("plain.mp4", "mov"),
        ("fast.mp4", "mov"),
        ("old.mov", "mov"),
        ("film.webm", "matroska"),
        ("camera.ts", "mpegts"),
    ],
)
def test_a_film_is_known_by_its_bytes(films, name, container):
    assert check_whole(films / name) == container


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x14\0\0\0\x08\0film.mp4", "archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "archive"),
        (b"%PDF-1.7\n", "document"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"ID3\x04\0\0\0\0\0\0", "sound"),
        (b"RIFF\0\0\0\0WAVEfmt ", "sound"),
        (b"RIFF\0\0\0\0AVI LIST", "other"),
        (b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", "playlist"),
        (b"\xef\xbb\xbf#EXTM3U\nhttp://169.254.169.254/\n", "playlist"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "playlist"),
        (b"file '/etc/passwd'\n", "playlist"),
        (b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash">', "playlist"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nBend.\n", "text"),
        ("Plié, relevé".encode(), "text"),
        (bytes(range(256)), "unknown"),
    ],
)
def test_what_is_no_film_is_named(head, code):
    with pytest.raises(NotAFilm) as refused:
        container_of(head)
    assert refused.value.code == code
    assert str(refused.value) == SENTENCES[code].format(**refused.value.parameters)


def test_an_archive_with_a_films_name_is_an_archive(tmp_path, films):
    path = tmp_path / "class.mp4"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(films / "plain.mp4", "class.mp4")
    with pytest.raises(NotAFilm, match="This is an archive, not a film"):
        check_whole(path)


def test_a_film_cut_short_says_how_much_is_there(tmp_path, films):
    whole = (films / "fast.mp4").stat().st_size
    with pytest.raises(NotAFilm) as refused:
        check_whole(cut(tmp_path / "cut.mp4", films / "fast.mp4", 0.75))
    assert refused.value.code == "cut"
    assert refused.value.parameters["whole"] == round(whole / 1024**2, 1)


def test_a_recording_that_was_interrupted_has_no_index(tmp_path, films):
    data = (films / "plain.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: data.index(b"moov") - 4])
    with pytest.raises(NotAFilm, match="index is missing"):
        check_whole(tmp_path / "cut.mp4")


def test_a_matroska_film_cut_short_is_seen(tmp_path, films):
    with pytest.raises(NotAFilm, match="cut short"):
        check_whole(cut(tmp_path / "cut.webm", films / "film.webm", 0.6))


def test_boxes_longer_than_four_gigabytes_and_up_to_the_end_are_counted(tmp_path):
    ftyp, moov = struct.pack(">I", 16) + b"ftypisom\0\0\0\0", struct.pack(">I", 8) + b"moov"
    long = tmp_path / "long.mp4"
    long.write_bytes(ftyp + moov + struct.pack(">I4sQ", 1, b"mdat", 26) + bytes(10))
    open_ended = tmp_path / "open.mp4"
    open_ended.write_bytes(ftyp + moov + struct.pack(">I4s", 0, b"mdat") + bytes(10))
    too_long = tmp_path / "too.mp4"
    too_long.write_bytes(ftyp + moov + struct.pack(">I4sQ", 1, b"mdat", 5 * 1024**3) + bytes(10))
    assert [is_whole_film(path) for path in (long, open_ended, too_long)] == [True, True, False]


def test_a_file_that_is_not_there_is_not_whole(tmp_path):
    assert not is_whole_film(tmp_path / "nowhere.mp4")


@settings(max_examples=60)
@given(data=st.data())
def test_changed_bytes_are_refused_or_taken_but_never_an_accident(data, films, tmp_path_factory):
    whole = bytearray((films / data.draw(st.sampled_from(["fast.mp4", "film.webm"]))).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, min(len(whole) - 1, 600)))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("fuzz") / "film"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        assert check_whole(path) in {"mov", "matroska", "mpegts"}
    except NotAFilm as refused:
        assert "{" not in str(refused)


def test_a_file_of_empty_boxes_is_not_counted_to_its_end(tmp_path):
    """A quarter of an hour at four gigabytes; no machine is so slow that this takes as long."""
    path = tmp_path / "boxes.mov"
    path.write_bytes(b"\0\0\0\x08moov" + b"\0\0\0\x08free" * 8_000_000)
    before = time.process_time()
    assert check_whole(path) == "mov"
    assert time.process_time() - before < 5
