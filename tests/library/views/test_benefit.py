import pytest
from pytest_django.asserts import assertContains, assertNotContains

QUERIES = 6  # session, runner, movement, the class to go on with, its classes and their tags


def test_a_benefit_says_why_what_to_try_and_what_the_evidence_is(runners_client, tiny_library):
    response = runners_client.get("/library/benefits/balance/")
    for words in ("Why a runner wants it.", "Heels together.", "What the evidence says."):
        assertContains(response, words)
    assertContains(response, '<ballet-figure movement="first-position"')


def test_its_classes_are_shown_those_mainly_for_it_first(runners_client, tiny_library, make_class):
    make_class("second", benefits=["posture", "balance"])
    make_class("first", benefits=["balance"], level=2)
    make_class("other", benefits=["posture"])
    make_class("draft", benefits=["balance"], published=False)
    response = runners_client.get("/library/benefits/balance/")
    assert [c.slug for c in response.context["classes"]] == ["first", "second"]


def test_even_strength_opens_with_what_is_not_shown(runners_client, tiny_library):
    page = runners_client.get("/library/benefits/injury-prevention/").content.decode()
    assert page.index("What the evidence says.") < page.index("Heels together.")


def test_a_benefit_without_classes_says_so(runners_client, tiny_library):
    response = runners_client.get("/library/benefits/balance/")
    assertContains(response, "No class for this yet.")
    assertNotContains(response, "Go on with")


@pytest.mark.parametrize("slug", ["speed", "BALANCE", "x" * 300])
def test_other_benefits_do_not_exist(runners_client, tiny_library, slug):
    assert runners_client.get(f"/library/benefits/{slug}/").status_code == 404


def test_visitors_see_it_too(client, tiny_library, db):
    page = client.get("/library/benefits/balance/")
    assert page.status_code == 200 and "Sign up" in page.content.decode()


@pytest.mark.parametrize("n", [1, 60])
def test_the_page_costs_the_same_for_one_class_and_for_many(
    runners_client, tiny_library, make_class, django_assert_num_queries, n
):
    for i in range(n):
        make_class(f"class-{i}", benefits=["balance"])
    with django_assert_num_queries(QUERIES):
        runners_client.get("/library/benefits/balance/")
