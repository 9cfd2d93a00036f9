import json
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import Film, Movement, VideoClass, Viewing

# session, runner, class with the edition, tags, chapters, what the runner marked, places in collections,
# the film and its files, and for the player its choices
WATCHING = 9
TIMING = 11  # no film yet, which takes a second look, the cues, and how the runner likes it spoken


@pytest.fixture
def ankles(make_class):
    """A class with two chapters and a cue."""
    plie = Movement.objects.create(
        slug="demi-plie",
        name="Demi-plié",
        plain="Bend.",
        purpose="Ankles.",
        leg_load=1,
        level=1,
        turned_out=True,
    )
    ankles = make_class("steady-ankles", kit=["chair"], only_five="Do the pliés.", benefits=["balance"])
    ankles.chapters.create(movement=plie, position=0, title="Demi-plié", start_s=0, end_s=65, repetitions=8)
    ankles.chapters.create(movement=plie, position=1, title="Again", start_s=65, end_s=900, sides=2)
    ankles.cues.create(start_s=4, end_s=8, text="Heels stay down.")
    return ankles


@pytest.fixture
def film(ankles, settings):
    """A film of the class: the page asks only whether its file is there."""
    folder = settings.MEDIA_ROOT / "films/steady-ankles/abc"
    folder.mkdir(parents=True)
    film = Film.objects.create(
        video_class=ankles, state="ready", folder="films/steady-ankles/abc", fingerprint="abc", duration_s=900
    )
    for kind, name in [("hls", "film.m3u8"), ("mp4", "film.mp4")]:
        (folder / name).write_bytes(b"film")
        film.renditions.create(kind=kind, path=f"{film.folder}/{name}", size_bytes=4)
    return film


def test_a_class_without_a_film_can_be_danced_with_the_timer(runners_client, ankles):
    response = runners_client.get("/library/steady-ankles/")
    assertContains(response, "<h1>Steady ankles</h1>")
    assertContains(response, 'data-timer="timer-class"')
    assertContains(response, '"text": "Heels stay down."')
    assertContains(response, 'hx-post="/library/steady-ankles/film/" hx-trigger="load, submit"')
    assertNotContains(response, "<video")
    assert not Film.objects.exists()  # looking stores nothing


def test_a_class_with_a_film_plays_it(runners_client, film):
    response = runners_client.get("/library/steady-ankles/")
    playlist, whole = "film/film.m3u8?v=abc", "film.mp4?v=abc"
    assertContains(
        response, f'<source src="/library/steady-ankles/{playlist}" type="application/vnd.apple.mpegurl">'
    )
    assertContains(response, f'<source src="/library/steady-ankles/{whole}" type="video/mp4">')
    assertContains(
        response,
        'src="/library/steady-ankles/captions.vtt?v=abc&amp;lang=en" srclang="en" label="English" default',
    )
    assertContains(response, 'href="/library/steady-ankles/?at=65#player" data-seek="65.00"')
    assertNotContains(response, "data-timer=")


def test_the_timer_can_be_had_beside_the_film(runners_client, film):
    response = runners_client.get("/library/steady-ankles/?with=timer")
    assertContains(response, "data-timer")
    assertNotContains(response, "<video")


def test_a_film_is_played_from_where_it_was_left(runners_client, runner, film):
    Viewing.objects.create(runner=runner, video_class=film.video_class, position_s=272, seen=[[12, 272]])
    assertContains(
        runners_client.get("/library/steady-ankles/"), 'data-position="272.0" data-seen="[[12, 272]]"'
    )


def test_another_runners_place_is_not_shown(runners_client, stranger, film):
    Viewing.objects.create(runner=stranger, video_class=film.video_class, position_s=272)
    assertContains(runners_client.get("/library/steady-ankles/"), 'data-position="0.0"')


def test_what_keeps_a_runner_safe_stands_beside_the_class(runners_client, ankles):
    response = runners_client.get("/library/steady-ankles/")
    assertContains(response, "never socks on a smooth floor")
    assertContains(response, "A heavy chair that cannot roll or tip")
    assertContains(response, "only as far as your knees still point over your second toes")
    assertContains(response, "do not hop to test it")
    assertNotContains(response, "Jump in shoes")
    assertContains(response, "Only five minutes? Do this.")


def test_strength_films_play_no_faster_than_they_were_made(runners_client, film):
    assertContains(runners_client.get("/library/steady-ankles/"), '<option value="1.5">')
    film.video_class.leg_load = 2
    film.video_class.save()
    response = runners_client.get("/library/steady-ankles/")
    assertContains(response, 'data-top-speed="1"')
    assertNotContains(response, '<option value="1.25">')


