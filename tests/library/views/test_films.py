import datetime
import os

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertRedirects

from library.actions.whole import make_whole
from library.models import Film, Rendition, VideoClass

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
RENDITIONS = [
    ("mp4", 720, "film.mp4"),
    ("hls", 0, "film.m3u8"),
    ("hls", 720, "720.m3u8"),
    ("captions", 0, "captions.vtt"),
    ("chapters", 0, "c.vtt"),
    ("metadata", 0, "t.vtt"),
]


@pytest.fixture
def ankles(make_class):
    return make_class("steady-ankles", duration_s=600.0)


@pytest.fixture
def film(ankles, settings):
    film = Film.objects.create(
        video_class=ankles, state="ready", folder="films/steady-ankles/abc", fingerprint="a"
    )
    folder = settings.MEDIA_ROOT / film.folder
    folder.mkdir(parents=True)
    for kind, height, name in RENDITIONS:
        (folder / name).write_bytes(b"0123456789")
        row = {"path": f"{film.folder}/{name}", "size_bytes": 10}
        Rendition.objects.create(film=film, kind=kind, height=height, **row)
    (folder / "720.m4s").write_bytes(b"0123456789")
    (folder / "secret.txt").write_bytes(b"0123456789")
    return film


FILES = ["film.mp4", "captions.vtt", "chapters.vtt", "track.vtt"]
PARTS = ["film/film.m3u8", "film/720.m3u8", "film/720.m4s"]


# --- the files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("film.mp4", "video/mp4"),
        *((name, "text/vtt; charset=utf-8") for name in FILES[1:]),
        ("film/film.m3u8", "application/vnd.apple.mpegurl"),
        ("film/720.m3u8", "application/vnd.apple.mpegurl"),
        ("film/720.m4s", "video/iso.segment"),
    ],
)
def test_each_file_of_a_film_can_be_read(runners_client, film, name, kind):
    response = runners_client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response.getvalue() == b"0123456789"


def test_a_player_seeks_by_ranges(runners_client, film):
    response = runners_client.get("/library/steady-ankles/film.mp4", headers={"Range": "bytes=2-5"})
    assert (response.status_code, response["Content-Range"], response.getvalue()) == (
        206,
        "bytes 2-5/10",
        b"2345",
    )


def test_a_known_file_is_not_sent_again(runners_client, film):
    first = runners_client.get("/library/steady-ankles/film.mp4")
    assert first.getvalue() == b"0123456789"
    etag = first["ETag"]
    again = runners_client.get("/library/steady-ankles/film.mp4", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", [*FILES, *PARTS, "film/720-0.m4s", "film/sound-0.m4s"])
def test_a_film_that_is_not_there_is_404(runners_client, ankles, name):
    response = runners_client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, response.content) == (404, b"This film is not ready yet.")


def test_a_film_whose_file_was_lost_is_404(runners_client, film, settings):
    (settings.MEDIA_ROOT / film.folder / "film.mp4").unlink()
    assert runners_client.get("/library/steady-ankles/film.mp4").status_code == 404


def test_the_film_of_a_withdrawn_class_is_gone(runners_client, film):
    film.video_class.published_at = None
    film.video_class.save()
    assert runners_client.get("/library/steady-ankles/film.mp4").status_code == 404


@pytest.mark.parametrize("name", [*FILES, *PARTS, "film/720-0.m4s", "film/sound-0.m4s", "film/whole/"])
def test_visitors_get_no_film(client, film, name):
    address = f"/library/steady-ankles/{name}"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)


@pytest.mark.parametrize("name", [*FILES, *PARTS])
def test_visitors_get_all_files_of_a_free_class(client, film, name):
    VideoClass.objects.update(free=True)
    response = client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, response.getvalue()) == (200, b"0123456789")


def test_the_poster_of_a_published_class_is_for_everybody(client, film, settings):
    (settings.MEDIA_ROOT / film.folder / "poster.webp").write_bytes(b"poster")
    film.renditions.create(kind="poster", path=f"{film.folder}/poster.webp", size_bytes=6)
    assert client.get("/library/steady-ankles/poster.webp").getvalue() == b"poster"
    VideoClass.objects.update(published_at=None)
    assert client.get("/library/steady-ankles/poster.webp").status_code == 404


