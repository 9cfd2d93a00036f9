"""Archives: what is in them is found and read, and nothing in them does harm."""

import io
import os
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers import DEFAULT_LIMITS, Limits, NotUnderstood, read
from plans.importers.archive import Archive, Entry

LISTED, END = b"PK\x01\x02", b"PK\x05\x06"


def opened(data, limits=DEFAULT_LIMITS, **more):
    return Archive(io.BytesIO(data), limits, **more)


def names(data, limits=DEFAULT_LIMITS):
    with opened(data, limits) as archive:
        return [entry.path for entry in archive.entries()]


def contents(data, limits=DEFAULT_LIMITS):
    """By path, the content of each entry or the code that says why there is none."""
    with opened(data, limits) as archive:
        return {entry.path: content_of(archive, entry.place) for entry in archive.entries()}


def content_of(archive, place):
    try:
        return archive.read(place)
    except NotUnderstood as error:
        assert str(error)
        return error.code


def refusal(data, limits=DEFAULT_LIMITS):
    with pytest.raises(NotUnderstood) as caught, opened(data, limits) as archive:
        list(archive.entries())
    return caught.value.code


def patched(data, after, at, value):
    """The archive with bytes written over at a place counted from the first of a mark."""
    place = data.index(after) + at
    return data[:place] + value + data[place + len(value) :]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("stream", [False, True])
def test_entries_come_in_order_with_their_content(make, packing, stream):
    files = [("b/1.fit", make.fit_run().file()), ("b/", b""), ("a.gpx", make.gpx_run()), ("log.csv", b"x,y")]
    data = make.zip_of(*files, packing=packing, stream=stream)
    with opened(data) as archive:
        entries = list(archive.entries())
        assert entries == [
            Entry("0", "1.fit", "b/1.fit", len(files[0][1])),
            Entry("2", "a.gpx", "a.gpx", len(files[2][1])),
            Entry("3", "log.csv", "log.csv", 3),
        ]
        assert [archive.read(place) for place in ("3", "0", "2")] == [b"x,y", files[0][1], files[2][1]]
        assert (archive.left_alone, archive.warnings, archive.notes) == (0, (), None)


def test_archives_inside_are_entered_two_deep(make):
    innermost = make.zip_of(("4.fit", b"four"))
    deep = make.zip_of(("3.fit", b"three"), ("too.zip", innermost))
    data = make.zip_of(("1.fit", b"one"), ("in.zip", make.zip_of(("2.fit", b"two"), ("deep.ZIP", deep))))
    with opened(data) as archive:
        assert [(entry.place, entry.path) for entry in archive.entries()] == [
            ("0", "1.fit"),
            ("1/0", "in.zip/2.fit"),
            ("1/1/0", "in.zip/deep.ZIP/3.fit"),
            ("1/1/1", "in.zip/deep.ZIP/too.zip"),
        ]
        assert content_of(archive, "1/1/0") == b"three"
        assert content_of(archive, "0") == b"one"
        assert content_of(archive, "1/0") == b"two"
        assert content_of(archive, "1/1/1") == "nested_too_deep"


def test_places_are_read_in_any_order_and_without_listing_first(make):
    inner = [make.zip_of(*((f"{at}.fit", b"%d %d" % (zipped, at)) for at in range(5))) for zipped in range(3)]
    data = make.zip_of(*((f"{at}.zip", content) for at, content in enumerate(inner)))
    with opened(data) as archive:
        for place in ("2/4", "0/0", "1/3", "1/0", "2/4"):
            assert archive.read(place) == place.replace("/", " ").encode()
        for place in ("3/0", "0/9", "9", "x", "", "-1", "0/0/0"):
            assert content_of(archive, place) in ("no_such_entry", "damaged_zip")


def test_what_is_no_activity_by_its_name_is_counted_and_left_alone(make):
    others = ("media/1.jpg", "profile.json", "index.HTML", "__MACOSX/1.fit", "._1.fit", ".DS_Store")
    with opened(make.zip_of(("1.fit", b"1"), *((name, b"x") for name in others))) as archive:
        assert [entry.path for entry in archive.entries()] == ["1.fit"]
        assert archive.left_alone == 6


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.fit", "/etc/passwd.fit", "C:\\x\\passwd.fit", "..\\passwd.fit"]
)
def test_names_that_lead_elsewhere_lead_nowhere(make, tmp_path, monkeypatch, name):
    inside = make.zip_of((name, b"two"))
    monkeypatch.chdir(tmp_path)
    with opened(make.zip_of((name, b"one"), ("../in.zip", inside)), scratch=tmp_path) as archive:
        assert [entry.name for entry in archive.entries()] == ["passwd.fit", "passwd.fit"]
        assert [archive.read(place) for place in ("0", "1/0")] == [b"one", b"two"]
        assert list(tmp_path.iterdir()) == []


