"""No answer tells whether an address has an account: the same words, status, way, work and mail."""

import re
from typing import NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter, User
from tests.accounts.hashes import HASHER, Counting
from tests.accounts.letters import CODE

KNOWN, UNKNOWN = "runner@example.com", "nobody@example.com"
WORD = "slow-pliés-at-noon"
WRITES = re.compile(r"INSERT|UPDATE|DELETE")


class Seen(NamedTuple):
    """What whoever knocks can see or measure."""

    status: int
    way: str
    page: str
    hashes: int
    letters: int
    writes: list


def sign_up(client, address):
    return client.post("/accounts/signup/", {"email": address, "password1": WORD})


def sign_up_with_a_passkey(client, address):
    return client.post("/accounts/signup/passkey/", {"email": address})


def sign_in(client, address):
    return client.post("/accounts/login/", {"login": address, "password": WORD})


def ask_for_a_code(client, address):
    return client.post("/accounts/login/code/", {"email": address})


def ask_for_a_new_password(client, address):
    return client.post("/accounts/password/reset/", {"email": address})


def ask_for_another_new_password(client, address):
    cache.clear()
    return client.post("/accounts/password/reset/", {"email": address, "again": "1"})


def enter(page):
    return lambda client, address: client.post(page, {"code": "BBBB-BBBB"})


def ask_again(page):
    def ask(client, address):
        cache.clear()  # ten seconds later
        return client.post(page, {"action": "resend"})

    return ask


def look(page):
    return lambda client, address: client.get(page)


CODE_PAGE, CONFIRM, RESET = (
    "/accounts/login/code/confirm/",
    "/accounts/confirm-email/",
    "/accounts/password/reset/confirm/",
)
DOORS = {
    "sign up": [sign_up],
    "sign up, and look": [sign_up, look(CONFIRM)],
    "sign up, wrong code": [sign_up, enter(CONFIRM)],
    "sign up, five wrong codes": [sign_up, *[enter(CONFIRM)] * 5],
    "sign up, a spent code, another": [
        sign_up,
        *[enter(CONFIRM)] * 6,
        look(CONFIRM),
        ask_again(CONFIRM),
        enter(CONFIRM),
    ],
    "sign up, another code": [sign_up, ask_again(CONFIRM)],
    "sign up, too many codes": [sign_up, *[ask_again(CONFIRM)] * 3],
    "sign up twice": [sign_up, sign_up],
    "sign up, then sign in": [sign_up, look("/accounts/login/")],
    "sign up with a passkey": [sign_up_with_a_passkey],
    "sign up with a passkey, and look": [sign_up_with_a_passkey, look(CONFIRM)],
    "sign up with a passkey, wrong code": [sign_up_with_a_passkey, enter(CONFIRM)],
    "sign up with a passkey, no code": [sign_up_with_a_passkey, look("/accounts/2fa/webauthn/signup/")],
    "sign in": [sign_in],
    "sign in, too often": [sign_in] * 6,
    "code": [ask_for_a_code],
    "code, and look": [ask_for_a_code, look(CODE_PAGE)],
    "code, wrong": [ask_for_a_code, enter(CODE_PAGE)],
    "code, five wrong": [ask_for_a_code, *[enter(CODE_PAGE)] * 5],
    "code, spent, another": [
        ask_for_a_code,
        *[enter(CODE_PAGE)] * 6,
        look(CODE_PAGE),
        ask_again(CODE_PAGE),
        enter(CODE_PAGE),
    ],
    "code, another": [ask_for_a_code, ask_again(CODE_PAGE)],
    "code, too often": [ask_for_a_code] * 4,
    "new password": [ask_for_a_new_password],
    "new password, and look": [ask_for_a_new_password, look(RESET)],
    "new password, wrong code": [ask_for_a_new_password, enter(RESET)],
    "new password, five wrong": [ask_for_a_new_password, *[enter(RESET)] * 5],
    "new password, another": [ask_for_a_new_password, ask_for_another_new_password, look(RESET)],
    "new password, too often": [ask_for_a_new_password] * 4,
    "new password, no code": [ask_for_a_new_password, look("/accounts/password/reset/complete/")],
}


