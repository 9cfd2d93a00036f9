"""Mail, calendars and exports are written in the language of whose they are, whoever causes them."""

import collections
import datetime

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import Letter
from plans.actions.account_deletion import delete_now, erase
from plans.actions.account_mail import tell
from plans.actions.account_page import page_of
from plans.actions.sharing import accept, invite
from plans.actions.weekly_letter import weekly_letter
from plans.models import Sharing

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


def test_the_last_letter_of_an_account(french):
    now = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
    deletion = delete_now(person=french, now=now)
    erase(deletion, now=now)
    assert mail.outbox[-1].subject == in_french("Your account is deleted")


def test_who_hears_that_their_week_is_seen_hears_it_in_their_own(french, buddy):
    now = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
    invited = Sharing(runner=french, name="Kim", runner_name="Pat")
    invite(sharing=invited, now=now)
    accept(invitation=invited, person=buddy, name="Kim", now=now)
    assert Letter.objects.get().subject == in_french("Somebody sees your week from now on")


def test_the_page_of_an_export_says_the_hour_of_its_runners_zone(french):
    french.time_zone = "Europe/Paris"
    data = {"made_at": "2026-11-30T09:49:00+00:00", "classes": [], "account": {"email": "p@example.com"}}
    page = page_of(collections.defaultdict(list, data), french)
    assert "10:49" in page and "Europe/Paris" in page and "09:49" not in page
