"""The library as somebody reads it whose language is French, and next to somebody whose is not."""

import json

import pytest

from library.actions.indexing import index_classes
from library.film.captions import vtt
from library.models import Collection, Film, Movement, Rendition, Viewing

pytestmark = pytest.mark.django_db
WORDS = {
    "Stand tall": "Se tenir droit",
    "Twelve upright minutes.": "Douze minutes bien droites.",
    "Easy march": "Marche facile",
    "Lift one knee.": "Levez un genou.",
    "Warms the calves.": "Réchauffe les mollets.",
    "First & last.": "Première & dernière.",
    "Now the left leg.": "Maintenant\u00a0: la jambe gauche.",
    "Bare feet.": "Pieds nus.",
    "Before a run": "Avant de courir",
}
FRENCH = {"Accept-Language": "fr"}


@pytest.fixture(autouse=True)
def words(french_words):
    french_words(WORDS)


@pytest.fixture
def march(db):
    fields = {"say": "mahrsh", "plain": "Lift one knee.", "purpose": "Warms the calves."}
    return Movement.objects.create(slug="march", name="Easy march", leg_load=1, level=1, **fields)


@pytest.fixture
def tall(make_class, march):
    video_class = make_class(
        "stand-tall", title="Stand tall", summary="Twelve upright minutes.", duration_s=60
    )
    video_class.chapters.create(movement=march, position=0, title="Easy march", start_s=0, end_s=60)
    video_class.cues.create(start_s=5, end_s=9, text="Now the left leg.")
    index_classes([video_class.pk])
    return video_class


def read(client, address, **data) -> str:
    answer = client.get(address, data, headers=FRENCH)
    assert answer.status_code == 200
    return answer.content.decode()


# --- cards, pages, messages -------------------------------------------------------------------------


def test_a_card_is_kept_for_each_language_by_itself(client, tall):
    for _again in range(2):
        french, english = read(client, "/library/"), client.get("/library/").content.decode()
        assert "Se tenir droit" in french and "Douze minutes bien droites." in french
        assert "Stand tall" not in french
        assert "Stand tall" in english and "Twelve upright minutes." in english
        assert "Se tenir droit" not in english


def test_what_a_teacher_wrote_stays_beside_what_is_translated(client, tall, make_class):
    make_class("my-own", title="My own title")
    page = read(client, "/library/")
    assert "My own title" in page and "Se tenir droit" in page


def test_a_class_and_its_chapters_are_named_in_french(client, tall):
    page = read(client, "/library/stand-tall/")
    assert "<h1>Se tenir droit</h1>" in page.replace(' class="page__title"', "")
    assert "Marche facile" in page and "Easy march" not in page and "Stand tall" not in page


def test_a_movement_is_told_in_french_and_nobody_is_told_how_to_say_it(client, tall, march):
    page = read(client, "/library/movements/march/")
    assert "Marche facile" in page and "Réchauffe les mollets." in page
    assert (
        "mahrsh" not in page
        and "data-say" not in page
        and "mahrsh" not in read(client, "/library/movements/")
    )
    assert "mahrsh" in client.get("/library/movements/march/").content.decode()


def test_a_french_name_is_marked_only_where_the_page_around_it_is_not(client, db):
    Movement.objects.create(slug="plie", name="Demi-plié, parallel", leg_load=1, level=1)
    marked = '<span lang="fr">Demi-plié</span>'
    assert marked in client.get("/library/movements/plie/").content.decode()
    assert marked not in read(client, "/library/movements/plie/")


def test_what_was_done_is_said_of_the_class_as_it_is_called(runners_client, tall):
    runners_client.post("/library/stand-tall/save/", headers=FRENCH)
    assert "Se tenir droit" in read(runners_client, "/library/history/saved/")
    said = runners_client.post("/library/stand-tall/unsave/", headers=FRENCH, follow=True).content.decode()
    assert "Se tenir droit" in said and "Stand tall" not in said
    assert Viewing.objects.get().saved_at is None


def test_a_collection_is_told_in_french(client, tall):
    row = Collection.objects.create(slug="before", title="Before a run", summary="Lift one knee.")
    row.places.create(video_class=tall, position=1)
    for address in ("/library/collections/", "/library/collections/before/", "/library/stand-tall/"):
        page = read(client, address)
        assert "Avant de courir" in page and "Before a run" not in page


# --- finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["droit", "facile", "mollet", "GENOUX", "levez", "jambe gauche", "march", "tall"]
)
def test_a_class_is_found_by_words_of_both_languages(client, tall, make_class, typed):
    make_class("another")
    tall.sites = {"calf": 2}
    tall.save()
    index_classes([tall.pk])
    page = read(client, "/library/", q=typed)
    assert ("Se tenir droit" in page, "Another" in page) == (True, False)


def test_a_cue_is_shown_as_it_is_read_whichever_word_found_it(client, tall):
    for typed in ("gauche", "left"):
        assert "<q>Maintenant\u00a0: la jambe gauche.</q>" in read(client, "/library/", q=typed)
    assert "<q>Now the left leg.</q>" in client.get("/library/", {"q": "left"}).content.decode()


def test_who_indexes_in_french_indexes_the_same(tall):
    from django.utils.translation import override

    before = tall.search_words.words
    with override("fr"):
        index_classes([tall.pk])
    tall.search_words.refresh_from_db()
    assert tall.search_words.words == before
    assert {"droit", "tall"} <= set(before["titles"])


def test_names_are_suggested_as_they_are_read(client, tall):
    for typed, name in [("marche", "Marche facile"), ("easy", "Marche facile"), ("tall", "Se tenir droit")]:
        found = client.get("/library/suggestions/", {"q": typed}, headers=FRENCH).context["suggestions"]
        assert name in [one.name for one in found]


