"""Signing up with a code by mail, signing in, signing out."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.letters import CODE, newest_code, send_letters

NEW = {"email": "pat@example.com", "password1": "slow-pliés-at-noon"}
SIGN_IN = {"login": "runner@example.com", "password": "first-position"}


def is_signed_in(client):
    return client.get("/accounts/preferences/").status_code == 200


def test_a_code_by_mail_confirms_the_address_and_leads_to_the_questions(client, db):
    answer = client.post("/accounts/signup/", NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert [letter.to for letter in send_letters()] == [["pat@example.com"]]
    assert not is_signed_in(client)
    answer = client.post("/accounts/confirm-email/", {"code": newest_code()})
    assert (answer.status_code, answer["Location"]) == (302, "/welcome/")
    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.email, user.welcomed_at) == ("pat@example.com", None)
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_is_said_and_opens_nothing(client, db):
    client.post("/accounts/signup/", NEW)
    answer = client.post("/accounts/confirm-email/", {"code": "AAA-AAA"})
    assert answer.status_code == 200 and "not the code we sent" in answer.content.decode()
    assert not is_signed_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_the_code_for_a_new_password_is_sent_again_from_where_it_is_entered(client, runner):
    page = client.post("/accounts/password/reset/", {"email": runner.email}, follow=True).content.decode()
    assert "Send a new code" in page and f'name="email" value="{runner.email}"' in page
    client.post("/accounts/password/reset/", {"email": runner.email})
    assert len(send_letters()) == 2
    answer = client.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    assert answer["Location"] == "/accounts/password/reset/complete/"


def test_codes_cannot_be_guessed_for_long(client, db):
    client.post("/accounts/signup/", NEW)
    right = newest_code()
    for _ in range(6):
        answer = client.post("/accounts/confirm-email/", {"code": "AAA-AAA"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    client.post("/accounts/confirm-email/", {"code": right})
    assert not is_signed_in(client)


@pytest.mark.parametrize(("waited_s", "opens"), [(590, True), (610, False)])
@pytest.mark.parametrize(
    ("ask", "address", "enter"),
    [
        ("/accounts/signup/", "pat@example.com", "/accounts/confirm-email/"),
        ("/accounts/login/code/", "runner@example.com", "/accounts/login/code/confirm/"),
    ],
)
def test_a_code_is_good_for_ten_minutes(client, runner, monkeypatch, ask, address, enter, waited_s, opens):
    client.post(ask, {**NEW, "email": address})
    code, later = newest_code(), time.time() + waited_s
    monkeypatch.setattr(time, "time", lambda: later)
    client.post(enter, {"code": code})
    assert is_signed_in(client) == opens


def test_an_address_that_is_taken_is_not_told_to_strangers(client, runner):
    answer = client.post("/accounts/signup/", {**NEW, "email": "RUNNER@example.com"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert User.objects.count() == 1
    assert [letter.to for letter in send_letters()] == [["runner@example.com"]]
    assert not CODE.search(send_letters()[0].body)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "no-address"),
        ("email", ""),
        ("email", "p" * 300 + "@example.com"),
        ("email", "pat@example.com\r\nBcc: all@example.com"),
        ("password1", "short"),
        ("password1", "password123"),
        ("password1", "pat@example.com"),
        ("password1", ""),
    ],
)
def test_a_wrong_answer_makes_no_account(client, db, name, value):
    answer = client.post("/accounts/signup/", {**NEW, name: value})
    assert (answer.status_code, User.objects.count(), send_letters()) == (200, 0, [])
    assert "error" in answer.content.decode()


@pytest.mark.parametrize("address", ["runner@example.com", "Runner@Example.COM", "  runner@example.com "])
def test_signing_in_leads_to_today(client, runner, address):
    answer = client.post("/accounts/login/", {**SIGN_IN, "login": address})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")


def test_who_has_not_answered_the_questions_is_led_to_them(client, runner):
    runner.welcomed_at = None
    runner.save()
    assert client.post("/accounts/login/", SIGN_IN)["Location"] == "/welcome/"


def test_signing_in_leads_back_to_where_one_was_going(client, runner):
    assert client.post("/accounts/login/?next=/log/", {**SIGN_IN, "next": "/log/"})["Location"] == "/log/"


def test_signing_in_never_leads_to_another_site(client, runner):
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = Client().post("/accounts/login/", {**SIGN_IN, "next": elsewhere})
        assert answer["Location"] == "/today/"


@pytest.mark.parametrize(
    "wrong",
    [{"password": "second-position"}, {"login": "nobody@example.com"}, {"login": ""}, {"login": "' OR 1=1"}],
)
def test_what_is_wrong_signs_nobody_in(client, runner, wrong):
    answer = client.post("/accounts/login/", {**SIGN_IN, **wrong})
    assert answer.status_code == 200 and not is_signed_in(client)


def test_the_answer_to_a_wrong_password_does_not_tell_who_has_an_account(client, runner):
    said = "The address and the password do not fit together."
    for wrong in ({"password": "second-position"}, {"login": "nobody@example.com"}):
        assert said in Client().post("/accounts/login/", {**SIGN_IN, **wrong}).content.decode()


def test_who_may_not_sign_in_does_not(client, runner):
    runner.is_active = False
    runner.save()
    client.post("/accounts/login/", SIGN_IN)
    assert not is_signed_in(client)


def test_signing_out_is_an_act(runners_client):
    runners_client.get("/accounts/logout/")
    assert is_signed_in(runners_client)
    answer = runners_client.post("/accounts/logout/")
    assert answer.status_code == 302 and not is_signed_in(runners_client)


OTHER_WORD = "fast-pliés-at-dawn"


def sign_in(password):
    client = Client()
    client.post("/accounts/login/", {"login": NEW["email"], "password": password})
    return client


def code_for(client, **said):
    """Of a sign-up that begins now, ten seconds after any other."""
    cache.clear()
    client.post("/accounts/signup/", {**NEW, **said})
    return newest_code()


def test_who_never_confirmed_signs_up_again_and_has_a_fresh_code(client, db):
    client.post("/accounts/signup/", NEW)
    again = Client()
    code = code_for(again, password1=OTHER_WORD)
    assert send_letters()[-1].subject == "Your code for Ballet Fusion"
    assert again.post("/accounts/confirm-email/", {"code": code})["Location"] == "/welcome/"
    assert is_signed_in(again) and User.objects.count() == 1
    assert [is_signed_in(sign_in(word)) for word in (NEW["password1"], OTHER_WORD)] == [False, True]


def test_who_begins_later_with_the_same_address_changes_no_password(client, db):
    code = code_for(client)
    code_for(Client(), password1=OTHER_WORD)
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_signed_in(client)
    assert [is_signed_in(sign_in(word)) for word in (NEW["password1"], OTHER_WORD)] == [True, False]


def test_who_confirms_an_address_that_is_confirmed_already_changes_no_password(client, db):
    """Both began with it; the password of who was first has signed somebody in since."""
    code = code_for(client)
    again = Client()
    other_code = code_for(again, password1=OTHER_WORD)
    client.post("/accounts/confirm-email/", {"code": code})
    assert again.post("/accounts/confirm-email/", {"code": other_code})["Location"] == "/accounts/login/"
    assert not is_signed_in(again)
    assert "Your address is confirmed already." in again.get("/accounts/login/").content.decode()
    assert [is_signed_in(sign_in(word)) for word in (NEW["password1"], OTHER_WORD)] == [True, False]


@pytest.mark.parametrize(
    ("ask", "enter"),
    [
        ("/accounts/signup/", "/accounts/confirm-email/"),
        ("/accounts/login/code/", "/accounts/login/code/confirm/"),
    ],
)
def test_whoever_mistyped_their_address_takes_another(client, db, ask, enter):
    """*Sign up* above the page leads back to the code that waits: one press lets go of it."""
    client.post(ask, {**NEW, "email": "pta@example.com"})
    page = client.get(enter).content.decode()
    assert 'form="begin-again">Take another address' in page
    assert f'<input type="hidden" name="next" value="{ask}">' in page
    client.post("/accounts/logout/", {"next": ask})
    assert client.get(ask).status_code == 200
    client.post(ask, NEW)
    assert "pat@example.com" in client.get(enter).content.decode()


def test_a_confirmed_account_is_nobody_elses_to_begin(client, runner):
    client.post("/accounts/signup/", {**NEW, "email": "runner@example.com"})
    assert send_letters()[-1].subject == "You have an account already"


@pytest.mark.parametrize(
    ("ask", "address", "enter"),
    [
        ("/accounts/signup/", "pat@example.com", "/accounts/confirm-email/"),
        ("/accounts/login/code/", "runner@example.com", "/accounts/login/code/confirm/"),
    ],
)
def test_a_spent_code_says_so_where_it_was_entered_and_the_next_is_sent_from_there(
    client, runner, ask, address, enter
):
    client.post(ask, {**NEW, "email": address})
    spent = newest_code()
    pages = [client.post(enter, {"code": "BBBB-BBBB"}) for _ in range(5)]
    assert [page.status_code for page in pages] == [200] * 4 + [429]
    assert "That code is spent" in pages[-1].content.decode()
    assert "Wait five minutes" not in pages[-1].content.decode()
    assert "That code is spent" in client.post(enter, {"code": spent}).content.decode()
    cache.clear()
    assert client.post(enter, {"action": "resend"})["Location"] == enter
    assert "Enter the code from your mail" in client.get(enter).content.decode()
    client.post(enter, {"code": newest_code()})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("ask", "address", "enter"),
    [
        ("/accounts/signup/", "pat@example.com", "/accounts/confirm-email/"),
        ("/accounts/login/code/", "runner@example.com", "/accounts/login/code/confirm/"),
        ("/accounts/password/reset/", "runner@example.com", "/accounts/password/reset/confirm/"),
    ],
)
def test_an_empty_field_is_no_try(client, runner, ask, address, enter):
    client.post(ask, {**NEW, "email": address})
    pages = [client.post(enter, {"code": word}) for word in ("", " ", *["BBBB-BBBB"] * 4)]
    assert [page.status_code for page in pages] == [200] * 6
    client.post(enter, {"code": newest_code()})
    assert is_signed_in(client) or client.get("/accounts/password/reset/complete/").status_code == 200


SENT_ANEW = "A new mail is on its way. The code before it works no more."


def test_another_code_for_a_new_password_is_one_press(client, runner):
    client.post("/accounts/password/reset/", {"email": "runner@example.com"})
    first, page = newest_code(), client.get("/accounts/password/reset/confirm/").content.decode()
    form = page.partition('<form id="resend" method="post" action="/accounts/password/reset/">')[2]
    assert 'name="email" value="runner@example.com"' in form.partition("</form>")[0]
    cache.clear()  # a moment later
    assert 'name="again" value="1"' in form.partition("</form>")[0] and SENT_ANEW not in page
    sent = {"email": "runner@example.com", "again": "1"}
    again = client.post("/accounts/password/reset/", sent)
    assert (again["Location"], newest_code() != first) == ("/accounts/password/reset/confirm/", True)
    assert SENT_ANEW in client.get(again["Location"]).content.decode()


def test_after_three_spent_codes_one_begins_again(client, db):
    client.post("/accounts/signup/", NEW)
    for sent in range(3):
        pages = [client.post("/accounts/confirm-email/", {"code": "BBBB-BBBB"}) for _ in range(5)]
        cache.clear()
        if sent < 2:
            client.post("/accounts/confirm-email/", {"action": "resend"})
    page = pages[-1].content.decode()
    assert "Begin again, and a new one is sent." in page and "Send a new code" not in page
    client.post("/accounts/logout/", {"next": "/accounts/signup/"})
    assert client.get("/accounts/signup/").status_code == 200


def test_a_spent_code_of_a_forgotten_password_leads_to_where_the_next_is_sent(client, runner):
    client.post("/accounts/password/reset/", {"email": "runner@example.com"})
    for _ in range(5):
        answer = client.post("/accounts/password/reset/confirm/", {"code": "BBBB-BBBB"})
    assert answer["Location"] == "/accounts/password/reset/"
    assert "That code is spent" in client.get("/accounts/password/reset/").content.decode()


def test_going_back_from_the_questions_leads_to_them_again(client, db):
    client.post("/accounts/confirm-email/", {"code": code_for(client)})
    assert client.get("/accounts/confirm-email/")["Location"] == "/welcome/"


def test_who_chooses_a_new_password_before_confirming_reads_of_that_alone_and_may_leave(client, db):
    client.post("/accounts/signup/", NEW)
    other = Client()
    other.post("/accounts/password/reset/", {"email": NEW["email"]})
    other.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    page = other.get("/accounts/password/reset/complete/").content.decode()
    assert "is your address now" not in page
    assert 'href="/accounts/login/">Cancel' in page


def test_whose_device_makes_no_passkey_signs_up_with_a_password_after_all(client, db):
    client.post("/accounts/signup/passkey/", {"email": "pat@example.com"})
    answer = client.post("/accounts/confirm-email/", {"code": newest_code()})
    assert answer["Location"] == "/accounts/2fa/webauthn/signup/"
    assert 'href="/accounts/signup/password/"' in client.get(answer["Location"]).content.decode()
    assert "error" in client.post("/accounts/signup/password/", {"password1": "short"}).content.decode()
    assert not is_signed_in(client)
    answer = client.post("/accounts/signup/password/", {"password1": OTHER_WORD})
    assert answer["Location"] == "/welcome/" and is_signed_in(client)
    assert is_signed_in(sign_in(OTHER_WORD))


def test_a_password_cannot_be_chosen_before_the_address_is_confirmed(client, db):
    client.post("/accounts/signup/passkey/", {"email": "pat@example.com"})
    answer = client.post("/accounts/signup/password/", {"password1": OTHER_WORD})
    assert answer["Location"] == "/accounts/signup/"
    assert not User.objects.get().has_usable_password()


def test_a_code_by_mail_leaves_no_password_of_who_began_with_the_address_before(client, db):
    """A bug: a stranger signed up with somebody's address, and could come in once that somebody had."""
    client.post("/accounts/signup/", NEW)
    owner = Client()
    owner.post("/accounts/login/code/", {"email": NEW["email"]})
    owner.post("/accounts/login/code/confirm/", {"code": newest_code()})
    page = owner.get("/welcome/").content.decode()
    assert is_signed_in(owner)
    assert not is_signed_in(sign_in(NEW["password1"]))
    assert "It may be a stranger’s, so it signs nobody in" in page
    assert '<a href="/accounts/password/set/">Choose a password of your own</a>' in page
    assert "You have none: a code by mail signs you in." in owner.get("/accounts/security/").content.decode()
    assert "You have none. With it" in owner.get("/accounts/password/set/").content.decode()
    owner.post("/accounts/password/set/", {"password1": OTHER_WORD})
    assert is_signed_in(sign_in(OTHER_WORD))


def test_where_no_password_is_lost_none_is_spoken_of(client, db):
    client.post("/accounts/signup/passkey/", {"email": NEW["email"]})
    owner = Client()
    owner.post("/accounts/login/code/", {"email": NEW["email"]})
    owner.post("/accounts/login/code/confirm/", {"code": newest_code()})
    page = owner.get("/welcome/").content.decode()
    assert is_signed_in(owner) and "/accounts/password/set/" not in page


def test_a_code_by_mail_leaves_the_password_of_a_confirmed_account(client, runner):
    client.post("/accounts/login/code/", {"email": runner.email})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})
    runner.refresh_from_db()
    assert is_signed_in(client) and runner.check_password(SIGN_IN["password"])


def test_an_account_that_staff_made_is_nobodys_to_begin_at_the_door(client, db):
    """Whoever typed its address first would have chosen its password."""
    User.objects.create_user(NEW["email"], "of-whom-staff-told-it")
    client.post("/accounts/signup/", NEW)
    assert send_letters()[-1].subject == "You have an account already"
    assert User.objects.get().check_password("of-whom-staff-told-it")
