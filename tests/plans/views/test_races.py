"""Races on screen: it works, it says what is wrong, it hides others' races, it asks visitors to sign in."""

import datetime

import pytest

from plans.models import Race

SUNDAY = datetime.date(2026, 11, 29)


@pytest.fixture
def typed():
    return {"name": "Spring ten", "date": "2026-11-29", "distance": "10", "priority": "A"}


@pytest.fixture
def make_race(runner, clock):
    def make(*, of=None, date=SUNDAY, **fields):
        values = {"name": "Spring ten", "distance_m": 10_000.0, "priority": "A"}
        return Race.objects.create(runner=of or runner, date=date, **{**values, **fields})

    return make


def test_no_race_says_what_to_do(runners_client):
    page = runners_client.get("/log/races/").content.decode()
    assert "No race yet" in page and 'href="/log/races/new/"' in page


def test_a_race_is_written_down_and_stands_in_its_week(runners_client, runner, typed, clock):
    response = runners_client.post("/log/races/new/", {**typed, "distance": "26.2 mi"})
    assert (response.status_code, response["Location"]) == (302, "/log/races/")
    race = Race.objects.get()
    assert (race.runner, race.name, race.date, race.priority) == (runner, "Spring ten", SUNDAY, "A")
    assert round(race.distance_m) == 42_165
    assert "Spring ten" in runners_client.get("/log/races/").content.decode()
    assert f'href="/log/races/{race.pk}/"' in runners_client.get("/plan/2026-11-23/").content.decode()


def test_on_its_day_it_stands_on_today(runners_client, make_race, clock):
    make_race()
    clock(2026, 11, 29, 9)
    assert runners_client.get("/today/").content.decode().count("Spring ten") == 2  # on now, and in the week


def test_a_race_may_have_no_distance_and_may_be_past(runners_client, typed, clock):
    runners_client.post("/log/races/new/", {**typed, "distance": "", "date": "2025-05-05"})
    race = Race.objects.get()
    assert (race.distance_m, race.date) == (None, datetime.date(2025, 5, 5))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Give it a name."),
        ("name", "n" * 121, "A name holds 120 characters; this one has 121."),
        ("date", "", "Say which day it is."),
        ("date", "x", "Write the day as 25/11/2026."),
        ("date", "1900-01-01", "the log begins in 1950"),
        ("date", "2036-01-01", "races are kept for three years at most"),
        ("distance", "-5", "A distance is above zero."),
        ("distance", "far", "Write the distance as a number"),
        ("priority", "D", "Choose A, B or C."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(runners_client, typed, clock, field, value, said):
    response = runners_client.post("/log/races/new/", {**typed, field: value})
    assert (response.status_code, Race.objects.count()) == (200, 0)
    assert said in response.content.decode()


def test_a_race_is_changed_and_what_is_not_typed_anew_keeps_its_metres(runners_client, make_race, typed):
    race = make_race(distance_m=42_194.9)
    page = runners_client.get(f"/log/races/{race.pk}/").content.decode()
    assert 'value="42.19"' in page
    runners_client.post(f"/log/races/{race.pk}/", {**typed, "distance": "42.19", "name": "Autumn"})
    race.refresh_from_db()
    assert (race.name, race.distance_m) == ("Autumn", 42_194.9)


def test_deleting_asks_first(runners_client, make_race):
    race = make_race()
    assert "Delete this race?" in runners_client.get(f"/log/races/{race.pk}/delete/").content.decode()
    assert Race.objects.count() == 1
    assert runners_client.post(f"/log/races/{race.pk}/delete/")["Location"] == "/log/races/"
    assert Race.objects.count() == 0


def test_distances_are_in_the_runners_units(runners_client, runner, make_race):
    runner.units = "mi"
    runner.save()
    make_race(distance_m=16_093.44)
    assert "10.0\u00a0mi" in runners_client.get("/log/races/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["", "delete/"])
def test_a_strangers_race_does_not_exist(runners_client, make_race, stranger, typed, page, method):
    race = make_race(of=stranger, name="Secret race")
    assert getattr(runners_client, method)(f"/log/races/{race.pk}/{page}", typed).status_code == 404
    assert Race.objects.get().name == "Secret race"
    for address in ("/log/races/", "/plan/2026-11-23/"):
        assert "Secret" not in runners_client.get(address).content.decode()


@pytest.mark.parametrize("page", ["", "new/", "1/", "1/delete/"])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.get(f"/log/races/{page}")
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/log/races/{page}")


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_asks_as_much_for_one_as_for_many(
    runners_client, make_race, many, django_assert_num_queries
):
    for n in range(many):
        make_race(date=SUNDAY + n * datetime.timedelta(days=30))
    with django_assert_num_queries(3):  # session, runner, races
        runners_client.get("/log/races/")


def test_a_race_told_twice_is_one_race(runners_client, typed, clock, make_race, stranger):
    make_race(of=stranger)
    runners_client.post("/log/races/new/", typed)
    page = runners_client.post("/log/races/new/", {**typed, "priority": "B"}).content.decode()
    assert "This race is in your list already, on that day." in page
    race = Race.objects.exclude(runner=stranger).get()
    assert race.priority == "A"
    assert runners_client.post(f"/log/races/{race.pk}/", {**typed, "priority": "B"}).status_code == 302
