"""What the search holds after each act that changes a class, and that it can be taken out again."""

import datetime
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.captions_file import bring_in_captions
from library.actions.content import load_content
from library.actions.drafts import remove_draft
from library.actions.edition import edition_number
from library.actions.filmed import make_current
from library.actions.indexing import forget_classes, index_all, index_classes, is_indexed
from library.actions.publishing import publish, publish_on, publish_when_due, unpublish
from library.actions.search import find
from library.actions.studio import change_cues, save_class, set_chapters, set_tags
from library.content import load
from library.models import ClassWords, Edition, Misspelling, Movement, SearchWord, VideoClass

pytest_plugins = ["tests.library.teachers"]
pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\nAs if through honey.\n"
WORDS = ["swan", "swans", "honey", "calves", "relevé", "the", "12"]


def kept():
    """All the search holds, by value."""
    words = {row["word"]: row for row in SearchWord.objects.values()}
    for row in words.values():
        for field in ("titles", "tags", "texts", "cues"):
            row[field] = bytes(row[field])
    forms = sorted(Misspelling.objects.values_list("word__word", "form"))
    told = list(ClassWords.objects.order_by("video_class").values("video_class", "words", "fingerprint"))
    keys = {word: row.pop("id") for word, row in words.items()}
    assert len(set(keys.values())) == len(words)
    return words, forms, told


@pytest.fixture
def published(whole):
    publish(video_class=whole, now=NOW)
    return whole


def finds(video_class, query) -> bool:
    return bool(find(query).classes >> video_class.pk & 1)


# --- the acts -------------------------------------------------------------------------------------


def test_a_draft_is_not_found_until_it_is_published_nor_after_it_is_withdrawn(whole):
    save_class(video_class=whole, fields=["title"], now=NOW)
    assert not finds(whole, "ankles film")
    publish(video_class=whole, now=NOW)
    assert finds(whole, "ankles film")
    unpublish(video_class=whole, now=NOW)
    assert not finds(whole, "ankles film")


def test_on_its_date_it_is_found(whole):
    publish_on(video_class=whole, at=NOW, now=NOW)
    assert not finds(whole, "ankles film")
    assert publish_when_due.call(whole.pk, NOW.isoformat()) == "published"
    assert finds(whole, "ankles film")


def test_a_class_is_found_by_its_new_title_and_not_by_the_old(published):
    published.title = "Swan lake"
    save_class(video_class=published, fields=["title"], now=NOW)
    assert (finds(published, "swan"), finds(published, "film")) == (True, False)


def test_a_class_is_found_by_its_new_chapters_and_not_by_the_old(published):
    swan = Movement.objects.create(slug="swan", name="Swan", leg_load=0, level=1)
    row = {"start": 0, "end": 60, "movement": swan, "title": "Arms", "repetitions": 1, "sides": 1}
    assert finds(published, "releve")
    set_chapters(video_class=published, rows=[row], now=NOW)
    assert [finds(published, word) for word in ("swan", "arms", "releve")] == [True, True, False]


def test_a_class_is_found_by_its_new_captions_and_not_by_the_old(published):
    shown = published.cues.values_list("pk", flat=True)
    assert finds(published, "heels together")
    rows = [{"start": 1, "end": 2, "text": "Like a candle."}]
    change_cues(video_class=published, shown=shown, rows=rows, now=NOW)
    assert [finds(published, word) for word in ("candle", "heels together")] == [True, False]
    bring_in_captions(video_class=published, data=VTT, now=NOW)
    assert [finds(published, word) for word in ("honey", "candle")] == [True, False]


def test_a_class_is_found_by_its_new_tags_and_not_by_the_old(published):
    assert finds(published, "stabilisers")
    set_tags(video_class=published, benefits=["posture"], fields={"kit": ["chair"]}, now=NOW)
    assert [finds(published, word) for word in ("posture", "chair", "stabilisers")] == [True, True, False]


def test_a_new_version_that_changes_the_length_begins_an_edition(published, film_of):
    second = film_of(published, version=2, current=False, duration_s=900.0)
    before = edition_number()
    make_current(second)
    published.refresh_from_db()
    assert (published.edition, edition_number()) == (before + 1, before + 1)