def test_a_visitor_makes_nobody_encode_a_film(client, film):
    VideoClass.objects.update(free=True)
    address = "/library/steady-ankles/film/"
    assertRedirects(client.post(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)
    assert not DBTaskResult.objects.exists()


# --- its making -------------------------------------------------------------------------------------


def test_opening_asks_for_the_film_once_and_before_all_others(runners_client, ankles):
    for _ in range(2):
        response = runners_client.post("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "The film waits for its turn.")
    assertContains(response, 'hx-get="/library/steady-ankles/film/" hx-trigger="every 2s"')
    assert [task.priority for task in DBTaskResult.objects.all()] == [10]


def test_the_making_is_shown_as_it_goes_on(runners_client, ankles):
    runners_client.post("/library/steady-ankles/film/")
    Film.objects.update(state="building", progress=0.42)
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, '<progress max="1" value="0.42"')


def test_a_film_whose_worker_died_for_good_is_asked_for_again(runners_client, ankles):
    Film.objects.create(video_class=ankles, state="building", progress=0.42)
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, 'hx-trigger="load, submit"')
    assert not DBTaskResult.objects.exists()  # looking asks for nothing
    runners_client.post("/library/steady-ankles/film/")
    assert DBTaskResult.objects.count() == 1


def test_a_finished_film_is_offered_and_the_asking_ends(runners_client, film):
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "The film is ready.")
    assert b"hx-get" not in response.content


def test_a_film_that_failed_says_so_calmly_and_can_be_tried_again(runners_client, ankles):
    Film.objects.create(video_class=ankles, state="failed", error="ffmpeg stopped with 1.")
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "could not be made this time")
    assert b"ffmpeg" not in response.content
    runners_client.post("/library/steady-ankles/film/")
    assert Film.objects.get().state == "waiting"


def test_without_htmx_the_page_itself_is_shown(runners_client, ankles):
    for response in (
        runners_client.get("/library/steady-ankles/film/"),
        runners_client.post("/library/steady-ankles/film/"),
    ):
        assertRedirects(response, "/library/steady-ankles/", fetch_redirect_response=False)


# --- drawn films ------------------------------------------------------------------------------------


def test_a_segment_is_kept_by_the_browser(runners_client, drawn):
    address = f"/library/{drawn.slug}/film/144-1.m4s"
    first = runners_client.get(address)
    assert (first.status_code, first["Content-Type"]) == (200, "video/mp4")
    assert first["Cache-Control"] == "private, max-age=31536000, immutable"
    again = runners_client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["144-1.m4s", "sound-1.m4s"])
def test_a_piece_is_not_kept_under_the_address_of_another_version(runners_client, drawn, name):
    playlist = "144.m3u8" if name.startswith("144") else "sound.m3u8"
    listed = runners_client.get(f"/library/{drawn.slug}/film/{playlist}").getvalue().decode()
    address = next(line for line in listed.splitlines() if line.startswith(f"{name}?v="))
    ours = runners_client.get(f"/library/{drawn.slug}/film/{address}")
    assert ours["Cache-Control"] == "private, max-age=31536000, immutable"
    older = runners_client.get(f"/library/{drawn.slug}/film/{name}?v=00000000")
    assert (older["Cache-Control"], older.content) == ("private, no-store", ours.content)


@pytest.mark.parametrize("name", ["144-1.m4s", "144-0.m4s", "72-1.m4s", "sound-0.m4s", "sound-1.m4s"])
def test_segments_of_picture_and_sound(runners_client, drawn, name):
    body = runners_client.get(f"/library/{drawn.slug}/film/{name}").content
    assert body[4:8] == (b"ftyp" if "-0" in name else b"moof")


@pytest.mark.parametrize(
    "name",
    ["plan.json", "sound.json", "secret.txt", "..", "144-999.m4s", "720-1.m4s", "sound-999.m4s", "%2e%2e"],
)
def test_no_other_name_reaches_the_disk(runners_client, drawn, name):
    assert runners_client.get(f"/library/{drawn.slug}/film/{name}").status_code == 404


