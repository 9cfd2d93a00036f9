import pytest
from django.test import Client
from django.utils import timezone

from library.models import Collection, Movement, VideoClass, Viewing

pytestmark = pytest.mark.django_db


@pytest.fixture
def releves(make_class, db):
    """A movement, a collection and a class that begin alike."""
    Movement.objects.create(slug="releve", name="Relevé, parallel", leg_load=1, level=1)
    Collection.objects.create(slug="relief", title="Relief after a run")
    return make_class("releve-balances", title="Relevé balances")


def offered(client, typed) -> list[tuple[str, str]]:
    """The name and address of each suggestion."""
    answer = client.get("/library/suggestions/", {"q": typed})
    assert answer.status_code == 200
    found = answer.context["suggestions"]
    said = answer.content.decode()
    assert [said.count(f'href="{one.address}"') for one in found] == [1] * len(found)
    return [(one.name, one.address) for one in found]


def test_what_begins_like_that_is_suggested_with_its_address(releves, client):
    assert offered(client, "rel") == [
        ("Relevé, parallel", "/library/movements/releve/"),
        ("Relief after a run", "/library/collections/relief/"),
        ("Relevé balances", "/library/releve-balances/"),
    ]


@pytest.mark.parametrize("typed", ["relevé", "RELEVE", "relve", "releev", "releevs", "  relevé "])
def test_accents_case_and_one_typing_error_do_not_matter(releves, client, typed):
    assert offered(client, typed) == [
        ("Relevé, parallel", "/library/movements/releve/"),
        ("Relevé balances", "/library/releve-balances/"),
    ]


def test_a_benefit_is_suggested(client, db):
    assert offered(client, "flexib") == [("Flexibility", "/library/benefits/flexibility/")]


def test_a_teacher_of_a_published_class_is_suggested_and_no_other(make_class, teacher, stranger, client):
    for person, name in ((teacher, "Odile Marchand"), (stranger, "Odilia Draft")):
        person.teaches_as = name
        person.save()
    make_class("ankles", teacher=teacher)
    make_class("a-draft", teacher=stranger, published=False)
    assert offered(client, "odil") == [("Odile Marchand", f"/library/?teacher={teacher.pk}")]


def test_what_is_not_shown_is_not_suggested(releves, make_class, client):
    make_class("releve-draft", title="Relevé draft", published=False)
    Collection.objects.update(shown=False)
    assert ("Relief after a run", "/library/collections/relief/") not in offered(client, "rel")
    assert offered(client, "draft") == []


@pytest.mark.parametrize("typed", ["", " ", "r", "芭蕾", "🩰", "\x00", "%", "'\"<s>", "--", "é" * 10_000])
def test_nothing_sensible_suggests_nothing(releves, client, typed):
    assert offered(client, typed) == []


def test_a_name_is_written_as_text(make_class, client):
    make_class("odd", title="<b>Bold</b> ankles")
    said = client.get("/library/suggestions/", {"q": "bold"}).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt; ankles" in said
    assert "<b>" not in said


@pytest.mark.parametrize("many", [1, 40])
def test_it_asks_as_much_for_one_as_for_many(make_class, django_assert_num_queries, many):
    with make_class.together():
        for n in range(many):
            make_class(f"balance-{n}", title=f"Balance {n}")
    offered(Client(), "balance")  # the library is read once for each of its editions
    with django_assert_num_queries(4):
        assert len(offered(Client(), "balance")) == min(many + 1, 8)


def test_a_class_whose_title_is_what_was_typed_comes_first_among_hundreds(make_class, client):
    """A bug: only the sixty oldest were looked at."""
    with make_class.together():
        for n in range(70):
            make_class(f"calves-{n}", title=f"Tall calves {n}")
    make_class("calves-and-more", title="Calves and more")
    make_class("calves", title="Calves")
    assert offered(client, "calves")[:2] == [
        ("Calves", "/library/calves/"),
        ("Calves and more", "/library/calves-and-more/"),
    ]


def test_a_class_that_was_just_withdrawn_is_not_suggested(releves, client):
    """Whatever the index holds of it still."""
    assert ("Relevé balances", "/library/releve-balances/") in offered(client, "releve")
    VideoClass.objects.update(published_at=None)
    assert offered(client, "releve") == [("Relevé, parallel", "/library/movements/releve/")]


def test_what_a_runner_put_aside_is_not_suggested_to_them(releves, client, runner, stranger):
    hidden = {"video_class": releves, "hidden_at": timezone.now()}
    Viewing.objects.create(runner=runner, **hidden)
    Viewing.objects.create(runner=stranger, video_class=releves)
    for who, names in [(runner, []), (stranger, ["Relevé balances"])]:
        client.force_login(who)
        assert [name for name, address in offered(client, "balances")] == ["Balance", *names]


def test_suggestions_are_kept_by_no_cache_between(releves, client):
    assert "private" in client.get("/library/suggestions/?q=rel")["Cache-Control"]


def test_only_reading_is_answered(client, db):
    assert client.post("/library/suggestions/", {"q": "rel"}).status_code == 405


def test_the_page_says_that_a_search_cannot_leave_out(make_class, client):
    make_class("small-jumps", title="Small jumps")
    said = "The search finds what a class says, also after “no”."
    assert said in client.get("/library/?q=no+jumps").content.decode()
    assert said not in client.get("/library/?q=jumps").content.decode()
