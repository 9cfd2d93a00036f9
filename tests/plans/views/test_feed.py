"""Calendar addresses on screen, and as a calendar app reads them: no sign-in, 304, gone when ended."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test import Client
from pytest_django.asserts import assertContains

from balletfusion.logs import Discreet
from plans.actions.feed import make_address
from plans.models import CalendarAddress, FeedEntry, PlannedSession, Week
from tests.plans.feed.rfc5545 import faults

MONDAY, THURSDAY = datetime.date(2026, 11, 16), datetime.date(2026, 11, 26)
PAGE = "/plan/calendar-out/"
TYPED = {
    "holds": "all", "name": "Phone", "classes_at": "18:30", "classes_at_weekends": "", "runs_at": "",
    "runs_at_weekends": "07:15", "alarm_min": "30",
}  # fmt: skip


@pytest.fixture
def place(runner, make_class, clock):
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=make_class(), slot="alone"
    )


@pytest.fixture
def address(runner, clock):
    made = CalendarAddress(runner=runner, name="Phone", classes_at=datetime.time(18, 30))
    return make_address(address=made, now=clock(2026, 11, 25, 9))


def feed(address, client=None, **headers):
    return (client or Client()).get(f"/calendar/{address.token}.ics", headers=headers)


# --- as an app reads it -----------------------------------------------------------------------------


def test_an_app_reads_it_without_signing_in(place, address):
    response = feed(address)
    assert response.status_code == 200
    assert {name: response[name] for name in (
        "Content-Type", "Cache-Control", "X-Robots-Tag", "Referrer-Policy", "Content-Disposition",
    )} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
        "Content-Disposition": 'inline; filename="ballet-fusion.ics"',
    }  # fmt: skip
    assert faults(response.content) == []
    assert "SUMMARY:Steady ankles" in response.content.decode()
    assert "URL:http://testserver/library/steady-ankles/" in response.content.decode()
    assert response.cookies == {}


def test_what_it_knows_already_is_not_sent_again(place, address, runner):
    etag = feed(address)["ETag"]
    again = feed(address, **{"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Cache-Control"] == "private, no-cache"
    FeedEntry.objects.update(sequence=1)
    after = feed(address, **{"If-None-Match": etag})
    assert (after.status_code, after["ETag"] == etag) == (200, False)


def test_asked_for_the_head_alone_it_sends_that(place, address):
    response = Client().head(f"/calendar/{address.token}.ics")
    assert (response.status_code, response.content, response["ETag"]) == (200, b"", feed(address)["ETag"])


def test_reading_writes_down_the_hour_and_the_kind_of_app_and_nothing_else(place, address, clock):
    PlannedSession.objects.all().delete()
    before = [*FeedEntry.objects.values(), *CalendarAddress.objects.values()]
    feed(address, **{"User-Agent": "iOS/18.5 (22F76) dataaccessd/1.0"})
    read = {"read_at": clock(2026, 11, 25, 9), "read_by": "apple"}
    before[-1] |= read
    assert [*FeedEntry.objects.values(), *CalendarAddress.objects.values()] == before


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_other_ways_to_ask_are_refused(place, address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/calendar/{address.token}.ics")
    allowed = "GET, HEAD" if method == "post" else "GET, HEAD, POST"  # refused before it is reached
    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert CalendarAddress.objects.get().read_at is None


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_as_much_however_much_it_holds_and_once_more_once_an_hour(
    place, address, runner, make_class, clock, django_assert_num_queries, many
):
    feed(address)
    for n in range(many):
        FeedEntry.objects.create(
            runner=runner, kind="race", key=f"race:{n}", date=THURSDAY, changed_at=address.made_at,
            told={"title": "Ten", "duration_s": 60, "path": "/log/races/1/", "done": False},
        )  # fmt: skip
    held = connection.features.has_select_for_update  # a row is held by one query more
    with django_assert_num_queries(2 + 6 + held):  # six count how often it was read
        assert feed(address).content.count(b"BEGIN:VEVENT") == many + 1
    clock(2026, 11, 25, 10)
    with django_assert_num_queries(3 + 2):  # the first of its window
        feed(address)


def test_asked_for_the_head_alone_it_is_not_called_read(place, address):
    Client().head(f"/calendar/{address.token}.ics")
    assert CalendarAddress.objects.get().read_at is None


# --- how often ----------------------------------------------------------------------------------------


def ask(token, place="192.0.2.1", **headers):
    return Client(REMOTE_ADDR=place).get(f"/calendar/{token}.ics", headers=headers)


def test_asked_too_often_it_says_when_to_come_again(place, address, clock):
    clock(2026, 11, 25, 9, 8, 20)
    assert {ask(address.token).status_code for _ in range(60)} == {200}
    response = ask(address.token, place="192.0.2.2")  # from wherever: it is this calendar's own measure
    assert (response.status_code, response.content.decode()) == (
        429, "Asked too often. Nothing is lost: ask again in 100 seconds.\n",
    )  # fmt: skip
    assert {name: response[name] for name in ("Retry-After", "Content-Type", "Cache-Control")} == {
        "Retry-After": "100", "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store",
    }  # fmt: skip
    clock(2026, 11, 25, 9, 10)
    assert ask(address.token).status_code == 200


def test_one_calendar_asked_too_often_holds_up_no_other(place, address, runner, clock):
    other = make_address(address=CalendarAddress(runner=runner, name="Other"), now=address.made_at)
    for _ in range(61):
        ask(address.token)
    assert (ask(address.token).status_code, ask(other.token).status_code) == (429, 200)


def test_addresses_cannot_be_tried_out_one_by_one(place, address, clock):
    """And whether one of those would have been right is not told."""
    walker = "198.51.100.7"
    assert {ask(f"wrong-{n}", walker).status_code for n in range(60)} == {404}
    refused = [ask(token, walker) for token in ("wrong-again", address.token)]
    assert [(answer.status_code, answer["Retry-After"]) for answer in refused] == [(429, "600")] * 2
    assert refused[0].content == refused[1].content
    assert ask(address.token, "198.51.100.8").status_code == 200
    clock(2026, 11, 25, 9, 10)
    assert ask(address.token, walker).status_code == 200


def test_a_network_of_ones_own_does_not_help_with_that(place, address, clock):
    for n in range(60):
        ask("wrong", f"2001:db8:7:7::{n:x}")
    assert ask(address.token, "2001:db8:7:7:1:2:3:4").status_code == 429
    assert ask(address.token, "2001:db8:7:8::1").status_code == 200


# --- what apps send and need --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),  # what a proxy that packs makes of it
        ('"another", {etag}', 304),
        ('W/"another",W/{etag}', 304),
        ("*", 304),
        ('"another"', 200),
        ("{bare}", 200),
        ("", 200),
    ],
)
def test_of_what_an_app_knows_lists_and_weak_tags_count(place, address, sent, status):
    etag = feed(address)["ETag"]
    known = sent.format(etag=etag, bare=etag.strip('"'))
    assert feed(address, **{"If-None-Match": known}).status_code == status


def test_packed_it_is_the_same_and_still_known(place, address):
    """Google and Outlook ask for gzip, and come back with the tag they got."""
    packed = feed(address, **{"Accept-Encoding": "gzip, deflate"})
    assert (packed["Content-Encoding"], packed["ETag"]) == ("gzip", f"W/{feed(address)['ETag']}")
    assert gzip.decompress(packed.content) == feed(address).content
    assert "Accept-Encoding" in packed["Vary"]
    assert feed(address, **{"If-None-Match": packed["ETag"], "Accept-Encoding": "gzip"}).status_code == 304


@pytest.mark.parametrize("accept", ["text/calendar", "text/calendar, text/plain;q=0.5", "*/*", "text/html"])
def test_whatever_an_app_says_it_takes_it_gets_a_calendar(place, address, accept):
    response = feed(address, Accept=accept, **{"User-Agent": "Google-Calendar-Importer"})
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


def test_search_engines_are_not_forbidden_it_or_googles_calendar_would_not_read_it(place, address):
    robots = Client().get("/robots.txt").content.decode()
    assert "/calendar/" not in robots and feed(address)["X-Robots-Tag"] == "noindex"


def test_ended_it_is_gone_at_once_and_the_others_stay(runners_client, place, address, runner):
    other = make_address(address=CalendarAddress(runner=runner, name="Other"), now=address.made_at)
    assertContains(runners_client.get(f"{PAGE}{address.pk}/end/"), "End “Phone”?")
    assert feed(address).status_code == 200
    response = runners_client.post(f"{PAGE}{address.pk}/end/", follow=True)
    assertContains(response, "Ended: nobody can read it any more.")
    assert (feed(address).status_code, feed(other).status_code) == (404, 200)


@pytest.mark.parametrize(
    "token", ["%00", "a%00b", "%F0%9F%A9%B0", "x" * 5000, "..%2F..%2Fetc", "a b", "%0d%0a"]
)
def test_what_is_no_token_is_not_there(db, token):
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_of_who_may_not_sign_in_nothing_is_read(place, address, runner):
    runner.is_active = False
    runner.save()
    assert feed(address).status_code == 404


def test_its_secret_is_written_to_no_log(address, caplog):
    """Django names the address of each page that is missing."""
    Client().get(f"/calendar/{address.token}x.ics")
    written = Discreet("{message}", style="{")  # as settings.LOGGING has it
    said = [written.format(record) for record in caplog.records if record.name == "django.request"]
    assert said == ["Not Found: /calendar/…"]


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        ("Google-Calendar-Importer", "25 November 2026, by Google Calendar"),
        ("<script>", "25 November 2026, by another app"),
    ],
)
def test_its_runner_sees_when_it_was_last_read_as_a_day(
    runners_client, place, address, clock, user_agent, told
):
    assertContains(runners_client.get(f"{PAGE}{address.pk}/"), "not yet")
    clock(2026, 11, 25, 10, 41)
    feed(address, **{"User-Agent": user_agent})
    for page in (PAGE, f"{PAGE}{address.pk}/"):
        assertContains(runners_client.get(page), told)
    assert "10:41" not in runners_client.get(f"{PAGE}{address.pk}/").content.decode()


# --- as its runner sees it --------------------------------------------------------------------------


def test_the_week_page_leads_there(runners_client, clock):
    assertContains(runners_client.get("/plan/"), f'href="{PAGE}"')


def test_with_none_it_says_what_to_do(runners_client, clock):
    response = runners_client.get(PAGE)
    assertContains(response, "None yet")
    assertContains(response, f'href="{PAGE}new/"')


def test_one_is_made_and_shown_to_copy(runners_client, runner, clock):
    response = runners_client.post(f"{PAGE}new/", TYPED)
    made = CalendarAddress.objects.get()
    assert response["Location"] == f"{PAGE}{made.pk}/"
    assert (made.runner, made.holds, made.name, made.alarm_min) == (runner, "all", "Phone", 30)
    assert [made.classes_at, made.classes_at_weekends, made.runs_at, made.runs_at_weekends] == [
        datetime.time(18, 30), None, None, datetime.time(7, 15),
    ]  # fmt: skip
    page = runners_client.get(response["Location"])
    assertContains(page, f'data-copy="http://testserver/calendar/{made.token}.ics"')
    assertContains(page, f'href="webcal://testserver/calendar/{made.token}.ics"')
    assertContains(page, "at weekends at 07:15, else without a time")
    assert page["Cache-Control"] == "private, no-store"


def test_the_list_shows_no_secret(runners_client, address):
    response = runners_client.get(PAGE)
    assertContains(response, "Phone")
    assert address.token not in response.content.decode()


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_makes_as_many_queries_for_many_as_for_one(
    runners_client, runner, clock, django_assert_num_queries, many
):
    for n in range(many):
        make_address(address=CalendarAddress(runner=runner, name=str(n)), now=clock(2026, 11, 25, 9))
    with django_assert_num_queries(3):
        runners_client.get(PAGE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give it a name."),
        ({"name": "x" * 61}, "A name holds 60 characters; this one has 61."),
        ({"holds": "everything"}, "Choose one."),
        ({"classes_at": "half past six"}, "Write the time as 18:30."),
        ({"alarm_min": "7"}, "Select a valid choice. 7 is not one of the available choices."),
    ],
    ids=["no name", "long name", "holds", "time", "alarm"],
)
def test_it_says_what_is_wrong(runners_client, clock, typed, said):
    assertContains(runners_client.post(f"{PAGE}new/", {**TYPED, **typed}), said)
    assert CalendarAddress.objects.count() == 0


def test_more_than_enough_are_refused_with_a_word(runners_client, runner, clock):
    for n in range(10):
        make_address(address=CalendarAddress(runner=runner, name=str(n)), now=clock(2026, 11, 25, 9))
    response = runners_client.post(f"{PAGE}new/", TYPED)
    assertContains(response, "You have 10 addresses, which is the most. End one first.")
    assert CalendarAddress.objects.count() == 10


def test_changed_it_keeps_its_address(runners_client, place, address):
    form = runners_client.get(f"{PAGE}{address.pk}/edit/")
    assertContains(form, 'value="18:30"')
    typed = {**TYPED, "name": "Watch", "holds": "busy", "alarm_min": ""}
    response = runners_client.post(f"{PAGE}{address.pk}/edit/", typed, follow=True)
    assertContains(response, "Saved. Your calendar shows it when it looks here next.")
    assertContains(response, "others see “Busy”")
    changed = CalendarAddress.objects.get()
    assert (changed.token, changed.name, changed.alarm_min, changed.revision) == (
        address.token, "Watch", None, 1,
    )  # fmt: skip
    assert "SUMMARY:Busy" in feed(address).content.decode()


def test_changed_wrongly_it_says_so_under_its_old_name(runners_client, address):
    response = runners_client.post(f"{PAGE}{address.pk}/edit/", {**TYPED, "name": ""})
    assertContains(response, "Give it a name.")
    assertContains(response, "Change “Phone”")
    assert CalendarAddress.objects.get().revision == 0


@pytest.mark.parametrize("page", ["", "edit/", "end/"])
def test_anothers_does_not_exist(client, stranger, address, page):
    client.force_login(stranger)
    url = f"{PAGE}{address.pk}/{page}"
    assert client.get(url).status_code == 404
    assert client.post(url, TYPED).status_code in {404, 405}
    assert CalendarAddress.objects.get().revision == 0


@pytest.mark.parametrize("page", ["", "new/", "1/", "1/edit/", "1/end/"])
def test_visitors_sign_in_first(client, db, page):
    assert client.get(f"{PAGE}{page}")["Location"] == f"/accounts/login/?next={PAGE}{page}"
