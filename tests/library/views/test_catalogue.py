import datetime
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.actions.indexing import index_classes
from library.models import Movement, Viewing
from plans.models import Session

QUERIES = 6  # session, runner, danced, what is saved and hidden with the edition, the page, its tags
SEARCHING = QUERIES + 2  # the words, the cues
MENDING = SEARCHING + 1  # what a misspelt word may mean
TODAY = QUERIES + 10  # what a class is judged by


@pytest.fixture
def classes(make_class):
    """Four classes that differ in all that can be chosen."""
    with make_class.together():
        make_class("a-short-one", duration_s=600, level=1, benefits=["balance", "posture"])
        make_class("a-longer-one", duration_s=1200, level=1, benefits=["posture"])
        make_class("a-hard-one", duration_s=1800, level=2, benefits=["balance"])
        make_class("a-very-long-one", duration_s=2400, level=3, benefits=["flexibility"])
    make_class("a-draft", published=False, benefits=["balance"])


def titles(response):
    return re.findall(r'class-card__title"><a href="/library/([\w-]+)/"', response.content.decode())


def counts(response):
    """What stands beside each choice: {(name, value): count}."""
    pattern = r'name="(benefit|length|level)" value="([\w-]+)"[^>]*>(?:(?!<input).)*?facet__count">(\d+)<'
    found = re.findall(pattern, response.content.decode(), re.DOTALL)
    return {(name, value): int(n) for name, value, n in found}


def chips(response):
    """Where each chosen option is taken back."""
    return re.findall(r'class="chosen__one" href="([^"]+)"', response.content.decode())


def test_every_published_class_is_there_easiest_and_shortest_first(runners_client, classes):
    response = runners_client.get("/library/")
    assert titles(response) == ["a-short-one", "a-longer-one", "a-hard-one", "a-very-long-one"]
    assertNotContains(response, "A draft")


def test_a_visitor_finds_the_same_classes_and_nothing_of_their_own(client, classes):
    response = client.get("/library/?benefit=balance")
    assert titles(response) == ["a-short-one", "a-hard-one"]
    assertNotContains(response, "Not yet tried")
    assertNotContains(response, "/save/")
    assertNotContains(response, "/library/today/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("benefit=balance", ["a-short-one", "a-hard-one"]),
        ("benefit=balance&benefit=flexibility", ["a-short-one", "a-hard-one", "a-very-long-one"]),
        ("length=10", ["a-short-one"]),
        ("length=20&length=30", ["a-longer-one", "a-hard-one"]),
        ("length=more", ["a-very-long-one"]),
        ("level=1&benefit=balance", ["a-short-one"]),
        ("level=2&level=3", ["a-hard-one", "a-very-long-one"]),
    ],
)
def test_choices_of_one_kind_widen_and_of_different_kinds_narrow(runners_client, classes, query, found):
    assert titles(runners_client.get(f"/library/?{query}")) == found


@pytest.mark.parametrize(
    ("duration_s", "length"),
    [(630, "10"), (630.5, "20"), (1230, "20"), (1231, "30"), (1830, "30"), (1831, "more")],
)
def test_a_class_is_found_under_the_minutes_it_shows(runners_client, make_class, duration_s, length):
    make_class("one", duration_s=duration_s)
    assert titles(runners_client.get(f"/library/?length={length}")) == ["one"]
    assert sum(n for (name, _), n in counts(runners_client.get("/library/")).items() if name == "length") == 1


def test_counts_say_what_each_choice_would_find(runners_client, classes):
    assert counts(runners_client.get("/library/")) == {
        ("benefit", "flexibility"): 1,
        ("benefit", "stabilisers"): 0,
        ("benefit", "posture"): 2,
        ("benefit", "balance"): 2,
        ("benefit", "injury-prevention"): 0,
        ("length", "10"): 1,
        ("length", "20"): 1,
        ("length", "30"): 1,
        ("length", "more"): 1,
        ("level", "1"): 2,
        ("level", "2"): 1,
        ("level", "3"): 1,
    }


