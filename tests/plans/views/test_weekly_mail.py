"""The weekly mail on screen: on and off here, off from the mail without signing in."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from plans.actions.weekly_mail import choose_weekly_mail, off_address
from plans.actions.weekly_mail_send import send_slice
from plans.models import WeeklyMail, WeeklyMailChoice
from tests.plans.actions.mail_server import mail_server

MONDAY = datetime.date(2026, 11, 23)
QUERIES = 18
ON = {"on": "on", "weekday": "6", "hour": "17"}


@pytest.fixture
def wants(runner, clock):
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=clock(2026, 11, 25, 9))
    return runner


@pytest.fixture
def key(wants):
    """The path of the address in the mail."""
    return off_address(wants).removeprefix("http://127.0.0.1:8000")


def is_on(runner):
    return WeeklyMailChoice.objects.filter(runner=runner, on_since__isnull=False).exists()


def test_it_is_off_until_it_is_asked_for(runners_client, runner, clock):
    page = runners_client.get("/plan/mail/").content.decode()
    assert "It is off. Nothing comes until you ask for it." in page and "As it would read now" in page
    assert "/mail-off/" not in page  # a key that works without signing in is for the mail alone
    assert not WeeklyMailChoice.objects.exists()  # looking stores nothing


def test_it_is_switched_on_and_says_when_the_next_comes(runners_client, runner, clock):
    response = runners_client.post("/plan/mail/", {**ON, "hour": "8"})
    assert (response.status_code, response["Location"]) == (302, "/plan/mail/")
    choice = WeeklyMailChoice.objects.get()
    assert (choice.runner, choice.weekday, choice.hour) == (runner, 6, 8)
    page = runners_client.get("/plan/mail/").content.decode()
    assert "<strong>Sunday 29 November at 08:00</strong>" in page and "Europe/London" in page


def test_it_is_switched_off_again(runners_client, wants):
    runners_client.post("/plan/mail/", {"weekday": "6", "hour": "17"})
    assert not is_on(wants)
    assert "Saved. No weekly mail comes." in runners_client.get("/plan/mail/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"weekday": "7"}, "Choose a day of the week."),
        ({"weekday": "-1"}, "Choose a day of the week."),
        ({"hour": "24"}, "Choose an hour from 00:00 to 23:00."),
        ({"hour": "soon"}, "Choose an hour from 00:00 to 23:00."),
    ],
)
def test_what_is_no_day_or_hour_is_said_and_changes_nothing(runners_client, clock, wrong, said):
    response = runners_client.post("/plan/mail/", {**ON, **wrong})
    assert response.status_code == 200 and said in response.content.decode()
    assert not WeeklyMailChoice.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sent_at": True}, "The last one was sent on Sunday 22 November."),
        ({"refused_at": True}, "The one of Sunday 22 November was refused by your mail provider."),
        ({"again_at": True}, "The one of Sunday 22 November was never taken by the mail server"),
        ({"unsure_at": True}, "The one of Sunday 22 November may not have reached you"),
    ],
)
def test_what_became_of_the_last_one_is_told(runners_client, wants, stranger, fields, said):
    at = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)
    told = {"monday": MONDAY, "claimed_at": at, "message_id": "<1@x>"}
    WeeklyMail.objects.create(runner=wants, **told, **dict.fromkeys(fields, at))
    assert said in runners_client.get("/plan/mail/").content.decode()
    client = Client()
    client.force_login(stranger)
    page = client.get("/plan/mail/").content.decode()
    assert said not in page and "It is off." in page


def test_one_that_was_never_taken_is_not_said_to_be_tried_again_for_ever(runners_client, wants, clock):
    at = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)
    told = {"monday": MONDAY, "claimed_at": at, "again_at": at, "message_id": "<1@x>"}
    WeeklyMail.objects.create(runner=wants, **told)
    clock(2026, 11, 23, 4, 59)
    assert "For twelve hours it is tried again." in runners_client.get("/plan/mail/").content.decode()
    clock(2026, 11, 23, 5, 1)
    page = runners_client.get("/plan/mail/").content.decode()
    assert "was never taken by the mail server, so it was left out" in page and "tried again" not in page


def test_an_address_that_is_not_confirmed_is_told(runners_client, wants):
    EmailAddress.objects.filter(user=wants).update(verified=False)
    assert "Your address is not confirmed yet" in runners_client.get("/plan/mail/").content.decode()


def test_visitors_are_asked_to_sign_in(client, db):
    assert client.post("/plan/mail/", ON)["Location"] == "/accounts/login/?next=/plan/mail/"


@pytest.mark.parametrize("page", ["/plan/settings/", "/accounts/preferences/"])
def test_there_is_a_way_to_it(runners_client, clock, page):
    assert 'href="/plan/mail/"' in runners_client.get(page).content.decode()


@pytest.mark.parametrize(
    ("weekday", "said"),
    [
        ("0", "Monday 30 November at 08:00"),
        ("2", "Wednesday 2 December at 08:00"),  # today at eight is over
        ("3", "Thursday 26 November at 08:00"),
        ("6", "Sunday 29 November at 08:00"),
    ],
)
def test_every_day_may_be_chosen(runners_client, clock, weekday, said):
    runners_client.post("/plan/mail/", {"on": "on", "weekday": weekday, "hour": "8"})
    assert said in runners_client.get("/plan/mail/").content.decode()


def test_a_week_that_was_told_is_not_told_again_on_another_day(runners_client, wants, clock):
    at = clock(2026, 11, 27, 18)
    told = {"monday": datetime.date(2026, 11, 30), "claimed_at": at, "sent_at": at, "message_id": "<1@x>"}
    WeeklyMail.objects.create(runner=wants, **told)
    assert "Sunday 6 December at 17:00" in runners_client.get("/plan/mail/").content.decode()


# --- one at once --------------------------------------------------------------------------------------

NOW_PAGE = "/plan/mail/now/"


@pytest.fixture
def at_once(runners_client, clock):
    """Presses the button; what the page then says."""
    cache.clear()
    clock(2026, 11, 25, 9)

    def press():
        return runners_client.post(NOW_PAGE, follow=True).content.decode()

    return press


def test_one_is_sent_at_once_and_the_weeks_own_still_comes(at_once, runner, runners_client, clock):
    assert "Sent to runner@example.com. The weekly mail itself stays as you chose it." in at_once()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["runner@example.com"], "Your week from 23 November")
    assert "You asked for this one just now" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not WeeklyMail.objects.exists() and not is_on(runner)

    choose_weekly_mail(runner=runner, on=True, weekday=3, hour=8, now=clock(2026, 11, 25, 9))
    send_slice(now=clock(2026, 11, 26, 8), seconds=60)
    assert [message.to for message in mail.outbox] == [["runner@example.com"]] * 2
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert ids[0] != ids[1] == WeeklyMail.objects.get().message_id


def test_three_an_hour_are_the_most(at_once, clock, client, stranger):
    clock(2026, 11, 25, 9, 40)
    for n in range(3):
        clock(2026, 11, 25, 9, 40 + n)
        assert "Sent to" in at_once()
    clock(2026, 11, 25, 9, 48, 30)
    page = at_once()
    assert "Three within an hour are the most. The next one can go in 12 minutes." in page
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 3
    client.force_login(stranger)
    assert "Sent to stranger@example.com." in client.post(NOW_PAGE, follow=True).content.decode()
    client.force_login(User.objects.get(email="runner@example.com"))
    clock(2026, 11, 25, 10)
    assert "Sent to runner@example.com." in at_once()


def test_where_no_mail_server_is_reached_nothing_is_promised(at_once, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "The mail server takes none just now, so nothing was sent." in at_once()


@pytest.mark.parametrize(
    ("at", "answer", "said"),
    [
        ("RCPT", "550 nobody", "The mail provider of runner@example.com refused it."),
        ("RCPT", "451 later", "The mail server takes none just now, so nothing was sent."),
        ("MAIL", "421 full", "The mail server takes none just now, so nothing was sent."),
        ("A WHOLE MAIL", "hang up", "Nobody knows whether it went"),
    ],
)
def test_what_the_mail_server_says_is_told(at_once, settings, at, answer, said):
    with mail_server() as server:
        server.says = lambda line: answer if line.upper().startswith(at) else None
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        assert said in at_once()


def test_to_an_address_that_is_not_confirmed_none_goes(at_once, runner, runners_client):
    EmailAddress.objects.filter(user=runner).update(verified=False)
    assert NOW_PAGE not in runners_client.get("/plan/mail/").content.decode()
    assert "Your address is not confirmed yet, so no mail was sent." in at_once()
    assert mail.outbox == []


def test_only_a_press_sends_one_and_visitors_sign_in_first(runners_client, clock, db):
    assert runners_client.get(NOW_PAGE).status_code == 405
    assert Client().post(NOW_PAGE)["Location"] == f"/accounts/login/?next={NOW_PAGE}"
    assert Client(enforce_csrf_checks=True).post(NOW_PAGE).status_code in {302, 403}
    assert mail.outbox == []


# --- off from the mail --------------------------------------------------------------------------------


def test_looking_at_the_address_in_the_mail_switches_nothing_off(client, wants, key):
    for ask in (client.get, client.head):
        response = ask(key)
        assert (response.status_code, response["Referrer-Policy"]) == (200, "no-referrer")
    page = client.get(key).content.decode()
    assert "Switch the weekly mail off?" in page and "runner@example.com" not in page
    assert is_on(wants)


def test_one_press_switches_it_off_without_signing_in_and_again_is_as_well(wants, key):
    client = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = client.post(key)
        assert response.status_code == 200 and "The weekly mail is off" in response.content.decode()
        assert not is_on(wants)
    page = client.get(key).content.decode()
    assert "The weekly mail is off" in page and "Sign in to switch it on again" in page
    assert "sessionid" not in client.cookies


def test_a_mail_programs_own_button_does_it_too(wants, key):
    """RFC 8058: one POST, no cookies, no redirect."""
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        key, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert (response.status_code, is_on(wants)) == (200, False)


def test_the_day_and_hour_are_kept_for_when_it_is_switched_on_again(client, runners_client, wants, key):
    runners_client.post("/plan/mail/", {**ON, "weekday": "0", "hour": "6"})
    Client().post(key)
    choice = WeeklyMailChoice.objects.get()
    assert (choice.on_since, choice.weekday, choice.hour) == (None, 0, 6)


@pytest.mark.parametrize("change", ["cut", "another", "nonsense"])
def test_an_address_that_came_apart_switches_nobodys_off(client, wants, stranger, clock, key, change):
    choose_weekly_mail(runner=stranger, on=True, weekday=6, hour=17, now=clock(2026, 11, 25, 9))
    wrong = {
        "cut": key[:-3] + "/",
        "another": key.replace(f"/{wants.pk}.", f"/{stranger.pk}."),
        "nonsense": "/mail-off/x/",
    }[change]
    for ask in (client.get, client.post):
        response = ask(wrong)
        assert response.status_code == 404
        assert "This address has come apart" in response.content.decode()
        assert 'href="/plan/mail/"' in response.content.decode()
    assert is_on(wants) and is_on(stranger)


def test_the_address_of_an_account_that_is_gone_says_so(client, wants, key):
    wants.delete()
    assert client.post(key).status_code == 404


def test_the_page_asks_as_often_for_much_as_for_little(
    runners_client, wants, few_classes, make_session, django_assert_num_queries
):
    runners_client.get("/plan/mail/")
    with django_assert_num_queries(QUERIES):
        runners_client.get("/plan/mail/")
    for n in range(30):
        make_session(date=MONDAY - n * datetime.timedelta(days=1))
        told = {"monday": MONDAY - n * datetime.timedelta(days=7), "message_id": f"<{n}@x>"}
        WeeklyMail.objects.create(runner=wants, claimed_at=wants.welcomed_at, **told)
    with django_assert_num_queries(QUERIES):
        runners_client.get("/plan/mail/")
