"""The chapter editor: one form, saved whole or shown again with all that was written."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from library.models import Chapter

pytest_plugins = ["tests.library.teachers"]

ADDRESS = "/library/studio/ankles-on-film/chapters/"
# session, person, class, tags, chapters, films, renditions, movements
QUERIES = 8


def sent(*rows, known=0):
    """The form with these rows: (start, end, movement, title, repetitions, sides)."""
    names = ("start", "end", "movement", "title", "repetitions", "sides")
    values = {"chapters-TOTAL_FORMS": len(rows), "chapters-INITIAL_FORMS": known}
    for n, row in enumerate(rows):
        values |= {f"chapters-{n}-{name}": value for name, value in zip(names, row, strict=False)}
    return values


def stored():
    names = ("position", "start_s", "end_s", "title", "movement__slug", "repetitions", "sides")
    return list(Chapter.objects.values_list(*names))


@pytest.fixture
def a_minute(filmed, film_of):
    return film_of(filmed)


def test_chapters_are_stored_in_the_order_of_the_film(teachers_client, a_minute, releve):
    rows = [
        ("0:30.500", "", "releve in PARALLEL", "", "8", "2"),
        ("0:00", "", "", "Breathing", "1", "1"),
        ("", "", "", "", "1", "1"),
    ]
    assertRedirects(teachers_client.post(ADDRESS, sent(*rows)), ADDRESS)
    assert stored() == [
        (0, 0.0, 30.5, "Breathing", None, 1, 1),
        (1, 30.5, 60.0, "Relevé in parallel", "releve-parallel", 8, 2),
    ]


def test_what_was_stored_is_shown_and_saved_again_unchanged(teachers_client, whole):
    before = stored()
    page = teachers_client.get(ADDRESS)
    assertContains(page, 'value="0:00.000"')
    forms = page.context["formset"].forms
    rows = [[form[name].value() if form[name].value() is not None else "" for name in
             ("start", "end", "movement", "title", "repetitions", "sides")] for form in forms]  # fmt: skip
    teachers_client.post(ADDRESS, sent(*rows, known=1))
    assert stored() == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("half past", "", "", "A", "1", "1")], "Write the time as 1:05 or 1:05.250."),
        ([("0:10", "0:05", "", "A", "1", "1")], "It ends before it starts."),
        ([("1:05", "", "", "A", "1", "1")], "The film ends at 1:00.000."),
        ([("0:10", "1:05", "", "A", "1", "1")], "The film ends at 1:00.000."),
        (
            [("0:00", "0:20", "", "A", "1", "1"), ("0:10", "", "", "B", "1", "1")],
            "The one before it lasts until 0:20.000.",
        ),
        ([("0:10", "", "polka", "", "1", "1")], "No movement is called “polka”."),
        ([("0:10", "", "", "", "1", "1")], "Give it a title, or a movement to be called after."),
        ([("0:10", "", "", "A", "0", "1")], "A whole number from 1 to 200."),
        ([("", "0:10", "", "A", "1", "1")], "Say when it starts."),
        ([("0:10", "", "", "x" * 81, "1", "1")], "A title has at most 80 letters."),
    ],
)
def test_a_fault_is_said_and_nothing_is_lost(teachers_client, whole, rows, said):
    before = stored()
    response = teachers_client.post(ADDRESS, sent(("0:59", "", "", "Kept words", "1", "1"), *rows))
    assertContains(response, said)
    assertContains(response, "Kept words")
    assert stored() == before


def test_a_deleted_row_goes_even_if_it_is_wrong(teachers_client, whole):
    values = sent(("nonsense", "", "", "Gone", "1", "1"), ("0:05", "0:09", "", "Stays", "1", "1"), known=1)
    teachers_client.post(ADDRESS, {**values, "chapters-0-DELETE": "on"})
    assert stored() == [(0, 5.0, 9.0, "Stays", None, 1, 1)]


def test_chapters_changed_in_another_window_are_not_lost_unsaid(teachers_client, whole):
    opened = teachers_client.get(ADDRESS).context["formset"].known
    whole.chapters.update(title="Changed elsewhere")
    mine = sent(("0:00", "", "", "Mine", "1", "1"), known=1)
    response = teachers_client.post(ADDRESS, {**mine, "known": opened})
    assertContains(response, "changed in another window meanwhile")
    assertContains(response, "Mine")
    assert [row[3] for row in stored()] == ["Changed elsewhere"]
    teachers_client.post(ADDRESS, {**mine, "known": response.context["formset"].known})
    assert [row[3] for row in stored()] == ["Mine"]


def test_all_chapters_may_go(teachers_client, whole):
    values = sent(("0:00", "", "", "Gone", "1", "1"), known=1)
    teachers_client.post(ADDRESS, {**values, "chapters-0-DELETE": "on"})
    assert stored() == []


def test_too_many_chapters_are_a_sentence(teachers_client, a_minute):
    rows = [(f"{n * 0.4:.3f}", "", "", f"Chapter {n}", "1", "1") for n in range(64)]
    response = teachers_client.post(ADDRESS, sent(*rows))
    assertContains(response, "Those are too many at once: at most 63.")
    assert stored() == []


@pytest.mark.parametrize("values", [{}, {"chapters-TOTAL_FORMS": "many", "chapters-INITIAL_FORMS": "-1"}])
def test_a_form_that_is_none_is_no_server_error(teachers_client, whole, values):
    before = stored()
    assert teachers_client.post(ADDRESS, values).status_code == 200
    assert stored() == before


def test_without_a_film_chapters_may_be_written_with_their_ends(teachers_client, filmed):
    assertContains(teachers_client.get(ADDRESS), "There is no film to look at yet")
    response = teachers_client.post(ADDRESS, sent(("0:00", "", "", "A", "1", "1")))
    assertContains(response, "Say when it ends: there is no film yet to tell.")
    teachers_client.post(ADDRESS, sent(("0:00", "0:30", "", "A", "1", "1")))
    assert stored() == [(0, 0.0, 30.0, "A", None, 1, 1)]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_as_much_for_one_chapter_as_for_many(
    teachers_client, filmed, a_minute, releve, django_assert_num_queries, rows
):
    for n in range(rows):
        filmed.chapters.create(movement=releve, position=n, title="A", start_s=n, end_s=n + 1)
    with django_assert_num_queries(QUERIES):
        teachers_client.get(ADDRESS)


def test_anothers_chapters_do_not_exist(client, stranger, filmed):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, sent(("0:00", "0:30", "", "A", "1", "1"))).status_code == 404
    assert stored() == []


def test_a_visitor_is_sent_to_sign_in(client, filmed):
    assertRedirects(client.post(ADDRESS), f"/accounts/login/?next={ADDRESS}", fetch_redirect_response=False)


def test_movements_have_their_french_names_and_are_kept_by_their_own(
    teachers_client, a_minute, releve, french_words
):
    """Shown and found as the teacher reads them; kept so that everybody reads them in their language."""
    french_words({releve.name: "Montée parallèle", releve.plain: "Montez sur l’avant-pied."})
    french = {"Accept-Language": "fr"}
    page = teachers_client.get(ADDRESS, headers=french).content.decode()
    assert 'data-name="Montée parallèle"' in page
    assert 'data-words="montee parallele Montez sur l’avant-pied. releve in parallel ruh-luh-VAY' in page
    rows = [
        ("0:00", "0:20", "montee parallele", "", "8", "2"),
        ("0:20", "0:40", "Relevé in parallel", "Montée parallèle", "8", "2"),
        ("0:40", "", "Montée parallèle", "Encore", "8", "2"),
    ]
    assertRedirects(teachers_client.post(ADDRESS, sent(*rows), headers=french), ADDRESS)
    titles = [(title, movement) for _n, _a, _b, title, movement, *_rest in stored()]
    assert titles == [
        (title, releve.slug) for title in ("Relevé in parallel", "Relevé in parallel", "Encore")
    ]
    forms = teachers_client.get(ADDRESS, headers=french).context["formset"].initial_forms
    assert [(form["movement"].value(), form["title"].value()) for form in forms] == [
        ("Montée parallèle", "Montée parallèle"),
        ("Montée parallèle", "Montée parallèle"),
        ("Montée parallèle", "Encore"),
    ]
