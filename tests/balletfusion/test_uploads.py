"""A file past the limit is forgotten while it comes in; the form still answers."""

import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

from balletfusion.uploads import StraightToDisk, TooLarge

MIB = 1024**2


class ActivityFile(forms.Form):
    title = forms.CharField()
    file = forms.FileField(allow_empty_file=True)


def show(request):
    """Says what arrived: each file's name, its size, and how much of it was kept."""
    form = ActivityFile(request.POST, request.FILES)
    files = [f"{f.name} {f.size} {len(f.read())}" for f in request.FILES.getlist("file")]
    lines = [
        f"valid {form.is_valid()}",
        *files,
        f"too large {request.too_large}",
        f"temporary {temporary_files()}",
    ]
    return HttpResponse("\n".join(lines))


def token(request):
    return HttpResponse(get_token(request))


show.login_required = token.login_required = False
ADDRESSES = (path("show", show), path("token", token))


def temporary_files():
    return sum(file.stat().st_size for file in Path(tempfile.gettempdir()).glob("*.upload*"))


@pytest.fixture
def send(settings, tmp_path, monkeypatch):
    settings.ROOT_URLCONF = ADDRESSES
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = Client(enforce_csrf_checks=True)

    def post(*files, title="Tuesday"):
        # The token comes last, so that it is read only if the parser goes on after the large file.
        data = {"title": title, "file": files, "csrfmiddlewaretoken": client.get("/token").content.decode()}
        response = client.post("/show", data)
        assert response.status_code == 200, response.content
        return response.content.decode().splitlines()

    return post


def of_size(name, size):
    return ContentFile(b"x" * size, name)


def test_a_file_of_60_megabytes_is_not_kept_and_the_form_still_answers(send):
    assert send(of_size("long.gpx", 60 * MIB)) == [
        "valid True",
        f"long.gpx {60 * MIB} 0",
        "too large ['long.gpx']",
        "temporary 0",
    ]


@pytest.fixture
def small_limit(settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 3 * MIB
    settings.UPLOAD_FILES_MAX = 3


def test_a_file_of_exactly_the_limit_is_kept(send, small_limit):
    assert send(of_size("run.gpx", 3 * MIB))[1:] == [
        f"run.gpx {3 * MIB} {3 * MIB}",
        "too large []",
        f"temporary {3 * MIB}",
    ]


def test_one_byte_more_is_not(send, small_limit):
    size = 3 * MIB + 1
    assert send(of_size("run.gpx", size))[1:] == [f"run.gpx {size} 0", "too large ['run.gpx']", "temporary 0"]


def test_the_files_beside_a_large_one_are_kept(send, small_limit):
    lines = send(of_size("a.gpx", 5), of_size("b.gpx", 4 * MIB), of_size("c.gpx", 7))
    assert lines[1:] == [
        "a.gpx 5 5",
        f"b.gpx {4 * MIB} 0",
        "c.gpx 7 7",
        "too large ['b.gpx']",
        "temporary 12",
    ]


def test_a_small_request_stays_in_memory_and_has_its_limit_too(send, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1000
    lines = send(of_size("a.gpx", 1000), of_size("b.gpx", 1001), of_size("c.gpx", 0))
    assert lines[1:] == ["a.gpx 1000 1000", "b.gpx 1001 0", "c.gpx 0 0", "too large ['b.gpx']", "temporary 0"]


def test_no_more_files_are_kept_than_one_request_may_bring(send, small_limit):
    lines = send(*(of_size(f"{n}.gpx", 10) for n in range(4)))
    assert lines[1:] == [
        "0.gpx 10 10",
        "1.gpx 10 10",
        "2.gpx 10 10",
        "3.gpx 10 0",
        "too large ['3.gpx']",
        "temporary 0",
    ]


def test_past_the_limit_of_a_request_the_server_stops_listening(settings, rf, small_limit):
    request = rf.post("/show", {"title": "Tuesday", "file": of_size("huge.gpx", 12 * MIB)})
    assert request.FILES.getlist("file") == []
    assert request.too_large == ["huge.gpx"]
    assert len(request.META["wsgi.input"].read()) > 2 * MIB  # was never read


# --- straight to disk -----------------------------------------------------------------------------


@pytest.fixture
def receive(rf, tmp_path):
    """Sends files to a handler; answers the request as a view sees it, and the handler."""

    def receive(*files, limit=100, most_files=3, room=10 * MIB, spare=0):
        request = rf.post("/", {"title": "Tuesday", "files": files})
        handler = StraightToDisk(
            request,
            folder=tmp_path,
            limit_of=lambda head: 1000 if head.startswith(b"PK") else limit,
            most_files=most_files,
            room=room,
            spare=spare,
        )
        request.upload_handlers = [handler]
        return request, handler

    return receive


def sizes(folder):
    return sorted(path.stat().st_size for path in folder.iterdir())


def test_a_file_lies_on_disk_until_the_request_ends_unless_it_is_moved_away(receive, tmp_path):
    request, handler = receive(of_size("a.gpx", 5), of_size("b.gpx", 7))
    first, _ = request.FILES.getlist("files")
    assert (sizes(tmp_path), first.path.read_bytes()) == ([5, 7], b"xxxxx")
    first.path.replace(tmp_path / "kept")
    handler.clear_up()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_its_limit_is_told_by_its_first_bytes_and_not_by_its_name(receive, tmp_path):
    request, _ = receive(
        of_size("a.zip", 101), ContentFile(b"PK" + b"x" * 900, "b.gpx"), of_size("c.gpx", 100)
    )
    assert [(file.size, isinstance(file, TooLarge)) for file in request.FILES.getlist("files")] == [
        (101, True),
        (902, False),
        (100, False),
    ]
    assert (request.stopped, sizes(tmp_path)) == ("", [100, 902])


@pytest.mark.parametrize(
    ("bounds", "why"), [({"most_files": 1}, "many"), ({"room": 8}, "large"), ({"spare": 2**60}, "full")]
)
def test_past_a_bound_it_stops_and_says_which(receive, tmp_path, bounds, why):
    request, handler = receive(of_size("a.gpx", 5), of_size("b.gpx", 5), **bounds)
    request.FILES  # noqa: B018 — reads what came in
    assert request.stopped == why
    handler.clear_up()
    assert sizes(tmp_path) == []


def test_a_connection_that_drops_leaves_no_half_file(receive, tmp_path):
    request, handler = receive(of_size("a.gpx", 50), of_size("b.gpx", 90))
    body = request.read()
    request._read_started = False
    request._stream = BytesIO(body[: len(body) - 150])  # in the middle of the second
    with suppress(MultiPartParserError):
        request.FILES  # noqa: B018 — reads what came in
    handler.clear_up()
    assert sizes(tmp_path) == []