def test_counts_are_true_for_what_is_already_chosen(runners_client, classes):
    numbers = counts(runners_client.get("/library/?level=1&benefit=balance"))
    assert {key: n for key, n in numbers.items() if n} == {
        ("benefit", "posture"): 2,
        ("benefit", "balance"): 1,
        ("length", "10"): 1,
        ("level", "1"): 1,
        ("level", "2"): 1,
    }


def test_each_choice_is_taken_back_by_itself(runners_client, classes):
    response = runners_client.get("/library/?benefit=balance&benefit=posture&level=1")
    assert chips(response) == [
        "?benefit=balance&amp;level=1",
        "?benefit=posture&amp;level=1",
        "?benefit=posture&amp;benefit=balance",
    ]


def test_the_last_choice_taken_back_leads_to_everything(runners_client, classes):
    assert chips(runners_client.get("/library/?level=1")) == ["/library/"]


@pytest.mark.parametrize("query", ["level=9", "level=one", "level=-1", "length=NaN", "benefit=speed"])
def test_what_nobody_offers_is_left_out_with_a_sentence(runners_client, classes, query):
    response = runners_client.get(f"/library/?{query}")
    word = query.partition("=")[2]
    assertContains(response, f"“{word}” is nothing the library can be narrowed by, so it is left out.")
    assert len(titles(response)) == 4


def test_a_hostile_query_is_shortened_and_escaped(runners_client, classes):
    response = runners_client.get("/library/", {"level": ["<script>alert(1)</script>" + "x" * 5000] * 50})
    assertContains(response, "“&lt;script&gt;alert(1)&lt;/script&gt;xxxxx…”", count=1)
    assertNotContains(response, "<script>alert")


def test_the_welcome_stands_above_the_whole_library_only(runners_client, classes):
    welcome = "No dance experience is needed"
    assertContains(runners_client.get("/library/"), welcome)
    for narrowed in ("?level=1", "?q=tall", "?level=3&length=10"):
        assertNotContains(runners_client.get(f"/library/{narrowed}"), welcome)


def test_where_nothing_is_found_the_nearest_is_offered(runners_client, classes):
    response = runners_client.get("/library/?level=3&length=10&benefit=flexibility")
    assertContains(response, "No class is all of that at once")
    assertContains(response, 'href="?benefit=flexibility&amp;level=3"')
    assertContains(response, "1 class without “10 minutes or less”")
    assertNotContains(response, "without “Level 3”")


def test_an_empty_library_says_so(runners_client):
    assertContains(runners_client.get("/library/"), "The library is still empty")


def test_long_libraries_come_in_pages_that_keep_the_choice(runners_client, make_class):
    with make_class.together():
        for n in range(30):
            make_class(f"class-{n}", duration_s=600 + n)
    first = runners_client.get("/library/?level=1")
    assert len(titles(first)) == 24
    assertContains(first, 'rel="next" href="?level=1&amp;page=2"')
    second = runners_client.get("/library/?level=1&page=2")
    assert len(titles(second)) == 6
    assertContains(second, 'rel="prev" href="?level=1"')


def test_pages_that_were_added_are_there_when_one_comes_back(
    runners_client, make_class, django_assert_num_queries
):
    with make_class.together():
        for n in range(50):
            make_class(f"class-{n}")
    runners_client.get("/library/")  # the shelf is made by whoever comes first
    with django_assert_num_queries(QUERIES):
        response = runners_client.get("/library/?page=2&from=1")
    assert len(titles(response)) == 48
    assertContains(response, 'hx-get="/library/?page=3&amp;from=1"')
    assertContains(response, 'rel="next" href="?page=3"')
    assertNotContains(response, 'rel="prev"')


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "NaN"])
def test_a_page_that_is_not_there_gives_one_that_is(runners_client, classes, page):
    assert len(titles(runners_client.get(f"/library/?page={page}"))) == 4


