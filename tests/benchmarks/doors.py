"""Whether the time of an answer tells that an address has an account.

Each door is tried with known and unknown addresses in turn, with the site's own hasher, on a database with
many accounts. Told are both medians, their difference, and the spread of one answer (its middle half): where
the difference is small within the spread, a few tries tell nothing, and the limits allow no more than a few.
"""

import itertools
import statistics
import time

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from accounts.models import User

HEAD = ["what", "tries", "known, ms", "unknown, ms", "apart, ms", "spread, ms"]
ACCOUNTS, TRIES = 2000, 60
NEW = itertools.count()
WORD = "slow-pliés-at-noon"
DOORS = {
    "Sign up": ("/accounts/signup/", lambda address: {"email": address, "password1": WORD}),
    "Sign up with a passkey": ("/accounts/signup/passkey/", lambda address: {"email": address}),
    "Sign in": ("/accounts/login/", lambda address: {"login": address, "password": WORD}),
    "Code to sign in": ("/accounts/login/code/", lambda address: {"email": address}),
    "Code for a new password": ("/accounts/password/reset/", lambda address: {"email": address}),
}
AGAIN = {
    "Another code to sign in": ("Code to sign in", "/accounts/login/code/confirm/"),
    "Another code to sign up": ("Sign up with a passkey", "/accounts/confirm-email/"),
}


def compared() -> list[list[str]]:
    hashed = make_password("first-position")
    names = [f"runner{n}@example.com" for n in range(ACCOUNTS)]
    people = User.objects.bulk_create(User(email=name, password=hashed) for name in names)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people
    )
    lines = [both_at(name, lambda address, door=door: ask(*door, address)) for name, door in DOORS.items()]
    for name, (before, again) in AGAIN.items():
        lines.append(both_at(name, lambda address, b=before, a=again: ask_again(b, a, address)))
    lines.append(both_at("Change of address", change_to))
    return lines


def both_at(name: str, door) -> list[str]:
    known, unknown = [], []
    for n in range(-3, TRIES):  # the first ones warm up
        found = door(f"runner{n + 100}@example.com"), door(f"nobody{next(NEW)}@example.com")
        if n >= 0:
            known.append(found[0])
            unknown.append(found[1])
    middle = statistics.median(known), statistics.median(unknown)
    low, _half, high = statistics.quantiles(known, n=4)
    told = [f"{value:.1f}" for value in (*middle, middle[0] - middle[1], high - low)]
    return [name, f"{TRIES} each", *told]


def ask(page, said, address) -> float:
    return clocked(Client(), page, said(address))


def ask_again(before, page, address) -> float:
    client = Client()
    there, said = DOORS[before]
    cache.clear()
    client.post(there, said(address), HTTP_HOST="localhost")
    return clocked(client, page, {"action": "resend"})


def change_to(address) -> float:
    client = Client()
    client.force_login(User.objects.get(email="runner0@example.com"))
    cache.clear()
    client.post("/accounts/reauthenticate/", {"password": "first-position"}, HTTP_HOST="localhost")
    return clocked(client, "/accounts/email/", {"action_add": "", "email": address})


def clocked(client, page, sent) -> float:
    """Milliseconds."""
    cache.clear()  # the limits would answer instead
    began = time.perf_counter()
    answer = client.post(page, sent, HTTP_HOST="localhost")
    took = (time.perf_counter() - began) * 1000
    if answer.status_code not in (200, 302):
        raise RuntimeError(f"{page} answers {answer.status_code}")
    return took
