import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Movement

GLOSSARY_QUERIES = 3  # session, runner, movements
PAGE_QUERIES = 6  # session, runner, movement with its forms, little dances, classes, their tags
MOST_BYTES = 40 * 1024


@pytest.fixture
def make_movement(db):
    def make(slug, **fields):
        given = {
            "name": slug.capitalize(),
            "say": "tahn-DEW",
            "plain": "The foot slides out.",
            "purpose": "For the hip.",
            "family": "working-leg",
            "leg_load": 1,
            "level": 1,
            "benefits": ["flexibility"],
        }
        return Movement.objects.create(slug=slug, **{**given, **fields})

    return make


@pytest.fixture
def dance(make_class):
    """`dance(movement, "slug", …)` makes a class that holds it."""

    def dance(movement, slug, **fields):
        video_class = make_class(slug, **fields)
        video_class.chapters.create(movement=movement, position=0, title="It", start_s=0, end_s=60)
        return video_class

    return dance


# ---- the glossary -----------------------------------------------------------------------------------------


def test_the_glossary_shows_each_movement_with_how_to_say_it(runners_client, make_movement):
    make_movement("tendu")
    response = runners_client.get("/library/movements/")
    assertContains(response, '<h3><a href="/library/movements/tendu/">Tendu</a></h3>', html=True)
    assertContains(response, '<span class="visually-hidden">say </span>tahn-DEW')
    assertContains(response, "The foot slides out.")
    assertContains(response, "/figure/stills/tendu.webp")


def test_families_come_in_the_order_of_a_class_and_the_easier_first(runners_client, make_movement):
    make_movement("saute", family="jumps", leg_load=3)
    make_movement("degage", level=2)
    make_movement("tendu")
    make_movement("plie", family="plies")
    response = runners_client.get("/library/movements/")
    families = response.context["families"]
    assert [(str(f.label), [m.slug for m in members]) for f, members in families] == [
        ("Pliés", ["plie"]),
        ("The working leg", ["tendu", "degage"]),
        ("Jumps", ["saute"]),
    ]
    assertContains(response, '<h2 id="jumps">Jumps</h2>')
    assertContains(response, '<a href="#jumps">Jumps</a>')


def test_of_two_alike_the_one_that_leads_to_the_other_comes_first(runners_client, make_movement):
    second = make_movement("ascending")
    first = make_movement("zero")
    second.easier_form = first
    second.save()
    families = runners_client.get("/library/movements/").context["families"]
    assert [m.slug for m in families[0][1]] == ["zero", "ascending"]
    first.easier_form = second  # only the site can do this; the files' check refuses it
    first.save()
    assert runners_client.get("/library/movements/").status_code == 200


def test_movements_can_be_narrowed_to_a_benefit(runners_client, make_movement):
    make_movement("tendu")
    make_movement("passe", benefits=["balance", "stabilisers"])
    response = runners_client.get("/library/movements/?benefit=stabilisers")
    assertContains(response, "/library/movements/passe/")
    assertNotContains(response, "/library/movements/tendu/")
    assertContains(response, 'href="/library/movements/?benefit=stabilisers" aria-current="page"')


def test_an_unknown_benefit_shows_all_with_a_sentence(runners_client, make_movement):
    make_movement("tendu")
    response = runners_client.get("/library/movements/?benefit=<b>speed")
    assertContains(response, "“&lt;b&gt;speed” is no benefit we know, so all movements are shown.")
    assertContains(response, "/library/movements/tendu/")


def test_an_empty_glossary_says_so(runners_client):
    assertContains(runners_client.get("/library/movements/"), "No movement here yet")


@pytest.mark.parametrize("address", ["/library/movements/", "/library/movements/tendu/"])
def test_visitors_read_them_too(client, make_movement, address):
    make_movement("tendu")
    assertContains(client.get(address), "Tendu")


@pytest.mark.parametrize("n", [1, 70])
def test_the_glossary_costs_the_same_for_one_movement_and_for_many(
    runners_client, make_movement, django_assert_num_queries, n
):
    for i in range(n):
        make_movement(f"movement-{i}")
    with django_assert_num_queries(GLOSSARY_QUERIES):
        runners_client.get("/library/movements/")


def test_the_shipped_glossary_is_small(runners_client, shipped_movements):
    response = runners_client.get("/library/movements/")
    assert response.content.count(b'class="entry"') == shipped_movements
    assert len(response.content) <= MOST_BYTES


