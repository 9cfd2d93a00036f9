"""A film that comes piece by piece: nothing is doubled, nothing is lost, nothing foreign is kept."""

import base64
import datetime
import hashlib
import os
import threading
from contextlib import suppress
from copy import copy

import pytest
from django.conf import settings as site
from django.db import OperationalError, connections
from django_tasks_db.models import DBTaskResult
from hypothesis import given, settings
from hypothesis import strategies as st

from library.actions import upload as uploading
from library.actions.upload import (
    KEPT,
    LEAST_PIECE,
    MOST_PIECE,
    Busy,
    UploadRefused,
    WrongOffset,
    alone,
    begin_upload,
    cancel_upload,
    finish_upload,
    folder,
    part_of,
    receive_piece,
    received,
    sweep_uploads,
    take_whole,
)
from library.models import Film, Upload
from tests import films

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
HEAD = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"  # what a film begins with


@pytest.fixture(autouse=True)
def short_films(settings):
    settings.FILM_SHORTEST_S = 1


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A film of some hundred kilobytes."""
    path = films.film(
        tmp_path_factory.mktemp("source") / "a.mp4",
        size="128x72",
        coded=(*films.H264, "-crf", "5", "-vf", "noise=alls=30:allf=t"),
    )
    return path.read_bytes()


@pytest.fixture
def video_class(make_class, teacher):
    return make_class("barre", origin="filmed", teacher=teacher, published=False, duration_s=0)


@pytest.fixture
def begin(teacher, video_class):
    def begin(size, fingerprint="print", **more):
        told = {"teacher": teacher, "video_class": video_class, "name": "barre.mp4", "now": NOW, **more}
        return begin_upload(**told, size_bytes=size, fingerprint=fingerprint)

    return begin


def send(upload, offset, piece, checksum=None, size=None):
    if checksum is None:
        checksum = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
    return receive_piece(
        upload=upload,
        offset=offset,
        chunks=[piece[i : i + 1000] for i in range(0, len(piece), 1000)],
        size=len(piece) if size is None else size,
        checksum=checksum,
        now=NOW,
    )


def here(upload):
    return part_of(upload).read_bytes()


# --- beginning ------------------------------------------------------------------------------------


def test_the_same_file_again_goes_on_where_it_stopped(begin, data):
    upload = begin(len(data))
    send(upload, 0, data[:LEAST_PIECE])
    again = begin(len(data))
    assert (again.pk, received(again)) == (upload.pk, LEAST_PIECE)
    assert begin(len(data), fingerprint="another").pk != upload.pk
    assert begin(len(data) + 1).pk != upload.pk


def test_another_teachers_upload_is_not_continued(begin, data, stranger):
    assert begin(len(data)).pk != begin(len(data), teacher=stranger).pk


def test_too_large_too_small_and_too_many_are_refused_with_a_sentence(begin, settings):
    settings.FILM_UPLOAD_BYTES = 4 * 1024**3
    with pytest.raises(UploadRefused, match=r"This file has 5 GB; up to 4 GB are taken"):
        begin(5 * 1024**3)
    with pytest.raises(UploadRefused, match="This file is empty"):
        begin(0)
    for number in range(5):
        begin(1000, fingerprint=str(number))
    with pytest.raises(UploadRefused, match="Five films are on their way already"):
        begin(1000, fingerprint="one more")
    assert Upload.objects.count() == 5


def test_a_film_without_room_is_refused_before_it_is_sent(begin, monkeypatch):
    monkeypatch.setattr(uploading, "SPARE_BYTES", 10**18)
    with pytest.raises(UploadRefused, match="no room for this film"):
        begin(1000)
    assert not Upload.objects.exists()


# --- pieces ---------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(sizes=st.lists(st.integers(LEAST_PIECE, 3 * LEAST_PIECE), min_size=1, max_size=6))
def test_however_it_is_cut_the_film_arrives_as_it_was(sizes, django_db_blocker):
    whole, digest = HEAD + os.urandom(sum(sizes) - len(HEAD)), hashlib.sha256()
    with django_db_blocker.unblock():
        upload = Upload.objects.get_or_create(name="hypothesis", size_bytes=len(whole), **someone())[0]
        at = 0
        for size in sizes:
            send(upload, at, whole[at : at + size])
            at += size
        digest.update(here(upload))
        cancel_upload(upload=upload)
    assert digest.digest() == hashlib.sha256(whole).digest()


def someone():
    from accounts.models import User
    from library.models import VideoClass

    teacher = User.objects.filter(email="hypothesis@example.com").first()
    teacher = teacher or User.objects.create_user("hypothesis@example.com", is_teacher=True)
    values = {"title": "H", "level": 1, "leg_load": 0, "teacher": teacher, "origin": "filmed"}
    return {
        "teacher": teacher,
        "video_class": VideoClass.objects.get_or_create(slug="hypothesis", defaults=values)[0],
    }


@pytest.mark.parametrize("offset", [0, 1, LEAST_PIECE - 1, LEAST_PIECE + 1, 10**12])
def test_a_piece_that_does_not_follow_is_not_taken(begin, data, offset):
    upload = begin(len(data))
    send(upload, 0, data[:LEAST_PIECE])
    with pytest.raises(WrongOffset) as wrong:
        send(upload, offset, data[LEAST_PIECE : 2 * LEAST_PIECE])
    assert wrong.value.received == LEAST_PIECE
    assert here(upload) == data[:LEAST_PIECE]


def test_a_piece_that_changed_on_its_way_is_not_taken(begin, data):
    upload = begin(len(data))
    for checksum in ("sha256 AAAA", "sha256 not base64", "sha256 é", "md5 AAAA", "sha256"):
        with pytest.raises(WrongOffset) as wrong:
            send(upload, 0, data[:LEAST_PIECE], checksum=checksum)
        assert wrong.value.received == 0
    assert here(upload) == b""
    assert send(upload, 0, data[:LEAST_PIECE], checksum="").received_bytes == LEAST_PIECE


def test_a_piece_that_broke_off_is_sent_again_whole(begin, data):
    upload = begin(len(data))
    send(upload, 0, data[:LEAST_PIECE])

    def broken():
        yield data[LEAST_PIECE : LEAST_PIECE + 5000]
        raise ConnectionResetError("the connection dropped")

    with pytest.raises(WrongOffset) as wrong:
        receive_piece(upload=upload, offset=LEAST_PIECE, chunks=broken(), size=LEAST_PIECE, now=NOW)
    assert (wrong.value.received, here(upload)) == (LEAST_PIECE, data[:LEAST_PIECE])
    with pytest.raises(WrongOffset):  # it just ends
        send(upload, LEAST_PIECE, data[:70_000], checksum="", size=90_000)
    assert here(upload) == data[:LEAST_PIECE]


@pytest.mark.parametrize("size", [0, 1, LEAST_PIECE - 1, MOST_PIECE + 1])
def test_pieces_are_neither_tiny_nor_huge(begin, size):
    upload = begin(10 * MOST_PIECE)
    with pytest.raises(UploadRefused, match="a size that is not taken"):
        receive_piece(upload=upload, offset=0, chunks=[bytes(size)], size=size, now=NOW)


def test_more_than_was_announced_is_not_taken(begin, data):
    upload = begin(len(data))
    with pytest.raises(UploadRefused):
        send(upload, 0, data + b"more")
    with pytest.raises(WrongOffset):  # or more than the piece says of itself
        send(upload, 0, data[: LEAST_PIECE + 10], size=LEAST_PIECE, checksum="")
    assert received(upload) == 0


def test_what_a_killed_server_left_of_a_piece_is_written_over(begin, data):
    upload = begin(len(data))
    send(upload, 0, data[:LEAST_PIECE])
    with part_of(upload).open("ab") as file:
        file.write(b"half a piece")
    send(upload, LEAST_PIECE, data[LEAST_PIECE:])
    assert here(upload) == data


def test_what_the_disk_lost_is_asked_for_again(begin, data):
    upload = begin(len(data))
    send(upload, 0, data[: 2 * LEAST_PIECE])
    os.truncate(part_of(upload), 100)
    assert received(upload) == 100
    with pytest.raises(WrongOffset) as wrong:
        send(upload, 2 * LEAST_PIECE, data[2 * LEAST_PIECE :])
    assert wrong.value.received == 100


def test_two_windows_never_write_at_once(begin, data):
    upload = begin(len(data))
    with alone(upload):
        with pytest.raises(Busy):
            send(upload, 0, data[:LEAST_PIECE])
        with pytest.raises(Busy):
            finish_upload(upload=upload, now=NOW)
    assert send(upload, 0, data[:LEAST_PIECE]).received_bytes == LEAST_PIECE


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_send_the_same_film_together_do_not_harm_it(begin, data):
    upload = begin(len(data))
    faults = []

    def window():
        mine = copy(upload)
        try:
            while (at := received(mine)) < len(data):
                # SQLite in memory, as the tests have it, locks whole tables and does not wait.
                with suppress(Busy, WrongOffset, OperationalError):
                    send(mine, at, data[at : at + LEAST_PIECE])
                with suppress(OperationalError):
                    mine.refresh_from_db()
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=window) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert here(upload) == data


def test_an_archive_is_refused_after_its_first_piece(begin):
    upload = begin(10 * LEAST_PIECE)
    with pytest.raises(UploadRefused, match="This is an archive, not a film"):
        send(upload, 0, b"PK\x03\x04" + bytes(LEAST_PIECE))
    assert not Upload.objects.exists()
    assert list(folder().iterdir()) == []


# --- the end --------------------------------------------------------------------------------------


def test_a_film_that_has_arrived_becomes_a_version_and_waits_for_the_worker(begin, data, video_class):
    upload = begin(len(data))
    send(upload, 0, data)
    film = finish_upload(upload=upload, now=NOW)
    assert (film.version, film.current, film.state) == (1, False, Film.State.WAITING)
    assert (film.video_class, film.original_name) == (video_class, "barre.mp4")
    assert (site.MEDIA_ROOT / film.original).read_bytes() == data
    assert list(folder().iterdir()) == []
    assert DBTaskResult.objects.filter(queue_name="films", args_kwargs__args__0=film.pk).count() == 1


def test_finishing_twice_gives_the_same_film(begin, data):
    upload = begin(len(data))
    send(upload, 0, data)
    films_made = {finish_upload(upload=Upload.objects.get(pk=upload.pk), now=NOW).pk for _ in range(2)}
    assert films_made == {Film.objects.get().pk}
    with pytest.raises(WrongOffset):
        send(upload, len(data), b"")


def test_one_who_missed_that_it_is_finished_hears_that_all_is_here(begin, data):
    upload = begin(len(data))
    send(upload, 0, data)
    finish_upload(upload=upload, now=NOW)
    assert received(Upload.objects.get()) == len(data)
    with pytest.raises(WrongOffset) as told:
        send(Upload.objects.get(), 0, data)
    assert told.value.received == len(data)


def test_a_film_that_has_not_arrived_is_not_finished(begin, data):
    upload = begin(len(data))
    send(upload, 0, data[:LEAST_PIECE])
    with pytest.raises(UploadRefused, match="not arrived completely"):
        finish_upload(upload=upload, now=NOW)
    assert received(upload) == LEAST_PIECE


def test_what_is_no_film_is_forgotten_with_a_sentence(begin):
    lie = HEAD + bytes(LEAST_PIECE)
    upload = begin(len(lie))
    send(upload, 0, lie)
    with pytest.raises(UploadRefused, match=r"index is missing|damaged"):
        finish_upload(upload=upload, now=NOW)
    assert not Upload.objects.exists()
    assert not Film.objects.exists()
    assert list(folder().iterdir()) == []


def test_a_missing_ffmpeg_costs_the_teacher_nothing(begin, data, settings):
    settings.FFMPEG = "/nowhere/ffmpeg"
    upload = begin(len(data))
    send(upload, 0, data)
    with pytest.raises(UploadRefused, match="cannot read films just now"):
        finish_upload(upload=upload, now=NOW)
    settings.FFMPEG = ""
    assert finish_upload(upload=upload, now=NOW).version == 1


def test_a_film_in_one_piece_is_moved_not_copied(teacher, video_class, data, tmp_path):
    path = tmp_path / "whole"
    path.write_bytes(data)
    film = take_whole(teacher=teacher, video_class=video_class, name="a.mp4", path=path, now=NOW)
    assert not path.exists()
    assert (site.MEDIA_ROOT / film.original).read_bytes() == data


def test_the_name_of_a_file_never_reaches_the_disk(begin, data):
    upload = begin(len(data), name="../../../../tmp/evil.mp4\0" + "x" * 300)
    send(upload, 0, data)
    film = finish_upload(upload=upload, now=NOW)
    assert film.original.startswith(f"filmed/{film.video_class_id}/")
    assert ".." not in film.original
    assert film.original_name == "../../../../tmp/evil.mp4" + "x" * 176


# --- what nobody came back for --------------------------------------------------------------------


def test_a_week_without_a_piece_ends_an_upload(begin, data):
    old, young = begin(len(data), "old"), begin(len(data), "young")
    for upload in (old, young):
        send(upload, 0, data[:LEAST_PIECE])
    Upload.objects.filter(pk=old.pk).update(changed_at=NOW - KEPT)
    Upload.objects.filter(pk=young.pk).update(changed_at=NOW - KEPT + datetime.timedelta(hours=1))
    task = DBTaskResult.objects.get()  # one sweep for both
    assert (task.queue_name, task.run_after) == ("quick", NOW + KEPT)
    DBTaskResult.objects.all().delete()
    assert sweep_uploads.call(NOW.isoformat()) == 1
    assert [path.name for path in folder().iterdir()] == [f"{young.pk}.part"]
    assert list(Upload.objects.values_list("pk", flat=True)) == [young.pk]
    assert DBTaskResult.objects.get().run_after == NOW + datetime.timedelta(hours=1)


def test_the_sweep_takes_files_without_a_row_and_ends_where_nothing_is_left(begin, data):
    orphan = folder() / "0000.whole"
    orphan.write_bytes(b"x")
    fresh = folder() / "1111.whole"
    fresh.write_bytes(b"x")
    week_ago = (NOW - KEPT).timestamp() - 1
    os.utime(orphan, (week_ago, week_ago))
    os.utime(fresh, (NOW.timestamp(), NOW.timestamp()))
    assert sweep_uploads.call(NOW.isoformat()) == 0
    assert [path.name for path in folder().iterdir()] == ["1111.whole"]
    assert not DBTaskResult.objects.exists()


def test_an_upload_cancelled_in_another_window_is_not_continued(begin, data):
    upload = begin(len(data))
    cancel_upload(upload=Upload.objects.get(pk=upload.pk))
    with pytest.raises(UploadRefused, match="was cancelled"):
        send(upload, 0, data)
    assert list(folder().iterdir()) == []
