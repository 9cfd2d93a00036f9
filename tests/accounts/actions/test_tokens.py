"""Tokens: made, recognised, ended; how often each may ask, counted by all processes together."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.actions.token_limit import MOST_A_MINUTE, seconds_to_wait
from accounts.actions.tokens import MOST_TOKENS, TooManyTokens, end_token, make_token, remember_use, token_of
from accounts.models import Token

NOW = datetime.datetime(2026, 11, 25, 9, 0, 40, tzinfo=datetime.UTC)
DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)


def made(runner, *, days=30):
    token = Token(user=runner, name="Watch", scopes=["read-log"])
    return make_token(token=token, ends_in_days=days, now=NOW), token


def test_only_its_hash_is_kept(runner):
    secret, token = made(runner)
    assert (secret[:4], len(secret)) == ("bff_", 47)
    assert secret not in str(Token.objects.values().get())
    assert token_of(secret=secret, now=NOW) == token
    assert token_of(secret=token.hash, now=NOW) is None


@pytest.mark.parametrize("guess", ["", "bff_", "bff_" + "x" * 43, "é" * 9000, "\x00", "\ud800"])
def test_a_guess_opens_nothing(runner, guess):
    made(runner)
    assert token_of(secret=guess, now=NOW) is None


def test_no_part_of_it_opens_anything(runner):
    secret, _token = made(runner)
    near = [secret[:-1], secret + "x", secret.swapcase(), secret[4:], " " + secret]
    assert [token_of(secret=each, now=NOW) for each in near] == [None] * 5


def test_it_ends_to_the_second(runner):
    secret, token = made(runner)
    assert token_of(secret=secret, now=NOW + 30 * DAY - SECOND) == token
    assert token_of(secret=secret, now=NOW + 30 * DAY) is None


def test_without_an_end_it_stays(runner):
    secret, token = made(runner, days=None)
    assert token_of(secret=secret, now=NOW + 3650 * DAY) == token


def test_ended_it_opens_nothing_and_the_others_stay(runner):
    (secret, token), (other, kept) = made(runner), made(runner)
    end_token(token=token)
    assert (token_of(secret=secret, now=NOW), token_of(secret=other, now=NOW)) == (None, kept)


def test_of_who_may_not_sign_in_it_opens_nothing(runner):
    secret, _token = made(runner)
    runner.is_active = False
    runner.save()
    assert token_of(secret=secret, now=NOW) is None


def test_twenty_are_enough(runner, stranger):
    for _ in range(MOST_TOKENS):
        made(runner)
    with pytest.raises(TooManyTokens):
        made(runner)
    made(stranger)


def test_the_day_it_was_used_is_written_once_a_day(runner, django_assert_num_queries):
    _secret, token = made(runner)
    remember_use(token=token, now=NOW)
    token = Token.objects.select_related("user").get()
    assert token.last_used_on == datetime.date(2026, 11, 25)
    with django_assert_num_queries(0):
        remember_use(token=token, now=NOW + datetime.timedelta(hours=14))
    remember_use(token=token, now=NOW + DAY)
    token.refresh_from_db()
    assert token.last_used_on == datetime.date(2026, 11, 26)


def test_so_many_a_minute_and_no_more(runner):
    _secret, token = made(runner)
    assert {seconds_to_wait(token=token, now=NOW) for _ in range(MOST_A_MINUTE)} == {0}
    assert seconds_to_wait(token=token, now=NOW) == 20
    assert seconds_to_wait(token=token, now=NOW + 19 * SECOND) == 1
    assert seconds_to_wait(token=token, now=NOW + 20 * SECOND) == 0


def test_each_has_a_count_of_its_own(runner):
    (_first, token), (_second, other) = made(runner), made(runner)
    for _ in range(MOST_A_MINUTE + 1):
        seconds_to_wait(token=token, now=NOW)
    assert seconds_to_wait(token=other, now=NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_counted_at_once_none_slips_through(runner, shared_database):
    _secret, token = made(runner)
    Token.objects.update(counted=MOST_A_MINUTE - 3, counted_from=NOW.replace(second=0))
    start = Barrier(8)

    def ask(_n):
        try:
            start.wait(timeout=30)
            return seconds_to_wait(token=token, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(ask, range(8))) == [0] * 3 + [20] * 5