@pytest.fixture
def shipped_movements(db):
    """The movements as they are shipped; how many there are."""
    from django.core.management import call_command

    call_command("load_content")
    return Movement.objects.count()


# ---- one movement -----------------------------------------------------------------------------------------


def test_the_page_of_a_movement_says_all_that_is_known(runners_client, make_movement):
    make_movement(
        "tendu",
        parallel="Toes forward.",
        easier="Smaller.",
        harder="Slower.",
        faults=["Sickling"],
        muscles={"soleus": 2, "foot muscles": 1},
        sites={"hip-flexor": 3, "calf": 0},
        kit=["chair"],
        counts=4,
        bpm=72,
        cues=[
            {"count": 0.4, "text": "Brush"},
            {"count": 1.3, "text": "out,"},
            {"count": 2.6, "text": "and close."},
        ],
    )
    response = runners_client.get("/library/movements/tendu/")
    for words in ("tahn-DEW", "The foot slides out.", "For the hip.", "Toes forward.", "Smaller.", "Slower."):
        assertContains(response, words)
    for words in ("Sickling", "4 counts, 72 a minute", "chair", "Brush out,", "and close.", "Hip flexor"):
        assertContains(response, words)
    assertContains(response, '<ballet-figure movement="tendu"')
    assert response.context["cues"] == [(1, "Brush out,"), (3, "and close.")]
    assert [(row.name, row.load, row.plain) for row in response.context["muscles"]] == [
        ("soleus", 2, "the calf beneath"),
        ("foot muscles", 1, ""),
    ]
    assert [(row.name, row.load) for row in response.context["sites"]] == [("Hip flexor", 3)]


def test_easier_and_harder_forms_are_one_step_away(runners_client, make_movement):
    tendu, grand = make_movement("tendu"), make_movement("grand")
    make_movement("degage", easier="Lower.", harder="Higher.", easier_form=tendu, harder_form=grand)
    response = runners_client.get("/library/movements/degage/")
    assertContains(response, '<a href="/library/movements/tendu/">Or first: Tendu</a>', html=True)
    assertContains(response, '<a href="/library/movements/grand/">Then: Grand</a>', html=True)


def test_only_what_has_two_sides_can_be_turned_to_the_other(runners_client, make_movement):
    make_movement("tendu", two_sided=True)
    make_movement("plie")
    assertContains(runners_client.get("/library/movements/tendu/"), "Other side")
    assertNotContains(runners_client.get("/library/movements/plie/"), "Other side")


def test_the_classes_that_dance_it_are_shown_the_shortest_first(runners_client, make_movement, dance):
    tendu, plie = make_movement("tendu"), make_movement("plie")
    dance(tendu, "long-legs", duration_s=1800.0)
    dance(tendu, "short-legs", duration_s=300.0)
    dance(tendu, "not-yet", published=False)
    dance(plie, "bends")
    response = runners_client.get("/library/movements/tendu/")
    assert [c.slug for c in response.context["classes"]] == ["short-legs", "long-legs"]
    assertContains(response, "/library/short-legs/")


def test_a_little_dance_that_holds_it_counts_too(runners_client, make_movement, make_class):
    make_movement("tendu")
    for slug, step in (("with-it", "tendu"), ("without-it", "plie")):
        make_class(slug).chapters.create(
            position=0, title="Dance", start_s=0, end_s=60, phrase=[{"movement": step, "counts": 8}]
        )
    response = runners_client.get("/library/movements/tendu/")
    assert [c.slug for c in response.context["classes"]] == ["with-it"]


def test_a_movement_in_no_class_says_so(runners_client, make_movement):
    make_movement("tendu")
    assertContains(runners_client.get("/library/movements/tendu/"), "No class dances it yet.")


def test_a_movement_nobody_knows_is_not_there(runners_client, make_movement):
    make_movement("tendu")
    assert runners_client.get("/library/movements/moonwalk/").status_code == 404


@pytest.mark.parametrize("n", [1, 6])
def test_the_page_costs_the_same_in_one_class_and_in_many(
    runners_client, make_movement, dance, django_assert_num_queries, n
):
    tendu = make_movement("tendu", easier_form=make_movement("plie"))
    for i in range(n):
        dance(tendu, f"class-{i}")
    with django_assert_num_queries(PAGE_QUERIES):
        runners_client.get("/library/movements/tendu/")