def seen(steps, address, client=None) -> list[Seen]:
    """Of each step."""
    cache.clear()
    client, answers = client or Client(), []
    for step in steps:
        letters = Letter.objects.count()
        Counting.done.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = step(client, address)
        written = [WRITES.match(query["sql"]) for query in asked]
        answers.append(
            Seen(
                answer.status_code,
                answer.get("Location", ""),
                without_names(answer.content.decode(), address),
                len(Counting.done),
                Letter.objects.count() - letters,
                sorted(found.group() for found in written if found),
            )
        )
    return answers


def without_names(page: str, address: str) -> str:
    """What differs between any two answers."""
    page = re.sub(
        r'(csrfmiddlewaretoken" value=|X-CSRFToken&quot;: &quot;|X-CSRFToken": ")"?\w+', r"\1", page
    )
    return page.replace(address, "ADDRESS")


@pytest.fixture
def counted(settings, runner):
    settings.PASSWORD_HASHERS = [HASHER]
    return runner


@pytest.mark.parametrize("door", DOORS)
def test_a_visitor_sees_the_same(counted, door):
    assert seen(DOORS[door], KNOWN) == seen(DOORS[door], UNKNOWN)


@pytest.mark.parametrize(
    ("ask", "page"), [(ask_for_a_code, CODE_PAGE), (ask_for_a_new_password, RESET), (sign_up, CONFIRM)]
)
@pytest.mark.parametrize("before", [4, 5])
def test_tries_at_an_address_that_was_made_up_tell_nothing_of_the_next(counted, ask, page, before):
    """A bug: without a code the session was counted by, so those at the address before counted too."""

    def begin_with_another(client, address):
        return ask(client, f"made-up-for-{address}")

    def leave(client, address):
        return client.post("/accounts/logout/")

    steps = [begin_with_another, *[enter(page)] * before, leave, ask, *[enter(page)] * 6]
    assert seen(steps, KNOWN) == seen(steps, UNKNOWN)
    without_leaving = [step for step in steps if step is not leave]
    assert seen(without_leaving, KNOWN) == seen(without_leaving, UNKNOWN)


def test_where_it_takes_a_hash_it_takes_one_for_both(counted):
    assert [step.hashes for step in seen([sign_in, sign_up], UNKNOWN)] == [1, 1]
    assert [step.hashes for step in seen([sign_in, sign_up], KNOWN)] == [1, 1]


def test_a_letter_goes_out_to_both(counted):
    for address in (KNOWN, UNKNOWN):
        doors = [sign_up, ask_for_a_code, ask_for_a_new_password]
        assert [seen([door], address)[0].letters for door in doors] == [1, 1, 1]


@pytest.mark.parametrize("unusual", ["no password", "closed", "not confirmed", "second step"])
@pytest.mark.parametrize(
    "door", ["sign in", "code", "new password", "sign up", "sign up, a spent code, another", "sign up twice"]
)
def test_an_unusual_account_is_not_told_from_none(counted, door, unusual):
    if unusual == "no password":
        counted.set_unusable_password()
    elif unusual == "closed":
        counted.is_active = False
    elif unusual == "not confirmed":
        counted.emailaddress_set.update(verified=False)
    else:
        counted.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    counted.save()
    assert seen(DOORS[door], KNOWN) == seen(DOORS[door], UNKNOWN)


def test_a_change_to_an_address_that_is_taken_looks_like_any_other(counted, stranger):
    client = Client()
    client.force_login(stranger)
    client.post("/accounts/reauthenticate/", {"password": "first-position"})

    def change(client, address):
        return client.post("/accounts/email/", {"action_add": "", "email": address})

    steps = [change, look(CONFIRM), enter(CONFIRM), look("/accounts/security/"), look("/accounts/email/")]
    assert seen(steps, KNOWN, client) == seen(steps, UNKNOWN, client)
    told = {letter.subject for letter in Letter.objects.all()}
    assert told == {"Your code for Ballet Fusion", "A new address was asked for"}


def test_whoever_reads_mail_at_a_taken_address_still_cannot_take_it(counted, stranger):
    client = Client()
    client.force_login(stranger)
    client.post("/accounts/reauthenticate/", {"password": "first-position"})
    client.post("/accounts/email/", {"action_add": "", "email": KNOWN})
    code = CODE.search(Letter.objects.get(to=KNOWN).text).group()
    answer = client.post(CONFIRM, {"code": code})
    assert "That address belongs to another account of yours." in answer.content.decode()
    assert {user.email for user in User.objects.all()} == {KNOWN, "stranger@example.com"}
