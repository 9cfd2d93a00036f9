"""What somebody sent is never shown as a page of ours: it goes back as bytes to be kept, to its owner."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

PAGE = b"<!doctype html><script>alert(document.cookie)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def sent(runner):
    """A run whose original is whatever somebody named it."""

    def make(name, content):
        run = runner.runs.create(date="2026-11-23", duration_s=600)
        batch = runner.imports.create(created_at=timezone.now())
        file = batch.files.model(of_import=batch, position=0, name=name, sha256="ab" * 32, size_bytes=1)
        file.verdict, file.run = "new_run", run
        file.original.save("ignored", ContentFile(content))
        return run

    return make


@pytest.mark.parametrize("content", [PAGE, DRAWING])
@pytest.mark.parametrize(
    "name",
    [
        "evil.html",
        "evil.svg",
        "evil.gpx",
        "evil.xhtml",
        'a"; filename="b.html',
        "a\r\nX-Evil: 1.html",
        "../e.js",
    ],
)
def test_an_original_is_bytes_to_be_kept(runners_client, runner, stranger, sent, name, content):
    address = f"/log/runs/{sent(name, content).pk}/original/"
    answer = runners_client.get(address)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "\n" not in answer["Content-Disposition"] and "X-Evil" not in answer.headers
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private")
    strangers = Client()
    strangers.force_login(stranger)
    assert strangers.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/log/export/", "/log/export/originals/"])
def test_what_is_taken_out_is_kept_and_not_shown(runners_client, sent, address):
    sent("evil.html", PAGE)
    answer = runners_client.get(address)
    b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith('attachment; filename="running-')
    assert answer["Content-Type"] in {"text/csv; charset=utf-8", "application/zip"}
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>\n"


def test_a_teachers_words_are_captions_and_nothing_else(client, teacher, make_class):
    make_class("on-film", origin="filmed", teacher=teacher, published=False)
    client.force_login(teacher)
    client.post(
        "/library/studio/on-film/captions/file/", {"file": ContentFile(CAPTIONS.encode(), "evil.html")}
    )
    answer = client.get("/library/studio/on-film/captions/captions.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="on-film.vtt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
