"""A runner's own language wins, then what was chosen on the device, then what the browser asks for."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation

from accounts.models import User
from accounts.models.user import Language
from tests.accounts.letters import send_letters

pytestmark = pytest.mark.django_db
FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr-CA,fr;q=0.8,en;q=0.5"}


def spoken(response):
    return re.search(r'<html lang="([\w-]+)"', response.content.decode())[1]


def chosen(client, language, on="/"):
    return client.post("/language/", {"language": language, "next": on})


def test_the_model_and_the_settings_know_the_same_languages():
    assert [choice for choice in Language.choices if choice[0]] == settings.LANGUAGES


@pytest.mark.parametrize(
    ("asks", "lang"),
    [("fr-CA,en;q=0.5", "fr"), ("en-US,fr;q=0.9", "en-GB"), ("de", "en-GB"), ("", "en-GB"), ("*", "en-GB")],
)
def test_a_visitor_is_answered_as_their_browser_asks(client, asks, lang):
    response = client.get("/privacy/", HTTP_ACCEPT_LANGUAGE=asks)
    assert spoken(response) == lang
    assert response["Content-Language"] == lang.lower()
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_a_visitor_chooses_and_the_choice_stays(client):
    answer = chosen(client, "en-gb", on="/evidence/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/evidence/?a=1")
    assert spoken(client.get("/privacy/", **FRENCH)) == "en-GB"
    chosen(client, "fr")
    assert spoken(client.get("/accounts/login/")) == "fr"


def test_the_choice_is_at_the_foot_of_public_pages_and_at_the_doors(client):
    for page in ("/", "/library/", "/accounts/login/?next=/log/", "/accounts/signup/"):
        said = client.get(page).content.decode()
        form = said.partition('<form class="languages" method="post" action="/language/">')[2]
        form = form.partition("</form>")[0]
        assert f'name="next" value="{page}"' in form
        assert re.findall(r'value="([\w-]+)" lang="([\w-]+)"( aria-current="true")?>(\w+)', form) == [
            ("en-gb", "en-GB", ' aria-current="true"', "English"),
            ("fr", "fr", "", "Français"),
        ]


def test_the_choice_leads_nowhere_else_and_knows_no_other_language(client, runners_client):
    assert chosen(Client(), "fr", on="https://elsewhere.example/")["Location"] == "/"
    assert chosen(runners_client, "fr", on="//elsewhere.example/")["Location"] == "/today/"
    assert chosen(Client(), "fr", on="week")["Location"] == "/"  # the name of a view is no address
    refused = Client()
    assert chosen(refused, "xx").status_code == 400
    assert settings.LANGUAGE_COOKIE_NAME not in refused.cookies


def test_a_forged_choice_is_refused():
    assert chosen(Client(enforce_csrf_checks=True), "fr").status_code == 403


def test_a_runners_own_language_wins(runners_client, runner):
    User.objects.filter(pk=runner.pk).update(language="en-gb")
    runners_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert spoken(runners_client.get("/accounts/preferences/", **FRENCH)) == "en-GB"
    User.objects.filter(pk=runner.pk).update(language="")
    assert spoken(runners_client.get("/accounts/preferences/")) == "fr"


def preferences(**changed):
    kept = {"units": "km", "time_zone": "Europe/London", "week_start": 0, "theme": "system"}
    return {**kept, **changed}


def test_a_runner_changes_it_and_the_device_remembers(runners_client, runner):
    answer = runners_client.post("/accounts/preferences/", preferences(language="fr"), follow=True)
    runner.refresh_from_db()
    with translation.override("fr"):
        assert str(answer.context["messages"]._loaded_data[0]) == translation.gettext(
            "Your preferences are saved."
        )
    assert (runner.language, spoken(answer)) == ("fr", "fr")
    runners_client.post("/accounts/logout/")  # the client's own logout() forgets all cookies
    assert spoken(runners_client.get("/accounts/login/")) == "fr"


def test_as_the_browser_says_forgets_what_the_device_remembered(runners_client, runner):
    runners_client.post("/accounts/preferences/", preferences(language="fr"))
    runners_client.post("/accounts/preferences/", preferences(language=""))
    runner.refresh_from_db()
    assert runner.language == ""
    assert runners_client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    assert spoken(runners_client.get("/today/", **FRENCH)) == "fr"


def test_who_is_signed_in_chooses_for_the_account(runners_client, runner):
    chosen(runners_client, "fr")
    runner.refresh_from_db()
    assert runner.language == "fr"


def test_what_was_read_at_sign_up_is_kept(client):
    sent = {"email": "camille@example.com", "password1": "plie-tendu-releve"}
    client.post("/accounts/signup/", sent, **FRENCH)
    assert User.objects.get(email="camille@example.com").language == "fr"
    send_letters()
    with translation.override("fr"):
        assert mail.outbox[0].subject == translation.gettext("Your code for Ballet Fusion")


def test_mail_about_an_account_is_in_the_language_of_its_owner(client, runner):
    User.objects.filter(pk=runner.pk).update(language="fr")
    client.post("/accounts/login/code/", {"email": runner.email}, HTTP_ACCEPT_LANGUAGE="en")
    send_letters()
    with translation.override("fr"):
        assert mail.outbox[0].subject == translation.gettext("Your code to sign in")


def test_a_page_that_is_not_there_says_so_in_their_language(client):
    assert spoken(client.get("/nowhere/", **FRENCH)) == "fr"


@pytest.mark.parametrize("page", ["add/", "keys/{}/edit/"])
def test_the_name_of_a_passkey_is_asked_for_in_the_readers_language(runners_client, runner, page):
    """A bug: django-allauth calls the field after itself, which no catalogue reaches."""
    if "edit" in page:
        passkey = runner.authenticator_set.create(type="webauthn", data={"name": "Phone", "credential": {}})
        page = page.format(passkey.pk)
    runners_client.post("/accounts/reauthenticate/", {"password": "first-position"})
    shown = runners_client.get(f"/accounts/2fa/webauthn/{page}", **FRENCH)
    assert re.search(r'<label [^>]*for="id_name">\s*Nom\b', shown.content.decode())
