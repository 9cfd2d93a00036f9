"""How long an answer takes tells nothing of an account: many tries at a door, compared as distributions.

`python -m tests.benchmarks --doors` measures more of them (docs/accounts.md).
"""

import random
import time

import pytest
from django.core.cache import cache
from django.test import Client

TRIES = 15  # at each; by chance alone two such rows lie further apart than below once in a thousand times
FURTHEST = 0.35
WORD = "slow-pliés-at-noon"
DOORS = {
    "sign in": ("/accounts/login/", lambda address: {"login": address, "password": WORD}),
    "sign up": ("/accounts/signup/", lambda address: {"email": address, "password1": WORD}),
    "code": ("/accounts/login/code/", lambda address: {"email": address}),
    "new password": ("/accounts/password/reset/", lambda address: {"email": address}),
}


def milliseconds(door, address) -> int:
    """A network tells no less apart."""
    page, sent = door
    cache.clear()
    client, began = Client(), time.perf_counter()
    assert client.post(page, sent(address)).status_code in (200, 302)
    return round((time.perf_counter() - began) * 1000)


def apart(known: list[int], unknown: list[int]) -> float:
    """0 where either is as often the longer of two; half where one always is."""
    longer = sum((one > other) + (one == other) / 2 for one in known for other in unknown)
    return abs(longer / (len(known) * len(unknown)) - 0.5)


def tried(door, known_takes_s=0.0) -> float:
    """In a random order, so that a machine that is busy for a while is so for both."""
    times = {True: [], False: []}
    order = [True, False] * TRIES
    random.Random(7).shuffle(order)
    for n, is_known in enumerate(order):
        taken = milliseconds(door, "runner@example.com" if is_known else f"nobody{n}@example.com")
        times[is_known].append(taken + round(known_takes_s * 1000 * is_known))
    return apart(times[True], times[False])


@pytest.fixture
def as_it_runs(settings, runner):
    """The site's own hasher, and the time that each answer takes at least."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.DOORS_TAKE_S = 0.1
    runner.set_password("first-position")
    runner.save()
    for door in DOORS.values():  # the first answers load what the others find
        milliseconds(door, runner.email)


@pytest.mark.parametrize("door", DOORS)
def test_an_answer_takes_as_long_with_an_account_as_without(as_it_runs, door):
    """Thrice if need be: chance does not come three times in a row, and a difference does."""
    assert any(tried(DOORS[door]) < FURTHEST for _ in range(3))


def test_a_door_that_took_longer_for_an_account_would_be_found(as_it_runs, settings):
    settings.DOORS_TAKE_S = 0
    assert tried(DOORS["new password"], known_takes_s=0.5) > FURTHEST
