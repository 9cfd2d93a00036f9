import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.actions.indexing import index_classes
from library.models import Movement, Viewing

GLOSSARY_QUERIES = 3  # session, runner, movements
# session, runner, movement with its forms, what the runner did and marked, the edition, its classes,
# their tags and chapters
PAGE_QUERIES = 9
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
        video_class.chapters.create(movement=movement, position=0, title="It", start_s=250, end_s=310)
        index_classes([video_class.pk])
        return video_class

    return dance


# ---- the glossary -----------------------------------------------------------------------------------------


def test_the_glossary_shows_each_movement_with_how_to_say_it(runners_client, make_movement):
    make_movement("tendu")
    response = runners_client.get("/library/movements/")
    assertContains(response, '<h3><a href="/library/movements/tendu/"><span lang="fr">Tendu</span></a></h3>')
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


@pytest.mark.parametrize("words", ["degage", "DÉGAGÉ", "foot slides", "dégag", "degagge"])
def test_a_movement_is_found_by_its_name_or_what_it_does(client, make_movement, words):
    make_movement("degage", name="Dégagé")
    make_movement("clam", name="Clam", plain="Lie on your side.")
    response = client.get("/library/movements/", {"q": words})
    assertContains(response, "/library/movements/degage/")
    assertNotContains(response, "/library/movements/clam/")


def shown(response) -> list[str]:
    return [movement.slug for _family, members in response.context["families"] for movement in members]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("calves", ["rise", "calf-stretch"]),
        ("calf stretching", ["calf-stretch"]),
        ("tummy", ["roll-down"]),
        ("rises", ["rise"]),
        ("the calf", ["rise", "calf-stretch"]),
    ],
)
def test_a_movement_is_found_by_inflections_and_by_what_it_works(client, make_movement, words, slugs):
    make_movement("calf-stretch", name="Calf stretch at the wall", level=2)
    make_movement("rise", sites={"calf": 3, "foot": 1})
    make_movement("roll-down", muscles={"deep abdominals": 2, "soleus": 1}, sites={"calf": 1})
    assert shown(client.get("/library/movements/", {"q": words})) == slugs


def test_a_filter_that_hides_what_was_searched_is_named_with_what_there_is_without(client, make_movement):
    make_movement("plie", benefits=["balance"])
    make_movement("plie-second", benefits=["balance"])
    make_movement("stand", benefits=["posture"])
    page = client.get("/library/movements/?q=plie&benefit=posture")
    assertContains(page, "No movement for “Posture” is called “plie”")
    assertContains(page, 'href="/library/movements/?q=plie">2 movements without “Posture”</a>')


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("relevvvé", [("relevé", 1)]),
        ("plié backwards", [("plie", 2)]),
        ("plié relevé backwards", [("plié", 2), ("relevé", 1)]),
    ],
)
def test_where_nothing_is_called_so_the_nearest_is_offered(client, make_movement, words, offers):
    make_movement("releve", name="Relevé")
    make_movement("plie", name="Plié")
    make_movement("grand-plie", name="Grand plié")
    response = client.get("/library/movements/", {"q": words})
    told = [(offer.words, offer.number) for offer in response.context["nearest"]]
    assert [(one.replace("é", "e"), n) for one, n in told] == [(o.replace("é", "e"), n) for o, n in offers]
    for words_, n in told:
        found = client.get("/library/movements/", {"q": words_})
        assert len(shown(found)) == n
        assertContains(response, f"for “{words_}”")


def test_words_like_nothing_lead_to_all_movements(client, make_movement):
    make_movement("tendu")
    assertContains(client.get("/library/movements/?q=%E8%8A%AD"), "Show all movements")


def test_words_and_benefit_narrow_together_and_stay_in_the_addresses(client, make_movement):
    make_movement("tendu", benefits=["posture"])
    make_movement("tendu-devant", name="Tendu devant")
    response = client.get("/library/movements/?q=tendu&benefit=flexibility")
    assertContains(response, "/library/movements/tendu-devant/")
    assertNotContains(response, '"/library/movements/tendu/"')
    assertContains(response, 'href="/library/movements/?benefit=posture&amp;q=tendu"')
    assertContains(response, '<input type="hidden" name="benefit" value="flexibility">', html=True)


