"""The addresses a teacher's film is sent to."""

import base64
import hashlib
import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertRedirects

from library.actions.upload import LEAST_PIECE, MOST_PIECE, SPARE_BYTES, alone, folder
from library.models import Film, Upload
from tests import films

PAGE, BEGIN = "/library/studio/barre/upload/", "/library/studio/barre/uploads/"


@pytest.fixture(autouse=True)
def short_films(settings):
    settings.FILM_SHORTEST_S = 1


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A film of some hundred kilobytes."""
    noise = ("-crf", "5", "-vf", "noise=alls=30:allf=t")
    path = films.film(tmp_path_factory.mktemp("source") / "a.mp4", size="128x72", coded=(*films.H264, *noise))
    return path.read_bytes()


@pytest.fixture(autouse=True)
def barre(make_class, teacher):
    return make_class("barre", origin="filmed", teacher=teacher, published=False, duration_s=0)


@pytest.fixture
def teachers_client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def address(teachers_client, data):
    """Where the pieces of a film go."""
    told = {"name": "a.mp4", "size": len(data), "fingerprint": "print"}
    return teachers_client.post(BEGIN, told).json()["address"]


def patch(client, address, offset, piece, **headers):
    digest = base64.b64encode(hashlib.sha256(piece).digest()).decode()
    told = {"Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {digest}", **headers}
    return client.patch(address, piece, content_type="application/offset+octet-stream", headers=told)


# --- piece by piece -------------------------------------------------------------------------------


def test_a_film_arrives_in_pieces_and_waits_for_the_worker(teachers_client, address, data, barre):
    assert teachers_client.head(address)["Upload-Offset"] == "0"
    first = patch(teachers_client, address, 0, data[:LEAST_PIECE])
    assert (first.status_code, first["Upload-Offset"], first.content) == (204, str(LEAST_PIECE), b"")
    again = teachers_client.post(BEGIN, {"name": "a.mp4", "size": len(data), "fingerprint": "print"})
    assert (again.status_code, again.json()) == (201, {"address": address, "received": LEAST_PIECE})
    assert patch(teachers_client, address, LEAST_PIECE, data[LEAST_PIECE:]).status_code == 204
    head = teachers_client.head(address)
    assert head["Upload-Offset"] == str(len(data))
    assert "no-store" in head["Cache-Control"]
    for _ in range(2):
        end = teachers_client.post(address)
        assert (end.status_code, end.json()) == (201, {"next": "/library/studio/barre/film/"})
    film = Film.objects.get()
    assert (film.video_class, film.original_name, film.state) == (barre, "a.mp4", "waiting")
    assert (site.MEDIA_ROOT / film.original).read_bytes() == data
    assertContains(teachers_client.get("/library/studio/barre/film/"), "The film has arrived")


def test_a_piece_at_the_wrong_place_is_told_the_right_one(teachers_client, address, data):
    patch(teachers_client, address, 0, data[:LEAST_PIECE])
    wrong = patch(teachers_client, address, 0, data[:LEAST_PIECE])
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, str(LEAST_PIECE))
    changed = patch(
        teachers_client, address, LEAST_PIECE, data[LEAST_PIECE:], **{"Upload-Checksum": "sha256 AAAA"}
    )
    assert (changed.status_code, changed["Upload-Offset"]) == (409, str(LEAST_PIECE))


@pytest.mark.parametrize("offset", ["", "soon", "-1", "1.5", "٣", "9" * 30])
def test_a_piece_says_where_it_begins(teachers_client, address, offset):
    answer = patch(teachers_client, address, offset, b"x")
    assert answer.status_code == 400
    assert answer.json() == {"error": "A piece says where it begins and how long it is."}


def test_a_huge_piece_is_not_even_read(teachers_client, address):
    answer = teachers_client.patch(
        address, b"x", headers={"Upload-Offset": "0"}, CONTENT_LENGTH=str(MOST_PIECE + 1)
    )
    assert (answer.status_code, answer.json()) == (413, {"error": "This piece is too large."})


def test_another_window_that_sends_is_named(teachers_client, address, data):
    with alone(Upload.objects.get()):
        answer = patch(teachers_client, address, 0, data[:LEAST_PIECE])
    assert answer.status_code == 423
    assert answer.json() == {"error": "Another window is sending this film. Close one of them."}


@pytest.mark.parametrize(
    ("told", "status", "sentence"),
    [
        ({"name": "a.mp4", "size": 0}, 422, "This file is empty."),
        ({"name": "a.mp4", "size": 6 * 1024**3}, 422, "This file has 6 GB; up to 4 GB are taken."),
        ({"name": "a.mp4", "size": "much"}, 400, "size: Enter a whole number."),
        ({"name": "a.mp4", "size": "9" * 40}, 400, "size: Ensure this value is less than or equal to"),
        ({"name": "a.mp4"}, 400, "size: This field is required."),
        ({"name": "a\0.mp4", "size": 5}, 400, "name: Null characters are not allowed."),
        ({"name": "a.mp4", "size": 5, "fingerprint": "x" * 101}, 400, "fingerprint: Ensure this value has"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(teachers_client, told, status, sentence):
    answer = teachers_client.post(BEGIN, told)
    assert answer.status_code == status
    assert answer.json()["error"].startswith(sentence)
    assert not Upload.objects.exists()


def test_no_film_is_refused_at_its_first_piece_or_at_the_end(teachers_client, address, data):
    answer = patch(teachers_client, address, 0, b"PK\x03\x04" + bytes(LEAST_PIECE))
    assert (answer.status_code, answer.json()["error"][:15]) == (422, "This is an arch")
    assert teachers_client.head(address).status_code == 404


def test_an_upload_can_be_cancelled(teachers_client, address, data):
    patch(teachers_client, address, 0, data[:LEAST_PIECE])
    assertRedirects(teachers_client.post(f"{address}cancel/"), PAGE)
    assert not Upload.objects.exists()
    assert list(folder().iterdir()) == []


# --- whose ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["runner", "another teacher", "staff"])
def test_anothers_upload_does_not_exist(address, data, who, runner, stranger, staff):
    if who == "another teacher":
        stranger.is_teacher = True
        stranger.save()
    other = Client()
    other.force_login({"runner": runner, "another teacher": stranger, "staff": staff}[who])
    answers = [
        other.head(address).status_code,
        patch(other, address, 0, data[:LEAST_PIECE]).status_code,
        other.post(address).status_code,
        other.post(f"{address}cancel/").status_code,
    ]
    assert answers == [404] * 4
    assert Upload.objects.get().received_bytes == 0


@pytest.mark.parametrize("who", ["runner", "another teacher"])
def test_nobody_uploads_to_anothers_class(data, who, runner, stranger):
    if who == "another teacher":
        stranger.is_teacher = True
        stranger.save()
    other = Client()
    other.force_login(runner if who == "runner" else stranger)
    told = {"name": "a.mp4", "size": len(data)}
    whole = {"film": SimpleUploadedFile("a.mp4", data)}
    answers = [other.get(PAGE), other.post(PAGE, whole), other.post(BEGIN, told)]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert not Upload.objects.exists()


def test_a_piece_sent_to_another_class_does_not_arrive(teachers_client, address, make_class, teacher):
    make_class("centre", origin="filmed", teacher=teacher)
    assert teachers_client.head(address.replace("barre", "centre")).status_code == 404
    assert teachers_client.head(f"{BEGIN}{uuid.uuid4()}/").status_code == 404


def test_one_who_teaches_no_more_sends_no_more(teachers_client, address, teacher):
    teacher.is_teacher = False
    teacher.save()
    assert teachers_client.head(address).status_code == 404


def test_a_drawn_class_takes_no_film(teachers_client, make_class, teacher):
    make_class("drawn", teacher=teacher)
    assert teachers_client.get("/library/studio/drawn/upload/").status_code == 404


def test_visitors_are_sent_to_sign_in(client, address, data):
    client.logout()
    for answer in (client.get(PAGE), client.post(BEGIN), client.head(address), client.patch(address, b"x")):
        assert answer["Location"].startswith("/accounts/login/")


def test_every_act_needs_its_token(teacher, data, barre):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(teacher)
    upload = Upload.objects.create(teacher=teacher, video_class=barre, name="a.mp4", size_bytes=len(data))
    address = f"{BEGIN}{upload.pk}/"
    answers = [
        strict.post(BEGIN, {"name": "a.mp4", "size": 5}),
        patch(strict, address, 0, data[:LEAST_PIECE]),
        strict.post(address),
        strict.post(f"{address}cancel/"),
        strict.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert Upload.objects.get().received_bytes == 0
    assert not Film.objects.exists()


def test_a_piece_costs_five_queries(teachers_client, address, data, django_assert_num_queries):
    with django_assert_num_queries(5):  # session, teacher, upload, the same under its lock, how far it is
        patch(teachers_client, address, 0, data[:LEAST_PIECE])


# --- without JavaScript ---------------------------------------------------------------------------


def test_a_whole_film_by_the_plain_form(teachers_client, data, barre):
    answer = teachers_client.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)})
    assertRedirects(answer, "/library/studio/barre/film/")
    film = Film.objects.get()
    assert (film.video_class, film.original_name) == (barre, "a.mp4")
    assert (site.MEDIA_ROOT / film.original).read_bytes() == data
    assert list(folder().iterdir()) == []
    assert DBTaskResult.objects.filter(queue_name="films").count() == 1


def test_a_teacher_is_told_that_runners_keep_their_film(teachers_client, data, barre):
    type(barre).objects.update(published_at="2026-11-01T00:00Z", duration_s=2)
    Film.objects.create(video_class=barre, state="ready", current=True)
    page = teachers_client.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)}, follow=True)
    assertContains(page, "Runners keep the one they have until you look at the new version here")
    assert list(Film.objects.values_list("version", "current")) == [(2, False), (1, True)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a lot of classes", "This is an archive, not a film."),
        (b"#EXTM3U\nhttp://127.0.0.1/a.ts\n", "This is a playlist: it only says where a film lies."),
        (b"\0\0\0\x18ftypisom" + bytes(99), "index is missing"),
        (b"", "This file is empty."),
    ],
)
def test_the_plain_form_says_what_is_wrong_at_its_field(teachers_client, content, sentence):
    answer = teachers_client.post(PAGE, {"film": SimpleUploadedFile("a.mp4", content)})
    assertContains(answer, sentence)
    assert not Film.objects.exists()
    assert not Upload.objects.exists()
    assert list(folder().iterdir()) == []


def test_the_plain_form_without_a_file(teachers_client):
    assertContains(teachers_client.post(PAGE), "Choose the film first.")


def test_the_plain_form_stops_listening_at_the_limit(teachers_client, data, settings):
    settings.FILM_UPLOAD_BYTES = len(data) - 1
    answer = teachers_client.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)})
    assertContains(answer, "This file is larger than")
    assert not Film.objects.exists()
    assert list(folder().iterdir()) == []


def test_the_plain_form_leaves_the_disk_room(teachers_client, data, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=SPARE_BYTES + len(data) - 1))
    answer = teachers_client.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)})
    assertContains(answer, "The site has no room for this film at the moment.")
    assert not Film.objects.exists()
    assert list(folder().iterdir()) == []


def test_who_does_not_teach_is_not_listened_to(runner, data):
    """404, where a film that was read before would be refused for its token."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(runner)
    assert strict.post(PAGE, {"film": SimpleUploadedFile("a.mp4", data)}).status_code == 404


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 4])
def test_what_is_on_its_way_is_listed(teachers_client, teacher, make_class, count, django_assert_num_queries):
    for number in range(count):
        other = make_class(f"class-{number}", origin="filmed", teacher=teacher, published=False)
        Upload.objects.create(teacher=teacher, video_class=other, name=f"{number}.mov", size_bytes=2_000_000)
    with django_assert_num_queries(4):  # session, teacher, class, uploads
        answer = teachers_client.get(PAGE)
    for number in range(count):
        assertContains(answer, f"{number}.mov")
        assertContains(answer, f"/library/studio/class-{number}/upload/")


def test_anothers_uploads_are_not_listed(teachers_client, stranger, barre):
    Upload.objects.create(teacher=stranger, video_class=barre, name="secret.mov", size_bytes=1)
    answer = teachers_client.get(PAGE)
    assert b"secret.mov" not in answer.content
    assertContains(answer, "data-film-upload")