def test_similar_classes_are_of_the_same_main_benefit_nearest_first(runners_client, ankles, make_class):
    make_class("harder", benefits=["balance"], level=2)
    make_class("longer", benefits=["balance"], duration_s=1500)
    make_class("other", benefits=["posture", "balance"])
    make_class("draft", benefits=["balance"], published=False)
    response = runners_client.get("/library/steady-ankles/")
    assert [c.slug for c in response.context["similar"]] == ["longer", "harder"]


@pytest.mark.parametrize("path", ["steady-ankles/film", "steady-ankles/done", "steady-ankles/watched"])
def test_visitors_sign_in_first(client, ankles, path):
    address = f"/library/{path}/"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)


@pytest.mark.parametrize("slug", ["draft", "not-there"])
def test_what_is_not_published_does_not_exist(runners_client, make_class, slug):
    make_class("draft", published=False)
    assert runners_client.get(f"/library/{slug}/").status_code == 404


@pytest.mark.parametrize("n", [1, 60])
def test_the_page_costs_the_same_among_one_class_and_many(
    runners_client, ankles, make_class, django_assert_num_queries, n
):
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}", benefits=["balance"])
    if n > 1:  # the offer for five minutes may come from another class
        VideoClass.objects.filter(slug="class-0").update(duration_s=300)
        VideoClass.objects.filter(pk=ankles.pk).update(only_five="")
    runners_client.get("/library/steady-ankles/")  # the library is read once for each edition
    with django_assert_num_queries(TIMING):
        runners_client.get("/library/steady-ankles/")


@pytest.mark.parametrize("n", [1, 60])
def test_the_player_costs_the_same_among_one_class_and_many(
    runners_client, runner, film, make_class, django_assert_num_queries, n
):
    with make_class.together():
        for i in range(n):
            marked = make_class(f"class-{i}", benefits=["balance"])
            Viewing.objects.create(runner=runner, video_class=marked, saved_at=marked.published_at)
    runners_client.get("/library/steady-ankles/")
    with django_assert_num_queries(WATCHING):
        runners_client.get("/library/steady-ankles/")


def test_a_class_without_chapters_still_has_its_page(runners_client, make_class):
    make_class()
    assertContains(runners_client.get("/library/steady-ankles/"), "I did this class")


def test_html_in_a_title_is_shown_as_text(runners_client, make_class):
    make_class(title="<b>Bold</b>")
    assertContains(runners_client.get("/library/steady-ankles/"), "<h1>&lt;b&gt;Bold&lt;/b&gt;</h1>")


# --- without an account -----------------------------------------------------------------------------


def test_a_visitor_reads_all_of_a_class_and_is_invited_to_dance_it(client, film, make_class):
    make_class("first-steps", free=True, duration_s=600)
    response = client.get("/library/steady-ankles/")
    for words in (
        "Fifteen quiet minutes.",
        "For the small muscles",
        "never socks on a smooth floor",
        "At a glance",
    ):
        assertContains(response, words)
    assertContains(response, "Sign up to dance it with us")
    assertContains(response, 'href="/accounts/login/?next=%2Flibrary%2Fsteady-ankles%2F"')
    assertContains(response, '<a href="/library/first-steps/">First steps, 10 min</a>', html=True)
    for private in ("<video", "data-timer", "data-seek", "I did this class", "film.mp4", "/save/"):
        assertNotContains(response, private)


def test_for_a_visitor_chapters_lead_to_their_movements(client, ankles):
    ankles.chapters.create(position=2, title="A little dance", start_s=500, end_s=560)
    response = client.get("/library/steady-ankles/")
    assertContains(response, 'href="/library/movements/demi-plie/">Again</a>')
    assertContains(response, '<span class="chapter__title">A little dance</span>')


def test_where_no_class_is_free_none_is_offered(client, ankles):
    assertNotContains(client.get("/library/steady-ankles/"), "without an account")


def test_a_visitor_plays_a_free_class_and_nothing_of_it_is_kept(client, film):
    VideoClass.objects.update(free=True)
    response = client.get("/library/steady-ankles/")
    assertContains(response, '<source src="/library/steady-ankles/film/film.m3u8?v=abc"')
    assertContains(response, 'data-watched-url=""')
    assertContains(response, "data-invitation")
    assertNotContains(response, "Sign up to dance it with us")
    assertNotContains(response, "I did this class")


def test_a_free_class_without_a_film_has_its_timer_and_no_visitor_asks_for_the_film(client, ankles):
    VideoClass.objects.update(free=True)
    response = client.get("/library/steady-ankles/")
    assertContains(response, "data-timer")
    assertNotContains(response, "/library/steady-ankles/film/")
    assertNotContains(response, "/done/")


def test_a_runner_is_not_told_that_a_class_is_free(runners_client, film):
    VideoClass.objects.update(free=True)
    assertNotContains(runners_client.get("/library/steady-ankles/"), "data-invitation")