@pytest.mark.parametrize("n", [1, 60])
def test_the_page_costs_the_same_for_one_class_and_for_many(
    runners_client, make_class, django_assert_num_queries, n
):
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}", benefits=["balance", "posture"])
    runners_client.get("/library/")  # the shelf is made once
    with django_assert_num_queries(QUERIES):
        runners_client.get("/library/?benefit=balance&level=1")


@pytest.mark.parametrize("n", [1, 30])
@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("q=class", SEARCHING), ("q=clasz", MENDING), ("fits=today", TODAY), ("sort=best", TODAY),
        ("sort=best&fits=today&q=class", TODAY + 2), ("sort=done&saved=yes", QUERIES - 2),
    ],
)  # fmt: skip
def test_a_search_and_a_runners_day_cost_the_same_for_few_and_many(
    runners_client, make_class, django_assert_num_queries, asked, number, n
):
    with make_class.together():
        for i in range(n):
            made = make_class(f"class-{i}", benefits=["balance"], leg_load=0)
            made.cues.create(start_s=1, end_s=2, text="A class begins.")
    runners_client.get("/library/?sort=best")  # the library is read once for each of its editions
    with django_assert_num_queries(number):
        runners_client.get(f"/library/?{asked}")


def test_nothing_found_costs_less(runners_client, classes, django_assert_num_queries):
    runners_client.get("/library/")
    with django_assert_num_queries(QUERIES - 2):  # no page, no tags
        runners_client.get("/library/?level=3&length=10&benefit=flexibility")


# --- one runner's own ------------------------------------------------------------------------------


@pytest.fixture
def done(runner):
    """Says that the runner did a class, some days ago."""
    from django.utils import timezone

    def done(video_class, *, days=0):
        now = timezone.now() - datetime.timedelta(days=days)
        Session.objects.create(
            runner=runner, video_class=video_class, title=video_class.title, minutes=15, how="button",
            date=runner.local_date(now), done_at=now, time_zone="Europe/London",
        )  # fmt: skip

    return done


def test_a_card_says_how_often_it_was_done_and_when_last(runners_client, make_class, done):
    one = make_class("one")
    done(one, days=20)
    done(one, days=1)
    assertContains(runners_client.get("/library/"), "Done 2 ×, yesterday")


def test_done_and_not_yet_tried_saved_and_hidden(runners_client, runner, make_class, done):
    one, two, three = (make_class(name, duration_s=600 + n) for n, name in enumerate(("one", "two", "three")))
    done(one)
    Viewing.objects.create(runner=runner, video_class=two, saved_at=one.published_at)
    Viewing.objects.create(runner=runner, video_class=three, hidden_at=one.published_at)
    assert titles(runners_client.get("/library/")) == ["one", "two"]
    assert titles(runners_client.get("/library/?done=yes")) == ["one"]
    assert titles(runners_client.get("/library/?done=no")) == ["two"]
    assert titles(runners_client.get("/library/?saved=yes")) == ["two"]
    assert titles(runners_client.get("/library/?hidden=yes")) == ["three"]
    assert titles(runners_client.get("/library/?sort=done")) == ["one", "two"]
    assertContains(runners_client.get("/library/?saved=yes"), 'action="/library/two/unsave/"')


def test_what_somebody_saved_or_hid_is_nobody_elses(runners_client, stranger, make_class):
    one, two = make_class("one"), make_class("two")
    Viewing.objects.create(runner=stranger, video_class=one, saved_at=one.published_at)
    Viewing.objects.create(runner=stranger, video_class=two, hidden_at=one.published_at)
    assert titles(runners_client.get("/library/")) == ["one", "two"]
    assert titles(runners_client.get("/library/?saved=yes")) == []


def test_what_fits_today_is_found_and_the_rest_is_explained(runners_client, make_class):
    make_class("gentle", leg_load=0, duration_s=600)
    make_class("far-too-hard", level=3, leg_load=3, duration_s=600)
    response = runners_client.get("/library/?fits=today")
    assert titles(response) == ["gentle"]
    assertContains(response, "1 does not fit today, and why")
    assertContains(response, '<dd><a href="/library/far-too-hard/">Far too hard</a></dd>')