@pytest.mark.parametrize("words", ["moonwalk", "<b>", "%00", "\0" * 9, "x" * 10_000, "🩰"])
def test_words_that_find_nothing_get_a_page(client, make_movement, words):
    make_movement("clam", name="Clam", plain="Lie.")
    assert client.get("/library/movements/", {"q": words}).status_code == 200


def test_what_finds_nothing_leads_back_to_all(client, make_movement):
    make_movement("clam", name="Clam", plain="Lie.")
    response = client.get("/library/movements/?q=<b>moonwalk")
    assertContains(response, "No movement is called “&lt;b&gt;moonwalk”")
    assertContains(response, "Show all movements")


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
        video_class = make_class(slug)
        steps = [{"movement": "glissade", "counts": 8}, {"movement": step, "counts": 8}]
        video_class.chapters.create(position=0, title="Dance", start_s=61.5, end_s=90, phrase=steps)
        index_classes([video_class.pk])
    response = runners_client.get("/library/movements/tendu/")
    assert [c.slug for c in response.context["classes"]] == ["with-it"]
    assertContains(response, 'href="/library/with-it/?at=61"')
    assertContains(response, "in “Dance”")


def test_each_class_says_at_which_second_it_comes_to_the_movement(client, make_movement, dance):
    tendu, plie = make_movement("tendu"), make_movement("plie")
    long = dance(tendu, "long-legs", duration_s=1800.0)
    for n, (movement, start_s) in enumerate([(plie, 100), (tendu, 1234.6), (tendu, 1900)], 1):
        long.chapters.create(movement=movement, position=n, title="It", start_s=start_s, end_s=start_s + 60)
    response = client.get("/library/movements/tendu/")
    moments = re.findall(r'href="/library/long-legs/\?at=(\d+)".*?at ([\d:]+)', response.content.decode())
    assert moments == [("250", "4:10"), ("1234", "20:34")]  # what lies beyond the film's end is left out


def test_beyond_eight_classes_the_library_shows_the_rest(client, make_movement, dance):
    tendu = make_movement("tendu")
    for n in range(9):
        dance(tendu, f"class-{n}")
    response = client.get("/library/movements/tendu/")
    assert len(response.context["classes"]) == 8
    assertContains(response, '<a href="/library/?movement=tendu">See all 9 in the library</a>', html=True)


def test_what_is_not_for_this_runner_is_left_out(runners_client, runner, make_movement, dance):
    tendu = make_movement("tendu")
    hidden = dance(tendu, "hidden")
    dance(tendu, "shown")
    Viewing.objects.create(runner=runner, video_class=hidden, hidden_at=hidden.published_at)
    response = runners_client.get("/library/movements/tendu/")
    assert [c.slug for c in response.context["classes"]] == ["shown"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Tendu to second", "tendu"),
        ("First position, lifted", "première position"),
        ("Demi-plié", "demi-plié"),
    ],
)
def test_a_french_name_can_be_heard(client, make_movement, name, said):
    make_movement("it", name=name)
    assertContains(client.get("/library/movements/it/"), f'data-say="{said}" lang="fr" hidden')


def test_an_english_name_needs_no_voice(client, make_movement):
    make_movement("it", name="Weight shift", say="")
    assertNotContains(client.get("/library/movements/it/"), "data-say")


def test_readers_are_told_which_words_are_french(client, make_movement):
    make_movement("it", name="Tendu <to> second")
    for page in ("/library/movements/", "/library/movements/it/"):
        assertContains(client.get(page), '<span lang="fr">Tendu</span> &lt;to&gt; second')


def test_search_engines_find_the_movement_by_its_picture(client, make_movement):
    make_movement("tendu")
    response = client.get("/library/movements/tendu/?x=1")
    assertContains(response, '<link rel="canonical" href="http://testserver/library/movements/tendu/">')
    assertContains(response, 'content="http://testserver/static/figure/stills/tendu.webp"')
    assertContains(response, '<meta name="description" content="The foot slides out. For the hip.">')


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
    runners_client.get("/library/movements/tendu/")  # the library is read once for each edition
    with django_assert_num_queries(PAGE_QUERIES):
        runners_client.get("/library/movements/tendu/")
