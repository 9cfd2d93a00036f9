"""Shoes on screen: they come, they wear out, they go; the runs stay."""

import datetime

import pytest
from django.utils import timezone

from plans.models import Run, Shoe


@pytest.fixture
def blue(runner):
    return runner.shoes.create(name="Blue", start_m=20_000)


def test_an_empty_page_says_what_to_do(runners_client, db):
    page = runners_client.get("/log/shoes/").content.decode()
    assert "Which shoes do you run in?" in page and 'href="/log/shoes/new/"' in page


def test_distance_counts_from_where_they_came_and_runs_taken_out_do_not(
    runners_client, blue, stranger, make_run
):
    make_run(shoe=blue, date=datetime.date(2026, 11, 20))
    make_run(shoe=blue, distance_m=None)
    make_run(shoe=blue, removed_at=timezone.now(), date=datetime.date(2026, 11, 25))
    stranger.shoes.create(name="Secret")
    for address in ("/log/shoes/", f"/log/shoes/{blue.pk}/"):
        page = runners_client.get(address).content.decode()
        assert "30.0\u00a0km" in page and "24 Nov 2026" in page and "Secret" not in page
    assert "2 runs" in runners_client.get("/log/shoes/").content.decode()


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_asks_as_much_for_one_pair_as_for_many(
    runners_client, runner, make_run, many, django_assert_num_queries
):
    for n in range(many):
        make_run(shoe=runner.shoes.create(name=f"Pair {n}"))
    with django_assert_num_queries(4):
        runners_client.get("/log/shoes/")


def test_shoes_are_added_in_the_units_of_the_runner(runners_client, runner):
    runner.units = "mi"
    runner.save()
    runners_client.post("/log/shoes/new/", {"name": "Blue", "start": "10"})
    assert [(shoe.name, round(shoe.start_m)) for shoe in runner.shoes.all()] == [("Blue", 16093)]


@pytest.mark.parametrize("start", ["", "0"])
def test_new_shoes_have_come_no_way(runners_client, runner, start):
    runners_client.post("/log/shoes/new/", {"name": "Blue", "start": start})
    assert runner.shoes.get().start_m == 0


@pytest.mark.parametrize(
    ("name", "start", "said"),
    [
        ("", "", "Give them a name."),
        ("Blue", "", "You have shoes of this name already."),
        ("n" * 81, "", "A name holds 80 characters; this one has 81."),
        ("Red", "-1", "A distance is above zero."),
        ("Red", "far", "Write the distance as a number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(runners_client, blue, name, start, said):
    page = runners_client.post("/log/shoes/new/", {"name": name, "start": start}).content.decode()
    assert said in page and list(Shoe.objects.all()) == [blue]


def test_another_runner_may_have_shoes_of_the_same_name(runners_client, runner, stranger):
    stranger.shoes.create(name="Blue")
    runners_client.post("/log/shoes/new/", {"name": "Blue"})
    assert runner.shoes.get().name == "Blue"


def test_a_change_of_name_keeps_the_metres(runners_client, runner, blue):
    blue.start_m = 20_003.7
    blue.save()
    page = runners_client.get(f"/log/shoes/{blue.pk}/edit/").content.decode()
    assert 'value="20"' in page
    runners_client.post(f"/log/shoes/{blue.pk}/edit/", {"name": "Navy", "start": "20"})
    blue.refresh_from_db()
    assert (blue.name, blue.start_m) == ("Navy", 20_003.7)


def test_they_retire_and_come_back(runners_client, blue, clock):
    runners_client.post(f"/log/shoes/{blue.pk}/retire/")
    blue.refresh_from_db()
    assert blue.retired_on == datetime.date(2026, 11, 25)
    page = runners_client.get("/log/shoes/").content.decode()
    assert "<h2>Retired</h2>" in page and "retired on 25 Nov 2026" in page
    runners_client.post(f"/log/shoes/{blue.pk}/bring-back/")
    blue.refresh_from_db()
    assert blue.retired_on is None


def test_deleted_they_leave_their_runs(runners_client, blue, make_run):
    run = make_run(shoe=blue)
    assert "The one run in them stays" in runners_client.get(f"/log/shoes/{blue.pk}/delete/").content.decode()
    runners_client.post(f"/log/shoes/{blue.pk}/delete/")
    assert (list(Shoe.objects.all()), Run.objects.get(), Run.objects.get().shoe) == ([], run, None)


@pytest.mark.parametrize("page", ["", "edit/", "retire/", "bring-back/", "delete/"])
def test_a_strangers_shoes_do_not_exist(runners_client, stranger, page):
    theirs = stranger.shoes.create(name="Secret")
    assert runners_client.get(f"/log/shoes/{theirs.pk}/{page}").status_code in (404, 405)
    assert runners_client.post(f"/log/shoes/{theirs.pk}/{page}", {"name": "X"}).status_code in (404, 405)
    theirs.refresh_from_db()
    assert (theirs.name, theirs.retired_on) == ("Secret", None)


def test_a_pair_nobody_ran_in_is_deleted_without_a_word_of_runs_in_it(runners_client, runner):
    """In French none is as one: the only run would have been spoken of."""
    shoe = runner.shoes.create(name="Blue")
    french = runners_client.get(f"/log/shoes/{shoe.pk}/delete/", headers={"Accept-Language": "fr"})
    assert "Aucune sortie" in french.content.decode() and "La seule sortie" not in french.content.decode()
    assert "No run was done in them." in runners_client.get(f"/log/shoes/{shoe.pk}/delete/").content.decode()
