import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.actions.bitmaps import keys_in
from library.actions.content import Loaded, load_content
from library.actions.search import find
from library.actions.shelf import shelf
from library.content import load
from library.models import Collection, Film, Movement, VideoClass, Viewing

pytest_plugins = ["tests.library.teachers"]

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def staffs_client(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def stored(tiny_library):
    load_content(tiny_library, now=NOW)
    return VideoClass.objects.get()


def form_of(response) -> dict:
    """What the admin's page would send if nothing were changed."""
    admin_form = response.context["adminform"].form
    sent = {f.html_name: f.value() for f in admin_form}
    for inline in response.context["inline_admin_formsets"]:
        for form in [inline.formset.management_form, *inline.formset.initial_forms]:
            sent |= {f.html_name: f.value() for f in form}
    flat = {}
    for name, value in sent.items():
        if isinstance(value, datetime.datetime):
            flat[f"{name}_0"], flat[f"{name}_1"] = value.strftime("%Y-%m-%d"), value.strftime("%H:%M:%S")
        elif value is not None and value is not False:
            flat[name] = value
    return flat


@pytest.mark.parametrize("page", ["movement", "videoclass", "collection", "film", "viewing"])
def test_each_list_opens_and_searches(staffs_client, stored, runner, page):
    Film.objects.create(video_class=stored)
    Viewing.objects.create(runner=runner, video_class=stored)
    assert staffs_client.get(f"/admin/library/{page}/").status_code == 200
    assert staffs_client.get(f"/admin/library/{page}/?q=stand").status_code == 200


def test_only_staff_may_look(client, runner, stored):
    client.force_login(runner)
    assertRedirects(
        client.get("/admin/library/videoclass/"),
        "/admin/login/?next=/admin/library/videoclass/",
        fetch_redirect_response=False,
    )


def test_a_change_made_here_survives_the_next_loading(staffs_client, stored, content_folder, change):
    address = f"/admin/library/videoclass/{stored.pk}/change/"
    sent = form_of(staffs_client.get(address)) | {"title": "The teacher's words", "chapters-0-repetitions": 3}
    response = staffs_client.post(address, sent)
    assertRedirects(response, "/admin/library/videoclass/", fetch_redirect_response=False)
    stored.refresh_from_db()
    assert (stored.title, stored.edited_at is not None) == ("The teacher's words", True)

    change("classes/stand-tall", title="Taller")
    assert load_content(load(content_folder), now=NOW) == Loaded(left=["classes/stand-tall"])


@pytest.mark.parametrize("kind", ["movement", "videoclass", "collection"])
def test_staff_are_told_that_what_they_write_is_read_so_in_every_language(staffs_client, stored, kind):
    page = staffs_client.get(f"/admin/library/{kind}/add/").content.decode()
    assert "What you change here is read as you write it, in every language." in page


def test_staff_choose_what_plays_without_an_account(staffs_client, stored):
    address = f"/admin/library/videoclass/{stored.pk}/change/"
    staffs_client.post(address, form_of(staffs_client.get(address)) | {"free": "on"})
    stored.refresh_from_db()
    assert stored.free is True


def test_a_changed_drawn_class_gets_new_times_and_a_new_film(staffs_client, stored):
    before = stored.duration_s
    address = f"/admin/library/videoclass/{stored.pk}/change/"
    staffs_client.post(address, form_of(staffs_client.get(address)) | {"chapters-0-repetitions": 3})
    stored.refresh_from_db()
    assert stored.duration_s == before + 2  # one more loop of four counts at 120
    assert stored.chapters.get().end_s == stored.duration_s
    assert stored.cues.order_by("-end_s").first().end_s <= stored.duration_s
    assert DBTaskResult.objects.get().args_kwargs["args"] == [stored.pk]


def test_a_changed_movement_is_marked_too(staffs_client, stored):
    movement = Movement.objects.get()
    address = f"/admin/library/movement/{movement.pk}/change/"
    response = staffs_client.get(address)
    sent = form_of(response) | {"name": "First, lifted", "edited_at": ""}
    assertRedirects(
        staffs_client.post(address, sent), "/admin/library/movement/", fetch_redirect_response=False
    )
    movement.refresh_from_db()
    assert (movement.name, movement.edited_at is not None) == ("First, lifted", True)


def test_a_collection_is_put_together_here(staffs_client, stored):
    sent = {"title": "Weeks", "slug": "weeks", "summary": "One by one.", "position": 1, "series": "on"}
    sent |= {"places-TOTAL_FORMS": 1, "places-INITIAL_FORMS": 0}
    sent |= {"places-0-video_class": stored.pk, "places-0-position": 1}
    staffs_client.post("/admin/library/collection/add/", sent)
    weeks = Collection.objects.get()
    assert (weeks.series, weeks.edited_at is not None) == (True, True)
    assert [place.video_class for place in weeks.places.all()] == [stored]


def test_the_lists_can_be_narrowed_to_what_was_changed_here(staffs_client, stored):
    assertContains(staffs_client.get("/admin/library/videoclass/?edited=no"), "Stand tall")
    assertNotContains(staffs_client.get("/admin/library/videoclass/?edited=yes"), "Stand tall")


def act(client, page, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(f"/admin/library/{page}/", data, follow=True)


def test_a_film_is_made_again(staffs_client, stored):
    film = Film.objects.create(
        video_class=stored, state="failed", error="ffmpeg stopped with 1.", fingerprint="x"
    )
    assertContains(act(staffs_client, "film", "make_again", film), "1 film is asked for.")
    film.refresh_from_db()
    assert (film.state, film.error, film.fingerprint) == ("waiting", "", "")
    assert DBTaskResult.objects.count() == 1
    assert LogEntry.objects.get().change_message == "Its film is made again."


def test_films_of_classes_are_asked_for_where_they_can_be_drawn(staffs_client, stored, make_class):
    response = act(staffs_client, "videoclass", "make_films_again", stored, make_class("undrawn"))
    assertContains(response, "1 film is asked for.")


def test_classes_are_published_and_withdrawn(staffs_client, stored):
    act(staffs_client, "videoclass", "withdraw", stored)
    assert not VideoClass.objects.published().exists()
    act(staffs_client, "videoclass", "publish", stored)
    assert VideoClass.objects.published().get().edited_at is not None
    kept = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(kept) == ["Withdrawn from the library.", "Published."]


@pytest.mark.parametrize("page", ["film", "viewing"])
def test_what_the_site_itself_writes_is_read_only(staffs_client, stored, runner, page):
    row = {
        "film": lambda: Film.objects.create(video_class=stored),
        "viewing": lambda: Viewing.objects.create(runner=runner, video_class=stored),
    }[page]()
    assert staffs_client.get(f"/admin/library/{page}/add/").status_code == 403
    assert staffs_client.post(f"/admin/library/{page}/{row.pk}/change/", {}).status_code == 403


def test_a_filmed_draft_that_lacks_something_is_not_published(staffs_client, whole):
    whole.safety = {}
    whole.cues.all().delete()
    whole.save()
    picked = {"action": "publish", "_selected_action": [whole.pk]}
    response = staffs_client.post("/admin/library/videoclass/", picked, follow=True)
    assertContains(response, "Ankles on film stays a draft. It lacks: Captions, Safety list.")
    assertContains(response, "teacher@example.com")
    whole.refresh_from_db()
    assert whole.published_at is None


def test_a_filmed_draft_that_lacks_nothing_is_published(staffs_client, whole):
    act(staffs_client, "videoclass", "publish", whole)
    whole.refresh_from_db()
    assert whole.published_at is not None


def found(words: str) -> list[int]:
    return keys_in(find(words).classes & shelf().classes)


def press(client, action: str, video_class) -> None:
    sent = {"action": action, "_selected_action": video_class.pk, "post": "yes"}
    client.post("/admin/library/videoclass/", sent)


def test_what_is_withdrawn_published_or_deleted_is_found_or_not(staffs_client, stored):
    assert found("stand tall") == [stored.pk]
    press(staffs_client, "withdraw", stored)
    assert found("stand tall") == []
    press(staffs_client, "publish", stored)
    assert found("stand tall") == [stored.pk]
    press(staffs_client, "delete_selected", stored)
    assert (found("stand tall"), find("stand tall").classes) == ([], 0)


def test_a_class_is_found_by_what_it_is_called_now(staffs_client, stored):
    page = f"/admin/library/videoclass/{stored.pk}/change/"
    staffs_client.post(page, {**form_of(staffs_client.get(page)), "title": "Quiet lantern"})
    assert (found("lantern"), VideoClass.objects.get().title) == ([stored.pk], "Quiet lantern")


def test_a_class_is_found_by_what_its_movement_is_called_now(staffs_client, stored):
    movement = Movement.objects.get()
    page = f"/admin/library/movement/{movement.pk}/change/"
    staffs_client.post(page, {**form_of(staffs_client.get(page)), "name": "Lantern position"})
    assert (found("lantern"), Movement.objects.get().name) == ([stored.pk], "Lantern position")


def test_why_a_class_is_not_for_somebody_is_not_for_staff(staffs_client, stored, runner):
    told = {"hidden_at": NOW, "hidden_why": "hurts", "hidden_note": "My left knee."}
    row = Viewing.objects.create(runner=runner, video_class=stored, position_s=440, **told)
    for address in [f"{row.pk}/change/", f"{row.pk}/history/", f"{row.pk}/delete/", "", "?q=knee"]:
        page = staffs_client.get(f"/admin/library/viewing/{address}")
        assertNotContains(page, "My left knee")
        assertNotContains(page, "Something hurts")
    assertContains(staffs_client.get(f"/admin/library/viewing/{row.pk}/change/"), "440")


def test_what_a_content_file_told_keeps_its_address(staffs_client, stored, content_folder):
    """A bug: renamed, it was loaded a second time."""
    address = f"/admin/library/videoclass/{stored.pk}/change/"
    staffs_client.post(address, form_of(staffs_client.get(address)) | {"slug": "taller", "title": "Taller"})
    load_content(load(content_folder), now=NOW)
    assert [(row.slug, row.title) for row in VideoClass.objects.all()] == [("stand-tall", "Taller")]
    assertContains(staffs_client.get("/admin/library/videoclass/add/"), 'name="slug"')
