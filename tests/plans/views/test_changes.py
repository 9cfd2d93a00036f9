"""What changed a week is listed and undone."""

import datetime

import pytest

from library.actions.indexing import index_classes
from plans.actions.changes import whole_sentences
from plans.models import PlanChange, PlannedSession, PlanSettings, Week
from plans.planner.sentences import BROKEN

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
THURSDAY, FRIDAY = MONDAY + 3 * DAY, MONDAY + 4 * DAY
SLUG = "deep-plies"
PAGE = f"/plan/{MONDAY}/changes/"


@pytest.fixture
def place(runner, few_classes, clock):
    """Deep pliés on Thursday; it is Wednesday morning."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone", why="So."
    )


def act(client, what, day=THURSDAY, slug=SLUG, **sent):
    assert client.post(f"/plan/{day}/{slug}/{what}/", sent).status_code == 302


def listed(client):
    """Kind, sentences and whether it can be undone, of each."""
    changes = client.get(PAGE).context["changes"]
    return [(change["kind"], change["lines"], bool(change["undo"])) for change in changes]


def followed(client, response):
    assert response.status_code == 302
    return client.get(response["Location"]).content.decode()


def test_each_change_is_told_the_newest_first(runners_client, place):
    """A bug: each had an undo, also where its turn had not come, and then it undid nothing."""
    act(runners_client, "move", to=FRIDAY)
    act(runners_client, "swap", FRIDAY, **{"class": "steady-ankles"})
    runners_client.post(f"/plan/{FRIDAY}/add/", {"class": "long-lines"})
    act(runners_client, "skip", FRIDAY, "steady-ankles")
    act(runners_client, "remove", FRIDAY, "long-lines")
    assert listed(runners_client) == [
        ("Left out", ["“Long lines” left Friday"], True),
        ("Left out", ["“Steady ankles” on Friday is left out"], True),
        ("Added", ["“Long lines” came on Friday"], False),
        ("Swapped", ["“Steady ankles” in the place of “Deep plies” on Friday"], False),
        ("Moved", ["“Deep plies” from Thursday to Friday"], False),
    ]
    for left in (4, 3, 2, 1, 0):  # from the newest down each has its turn
        changes = runners_client.get(PAGE).context["changes"]
        runners_client.post(next(change["undo"] for change in changes if change["undo"]))
        assert sum(not change["undone"] for change in runners_client.get(PAGE).context["changes"]) == left
    place.refresh_from_db()
    assert (place.date, place.state) == (THURSDAY, "proposed")


def test_of_what_is_done_by_now_nothing_is_undone(runners_client, place):
    act(runners_client, "lock")
    act(runners_client, "done")
    assert listed(runners_client)[-1] == ("Kept on its day", ["“Deep plies” is kept on Thursday"], False)


def test_a_reason_is_told_in_whole_sentences():
    """A bug: half a sentence about what hurts stayed after the consent was taken back."""
    said = [
        BROKEN[rule].format(day="Friday", next_day="Saturday") for rule in ("R1", "R2", "R8", "R10", "R11")
    ]
    assert whole_sentences(said) == " ".join(said[:4])
    assert whole_sentences([*said[:3], said[4]]) == " ".join([*said[:3], said[4]])


def test_an_undone_change_says_so_and_comes_back_to_the_list(runners_client, place):
    act(runners_client, "lock")
    change = PlanChange.objects.get()
    response = runners_client.post(f"/plan/changes/{change.pk}/undo/", {"next": PAGE})
    assert response["Location"] == PAGE
    assert listed(runners_client) == [("Kept on its day", ["“Deep plies” is kept on Thursday"], False)]
    assert "Undone" in runners_client.get(PAGE).content.decode()


def test_an_undo_pressed_twice_says_so(runners_client, place):
    act(runners_client, "skip")
    address = f"/plan/changes/{PlanChange.objects.get().pk}/undo/"
    runners_client.post(address)
    page = followed(runners_client, runners_client.post(address))
    assert "There is nothing to undo any more. Your week stands as it is below." in page


def test_what_has_gone_on_since_is_not_called_undone(runners_client, place):
    act(runners_client, "move", to=FRIDAY)
    moved = PlanChange.objects.get()
    act(runners_client, "swap", FRIDAY, **{"class": "steady-ankles"})
    address = f"/plan/changes/{moved.pk}/undo/"
    page = followed(runners_client, runners_client.post(address, {"next": PAGE}))
    assert "Nothing was undone: your week has gone on since, and stays as it is." in page
    assert "What you did or moved since stays" not in page
    moved.refresh_from_db()
    assert moved.undone_at is None
    place.refresh_from_db()
    assert (place.date, place.video_class.slug) == (FRIDAY, "steady-ankles")


def test_a_class_that_leaves_with_an_undo_is_named_with_its_way_back(
    runners_client, place, few_classes, agreed, make_pain
):
    few_classes[SLUG].sites = {"foot": 2}
    few_classes[SLUG].save()
    index_classes([few_classes[SLUG].pk])
    act(runners_client, "lock")
    make_pain("foot", 6, date=MONDAY + 2 * DAY)
    address = f"/plan/changes/{PlanChange.objects.get().pk}/undo/"
    page = followed(runners_client, runners_client.post(address, {"next": PAGE}))
    assert "Undone. “Deep plies” on Thursday has left your week. It loads a spot that hurts." in page
    left = PlanChange.objects.get(kind="left")
    assert page.count(f'action="/plan/changes/{left.pk}/undo/"') == 2  # in the message and in the list
    runners_client.post(f"/plan/changes/{left.pk}/undo/")
    assert PlannedSession.objects.get().state == "locked"


@pytest.mark.parametrize("kind", ["laid", "lifted"])
def test_a_time_laid_aside_is_not_undone_here(runners_client, place, clock, kind):
    change = PlanChange.objects.create(week=place.week, kind=kind, made_at=clock(2026, 11, 25, 9))
    assert [undo for _kind, _lines, undo in listed(runners_client)] == [False]
    page = followed(runners_client, runners_client.post(f"/plan/changes/{change.pk}/undo/"))
    assert "There is nothing to undo any more" in page


def test_an_undo_leads_nowhere_else(runners_client, place):
    act(runners_client, "skip")
    address = f"/plan/changes/{PlanChange.objects.get().pk}/undo/"
    response = runners_client.post(address, {"next": "https://elsewhere.example/"})
    assert response["Location"] == f"/plan/{MONDAY}/"


def test_nothing_changed_yet_says_what_to_expect(runners_client, few_classes, clock):
    clock(2026, 11, 25, 9)
    assert "Nothing has changed yet" in runners_client.get(PAGE).content.decode()


def test_a_class_that_is_gone_is_still_told(runners_client, place):
    act(runners_client, "move", to=FRIDAY)
    place.video_class.delete()
    assert listed(runners_client)[0][1] == ["“A class that is gone” from Thursday to Friday"]


def test_a_strangers_changes_do_not_exist(client, stranger, runners_client, place):
    act(runners_client, "skip")
    change = PlanChange.objects.get()
    client.force_login(stranger)
    assert listed(client) == []
    assert client.post(f"/plan/changes/{change.pk}/undo/").status_code == 404
    change.refresh_from_db()
    assert change.undone_at is None


@pytest.mark.parametrize("address", [PAGE, "/plan/changes/1/undo/"])
def test_visitors_are_asked_to_sign_in(client, db, address):
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_asks_as_much_for_one_as_for_many(
    runners_client, place, clock, many, django_assert_num_queries
):
    act(runners_client, "lock")
    told = PlanChange.objects.values("kind", "before", "after", "week_id").get()
    PlanChange.objects.bulk_create(
        PlanChange(made_at=clock(2026, 11, 25, 10), **told) for _ in range(many - 1)
    )
    runners_client.get(PAGE)  # its message is shown once
    with django_assert_num_queries(5):
        runners_client.get(PAGE)
