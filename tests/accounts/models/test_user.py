"""People: one account an address, a zone that always answers."""

import datetime

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User

LATE = datetime.datetime(2026, 11, 25, 23, 30, tzinfo=datetime.UTC)


def test_one_account_an_address_whatever_the_case(runner):
    for address in ("runner@example.com", "Runner@Example.com", "RUNNER@EXAMPLE.COM"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=address)
    assert User.objects.count() == 1


def test_a_form_says_that_the_address_is_taken(runner):
    with pytest.raises(ValidationError) as error:
        User(email="RUNNER@example.com", password="x").full_clean()
    assert "There is an account with this e-mail address." in error.value.messages


def test_an_address_is_kept_in_small_letters(db):
    assert User.objects.create_user("Pat@Example.COM", "first-position").email == "pat@example.com"


def test_the_address_signs_in_whatever_the_case(runner):
    assert User.objects.get_by_natural_key("RUNNER@example.com") == runner
    assert authenticate(None, email="RUNNER@example.com", password="first-position") == runner
    assert authenticate(None, email="runner@example.com", password="second-position") is None


def test_someone_new_may_nothing_special(db):
    user = User.objects.create_user("pat@example.com", "first-position")
    assert (user.is_active, user.is_staff, user.is_superuser, user.is_teacher) == (True, False, False, False)
    boss = User.objects.create_superuser("boss@example.com", "first-position")
    assert (boss.is_staff, boss.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 25), ("Europe/Paris", 26), ("America/New_York", 25), ("Pacific/Auckland", 26)]
)
def test_a_day_is_the_runners_own(zone, day):
    assert User(time_zone=zone).local_date(LATE) == datetime.date(2026, 11, day)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "\x00"])
def test_a_zone_that_is_none_counts_as_utc(zone):
    assert User(time_zone=zone).local_date(LATE) == datetime.date(2026, 11, 25)
