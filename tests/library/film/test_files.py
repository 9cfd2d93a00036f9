"""Files that are whole or not there."""

import pytest

from library.film.files import arriving, is_whole_mp4, write_bytes, write_text


def box(name, body=b""):
    return (8 + len(body)).to_bytes(4, "big") + name + body


WHOLE = box(b"ftyp", b"isom") + box(b"mdat", b"12345") + box(b"moov")


def test_a_file_appears_only_when_it_is_done(tmp_path):
    path = tmp_path / "new" / "a.txt"
    with arriving(path) as half:
        half.write_text("done")
        assert not path.exists()
        number = half.stat().st_ino
    assert path.stat().st_ino == number  # moved, not copied
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]
    assert path.read_text() == "done"


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path):
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(RuntimeError), arriving(path) as half:
        half.write_text("hal")
        raise RuntimeError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.txt", "old")]


def test_the_same_file_may_be_written_by_two_at_once(tmp_path):
    path = tmp_path / "a.txt"
    with arriving(path) as one, arriving(path) as two:
        assert one != two
        one.write_text("1")
        two.write_text("2")
    assert path.read_text() == "1"


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (WHOLE, True),
        (b"", False),
        (WHOLE[:-1], False),
        (WHOLE[:13], False),
        (box(b"ftyp") + box(b"mdat", b"1"), False),
        (WHOLE + b"\0\0\0\0free", False),
        (b"not a film at all", False),
    ],
)
def test_half_a_film_is_known_for_what_it_is(tmp_path, data, whole):
    write_bytes(tmp_path / "a.mp4", data)
    assert is_whole_mp4(tmp_path / "a.mp4") is whole


def test_a_missing_film_is_not_whole(tmp_path):
    assert is_whole_mp4(tmp_path / "none.mp4") is False
