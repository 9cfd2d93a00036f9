"""Mail, calendars and exports are written in the language of whose they are, whoever causes them."""

import collections
import datetime

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import Letter
from library.actions.told import told
from plans.actions.account_deletion import delete_now, erase
from plans.actions.account_mail import tell
from plans.actions.account_page import page_of
from plans.actions.account_reading import not_as_it_should_be
from plans.actions.addresses import NotFetched
from plans.actions.belongings import PARTS
from plans.actions.imports_arrive import too_large_sentence
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


def test_the_page_of_an_export_tells_what_is_kept_in_english(french):
    """Reasons, titles of classes, and lists of words."""
    data = collections.defaultdict(
        list, made_at="2026-11-30T09:49:00+00:00", account={"email": "p@example.com"}
    )
    data["classes"] = [{"slug": "adage", "title": "Five tall minutes"}]
    why = "Tuesday is free, and it is time for steady balance."
    data["places"] = [a_row("places", id=1, video_class="adage", why=why)]
    data["sessions"] = [a_row("sessions", id=1, title="Stand tall", note="Stand tall")]
    data["health_notes"] = a_row("health_notes", tight=["calf"], limits=["no_impact"])
    with translation.override("fr"):
        page = page_of(data, french)
    assert "<td>Mardi est libre, et c’est le moment pour un équilibre stable.</td>" in page
    assert "<td>Cinq minutes pour se grandir</td>" in page
    assert ("<td>Se grandir</td>" in page, "<td>Stand tall</td>" in page) == (True, True)
    assert ("<td>Mollet</td>" in page, "<td>Pas de sauts</td>" in page) == (True, True)


def a_row(name, **values):
    part = next(part for part in PARTS if part.name == name)
    return dict.fromkeys((field.name for field in part.fields), None) | values


def test_why_a_file_was_refused_is_told_in_the_language_of_who_reads_it(french):
    """Kept in English, whoever speaks what while it is kept."""
    with translation.override("fr"):
        refusals = [
            too_large_sentence("run.gpx", 90 * 1024**2),
            not_as_it_should_be("runs[1].laps"),
            not_as_it_should_be("account"),
            not_as_it_should_be(""),
            str(NotFetched("gone")),
        ]
        assert [refusal.isascii() or "“" in refusal for refusal in refusals] == [True] * 5
        assert [told(refusal).split(",")[0] for refusal in refusals] == [
            told("run.gpx has 90 MB. A file of one activity has at most 25 MB; it was not kept."),
            "Dans le data.json de cet export",
            "Dans le data.json de cet export",
            "Dans le data.json de cet export",
            "D’après le serveur",
        ]
        assert "«\u00a0laps\u00a0» à la ligne 2 de «\u00a0runs\u00a0»" in told(refusals[1])