def test_a_draft_does_not_exist_for_a_visitor_though_it_is_free(client, film):
    VideoClass.objects.update(free=True, published_at=None)
    assert client.get("/library/steady-ankles/").status_code == 404


def test_what_is_not_for_this_runner_is_not_offered_as_similar(
    runners_client, runner, stranger, ankles, make_class
):
    for slug, person in (("theirs", runner), ("others", stranger)):
        hidden = make_class(slug, benefits=["balance"])
        Viewing.objects.create(runner=person, video_class=hidden, hidden_at=hidden.published_at)
    response = runners_client.get("/library/steady-ankles/")
    assert [c.slug for c in response.context["similar"]] == ["others"]


@pytest.mark.parametrize("n", [1, 60])
def test_it_costs_a_visitor_the_same_among_one_class_and_many(
    client, ankles, make_class, django_assert_num_queries, n
):
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}", benefits=["balance"], free=bool(i % 2))
    client.get("/library/steady-ankles/")
    with django_assert_num_queries(5):  # class, tags, chapters, places in collections, the free one
        client.get("/library/steady-ankles/")


# --- what search engines read -----------------------------------------------------------------------


def facts_of(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return json.loads(found[1]) if found else []


def test_search_engines_read_the_class_as_a_film(client, film):
    response = client.get("/library/steady-ankles/")
    told, trail = facts_of(response)
    assert (told["@type"], told["isAccessibleForFree"], "contentUrl" in told) == ("VideoObject", False, False)
    assert told["thumbnailUrl"] == "http://testserver/static/posters/steady-ankles.webp"
    assert [clip["url"] for clip in told["hasPart"]] == [
        f"http://testserver/library/steady-ankles/?at={at}" for at in (0, 65)
    ]
    assert [step["name"] for step in trail["itemListElement"]] == ["Library", "Steady ankles"]
    assertContains(response, '<link rel="canonical" href="http://testserver/library/steady-ankles/">')
    assertContains(response, '<meta name="description" content="Fifteen quiet minutes.">')


def test_the_film_of_a_free_class_has_its_address(client, film):
    VideoClass.objects.update(free=True)
    told = facts_of(client.get("/library/steady-ankles/"))[0]
    assert told["contentUrl"] == "http://testserver/library/steady-ankles/film.mp4"
    film.renditions.filter(kind="mp4").delete()
    told = facts_of(client.get("/library/steady-ankles/"))[0]
    assert told["contentUrl"] == "http://testserver/library/steady-ankles/film/film.m3u8"


def test_a_class_without_a_picture_is_no_film_to_them(client, make_class):
    make_class("on-film", origin="filmed")
    assert [told["@type"] for told in facts_of(client.get("/library/on-film/"))] == ["BreadcrumbList"]


def test_a_hostile_title_ends_no_script(client, make_class):
    make_class(title="</script><b>Bold</b>")
    response = client.get("/library/steady-ankles/")
    assertNotContains(response, "</script><b>")
    assert facts_of(response)[0]["name"] == "</script><b>Bold</b>"


def test_a_runners_page_carries_none_of_it(runners_client, film):
    assertNotContains(runners_client.get("/library/steady-ankles/"), "ld+json")


# --- beside it --------------------------------------------------------------------------------------


def test_a_teachers_name_stands_with_the_class_and_never_their_address(client, make_class, teacher):
    make_class("on-film", origin="filmed", teacher=teacher)
    assertNotContains(client.get("/library/on-film/"), "class-page__teacher")
    teacher.teaches_as = "Ada <Lovelace>"
    teacher.save()
    response = client.get("/library/on-film/")
    assertContains(response, "With Ada &lt;Lovelace&gt;")
    assertNotContains(response, teacher.email)


def test_for_five_minutes_the_shortest_of_the_same_main_benefit_is_offered(client, make_class):
    make_class("long", benefits=["balance"])
    make_class("short", benefits=["balance"], duration_s=330, summary="Quick balances.")
    make_class("shorter", benefits=["posture", "balance"], duration_s=290)
    response = client.get("/library/long/")
    assertContains(response, '<a href="/library/short/">Short, 6 min</a>. Quick balances.')
    assertNotContains(client.get("/library/short/"), "Only five minutes?")  # it is short itself


def test_what_is_long_is_not_offered_for_five_minutes(client, make_class):
    for slug in ("long", "too-long"):
        make_class(slug, benefits=["balance"], duration_s=600)
    assertNotContains(client.get("/library/long/"), "Only five minutes?")


def test_similar_classes_say_what_this_runner_saved(runners_client, runner, ankles, make_class):
    near = make_class("near", benefits=["balance"])
    Viewing.objects.create(runner=runner, video_class=near, saved_at=near.published_at)
    [shown] = runners_client.get("/library/steady-ankles/").context["similar"]
    assert (shown.slug, shown.own.saved) == ("near", True)
