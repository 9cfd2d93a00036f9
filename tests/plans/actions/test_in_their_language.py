"""Mail, calendars and exports are written in the language of whose they are, whoever causes them."""

import datetime

import pytest
from django.core import mail
from django.utils import translation

from plans.actions.account_mail import tell
from plans.actions.weekly_letter import weekly_letter

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 30)


@pytest.fixture
def french(runner):
    runner.language = "fr"
    runner.save()
    return runner


def in_french(text, **params):
    with translation.override("fr"):
        return translation.gettext(text) % params


def test_the_weekly_mail(french):
    letter = weekly_letter(runner=french, monday=MONDAY, today=MONDAY)
    assert letter.subject.startswith(in_french("Your week from %(monday)s", monday="30 novembre"))
    assert '<html lang="fr">' in letter.html


def test_the_weekly_mail_of_who_leaves_it_to_the_browser_is_english(runner):
    with translation.override("fr"):  # of whoever asks
        letter = weekly_letter(runner=runner, monday=MONDAY, today=MONDAY)
    assert letter.subject.startswith("Your week from 30 November")
    assert translation.get_language() == "en-gb"


def test_mail_about_an_account(french):
    assert tell(french, "deletion_kept")
    assert mail.outbox[0].subject == in_french("Your account stays")
