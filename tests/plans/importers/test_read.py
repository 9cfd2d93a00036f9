"""What `read` does with bytes of every kind, whatever their name."""

import gzip
import io
import tracemalloc
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from plans.importers import DEFAULT_LIMITS, Limits, NotUnderstood, read
from plans.importers.sentences import SENTENCES, sentence


def refusal(data, limits=DEFAULT_LIMITS):
    with pytest.raises(NotUnderstood) as caught:
        read(data, limits=limits)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\0" * 100, "unknown"),
        (b"Activity ID,Activity Date\n1,2\n", "table"),
        ("Datum;km\n3.1.24;10,5\n".encode("utf-16"), "table"),
        (b'{"a": 1,\n "b": 2,\n "c": 3}', "unknown"),
        (b"%PDF-1.7", "unknown"),
        (b"<", "unknown"),
        (b"<kml></kml>", "other_xml"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"\x0e\x10\0\0\0\0\0\0.FIT\0\0", "damaged_fit"),
        (b"\x1f\x8b", "packed_badly"),
        (b"\x1f\x8bnothing of the kind", "packed_badly"),
    ],
)
def test_what_is_no_training_log_gets_its_sentence(data, code):
    assert refusal(data) == code


def test_the_name_changes_nothing(make):
    data = make.gpx_run()
    assert read(data, "run.fit") == read(data, "../../etc/passwd") == read(data)


def test_a_packed_file_is_the_same_run_as_its_content(make):
    for data in (make.gpx_run(), make.tcx_run(), make.fit_run().file()):
        packed = read(gzip.compress(data))
        assert packed == read(data)
        assert packed[0].sha256 == sha256(data).hexdigest()


def test_a_packed_file_cut_short_gives_what_was_recorded(make):
    packed = gzip.compress(make.gpx_run(600))
    run = read(packed[: len(packed) * 3 // 4])[0]
    assert 100 < len(run.track) < 600
    assert [notice.code for notice in run.warnings] == ["unfinished"]


def test_a_packed_file_in_several_pieces_is_one(make):
    data = make.gpx_run()
    assert read(gzip.compress(data[:1000]) + gzip.compress(data[1000:])) == read(data)


def test_a_gzip_bomb_is_refused_in_little_memory():
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    tracemalloc.start()
    try:
        assert refusal(bomb) == "packed_too_tightly"
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_what_is_packed_twice_is_not_opened(make):
    assert refusal(gzip.compress(gzip.compress(make.gpx_run()))) == "packed_twice"


def test_an_archive_in_place_of_a_file_says_what_to_do(make):
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr("run.gpx", make.gpx_run())
    for data in (store.getvalue(), gzip.compress(store.getvalue())):
        with pytest.raises(NotUnderstood, match=r"Unpack it and upload what is in it\.$"):
            read(data)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_document_types_and_entities_are_refused(make, declared):
    data = make.gpx_run().replace(b'<?xml version="1.0"?>', f'<?xml version="1.0"?>{declared}'.encode())
    assert refusal(data) == "doctype"


def test_deep_nesting_is_refused(make):
    for name in (b"a", b"trk", b"time", b"hr"):
        deep = make.gpx_run().replace(b"</trkseg>", (b"<%s>" % name) * 100_000 + b"</trkseg>")
        assert refusal(deep) == "too_deep"


def test_each_limit_has_its_sentence(make):
    gpx, tcx, fit = make.gpx_run(60), make.tcx_run(59), make.fit_run(60).file()
    assert refusal(gpx, Limits(file_bytes=1000)) == "too_big"
    assert refusal(gzip.compress(gpx), Limits(file_bytes=5000)) == "packed_too_tightly"
    for data in (gpx, tcx):
        assert refusal(data, Limits(points=59)) == "too_many_points"
        assert read(data, limits=Limits(points=61))
    assert refusal(fit, Limits(points=30)) == "too_many_points"
    assert refusal(fit, Limits(fit_messages=60)) == "too_many_parts"
    assert refusal(tcx, Limits(laps=0)) == "too_many_parts"


def test_bare_ampersands_and_control_characters_are_put_right(make):
    data = make.gpx_run().replace(b"<type>", b"<name>Tom & Jerry \x01\xff</name><type>")
    run = read(data)[0]
    assert run.title == "Tom & Jerry �"
    assert run.distance_m == read(make.gpx_run())[0].distance_m
    assert [notice.code for notice in run.warnings] == ["xml_repaired"]


def test_damage_in_the_middle_keeps_what_came_before(make):
    whole = make.gpx_run(60)
    at = whole.index(b"22:00:40Z")
    run = read(whole[:at] + b"</oops>" + whole[at:])[0]
    assert len(run.track) == 40
    assert [notice.code for notice in run.warnings] == ["xml_repaired", "damaged_from_line"]


def test_other_encodings_are_read(make):
    text = make.gpx_run().decode().replace("<type>", "<name>Été</name><type>")
    latin = text.replace('version="1.0"?', 'version="1.0" encoding="iso-8859-1"?').encode("latin-1")
    for data in (text.encode("utf-16"), latin, text.encode()):
        assert read(data)[0].title == "Été"
    nonsense = text.replace('version="1.0"?', 'version="1.0" encoding="utf-7"?').encode()
    assert read(nonsense)[0].distance_m == read(text.encode())[0].distance_m


def test_markup_in_a_title_is_only_text(make):
    data = make.gpx_run().replace(b"<type>", b"<name>&lt;script&gt;x&lt;/script&gt;</name><type>")
    assert read(data)[0].title == "<script>x</script>"


def test_every_sentence_can_be_said():
    words = dict.fromkeys(
        (
            "megabytes", "root", "format", "line", "limit", "kind", "reason", "why", "what", "sport",
            "deepest", "text", "column",
        ),
        "x",
    )  # fmt: skip
    for code in SENTENCES:
        for n in (1, 2):
            said = sentence(code, {**words, "n": n})
            assert said.endswith((".", "x")) and "{" not in said and "!" not in said


def test_runs_can_be_compared_and_told_apart(make):
    run = read(make.gpx_run())[0]
    assert run == read(make.gpx_run())[0] != replace(run, part=1)