def test_a_segment_makes_a_fixed_number_of_queries(runners_client, drawn, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, runner, class, playlist
        runners_client.get(f"/library/{drawn.slug}/film/144-2.m4s")


# --- the film of a class that is not published ------------------------------------------------------


@pytest.fixture
def draft(film, teacher):
    VideoClass.objects.update(published_at=None, origin="filmed", teacher=teacher)
    return film


@pytest.mark.parametrize("name", [*FILES, *PARTS])
def test_a_teacher_sees_the_film_of_their_own_draft(client, draft, teacher, name):
    client.force_login(teacher)
    response = client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, bool(response.getvalue())) == (200, True)


@pytest.mark.parametrize("name", [*FILES, *PARTS])
@pytest.mark.parametrize("teaches", [False, True])
def test_nobody_else_does(client, draft, stranger, name, teaches):
    stranger.is_teacher = teaches
    stranger.save()
    client.force_login(stranger)
    assert client.get(f"/library/steady-ankles/{name}").status_code == 404


# --- the film as one file ---------------------------------------------------------------------------


def test_the_whole_film_is_asked_for_once_and_given_when_it_is_there(runners_client, drawn):
    address = f"/library/{drawn.slug}/film/whole/"
    assertContains(runners_client.get(address), "Put it together")
    assert not DBTaskResult.objects.exists()  # looking asks for nothing
    for _ in range(2):
        response = runners_client.post(address, headers={"HX-Request": "true"})
    assertContains(response, 'hx-trigger="every 1s"')
    assert [task.queue_name for task in DBTaskResult.objects.all()] == ["quick"]

    assert make_whole(drawn, now=NOW) == "made"
    assertContains(runners_client.get(address, headers={"HX-Request": "true"}), "data-ready")
    given = runners_client.get(f"/library/{drawn.slug}/film.mp4?download")
    assert given["Content-Disposition"] == 'attachment; filename="stand-tall.mp4"'
    assert b"ftyp" in given.getvalue()[:12]


def test_of_a_free_class_a_visitor_may_ask_for_the_one_file_once(db, client, drawn):
    address = f"/library/{drawn.slug}/film/whole/"
    assertRedirects(client.post(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)
    VideoClass.objects.update(free=True)
    for _ in range(3):
        client.post(address)
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status="FAILED")
    client.post(address)  # what failed is tried again for runners only
    assert DBTaskResult.objects.count() == 1


def test_without_htmx_asking_leads_to_a_page(runners_client, drawn):
    address = f"/library/{drawn.slug}/film/whole/"
    assertRedirects(runners_client.post(address), address)


def test_giving_a_file_is_remembered_without_changing_its_date(runners_client, film, settings):
    path = settings.MEDIA_ROOT / film.folder / "film.mp4"
    os.utime(path, (0, 1_000_000_000))
    runners_client.get("/library/steady-ankles/film.mp4").close()
    assert path.stat().st_mtime == 1_000_000_000
    assert path.stat().st_atime > 1_700_000_000


# --- a poor network -----------------------------------------------------------------------------------


def test_the_small_picture_is_the_lowest_rung(runners_client, film, settings):
    over_all = """#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=900
720.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=400
360.m3u8
"""
    (settings.MEDIA_ROOT / film.folder / "film.m3u8").write_text(over_all)
    address = "/library/steady-ankles/film/film.m3u8"
    small = runners_client.get(address + "?v=a&picture=small")
    assert small.content.decode().splitlines() == ["#EXTM3U", "#EXT-X-STREAM-INF:BANDWIDTH=400", "360.m3u8"]
    assert small.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert b"".join(runners_client.get(address + "?picture=large")).decode() == over_all


def test_the_small_picture_of_one_file_is_the_least_of_them(runners_client, film, settings):
    (settings.MEDIA_ROOT / film.folder / "small.mp4").write_bytes(b"small")
    row = {"path": f"{film.folder}/small.mp4", "size_bytes": 5}
    Rendition.objects.create(film=film, kind="mp4", height=360, **row)
    address = "/library/steady-ankles/film.mp4"
    assert b"".join(runners_client.get(address + "?picture=small")) == b"small"
    assert b"".join(runners_client.get(address)) == b"0123456789"


def test_the_small_picture_of_what_has_no_rungs_is_what_there_is(runners_client, film):
    for part in PARTS:
        response = runners_client.get(f"/library/steady-ankles/{part}?picture=small")
        assert b"".join(response) == b"0123456789"