def test_names_given_twice_are_two_entries(make):
    with opened(make.zip_of(("1.fit", b"one"), ("1.fit", b"two"))) as archive:
        assert [(entry.path, archive.read(entry.place)) for entry in archive.entries()] == [
            ("1.fit", b"one"),
            ("1.fit", b"two"),
        ]


def test_names_no_page_could_show_are_made_plain(make):
    data = make.zip_of(("AAAAAA.fit", b"one"), ("été.fit", b"two"), ("b.fit", b"three"))
    data = data.replace(b"AAAAAA", b"\0a\xed\xa0\x80\x07")
    shown = [entry.name for entry in opened(data).entries()]
    assert shown[1:] == ["été.fit", "b.fit"]
    assert shown[0].isprintable() and shown[0].encode() and shown[0].endswith(".fit")


@pytest.mark.parametrize(
    ("mark", "at", "value", "code"),
    [
        (LISTED, 8, b"\1\0", "encrypted_entry"),
        (LISTED, 10, b"\x63\0", "unknown_packing"),
        (LISTED, 16, b"\0\0\0\0", "damaged_entry"),
        (LISTED, 24, b"\0\0\0\x7f", "entry_too_big"),
        (LISTED, 24, b"\1\0\0\0", "damaged_entry"),
        (LISTED, 42, b"\xff\xff\0\0", "damaged_entry"),
        (b"PK\x03\x04", 0, b"PK\x09\x09", "damaged_entry"),
        (b"PK\x03\x04", 30 + len("bad.fit"), b"\x07\x07\x07", "damaged_entry"),
    ],
    ids=["locked", "method", "checksum", "huge", "small", "nowhere", "header", "bytes"],
)
def test_what_is_wrong_with_one_entry_is_said_and_costs_no_other(make, mark, at, value, code):
    run = make.gpx_run()
    data = make.zip_of(("bad.fit", run), ("good.fit", b"good"), packing=zipfile.ZIP_DEFLATED)
    limits = Limits(unpack_ratio=10**9)
    assert contents(patched(data, mark, at, value), limits) == {"bad.fit": code, "good.fit": b"good"}


def test_a_bomb_is_not_unpacked(make):
    zeros = b"\0" * 30_000_000
    data = make.zip_of(("zeros.gpx", zeros), ("1.fit", b"1"), packing=zipfile.ZIP_DEFLATED)
    lying = patched(data, LISTED, 24, struct.pack("<L", 100_000))
    tracemalloc.start()
    assert contents(data) == {"zeros.gpx": "packed_too_tightly", "1.fit": b"1"}
    assert contents(lying) == {"zeros.gpx": "damaged_entry", "1.fit": b"1"}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_500_000


def test_entries_that_share_their_bytes_are_not_unpacked(make):
    data = make.zip_of(("1.fit", b"one"), ("2.fit", b"two"), ("3.fit", b"three"))
    second = data.index(LISTED, data.index(LISTED) + 1)
    shared = data[: second + 42] + b"\0\0\0\0" + data[second + 46 :]
    assert contents(shared) == {"1.fit": b"one", "2.fit": "packed_too_tightly", "3.fit": b"three"}


def test_archives_within_archives_without_end_are_not_followed(make):
    data = make.zip_of(("0.fit", b"\0" * 1000))
    for level in range(6):
        data = make.zip_of(*((f"{level}-{at}.zip", data) for at in range(4)), packing=zipfile.ZIP_DEFLATED)
    found = contents(data)
    assert len(found) == 4**3
    assert set(found.values()) == {"nested_too_deep"}


def test_an_archive_cut_short_gives_the_files_that_are_whole(make):
    runs = [(f"{at}.gpx", make.gpx_run(at + 30)) for at in range(4)]
    for stream in (False, True):
        data = make.zip_of(*runs, packing=zipfile.ZIP_DEFLATED, stream=stream)
        cut = data[: data.index(b"3.gpx") + 100]
        with opened(cut) as archive:
            found = [content_of(archive, entry.place) for entry in archive.entries()]
            assert found == [content for _, content in runs[:3]] + ["damaged_entry"]
            assert [str(warning) for warning in archive.warnings] == [
                "The archive ends in the middle; the files that are whole up to there were read."
            ]
        without_directory = data[: data.index(LISTED)]
        assert list(contents(without_directory).values()) == [content for _, content in runs]


def test_a_damaged_directory_is_done_without(make):
    data = make.zip_of(("1.fit", b"one"), ("2.fit", b"two"))
    assert contents(data.replace(LISTED, b"PK\x09\x09")) == {"1.fit": b"one", "2.fit": b"two"}


def test_places_are_the_same_with_and_without_the_directory(make):
    data = make.zip_of(("a/", b""), ("1.jpg", b"x"), ("2.fit", b"two"))
    whole, cut = opened(data), opened(data[: data.index(LISTED)])
    assert list(whole.entries()) == list(cut.entries()) == [Entry("2", "2.fit", "2.fit", 3)]


