import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import Movement

QUERIES = 3  # session, runner, movements


@pytest.fixture
def make_movement(db):
    def make(slug, **fields):
        given = {
            "name": slug.capitalize(),
            "say": "tahn-DEW",
            "plain": "The foot slides out.",
            "purpose": "For the hip.",
            "leg_load": 1,
            "level": 1,
            "benefits": ["flexibility"],
        }
        return Movement.objects.create(slug=slug, **{**given, **fields})

    return make


def test_each_movement_says_how_it_is_said_and_what_it_is_for(runners_client, make_movement):
    make_movement("tendu", parallel="Toes forward.", easier="Smaller.", harder="Slower.", faults=["Sickling"])
    response = runners_client.get("/library/movements/")
    for words in (
        "tahn-DEW",
        "The foot slides out.",
        "For the hip.",
        "Toes forward.",
        "Smaller.",
        "Sickling",
    ):
        assertContains(response, words)
    assertContains(response, '<article class="movement" id="tendu">')
    assertContains(response, '<ballet-figure movement="tendu"')


def test_movements_can_be_narrowed_to_a_benefit(runners_client, make_movement):
    make_movement("tendu")
    make_movement("passe", benefits=["balance", "stabilisers"])
    response = runners_client.get("/library/movements/?benefit=stabilisers")
    assertContains(response, 'id="passe"')
    assertNotContains(response, 'id="tendu"')
    assertContains(response, 'href="/library/movements/?benefit=stabilisers" aria-current="page"')


def test_an_unknown_benefit_shows_all_with_a_sentence(runners_client, make_movement):
    make_movement("tendu")
    response = runners_client.get("/library/movements/?benefit=<b>speed")
    assertContains(response, "“&lt;b&gt;speed” is no benefit we know, so all movements are shown.")
    assertContains(response, 'id="tendu"')


def test_an_empty_glossary_says_so(runners_client):
    assertContains(runners_client.get("/library/movements/"), "No movement here yet")


def test_visitors_sign_in_first(client, db):
    address = "/library/movements/"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)


@pytest.mark.parametrize("n", [1, 60])
def test_the_page_costs_the_same_for_one_movement_and_for_many(
    runners_client, make_movement, django_assert_num_queries, n
):
    for i in range(n):
        make_movement(f"movement-{i}")
    with django_assert_num_queries(QUERIES):
        runners_client.get("/library/movements/")
