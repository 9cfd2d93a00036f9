"""A file past the limit is forgotten while it comes in; the form still answers."""

import tempfile
from pathlib import Path

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

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