def test_movements_to_choose_from_are_named_and_ordered_in_french(client, tall, march):
    ribs = Movement.objects.create(slug="ribs", name="Before a run", leg_load=0, level=1)
    tall.chapters.create(movement=ribs, position=1, title="Before a run", start_s=60, end_s=70)
    index_classes([tall.pk])
    options = client.get("/library/", headers=FRENCH).context["address"].by_name["movement"].options
    assert list(options.values()) == ["Avant de courir", "Marche facile"]


# --- films ------------------------------------------------------------------------------------------


@pytest.fixture
def film(tall, settings):
    """A drawn film with its words, as it lies on disk."""
    film = Film.objects.create(video_class=tall, state="ready", folder="films/tall", fingerprint="abc")
    folder = settings.MEDIA_ROOT / film.folder
    folder.mkdir(parents=True)
    opening = {
        "kind": "opening",
        "title": "Stand tall",
        "summary": "Twelve upright minutes.",
        "ready": "Bare feet.",
    }
    card = {"kind": "card", "name": "Easy march", "say": "mahrsh", "plain": "Lift one knee.", "rep": 1}
    files = {
        "captions": vtt(
            [(0, 2, "First &amp; last."), (5, 9, "Now the left leg."), (9, 9.5, "What a teacher added.")]
        ),
        "chapters": vtt([(0, 60, "Easy march")]),
        "metadata": vtt([(0, 6, json.dumps(opening)), (6, 60, json.dumps(card))]),
        "hls": "#EXTM3U\n",
    }
    for kind, text in files.items():
        (folder / kind).with_suffix(".vtt").write_text(text)
        Rendition.objects.create(
            film=film, kind=kind, height=0, path=f"{film.folder}/{kind}.vtt", size_bytes=9
        )
    return film


def given(client, name, **more) -> str:
    return client.get(f"/library/stand-tall/{name}", more).getvalue().decode()


def test_captions_are_given_in_the_language_of_their_address(runners_client, film):
    assert given(runners_client, "captions.vtt", lang="fr") == vtt([
        (0, 2, "Première &amp; dernière."),
        (5, 9, "Maintenant\u00a0: la jambe gauche."),
        (9, 9.5, "What a teacher added."),
    ])  # fmt: skip
    assert "Now the left leg." in given(runners_client, "captions.vtt", lang="en")
    answer = runners_client.get("/library/stand-tall/captions.vtt?lang=fr")
    assert answer["Content-Language"] == "fr" and answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("asked", [{}, {"lang": "xx"}, {"lang": "fr'"}])
def test_without_a_language_we_have_they_are_the_readers_and_no_cache_mixes_them(runners_client, film, asked):
    address = "/library/stand-tall/captions.vtt"
    french = runners_client.get(address, asked, headers=FRENCH)
    english = runners_client.get(address, asked)
    assert "jambe gauche" in french.getvalue().decode() and "left leg" in english.getvalue().decode()
    if not asked:
        assert {french["Vary"], english["Vary"]} == {"Accept-Language, Cookie"}


def test_chapters_and_what_stands_beside_the_picture_are_in_french(runners_client, film):
    assert given(runners_client, "chapters.vtt", lang="fr") == vtt([(0, 60, "Marche facile")])
    told = [
        json.loads(line) for line in given(runners_client, "track.vtt", lang="fr").splitlines() if "{" in line
    ]
    assert told == [
        {
            "kind": "opening", "title": "Se tenir droit", "summary": "Douze minutes bien droites.",
            "ready": "Pieds nus.", "say": "",
        },
        {"kind": "card", "name": "Marche facile", "say": "", "plain": "Levez un genou.", "rep": 1},
    ]  # fmt: skip


def test_the_player_asks_for_the_words_of_its_page(runners_client, film):
    page = read(runners_client, "/library/stand-tall/")
    assert 'captions.vtt?v=abc&amp;lang=fr" srclang="fr" label="Français" default' in page
    assert 'chapters.vtt?v=abc&amp;lang=fr" srclang="fr"' in page and "track.vtt?v=abc&amp;lang=fr" in page
    assert 'data-captions-in="fr"' in page
    english = runners_client.get("/library/stand-tall/").content.decode()
    assert 'captions.vtt?v=abc&amp;lang=en" srclang="en" label="English" default' in english


def test_what_a_teacher_says_in_a_film_stays_as_it_is_heard(runners_client, tall, film):
    tall.origin = "filmed"
    tall.save()
    assert "Now the left leg." in given(runners_client, "captions.vtt", lang="fr")
    assert given(runners_client, "chapters.vtt", lang="fr") == vtt([(0, 60, "Marche facile")])
    page = read(runners_client, "/library/stand-tall/", **{"with": "timer"})
    assert 'data-captions-in="en"' in page and 'data-part="cue" lang="en"' in page
    assert "Now the left leg." in page


def test_the_timer_says_its_cues_in_french(runners_client, tall):
    page = read(runners_client, "/library/stand-tall/")
    assert 'data-captions-in="fr"' in page and "jambe gauche" in page and "left leg" not in page


def test_captions_of_ones_language_can_be_kept_beside_a_film_that_is_taken_along(runners_client, film):
    kept = "/library/stand-tall/captions.vtt?lang=fr&amp;download"
    assert kept in read(runners_client, "/library/stand-tall/film/whole/")
    assert "captions.vtt" not in runners_client.get("/library/stand-tall/film/whole/").content.decode()
    answer = runners_client.get("/library/stand-tall/captions.vtt", {"lang": "fr", "download": ""})
    assert answer["Content-Disposition"] == 'attachment; filename="se-tenir-droit.vtt"'
