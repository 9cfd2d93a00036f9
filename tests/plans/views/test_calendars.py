"""Calendars on screen: followed by address or file, told how they are, left; the address is never shown."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains

from plans.models import InboundCalendar, PlannedRun

THURSDAY = datetime.date(2026, 11, 26)
SECRET = "webcal://coach.example/private/secret-key.ics"


def ics(*titles, date=THURSDAY):
    events = [
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:{date:%Y%m%d}\r\nSUMMARY:{title}\r\nEND:VEVENT"
        for n, title in enumerate(titles)
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]).encode()


def file_of(content, name="plan.ics"):
    return SimpleUploadedFile(name, content, content_type="text/calendar")


@pytest.fixture
def calendar(runner, clock):
    return InboundCalendar.objects.create(
        runner=runner, name="Coach", address=SECRET, created_at=clock(2026, 11, 25, 9)
    )


@pytest.fixture
def typed():
    return {"address": "", "name": "", "covers": "plan"}


def post(client, typed, **changes):
    return client.post("/log/calendars/new/", {**typed, **changes})


def test_nothing_followed_says_what_to_do(runners_client):
    page = runners_client.get("/log/calendars/").content.decode()
    assert "None yet" in page and 'href="/log/calendars/new/"' in page


def test_an_address_is_followed_and_read_in_the_background(runners_client, runner, typed, clock):
    response = post(runners_client, typed, address=f" {SECRET} ", covers="single")
    calendar = InboundCalendar.objects.get()
    assert response["Location"] == f"/log/calendars/{calendar.pk}/"
    assert (calendar.runner, calendar.address, calendar.name) == (runner, SECRET, "coach.example")
    assert (calendar.is_whole_plan, calendar.read_at) == (False, None)
    page = runners_client.get(response["Location"]).content.decode()
    assert "It is read in the background" in page and "coach.example" in page


def test_a_file_is_read_at_once_and_again(runners_client, typed, clock):
    response = post(runners_client, typed, file=file_of(ics("Easy run 50 min")), name="Club")
    page = runners_client.get(response["Location"]).content.decode()
    assert "Easy run 50 min" in page and "50:00" in page and "Club" in page and "Read it now" not in page
    newer = f"{response['Location']}file/"
    assert f'action="{newer}"' in page
    assert runners_client.post(newer, {"file": file_of(ics("Tempo run"))})["Location"] == response["Location"]
    assert [run.title for run in PlannedRun.objects.all()] == ["Tempo run"]
    page = runners_client.post(newer, {"file": file_of(b"<html>")}).content.decode()
    assert "This is a web page, not a calendar." in page and f'action="{newer}"' in page
    assert PlannedRun.objects.count() == 1


def test_a_calendars_page_only_shows(runners_client, calendar):
    assert runners_client.post(f"/log/calendars/{calendar.pk}/").status_code == 405


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Give an address or choose a file."),
        ({"address": "coach"}, "Only addresses that begin with https://"),
        ({"address": "https://name:word@coach.example/"}, "a name and a password in clear view"),
        ({"address": "https://coach.example:22/"}, "an unusual port"),
        ({"address": "http://2130706433/"}, "does not lead to the public internet"),
        ({"address": "https://c.example/" + "x" * 2000}, "longer than an address can be"),
        ({"address": SECRET, "covers": "x"}, "Select a valid choice"),
        ({"address": SECRET, "name": "n" * 121}, "at most 120 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_followed(runners_client, typed, changes, said):
    response = post(runners_client, typed, **changes)
    assert (response.status_code, InboundCalendar.objects.count()) == (200, 0)
    assert said in response.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!doctype html><html>", "This is a web page, not a calendar."),
        (b"\x89PNG", "This is not a calendar"),
        (b"x" * (5 * 1024**2 + 1), "larger than 5 MB"),
        (ics("Run")[:-20], "ends in the middle"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_calendar(runners_client, typed, content, said):
    response = post(runners_client, typed, file=file_of(content))
    assert (response.status_code, InboundCalendar.objects.count()) == (200, 0)
    assert said in response.content.decode()


def test_one_of_the_two_and_each_address_once_and_ten_at_most(runners_client, runner, typed, clock):
    page = post(runners_client, typed, address=SECRET, file=file_of(ics("Run"))).content.decode()
    assert "one of the two" in page
    post(runners_client, typed, address=SECRET)
    assert "You follow this calendar already." in post(runners_client, typed, address=SECRET).content.decode()
    for n in range(9):
        InboundCalendar.objects.create(runner=runner, name=str(n), created_at=clock(2026, 11, 25, 9))
    page = post(runners_client, typed, address="https://other.example/").content.decode()
    assert "You follow 10 calendars, which is the most." in page and InboundCalendar.objects.count() == 10


def test_how_it_is_is_told_and_the_address_is_not(runners_client, calendar, clock):
    calendar.read_at = calendar.created_at
    calendar.tried_at = calendar.read_at + datetime.timedelta(hours=6)
    calendar.next_try_at = calendar.tried_at + datetime.timedelta(minutes=15)
    calendar.error = "The server did not answer."
    calendar.save()
    for address in (
        "/log/calendars/",
        f"/log/calendars/{calendar.pk}/",
        f"/log/calendars/{calendar.pk}/leave/",
    ):
        page = runners_client.get(address).content.decode()
        assert "Coach" in page and "secret" not in page
        if not address.endswith("leave/"):
            for said in ("coach.example", "25 November 2026, 09:00", "15:00", "15:15", "did not answer"):
                assert said in page


def test_it_is_read_when_the_runner_asks_but_not_each_moment(runners_client, calendar, clock):
    now = clock(2026, 11, 25, 12)
    runners_client.post(f"/log/calendars/{calendar.pk}/read/")
    calendar.refresh_from_db()
    assert calendar.next_try_at == now
    InboundCalendar.objects.update(tried_at=now, next_try_at=None)
    page = runners_client.post(f"/log/calendars/{calendar.pk}/read/", follow=True).content.decode()
    calendar.refresh_from_db()
    assert "It was read a moment ago." in page and calendar.next_try_at is None


def test_asked_for_again_and_again_it_is_read_once(runners_client, calendar, clock):
    clock(2026, 11, 25, 12)
    for said in ("We read it now.", "It is about to be read.", "It is about to be read."):
        page = runners_client.post(f"/log/calendars/{calendar.pk}/read/", follow=True).content.decode()
        assert said in page and DBTaskResult.objects.count() == 1


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("take-away", 0)])
def test_followed_no_more(runners_client, runner, calendar, make_planned_run, choice, left):
    make_planned_run(date=THURSDAY, origin="calendar", calendar=calendar, event="a")
    page = runners_client.get(f"/log/calendars/{calendar.pk}/leave/").content.decode()
    assert "Keep them in my plan" in page and InboundCalendar.objects.count() == 1
    response = runners_client.post(f"/log/calendars/{calendar.pk}/leave/", {"runs": choice})
    assert (response["Location"], InboundCalendar.objects.count()) == ("/log/calendars/", 0)
    assert PlannedRun.objects.count() == left


def test_what_is_left_out_is_counted(runners_client, typed, clock):
    events = ics("Easy run", "Bike 2 h", "Swim", "Rest day")
    odd = b"BEGIN:VEVENT\r\nUID:odd\r\nDTSTART:never\r\nSUMMARY:Run\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    response = post(runners_client, typed, file=file_of(events.replace(b"END:VCALENDAR\r\n", odd)))
    page = runners_client.get(response["Location"]).content.decode()
    assert "2 events were left out" in page and "The time of one event was not understood" in page


def test_what_it_holds_may_be_said_later(runners_client, runner, calendar, make_planned_run):
    runner.typical_runs.create(weekday=4, kind="easy", duration_s=2400)
    make_planned_run(date=THURSDAY, origin="calendar", calendar=calendar, event="a", title="Club")
    assert "40 min" not in runners_client.get("/plan/").content.decode()
    response = runners_client.post(f"/log/calendars/{calendar.pk}/holds/", {"covers": "single"})
    assert response["Location"] == f"/log/calendars/{calendar.pk}/"
    assert "40 min" in runners_client.get("/plan/").content.decode()
    runners_client.post(f"/log/calendars/{calendar.pk}/holds/", {"covers": "nonsense"})
    calendar.refresh_from_db()
    assert calendar.is_whole_plan is False


def test_an_answer_nobody_offered_leaves_it_as_it_is(runners_client, calendar):
    response = runners_client.post(f"/log/calendars/{calendar.pk}/leave/", {"runs": "x"})
    assert (response.status_code, InboundCalendar.objects.count()) == (200, 1)


def test_a_calendar_with_an_address_takes_no_file(runners_client, calendar):
    response = runners_client.post(f"/log/calendars/{calendar.pk}/file/", {"file": file_of(ics("Run"))})
    assert (response.status_code, PlannedRun.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", ""), ("get", "leave/"), ("post", "leave/"), ("post", "file/"), ("post", "read/"),
        ("post", "holds/"),
    ],
)  # fmt: skip
def test_a_strangers_calendar_does_not_exist(client, stranger, calendar, page, method):
    client.force_login(stranger)
    answer = getattr(client, method)(f"/log/calendars/{calendar.pk}/{page}", {"runs": "take-away"})
    assert answer.status_code == 404
    assert InboundCalendar.objects.count() == 1
    assert "Coach" not in client.get("/log/calendars/").content.decode()


@pytest.mark.parametrize("page", ["", "new/", "1/", "1/file/", "1/read/", "1/holds/", "1/leave/"])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.post(f"/log/calendars/{page}")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/accounts/login/?next=/log/calendars/{page}",
    )


@pytest.mark.parametrize("many", [1, 9])
def test_the_pages_ask_as_much_for_one_as_for_many(
    runners_client, runner, calendar, make_planned_run, many, django_assert_num_queries
):
    for n in range(many):
        InboundCalendar.objects.create(runner=runner, name=str(n), created_at=calendar.created_at)
        make_planned_run(date=THURSDAY, origin="calendar", calendar=calendar, event=str(n))
    with django_assert_num_queries(3):  # session, runner, calendars
        runners_client.get("/log/calendars/")
    with django_assert_num_queries(5):  # session, runner, calendar, runs, how many
        runners_client.get(f"/log/calendars/{calendar.pk}/")


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/a.ics",
        "https://10.0.0.1/a.ics",
        "http://[::1]/a.ics",
        "http://169.254.169.254/a",
        "https://nas.local/a.ics",
    ],
)
def test_an_address_at_home_is_refused_in_the_form(runners_client, runner, address):
    page = runners_client.post("/log/calendars/new/", {"address": address, "covers": "plan"})
    assertContains(page, "This address does not lead to the public internet, so it is not read.")
    assert runner.inbound_calendars.count() == 0