def test_the_best_for_now_says_why(runners_client, make_class):
    make_class("gentle", leg_load=0, duration_s=600)
    response = runners_client.get("/library/?sort=best")
    assert titles(response) == ["gentle"]
    assert len(re.findall(r'class-card__why">[^<]+<', response.content.decode())) == 1


def test_what_the_plan_knows_comes_after_the_page(runners_client, make_class):
    make_class("gentle", leg_load=0, duration_s=600)
    make_class("far-too-hard", level=3, leg_load=3, duration_s=600)
    assertContains(runners_client.get("/library/?level=1"), 'hx-get="/library/today/?level=1"')
    part = runners_client.get("/library/today/", headers={"HX-Request": "true"})
    assertContains(part, 'href="/library/gentle/"')
    assertNotContains(part, "far-too-hard")
    assertContains(part, 'id="count-fits" hx-swap-oob="true">1<')
    chosen = runners_client.get("/library/today/?level=3", headers={"HX-Request": "true"})
    assertContains(chosen, 'id="count-fits" hx-swap-oob="true">0<')
    assertContains(chosen, "1 does not fit today, and why")
    assertContains(chosen, 'href="/library/far-too-hard/"')


def test_without_htmx_it_leads_to_a_plain_page(runners_client):
    assert runners_client.get("/library/today/")["Location"] == "/library/?sort=best"


# --- words, teachers, movements, pages ---------------------------------------------------------------


def test_words_find_a_class_and_the_second_they_are_said_at(client, make_class):
    one, _two = make_class("one"), make_class("two")
    one.cues.create(start_s=200.9, end_s=204, text="Heels stay down.")
    index_classes([one.pk])
    response = client.get("/library/?q=HEEL&level=1")
    assert titles(response) == ["one"]
    assertContains(response, 'href="/library/one/?at=200.9"')
    assertContains(response, "<q>Heels stay down.</q>", html=True)
    assert chips(response) == ["?level=1", "?q=HEEL"]


def test_words_that_are_nowhere_are_named_and_other_choices_offered(client, make_class):
    make_class("one")
    response = client.get("/library/?q=xyzzyplugh&level=1")
    assertContains(response, "Nothing in the library says “xyzzyplugh”")
    assertContains(response, "1 class without “xyzzyplugh”")


def test_a_teacher_is_found_by_the_name_they_teach_under_and_never_by_their_address(
    client, make_class, teacher
):
    type(teacher).objects.update(teaches_as="Ada L.")
    make_class("one", origin="filmed", teacher=teacher)
    make_class("two")
    response = client.get(f"/library/?teacher={teacher.pk}")
    assert titles(response) == ["one"]
    assertContains(response, "with Ada L.")
    assertNotContains(response, teacher.email)


def test_a_teacher_without_a_name_stands_nowhere(client, make_class, teacher):
    make_class("one", origin="filmed", teacher=teacher)
    response = client.get("/library/")
    assertNotContains(response, "Teacher")
    assertNotContains(response, teacher.email)


def test_a_movement_is_found_in_chapters_and_in_little_dances(client, make_class):
    tendu = Movement.objects.create(slug="tendu", name="Tendu", leg_load=1, level=1)
    one, two, _three = make_class("one"), make_class("two", duration_s=901), make_class("three")
    one.chapters.create(position=0, title="T", start_s=0, end_s=9, movement=tendu)
    two.chapters.create(position=0, title="D", start_s=0, end_s=9, phrase=[{"movement": "tendu"}])
    index_classes([one.pk, two.pk])
    assert titles(client.get("/library/?movement=tendu")) == ["one", "two"]
    assertContains(client.get("/library/?movement=nothing"), "“nothing” is nothing the library")


