"""Many at a time get past no limit, and make nothing twice: threads, on the database that all share."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Letter, User
from tests.accounts.hashes import HASHER, Counting
from tests.accounts.letters import CODE

WORD = "slow-pliés-at-noon"
THREADS = 8
NOT_THE_CODE, TOO_OFTEN = "That is not the code we sent.", "Several tries did not fit"


@pytest.fixture
def many(shared_database):
    """Calls act(n) in threads that begin together; what they return."""

    def many(act, threads=THREADS):
        begin, answers, faults = threading.Barrier(threads), [], []

        def run(n):
            try:
                begin.wait()
                answers.append(act(n))
            except Exception as fault:
                faults.append(fault)
            finally:
                connection.close()

        running = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        assert faults == []
        return answers

    return many


@pytest.fixture
def person(shared_database):
    """Made where the threads see it."""
    user = User.objects.create_user("runner@example.com", "first-position")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def from_elsewhere(n):
    """Each at an address of its own, so that what is counted is the account."""
    return Client(REMOTE_ADDR=f"192.0.2.{n + 1}")


def code_of(letter) -> str:
    return CODE.search(letter.text).group()


def test_of_many_who_add_one_entry_one_has_added_it(many):
    assert sorted(many(lambda n: cache.add("lock", n))) == [False] * (THREADS - 1) + [True]
    cache.set("over", "then", timeout=-1)
    assert sorted(many(lambda n: cache.add("over", n))) == [False] * (THREADS - 1) + [True]


def test_an_account_is_tried_five_times_and_no_more(many, person, settings):
    settings.PASSWORD_HASHERS = [HASHER]
    Counting.done.clear()

    def try_twice(n):
        client = from_elsewhere(n)
        return [
            client.post("/accounts/login/", {"login": person.email, "password": f"{WORD}{n}"}).status_code
            for _ in range(2)
        ]

    many(try_twice)
    assert 1 <= len(Counting.done) <= 5
    # What threads that waited for each other left of the five is used up; then the right one does not help.
    for n in range(5):
        from_elsewhere(50 + n).post("/accounts/login/", {"login": person.email, "password": WORD})
    assert len(Counting.done) == 5
    answer = from_elsewhere(99).post(
        "/accounts/login/", {"login": person.email, "password": "first-position"}
    )
    assert TOO_OFTEN in answer.content.decode() and "_auth_user_id" not in answer.client.session


def test_one_visitor_tries_ten_times_at_many_accounts_and_no_more(many, settings):
    settings.PASSWORD_HASHERS = [HASHER]
    Counting.done.clear()

    def try_four(n):
        for account in range(4):
            Client().post("/accounts/login/", {"login": f"nobody{n}-{account}@example.com", "password": WORD})

    many(try_four)
    assert 1 <= len(Counting.done) <= 10


CODES = {
    "to sign in": ("/accounts/login/code/", "/accounts/login/code/confirm/"),
    "for a new password": ("/accounts/password/reset/", "/accounts/password/reset/confirm/"),
}


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_tried_five_times_and_no_more(many, person, code):
    """The session counts too, but each thread reads it before another has written."""
    ask, enter = CODES[code]
    first = Client()
    first.post(ask, {"email": person.email})
    right = code_of(Letter.objects.get())

    def guess(n):
        client = from_elsewhere(n)
        client.cookies = first.cookies.copy()
        return client.post(enter, {"code": "BBBB-BBBB"}).content.decode()

    pages = many(guess, threads=12)
    assert 1 <= sum(NOT_THE_CODE in page for page in pages) <= 5
    for n in range(5):
        guess(n + 20)
    first.post(enter, {"code": right})
    assert "_auth_user_id" not in first.session
    assert first.get("/accounts/password/reset/complete/").status_code == 302


def test_a_code_of_a_new_address_is_tried_five_times_and_no_more(many):
    first = Client()
    first.post("/accounts/signup/", {"email": "pat@example.com", "password1": WORD})

    def guess(n):
        client = from_elsewhere(n)
        client.cookies = first.cookies.copy()
        return client.post("/accounts/confirm-email/", {"code": "BBBB-BBBB"}).content.decode()

    assert 1 <= sum(NOT_THE_CODE in page for page in many(guess, threads=12)) <= 5
    for n in range(5):
        guess(n + 20)
    first.post("/accounts/confirm-email/", {"code": code_of(Letter.objects.get())})
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize("door", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_three_codes_a_minute_go_to_one_address_and_no_more(many, person, door):
    many(lambda n: from_elsewhere(n).post(door, {"email": person.email}).status_code)
    assert 1 <= Letter.objects.count() <= 3


def test_the_second_step_is_tried_five_times_and_no_more(many, person):
    person.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    first = Client()
    answer = first.post("/accounts/login/", {"login": person.email, "password": "first-position"})
    assert answer["Location"] == "/accounts/2fa/authenticate/"

    def guess(n):
        client = from_elsewhere(n)
        client.cookies = first.cookies.copy()
        return client.post("/accounts/2fa/authenticate/", {"code": "12345"}).content.decode()

    assert 1 <= sum("That did not fit." in page for page in many(guess)) <= 5


def test_who_finds_a_session_left_open_guesses_its_password_ten_times_and_no_more(many, person):
    left_open = Client()
    left_open.force_login(person)

    def guess_twice(n):
        client = from_elsewhere(n)
        client.cookies = left_open.cookies.copy()
        sent = {"password": f"{WORD}{n}"}
        return [client.post("/accounts/reauthenticate/", sent).content.decode() for _ in range(2)]

    pages = [page for both in many(guess_twice) for page in both]
    assert 1 <= sum("That is not your password." in page for page in pages) <= 10
    for n in range(10):
        guess_twice(n + 20)
    answer = left_open.post("/accounts/reauthenticate/", {"password": "first-position"})
    assert answer.status_code == 429


def test_one_address_makes_one_account_however_many_sign_up_with_it(many):
    sent = {"email": "pat@example.com", "password1": WORD}
    answers = many(lambda n: from_elsewhere(n).post("/accounts/signup/", sent).status_code)
    assert set(answers) <= {302, 429} and 302 in answers
    assert (User.objects.count(), EmailAddress.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_one_address_makes_one_account_with_a_passkey_too(many):
    sent = {"email": "pat@example.com"}
    answers = many(lambda n: from_elsewhere(n).post("/accounts/signup/passkey/", sent).status_code)
    assert set(answers) <= {302, 429} and 302 in answers
    assert (User.objects.count(), EmailAddress.objects.count()) == (1, 1)