def test_what_is_no_archive_says_so(make):
    for data in (b"", b"PK", b"PK\x05\x06", b"x" * 100_000, make.gpx_run()):
        assert refusal(data) == "damaged_zip"


def test_an_empty_archive_holds_nothing(make):
    assert names(make.zip_of()) == []


def test_an_archive_inside_that_is_damaged_is_an_entry_that_says_so(make):
    data = make.zip_of(("in.zip", b"nothing of the kind"), ("1.fit", b"1"))
    assert contents(data) == {"in.zip": "damaged_zip", "1.fit": b"1"}


def test_bytes_before_an_archive_do_no_harm(make):
    assert contents(b"#!/bin/sh\n" * 50 + make.zip_of(("1.fit", b"one"))) == {"1.fit": b"one"}


def test_a_directory_in_64_bits_is_read(make, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    data = make.zip_of(("1.fit", b"one"), ("2.fit", b"two"))
    assert b"PK\x06\x06" in data
    place = data.rindex(END)
    data = data[: place + 8] + b"\xff\xff\xff\xff" + b"\xff" * 8 + data[place + 20 :]
    assert contents(data) == {"1.fit": b"one", "2.fit": b"two"}


def test_sizes_in_64_bits_are_read():
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive, archive.open("1.fit", "w", force_zip64=True) as file:
        file.write(b"one")
    data = store.getvalue()
    assert contents(data) == contents(data[: data.index(LISTED)]) == {"1.fit": b"one"}


def test_limits_hold_for_an_archive_as_a_whole(make):
    data = make.zip_of(*((f"{at}.fit", b"x" * 100) for at in range(10)))
    assert refusal(data, Limits(entries=9)) == "too_many_entries"
    assert refusal(data, Limits(unpacked_bytes=999)) == "archive_unpacks_to_too_much"
    assert refusal(data, Limits(archive_bytes=1000)) == "archive_too_big"
    assert len(contents(data, Limits(entries=10, unpacked_bytes=1000, archive_bytes=len(data)))) == 10


def test_limits_hold_for_archives_inside_together(make):
    inside = make.zip_of(*((f"{at}.fit", b"x" * 100) for at in range(10)))
    data = make.zip_of(("1.zip", inside), ("2.zip", inside))
    for limits in (Limits(entries_in_all=21), Limits(unpacked_bytes=2 * len(inside) + 1999)):
        found = contents(data, limits)
        assert len(found) == 11
        assert found["2.zip"] == "too_much_inside"
    many = make.zip_of(*((f"{at}.zip", inside) for at in range(4)))
    found = contents(many, Limits(entries_in_all=15))
    assert [code for code in found.values() if code != b"x" * 100] == ["too_much_inside"] * 3
    assert contents(data, Limits(entries=9)) == {"1.zip": "too_many_entries", "2.zip": "too_many_entries"}
    assert contents(data, Limits(nesting=0)) == {"1.zip": "nested_too_deep", "2.zip": "nested_too_deep"}


def test_a_directory_of_endless_names_takes_little_memory():
    row = struct.pack("<4s4B4HL2L5H2L", LISTED, *[0] * 9, 0, 0, 60_000, 60_000, 60_000, 0, 0, 0, 0)
    row += b"n" * 60_000 + b"\0" * 120_000
    data = row * 400 + struct.pack("<4s4H2LH", END, 0, 0, 400, 400, len(row) * 400, 0, 0)
    tracemalloc.start()
    assert len(names(data)) == 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_many_entries_and_large_ones_inside_take_little_memory(make, tmp_path):
    inside = make.zip_of(*((f"{at}.fit", os.urandom(1_000_000)) for at in range(20)))
    file = tmp_path / "export.zip"
    file.write_bytes(make.zip_of(*((f"activities/{at}.fit", b"x") for at in range(4000)), ("in.zip", inside)))
    del inside
    tracemalloc.start()
    with file.open("rb") as stream, Archive(stream) as archive:
        assert sum(len(archive.read(entry.place)) for entry in archive.entries()) == 20_004_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000


def test_files_of_an_archive_are_closed_after_it(make, tmp_path):
    with opened(make.zip_of(("in.zip", make.zip_of(("1.fit", b"1")))), scratch=tmp_path) as archive:
        archive.read("0/0")
        (inner,) = archive._opened
    assert inner.file.closed


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.binary(max_size=300)),
        max_size=6,
    ),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_packed_is_read(make, files, packing, stream):
    files = [(name.replace("/", "").replace("\\", "") + ".fit", content) for name, content in files]
    files = [(name, content) for name, content in files if not name.startswith("._")]
    with opened(make.zip_of(*files, packing=packing, stream=stream)) as archive:
        assert [archive.read(entry.place) for entry in archive.entries()] == [content for _, content in files]


def test_a_run_from_an_archive_is_the_run_itself(make):
    data = make.zip_of(("x.fit", make.fit_run().file()), packing=zipfile.ZIP_DEFLATED)
    assert read(contents(data)["x.fit"]) == read(make.fit_run().file())
