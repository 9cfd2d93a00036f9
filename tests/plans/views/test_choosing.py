"""Another class in a place, one more on a day: found, added, refused."""

import datetime

import pytest

from library.actions.indexing import index_classes
from plans.models import PlannedSession, PlanSettings, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TUESDAY, THURSDAY, FRIDAY = MONDAY + DAY, MONDAY + 3 * DAY, MONDAY + 4 * DAY
SLUG = "deep-plies"
SWAP, ADD = f"/plan/{THURSDAY}/{SLUG}/swap/", f"/plan/{FRIDAY}/add/"


@pytest.fixture(scope="module")
def tell_library():
    """All they say: some of these tests search for words."""
    return index_classes


@pytest.fixture
def place(runner, few_classes, clock):
    """Deep pliés on Thursday; it is Wednesday morning."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone", why="So."
    )


def shown(client, address):
    """The classes a page offers."""
    return [candidate.video_class.slug for candidate in client.get(address).context["found"]]


def followed(client, response):
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"]).content.decode()


def standing():
    return [(p.date, p.video_class.slug, p.state) for p in PlannedSession.objects.order_by("date", "pk")]


def test_similar_classes_are_offered_with_what_speaks_for_and_against(runners_client, place, make_class):
    make_class("high-ankles", benefits=("stabilisers",), level=3)
    page = runners_client.get(SWAP).content.decode()
    for text in ("Swap “Deep plies”", "Thursday 26 November", "Steady ankles", "Nothing speaks against it."):
        assert text in page
    assert "It is above your level for now." in page and "/evidence/#R16" in page
    assert shown(runners_client, SWAP) == ["steady-ankles", "high-ankles"]


def test_a_search_finds_any_class_for_the_place(runners_client, place):
    assert shown(runners_client, f"{SWAP}?q=long+lines") == ["long-lines"]
    assert "No class is like that" in runners_client.get(f"{SWAP}?q=xyzzy").content.decode()


def test_a_class_is_swapped(runners_client, place):
    page = followed(runners_client, runners_client.post(SWAP, {"class": "steady-ankles", "seen": "proposed"}))
    assert "Swapped: “Steady ankles” stands there now. It fits." in page
    assert standing() == [(THURSDAY, "steady-ankles", "locked")]


def test_a_swap_against_a_rule_says_which(runners_client, place):
    page = followed(runners_client, runners_client.post(SWAP, {"class": "little-jumps"}))
    assert "Swapped: “Little jumps” stands there now. Good to know:" in page


def test_a_day_offers_what_fits_first(runners_client, place):
    page = runners_client.get(ADD).content.decode()
    assert "Add a class on Friday" in page and "Search all classes" in page
    found = shown(runners_client, ADD)
    assert (len(found), found[-1]) == (7, "little-jumps")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("benefit=posture", ["tall-and-easy"]),
        ("q=tall", ["tall-and-easy"]),
        ("minutes=10", []),
        ("benefit=posture&minutes=30&q=easy", ["tall-and-easy"]),
    ],
)
def test_a_day_is_asked_for_less(runners_client, place, query, expected):
    assert shown(runners_client, f"{ADD}?{query}") == expected


@pytest.mark.parametrize("query", ["benefit=x", "minutes=x", "minutes=-1", "minutes=" + "9" * 5000, "q=%00"])
def test_what_cannot_be_asked_for_changes_nothing(runners_client, place, query):
    assert runners_client.get(f"{ADD}?{query}").status_code == 200


def test_a_class_is_added(runners_client, place):
    page = followed(runners_client, runners_client.post(ADD, {"class": "long-lines"}))
    assert "“Long lines” stands on Friday now. It fits." in page
    assert standing()[1] == (FRIDAY, "long-lines", "locked")


def test_a_class_added_beside_another_is_told(runners_client, place):
    page = followed(runners_client, runners_client.post(f"/plan/{THURSDAY}/add/", {"class": "long-lines"}))
    assert "Good to know: Thursday holds another class already." in page


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"/plan/{TUESDAY}/add/", "That day is over, so nothing was changed."),
        ("/plan/2027-11-05/add/", "That week is too far ahead to be changed yet, so nothing was changed."),
    ],
)
def test_a_day_that_cannot_have_it_is_said(runners_client, place, address, says):
    assert says in followed(runners_client, runners_client.get(address))
    assert says in followed(runners_client, runners_client.post(address, {"class": "long-lines"}))
    assert standing() == [(THURSDAY, SLUG, "proposed")]


@pytest.mark.parametrize("address", [SWAP, ADD])
@pytest.mark.parametrize("slug", ["", "no-such-class", "\x00", "a" * 5000])
def test_what_is_no_class_is_not_found(runners_client, place, address, slug):
    assert runners_client.post(address, {"class": slug}).status_code == 404
    assert standing() == [(THURSDAY, SLUG, "proposed")]


def test_looking_stores_nothing(runners_client, few_classes, clock):
    clock(2026, 11, 25, 9)
    assert runners_client.get("/plan/2026-12-04/add/").status_code == 200
    assert Week.objects.count() == 0


def test_a_stranger_adds_to_her_own_week_only(client, stranger, place):
    PlanSettings.objects.create(runner=stranger, sessions=0)
    client.force_login(stranger)
    assert client.get(SWAP).status_code == 404
    client.post(ADD, {"class": "long-lines"})
    assert place.week.planned_sessions.count() == 1
    assert Week.objects.get(runner=stranger).planned_sessions.count() == 1


@pytest.mark.parametrize("address", [SWAP, ADD])
def test_visitors_are_asked_to_sign_in(client, db, address):
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("more", [0, 60])
@pytest.mark.parametrize("address", [SWAP, ADD])
def test_a_page_asks_as_much_for_few_classes_as_for_many(
    runners_client, place, make_class, address, more, django_assert_num_queries
):
    with make_class.together():
        for n in range(more):
            make_class(f"class-{n}", benefits=("stabilisers",))
    runners_client.get(address)  # the library is read once for each of its editions
    with django_assert_num_queries(14):
        runners_client.get(address)