def test_more_cards_are_a_part_with_the_true_address(client, make_class):
    with make_class.together():
        for n in range(30):
            make_class(f"class-{n}", duration_s=600 + n)
    part = client.get("/library/?level=1&page=2", headers={"HX-Request": "true", "HX-Target": "cards"})
    assert (titles(part), part["HX-Replace-Url"]) == (
        [f"class-{n}" for n in range(24, 30)],
        "/library/?level=1&page=2",
    )
    assertNotContains(part, "<html")
    assertNotContains(part, "Show more")


def test_a_choice_answered_by_htmx_tidies_its_address(client, classes):
    response = client.get(
        "/library/?q=&sort=&level=1", headers={"HX-Request": "true", "HX-Target": "catalogue"}
    )
    assert response["HX-Push-Url"] == "/library/?level=1"


@pytest.mark.parametrize(
    ("query", "kept_out"), [("", False), ("?page=2", False), ("?level=1", True), ("?q=a", True)]
)
def test_search_engines_are_given_the_whole_library_and_no_choices(client, make_class, query, kept_out):
    with make_class.together():
        for n in range(25):
            make_class(f"class-{n}")
    page = client.get(f"/library/{query}").content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]+)"', page)[1]
    assert canonical == "http://testserver/library/" + ("?page=2" if query == "?page=2" else "")
    assert ('<meta name="robots" content="noindex">' in page) is kept_out


HOSTILE = [
    "level=%00",
    "q=%00",
    "q=" + "x" * 10_000,
    "q=" + "%C3%A9+" * 3000,
    "q=%ED%A0%80",
    "&".join(f"level={n}" for n in range(2000)),
    "level=1&" * 3000,
    "&".join(f"{name}={'x' * 500}" for name in ("benefit", "site", "movement", "teacher") * 5),
    "page=-1",
    "page=9999999999999999999999",
    "page=" + "9" * 5000,
    "page=NaN&sort=%00",
    "teacher=1e999&movement=../../etc/passwd",
    "=&&&==%&%zz",
    "sort=best&sort=best&fits=today&fits=",
]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("who", ["visitor", "runner"])
def test_a_hostile_address_gives_a_page(client, runner, classes, query, who):
    htmx = {"HX-Request": "true"}
    answers = [client.get(f"/library/?{query}")]
    if who == "runner":
        client.force_login(runner)
        answers = [client.get(f"/library/?{query}"), client.get(f"/library/today/?{query}", headers=htmx)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("\0" in answer.content.decode() for answer in answers)


def test_a_full_page_weighs_less_than_a_hundred_kibibytes(runners_client, make_class, done):
    for n in range(30):
        one = make_class(
            f"class-{n}",
            title="A title as long as they may become, eighty letters and not one more of them",
            kit=["chair", "mat"],
        )
        done(one)
    assert len(runners_client.get("/library/").content) < 100 * 1024


def test_a_card_says_where_the_words_stand_unless_its_title_or_a_cue_does(client, make_class):
    make_class("by-text", title="One", description="For swans.")
    make_class("by-title", title="The swan")
    said = make_class("by-cue", title="Two")
    said.cues.create(start_s=10, end_s=12, text="Like a swan.")
    spread = make_class("by-cues", title="Three")
    spread.cues.create(start_s=10, end_s=12, text="Like a swan,")
    spread.cues.create(start_s=20, end_s=22, text="on a lake.")
    index_classes([said.pk, spread.pk])
    page = client.get("/library/?q=swan").content.decode()
    assert re.findall(r'class-card__found quiet">([^<]+)<', page) == ["In its description"]
    page = client.get("/library/?q=swan+lake").content.decode()
    assert re.findall(r'class-card__found quiet">([^<]+)<', page) == ["In what is said in it"]
    make_class("by-tag", title="Four", kit=["wall"])
    page = client.get("/library/?q=wall").content.decode()
    assert re.findall(r'class-card__found quiet">([^<]+)<', page) == ["In its movements and tags"]
    assert "class-card__found" not in client.get("/library/").content.decode()
