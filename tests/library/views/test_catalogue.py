import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

QUERIES = 7  # session, runner, edition, danced, saved and hidden, the page, its tags


@pytest.fixture
def classes(make_class):
    """Four classes that differ in all that can be chosen."""
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


def test_where_nothing_is_found_the_nearest_is_offered(runners_client, classes):
    response = runners_client.get("/library/?level=3&length=10&benefit=flexibility")
    assertContains(response, "No class is all of that at once")
    assertContains(response, 'href="?benefit=flexibility&amp;level=3"')
    assertContains(response, "1 class without “10 minutes or less”")
    assertNotContains(response, "without “Level 3”")


def test_an_empty_library_says_so(runners_client):
    assertContains(runners_client.get("/library/"), "The library is still empty")


def test_long_libraries_come_in_pages_that_keep_the_choice(runners_client, make_class):
    for n in range(30):
        make_class(f"class-{n}", duration_s=600 + n)
    first = runners_client.get("/library/?level=1")
    assert len(titles(first)) == 24
    assertContains(first, 'rel="next" href="?level=1&amp;page=2"')
    second = runners_client.get("/library/?level=1&page=2")
    assert len(titles(second)) == 6
    assertContains(second, 'rel="prev" href="?level=1"')


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "NaN"])
def test_a_page_that_is_not_there_gives_one_that_is(runners_client, classes, page):
    assert len(titles(runners_client.get(f"/library/?page={page}"))) == 4


@pytest.mark.parametrize("n", [1, 60])
def test_the_page_costs_the_same_for_one_class_and_for_many(
    runners_client, make_class, django_assert_num_queries, n
):
    for i in range(n):
        make_class(f"class-{i}", benefits=["balance", "posture"])
    runners_client.get("/library/")  # the shelf is made once
    with django_assert_num_queries(QUERIES):
        runners_client.get("/library/?benefit=balance&level=1")


def test_nothing_found_costs_less(runners_client, classes, django_assert_num_queries):
    runners_client.get("/library/")
    with django_assert_num_queries(QUERIES - 2):  # no page, no tags
        runners_client.get("/library/?level=3&length=10&benefit=flexibility")
