"""A player seeks by asking for parts of a file."""

import datetime
import os

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse, Http404
from django.test import RequestFactory
from django.utils.http import http_date

from balletfusion.ranges import CAP_BYTES, ranged

WHOLE = bytes(range(100))
WRITTEN = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC).timestamp()


@pytest.fixture(autouse=True)
def no_database():
    """An answer that is closed looks after the database's connections; these tests have none."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(WHOLE)
    os.utime(path, (WRITTEN, WRITTEN))
    return path


def ask(path, method="get", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = getattr(RequestFactory(), method)("/film", headers=named)
    response = ranged(request, path)
    body = b"".join(response) if response.streaming else response.content
    response.close()
    return response, body


def test_without_a_range_comes_the_whole_file(film):
    response, body = ask(film)
    assert (response.status_code, body) == (200, WHOLE)
    assert response.headers["Content-Length"] == "100"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Cache-Control"] == "private"
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=90-500", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=-500", 0, 99),
        ("BYTES=10-19", 10, 19),
    ],
)
def test_a_range_comes_as_it_was_asked_for(film, asked, first, last):
    response, body = ask(film, range=asked)
    assert (response.status_code, body) == (206, WHOLE[first : last + 1])
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/100"
    assert response.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "lines=1-2",
        "bytes=1",
        "",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_a_range_that_means_nothing_is_ignored(film, asked):
    response, body = ask(film, range=asked)
    assert (response.status_code, body) == (200, WHOLE)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={'9' * 18}-"])
def test_a_range_past_the_end_says_how_long_the_file_is(film, asked):
    response, body = ask(film, range=asked)
    assert (response.status_code, body) == (416, b"")
    assert response.headers["Content-Range"] == "bytes */100"


def test_an_empty_file_has_no_ranges(tmp_path):
    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert ask(empty)[0].status_code == 200
    assert ask(empty)[1] == b""
    assert ask(empty, range="bytes=0-")[0].headers["Content-Range"] == "bytes */0"


def test_from_here_to_the_end_stops_after_one_mebibyte(tmp_path):
    long = tmp_path / "long.mp4"
    long.write_bytes(b"a" * 5 + b"b" * CAP_BYTES + b"c" * 5)
    response, body = ask(long, range="bytes=5-")
    assert body == b"b" * CAP_BYTES
    assert response.headers["Content-Range"] == f"bytes 5-{CAP_BYTES + 4}/{CAP_BYTES + 10}"


@pytest.mark.parametrize("asked", [f"bytes=5-{CAP_BYTES + 8}", f"bytes=-{CAP_BYTES + 5}"])
def test_a_range_that_names_its_end_or_its_length_stops_there_too(tmp_path, asked):
    long = tmp_path / "long.mp4"
    long.write_bytes(b"a" * 5 + b"b" * CAP_BYTES + b"c" * 5)
    response, body = ask(long, range=asked)
    assert body == b"b" * CAP_BYTES
    assert response.headers["Content-Range"] == f"bytes 5-{CAP_BYTES + 4}/{CAP_BYTES + 10}"


def test_a_range_of_just_the_most_comes_whole(tmp_path):
    long = tmp_path / "long.mp4"
    long.write_bytes(b"a" * (CAP_BYTES + 1))
    assert len(ask(long, range=f"bytes=0-{CAP_BYTES - 1}")[1]) == CAP_BYTES
    assert len(ask(long, range=f"bytes=-{CAP_BYTES}")[1]) == CAP_BYTES


def test_a_file_that_vanished_is_not_found(tmp_path):
    with pytest.raises(Http404):
        ask(tmp_path / "film.mp4")


def test_a_file_that_vanishes_while_it_is_looked_at_is_not_found(film):
    class Vanishing(type(film)):
        def open(self, *mode):
            self.unlink()
            return super().open(*mode)

    with pytest.raises(Http404):
        ask(Vanishing(film))


def test_head_tells_the_length_and_ignores_the_range(film):
    response, body = ask(film, "head", range="bytes=10-19")
    assert (response.status_code, body) == (200, b"")
    assert response.headers["Content-Length"] == "100"
    assert not isinstance(response, FileResponse)


def test_what_the_browser_has_is_not_sent_again(film):
    etag = ask(film)[0].headers["ETag"]
    response, body = ask(film, if_none_match=etag, range="bytes=0-9")
    assert (response.status_code, body, response.headers["ETag"]) == (304, b"", etag)
    assert ask(film, if_none_match='"another"')[1] == WHOLE


def test_the_date_of_the_file_serves_a_browser_without_etags(film):
    assert ask(film, if_modified_since=http_date(WRITTEN))[0].status_code == 304
    assert ask(film, if_modified_since=http_date(WRITTEN - 1))[0].status_code == 200


def test_another_content_has_another_etag(film):
    before = ask(film)[0].headers["ETag"]
    film.write_bytes(WHOLE + b"more")
    assert ask(film)[0].headers["ETag"] != before


def test_if_range_gives_the_part_of_the_same_file_only(film):
    etag = ask(film)[0].headers["ETag"]
    assert ask(film, range="bytes=0-9", if_range=etag)[1] == WHOLE[:10]
    assert ask(film, range="bytes=0-9", if_range=http_date(WRITTEN))[1] == WHOLE[:10]
    assert ask(film, range="bytes=0-9", if_range='"older"')[1] == WHOLE
    assert ask(film, range="bytes=0-9", if_range=http_date(WRITTEN - 60))[1] == WHOLE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.m3u8", "application/vnd.apple.mpegurl"),
        ("a.m4s", "video/iso.segment"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.jpg", "image/jpeg"),
        ("a.unknown", "application/octet-stream"),
        ("a.html", "application/octet-stream"),
        ("a.svg", "application/octet-stream"),
    ],
)
def test_each_file_of_a_film_has_its_type(tmp_path, name, kind):
    (tmp_path / name).write_bytes(b"x")
    assert ask(tmp_path / name)[0].headers["Content-Type"] == kind


def test_nginx_sends_the_file_where_it_is_set(settings):
    settings.FILMS_ACCEL_PREFIX = "/protected/"
    path = settings.MEDIA_ROOT / "films" / "pas de chat.mp4"
    response, body = ask(path, range="bytes=0-9")
    assert (response.status_code, body) == (200, b"")
    assert response.headers["X-Accel-Redirect"] == "/protected/films/pas%20de%20chat.mp4"
    assert response.headers["Content-Type"] == "video/mp4"


def test_nginx_is_never_sent_outside_the_media_folder(settings):
    settings.FILMS_ACCEL_PREFIX = "/protected/"
    with pytest.raises(ValueError, match="is not in the subpath"):
        ask(settings.MEDIA_ROOT / ".." / "site.sqlite3")


def test_an_answer_that_nobody_reads_closes_its_file(film):
    response = ranged(RequestFactory().get("/film", headers={"range": "bytes=0-9"}), film)
    response.close()
    assert response.file_to_stream.file.closed
