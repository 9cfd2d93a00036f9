"""Captions: a file brought in whole, rows changed, the file taken out again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import Cue

pytest_plugins = ["tests.library.teachers"]

ADDRESS = "/library/studio/ankles-on-film/captions/"
FILE = ADDRESS + "file/"
VTT = "WEBVTT\n\n00:01.000 --> 00:03.000\nHeels together.\n\n00:04.000 --> 00:05.000\nGrow &amp; breathe.\n"
# session, person, class, tags, chapters, films, renditions, cues counted and fetched
QUERIES = 9


def file(text=VTT, name="captions.vtt"):
    return {"file": SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)}


def rows_of(*rows, known=0):
    """The form with these rows: (key, start, end, text)."""
    values = {"captions-TOTAL_FORMS": len(rows), "captions-INITIAL_FORMS": known}
    for n, row in enumerate(rows):
        values |= {
            f"captions-{n}-{name}": v for name, v in zip(("pk", "start", "end", "text"), row, strict=True)
        }
    return values


def stored():
    return list(Cue.objects.order_by("start_s").values_list("start_s", "end_s", "text"))


@pytest.fixture
def cues(filmed, film_of):
    film_of(filmed)
    filmed.cues.create(start_s=1, end_s=3, text="One.")
    filmed.cues.create(start_s=10, end_s=12, text="Two.")
    return list(filmed.cues.all())


def test_a_file_is_brought_in_and_taken_out_again(teachers_client, filmed, film_of):
    film_of(filmed)
    assertRedirects(teachers_client.post(FILE, file()), ADDRESS)
    assert stored() == [(1.0, 3.0, "Heels together."), (4.0, 5.0, "Grow & breathe.")]
    response = teachers_client.get(ADDRESS + "captions.vtt")
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ankles-on-film.vtt"'
    assert "00:00:04.000 --> 00:00:05.000\nGrow &amp; breathe.\n" in response.content.decode()


def test_a_file_with_faults_changes_nothing_and_says_each(teachers_client, cues):
    bad = "WEBVTT\n\n00:05.000 --> 00:03.000\nBackwards.\n\n01:30.000 --> 01:40.000\nToo late.\n"
    response = teachers_client.post(FILE, file(bad))
    assertContains(response, "The file was not taken, and nothing changed")
    assertContains(response, "<b>Line 3:</b> The caption ends at 0:03, before or when it begins (0:05).")
    assertContains(response, "<b>Line 6:</b> The caption ends at 1:40, after the end of the film (1:00).")
    assertContains(response, "Two.")
    assertContains(response, f'action="{FILE}"')  # the corrected file goes to the same place
    assert len(stored()) == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file first."),
        (file(b"PK\x03\x04\0\0\0\0"), "This is not a text file."),
        (file(""), "There is no caption with times in this file."),
        (file("x" * (1024**2 + 1)), "The file is too big for subtitles: at most 1 MiB."),
    ],
)
def test_what_is_no_subtitle_file_gets_a_sentence(teachers_client, cues, sent, said):
    assertContains(teachers_client.post(FILE, sent), said)
    assert len(stored()) == 2


def test_rows_are_changed_added_and_deleted(teachers_client, cues):
    one, two = cues
    rows = [
        (one.pk, "0:02", "0:03", "One, later."),
        (two.pk, "0:10", "0:12", "Two."),
        ("", "0:05", "0:06", "New."),
    ]
    sent = {**rows_of(*rows, known=2), "captions-1-DELETE": "on"}
    assertRedirects(teachers_client.post(ADDRESS, sent), f"{ADDRESS}?page=1")
    assert stored() == [(2.0, 3.0, "One, later."), (5.0, 6.0, "New.")]


def test_a_page_of_rows_leaves_the_others_alone(teachers_client, cues):
    sent = rows_of((cues[0].pk, "0:02", "0:03", "Changed."), known=1)
    teachers_client.post(ADDRESS, sent)
    assert stored() == [(2.0, 3.0, "Changed."), (10.0, 12.0, "Two.")]


def test_a_row_over_one_of_another_page_is_refused(teachers_client, cues):
    sent = rows_of((cues[0].pk, "0:02", "0:11", "Long."), known=1)
    assertContains(teachers_client.post(ADDRESS, sent), "The one before it lasts until 0:11.000.")
    assert stored() == [(1.0, 3.0, "One."), (10.0, 12.0, "Two.")]


def test_wrong_rows_are_shown_again_as_they_were_written(teachers_client, cues):
    sent = rows_of((cues[0].pk, "0:02", "soon", "Half an hour of writing."), known=1)
    response = teachers_client.post(ADDRESS, sent)
    assertContains(response, "Write the time as 1:05 or 1:05.250.")
    assertContains(response, "Half an hour of writing.")
    assert stored() == [(1.0, 3.0, "One."), (10.0, 12.0, "Two.")]


def test_a_row_of_anothers_class_is_not_taken_by_its_key(teachers_client, cues, make_class, stranger):
    theirs = make_class("theirs", origin="filmed", teacher=stranger).cues.create(start_s=1, end_s=2, text="T")
    teachers_client.post(ADDRESS, rows_of((theirs.pk, "0:20", "0:21", "Mine."), known=1))
    assert Cue.objects.filter(pk=theirs.pk, text="T").exists()


@pytest.mark.parametrize("rows", [3, 50])
def test_the_page_asks_as_much_for_few_captions_as_for_many(
    teachers_client, filmed, film_of, django_assert_num_queries, rows
):
    film_of(filmed)
    for n in range(rows):
        filmed.cues.create(start_s=n, end_s=n + 1, text="A")
    with django_assert_num_queries(QUERIES):
        response = teachers_client.get(ADDRESS)
    assertNotContains(response, "Pages of captions")


def test_hundreds_of_captions_are_turned_page_by_page(teachers_client, filmed, film_of):
    film_of(filmed, duration_s=600)
    for n in range(120):
        filmed.cues.create(start_s=n, end_s=n + 1, text=f"Caption {n}.")
    response = teachers_client.get(f"{ADDRESS}?page=3")
    assertContains(response, "Page 3 of 3")
    assertContains(response, "Caption 119.")
    assertNotContains(response, "Caption 99.")


def test_anothers_captions_do_not_exist(client, stranger, cues):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    assert client.get(ADDRESS).status_code == 404
    assert client.get(ADDRESS + "captions.vtt").status_code == 404
    assert client.post(FILE, file()).status_code == 404
    assert len(stored()) == 2


def test_a_visitor_is_sent_to_sign_in(client, filmed):
    assertRedirects(client.get(ADDRESS), f"/accounts/login/?next={ADDRESS}", fetch_redirect_response=False)
