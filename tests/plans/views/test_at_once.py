"""The week acted on from two devices at the same moment, on both databases.

Each is a browser of its own, on a connection of its own. Nothing is lost, no class counts twice, nobody meets
an error, and whoever came second reads it.
"""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from library.models import Viewing
from plans.models import PlanChange, PlannedSession, PlanSettings, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (MONDAY + n * DAY for n in (2, 3, 4, 5))
HERE = f"/plan/{WEDNESDAY}/deep-plies/"
CHANGED = "Your week has changed since you opened that page"
IS_DONE = "This class is done, so it stays where it is."
MOVE, MOVE_ELSEWHERE = (("move/", {"to": str(day), "seen": "proposed"}) for day in (FRIDAY, SATURDAY))
SKIP = ("skip/", {"seen": "proposed"})
SWAP, SWAP_ELSE = (("swap/", {"class": slug, "seen": "proposed"}) for slug in ("steady-ankles", "both-sides"))


@pytest.fixture
def place(shared_database, runner, few_classes, clock):
    """Deep pliés, today: it is Wednesday morning. The next of their kind comes on Saturday."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=1)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    plies, ankles = few_classes["deep-plies"], few_classes["steady-ankles"]
    here = week.planned_sessions.create(date=WEDNESDAY, first_date=WEDNESDAY, video_class=plies, slot="alone")
    week.planned_sessions.create(date=SATURDAY, first_date=SATURDAY, video_class=ankles, slot="alone")
    return here


@pytest.fixture
def device(runner):
    """Another browser of the runner's, signed in for itself."""

    def device():
        client = Client()
        client.force_login(runner)
        return client

    return device


def at_once(*acts):
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait(timeout=30)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def pressed(client, address, sent=()):
    """What the page says after a press; where there is nothing any more to press on, the status."""
    answer = client.post(address, dict(sent), follow=True)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def press_at_once(device, *presses):
    clients = [device() for _ in presses]
    return at_once(*[lambda c=c, p=p: pressed(c, *p) for c, p in zip(clients, presses, strict=True)])


def today_done(client):
    """The address behind “I did it” on Today."""
    return re.search(r'action="([^"]*/done/)"', client.get("/today/").content.decode())[1]


def standing():
    return [(p.date, p.video_class.slug, p.state) for p in PlannedSession.objects.order_by("date", "pk")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MOVE, MOVE_ELSEWHERE),
        (MOVE, MOVE),
        (MOVE, SKIP),
        (SKIP, SKIP),
        (SWAP, MOVE),
        (SWAP, SKIP),
        (SWAP, SWAP_ELSE),
    ],
    ids=lambda act: act[0].strip("/"),
)
def test_of_two_changes_one_stands_and_the_other_is_told(place, device, first, second):
    pages = press_at_once(device, *((HERE + act, sent) for act, sent in (first, second)))
    assert sorted(CHANGED in page for page in pages) == [False, True]
    change = PlanChange.objects.get()
    assert [(row["date"], row["video_class_id"], row["state"]) for row in change.after] == [
        (str(p.date), p.video_class_id, p.state) for p in PlannedSession.objects.order_by("pk")
    ]
    assert PlannedSession.objects.count() == 2  # nothing twice, nothing lost


def test_done_on_two_devices_it_counts_once(place, device):
    done = today_done(device())
    pages = press_at_once(device, *[(done,)] * 3)
    assert all(isinstance(page, str) for page in pages)
    session = Session.objects.get()
    assert (session.planned_session, standing()[0][2]) == (place, "done")


def test_the_timers_end_and_a_press_on_today_are_one_class(place, device):
    done, timer = today_done(device()), "/library/deep-plies/done/"
    press_at_once(device, (done,), (timer, {"how": "timer"}), (timer, {"how": "button"}))
    assert Session.objects.get().planned_session == place
    assert [state for _date, _slug, state in standing()] == ["done", "proposed"]


def test_two_classes_done_at_once_fill_a_place_each(place, device):
    press_at_once(device, ("/library/deep-plies/done/",), ("/library/steady-ankles/done/",))
    assert Session.objects.count() == 2
    assert [state for _date, _slug, state in standing()] == ["done", "done"]


@pytest.mark.parametrize("act", [MOVE, SKIP, SWAP], ids=lambda act: act[0].strip("/"))
def test_a_class_done_as_it_is_changed_counts_once_and_says_so(place, device, act):
    """Whichever is first: what was done stays done, and who changed it too late reads so."""
    address, sent = act
    changed, _done = press_at_once(device, (HERE + address, sent), ("/library/deep-plies/done/",))
    session = Session.objects.get()
    assert (IS_DONE in changed or CHANGED in changed) == (not PlanChange.objects.exists())
    filled = PlannedSession.objects.filter(state="done")
    assert list(filled) == [session.planned_session] * filled.count()
    assert PlannedSession.objects.count() == 2


def test_one_undo_of_two_is_done_and_the_other_is_told(place, device):
    pressed(device(), f"{HERE}move/", {"to": str(FRIDAY)})
    undo = f"/plan/changes/{PlanChange.objects.get().pk}/undo/"
    pages = press_at_once(device, (undo,), (undo,))
    assert sorted("There is nothing to undo any more." in page for page in pages) == [False, True]
    assert sorted("Undone." in page for page in pages) == [False, True]
    assert standing()[0] == (WEDNESDAY, "deep-plies", "proposed")


def test_an_undo_as_the_class_is_done_leaves_it_done(place, device):
    pressed(device(), f"{HERE}move/", {"to": str(FRIDAY)})
    undo = f"/plan/changes/{PlanChange.objects.get().pk}/undo/"
    press_at_once(device, (undo,), ("/library/deep-plies/done/",))
    session = Session.objects.get()
    assert (session.planned_session, session.planned_session.state) == (place, "done")
    assert PlannedSession.objects.count() == 2


def test_taken_back_on_two_devices_the_place_is_open_again(place, device):
    """The second finds nothing to take back."""
    pressed(device(), "/library/deep-plies/done/")
    away = f"/sessions/{Session.objects.get().pk}/delete/"
    answers = press_at_once(device, (away,), (away,))
    assert sorted(answer if answer == 404 else 200 for answer in answers) in ([200, 404], [200, 200])
    assert (Session.objects.count(), standing()[0][2]) == (0, "proposed")


def test_taken_back_and_done_again_at_once_neither_waits_for_ever(place, device):
    pressed(device(), "/library/deep-plies/done/")
    for _ in range(3):
        away = f"/sessions/{Session.objects.get().pk}/delete/"
        press_at_once(device, (away,), ("/library/deep-plies/done/",))
        if not Session.objects.exists():  # the press was the other telling of what was taken back
            assert not Viewing.objects.exclude(done_at=None).exists()
            pressed(device(), "/library/deep-plies/done/")
    session = Session.objects.get()
    assert (session.planned_session, PlannedSession.objects.filter(state="done").count()) == (place, 1)