def test_a_draft_that_was_never_found_begins_no_edition(whole):
    save_class(video_class=whole, fields=["title"], now=NOW)
    assert (edition_number(), ClassWords.objects.count()) == (0, 0)


def test_a_draft_that_was_withdrawn_may_still_be_removed(published):
    unpublish(video_class=published, now=NOW)
    for film in published.films.all():
        film.delete()
    assert remove_draft(published)
    assert kept() == ({}, [], [])


def test_what_content_files_bring_change_and_leave_is_found_so(tiny_library, content_folder, change):
    load_content(tiny_library, now=NOW)
    video_class = VideoClass.objects.get()
    assert [finds(video_class, word) for word in ("tall", "first position")] == [True, True]
    before = edition_number()
    assert not load_content(tiny_library, now=NOW)
    assert edition_number() == before
    change("classes/stand-tall", title="Swan")
    load_content(load(content_folder), now=NOW)
    assert [finds(video_class, word) for word in ("swan", "position")] == [True, True]
    change("movements/first-position", plain="Heels like honey.")
    load_content(load(content_folder), now=NOW)
    assert finds(video_class, "honey")


def test_a_site_older_than_its_search_is_indexed_when_it_starts(tiny_library):
    load_content(tiny_library, now=NOW)
    whole = kept()
    for model in (ClassWords, Misspelling, SearchWord):
        model.objects.all().delete()
    assert not is_indexed()
    assert not load_content(tiny_library, now=NOW)  # nothing changed in the files
    assert (is_indexed(), kept()) == (True, whole)


# --- the tables -----------------------------------------------------------------------------------

FIELDS = st.fixed_dictionaries(
    {
        name: st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
        for name in ("title", "summary", "description")
    }
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS, FIELDS, FIELDS)
def test_what_is_put_in_and_taken_out_again_leaves_everything_as_it_was(make_class, other, first, second):
    forget_classes(VideoClass.objects.values_list("pk", flat=True))
    VideoClass.objects.all().delete()
    assert kept() == ({}, [], [])
    make_class("other", **other)
    before = kept()
    video_class = make_class("one", **first)
    rows = VideoClass.objects.filter(pk=video_class.pk)
    rows.update(**second)
    index_classes([video_class.pk])
    changed = kept()
    index_all()
    assert kept() == changed  # little by little comes to the same as all at once
    rows.update(published_at=None)
    index_classes([video_class.pk])
    assert kept() == before


def test_deleted_classes_leave_nothing_behind(make_class):
    classes = [make_class(f"swan-{n}") for n in range(3)]
    keys = [one.pk for one in classes]
    forget_classes(keys)
    VideoClass.objects.filter(pk__in=keys).delete()
    assert kept() == ({}, [], [])


def test_what_did_not_change_is_not_written_again(make_class):
    video_class = make_class("swan")
    with CaptureQueriesContext(connection) as queries:
        index_classes([video_class.pk])
    written = [row["sql"] for row in queries if row["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if "library_searchword" in sql or "library_classwords" in sql] == []
    assert len(written) == 2  # the edition, and the class that is of it


@pytest.mark.parametrize("many", [2, 30])
def test_many_are_indexed_with_as_many_queries_as_few(make_class, django_assert_num_queries, many):
    keys = [make_class(f"swan-{n}").pk for n in range(many)]
    VideoClass.objects.update(title="Honey candle")
    with django_assert_num_queries(22):
        index_classes(keys)


@pytest.mark.django_db(transaction=True)
def test_two_who_index_at_once_do_not_lose_each_others_classes(make_class):
    """On PostgreSQL they wait for the edition's row."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer, and its tests one database in memory.")
    keys = [make_class(f"class-{n}", description="").pk for n in range(8)]
    VideoClass.objects.update(title="Swan")
    start = threading.Barrier(len(keys))

    def act(key):
        try:
            start.wait()
            index_classes([key])
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[key]) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert find("swan").classes == sum(1 << key for key in keys)
    assert Edition.objects.get().number == 2 * len(keys)
