import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Collection, Movement

# session, runner, movements, what the runner did and marked, edition, classes and their tags, collections,
# and the class to go on with
QUERIES = 10


def test_a_benefit_says_why_what_to_try_and_what_the_evidence_is(client, db, tiny_library):
    response = client.get("/library/benefits/balance/")
    for words in ("Why a runner wants it.", "Heels together.", "What nobody has shown."):
        assertContains(response, words)
    assertContains(response, "<p>What speaks for it.</p>", html=True)
    assertContains(response, "Somebody 2020")
    assertContains(response, '<ballet-figure movement="first-position"')


def test_its_classes_are_shown_those_mainly_for_it_first(runners_client, tiny_library, make_class):
    make_class("second", benefits=["posture", "balance"])
    make_class("first", benefits=["balance", "posture"], level=2)
    make_class("other", benefits=["posture"])
    make_class("draft", benefits=["balance"], published=False)
    response = runners_client.get("/library/benefits/balance/")
    assert [c.slug for c in response.context["classes"]] == ["first", "second"]
    assertContains(response, 'href="/library/?benefit=balance"')


def test_the_movements_that_give_it_are_shown_the_easier_first(client, tiny_library, db):
    for n, level in enumerate([2, 1, 1, 1, 1, 1, 1]):
        Movement.objects.create(slug=f"m-{n}", name=f"M {n}", level=level, leg_load=0, benefits=["balance"])
    Movement.objects.create(slug="tendu", name="Tendu", level=1, leg_load=0, benefits=["posture"])
    response = client.get("/library/benefits/balance/")
    assert [m.slug for m in response.context["movements"]] == [f"m-{n}" for n in range(1, 7)]
    assertContains(response, '<a href="/library/movements/?benefit=balance">And 1 more</a>', html=True)


def test_collections_serve_it_where_every_third_class_is_mainly_for_it(client, tiny_library, make_class):
    mainly, partly = make_class("a", benefits=["balance"]), make_class("b", benefits=["posture", "balance"])
    others = [make_class(slug, benefits=["posture"]) for slug in ("c", "d")]
    draft = make_class("e", benefits=["posture"], published=False)
    for slug, shown, classes in (
        ("third", True, [mainly, mainly, partly, others[0], draft]),
        ("all-of-it", True, [mainly]),
        ("quarter", True, [mainly, partly, *others]),
        ("none", True, [partly]),
        ("not-shown", False, [mainly]),
    ):
        made = Collection.objects.create(slug=slug, title=slug, summary="Classes.", shown=shown)
        for position, video_class in enumerate(classes):
            made.places.create(video_class=video_class, position=position)
    response = client.get("/library/benefits/balance/")
    assert [(c.slug, c.classes_count) for c in response.context["collections"]] == [
        ("all-of-it", 1),
        ("third", 3),
    ]


def test_even_strength_opens_with_what_is_not_shown(client, db, tiny_library):
    page = client.get("/library/benefits/injury-prevention/").content.decode()
    assert page.index("What nobody has shown.") < page.index("Heels together.")
    assert page.index("What nobody has shown.") < page.index("What speaks for it.")


def test_all_five_stand_side_by_side(client, tiny_library, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/library/benefits/")
    for slug in ("flexibility", "stabilisers", "posture", "balance", "injury-prevention"):
        assertContains(response, f'href="/library/benefits/{slug}/"')
    assertContains(response, "Try: Stand tall")


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
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}", benefits=["balance"])
    runners_client.get("/library/benefits/balance/")  # the library is read once for each edition
    with django_assert_num_queries(QUERIES):
        runners_client.get("/library/benefits/balance/")
