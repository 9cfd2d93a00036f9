"""A French browser: who signs up in it is spoken to in French, until they choose otherwise."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

from accounts.models import User
from plans.models import Run
from tests.accounts.letters import newest_code

pytestmark = pytest.mark.browser


@pytest.fixture
def french_tab(new_tab):
    return new_tab(locale="fr-FR", viewport={"width": 390, "height": 844})


@pytest.fixture
def fr():
    """What the site says, in French."""

    def said(text):
        with translation.override("fr"):
            return translation.gettext(text)

    return said


def lang(tab):
    return tab.locator("html").get_attribute("lang")


def choose(tab, language):
    """In the preferences, whose words may be in either language."""
    tab.locator(f'input[name="language"][value="{language}"]').check()
    tab.locator("main form.form button[type=submit], main form.form input[type=submit]").first.click()
    expect(tab.locator("html")).to_have_attribute("lang", {"fr": "fr", "en-gb": "en-GB"}[language])


def test_a_french_browser_signs_up_reads_english_and_comes_back(french_tab, address, fr):
    tab = french_tab
    tab.goto(f"{address}/accounts/signup/")
    expect(tab.get_by_role("heading", level=1, name=fr("Sign up"))).to_be_visible()
    tab.fill("[name=email]", "camille@example.com")
    tab.fill("[name=password1]", "plie-tendu-releve")
    tab.get_by_role("button", name=fr("Make my week")).click()
    expect(tab.get_by_role("heading", name=fr("Enter the code from your mail"))).to_be_visible()
    tab.fill("[name=code]", newest_code())
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/welcome/**")
    assert lang(tab) == "fr"
    assert User.objects.get(email="camille@example.com").language == "fr"
    tab.goto(f"{address}/accounts/preferences/")
    choose(tab, "en-gb")
    expect(tab.get_by_role("heading", level=1, name="Preferences")).to_be_visible()
    choose(tab, "fr")
    expect(tab.get_by_role("heading", level=1, name=fr("Preferences"))).to_be_visible()


def test_a_visitor_chooses_english_and_stays_on_the_page(french_tab, address, fr):
    tab = french_tab
    tab.goto(f"{address}/evidence/")
    assert lang(tab) == "fr"
    tab.get_by_role("button", name="English").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en-GB")
    assert tab.url == f"{address}/evidence/"
    tab.goto(f"{address}/accounts/login/")
    assert lang(tab) == "en-GB"


def test_a_comma_is_typed_and_shown(french_tab, known, address, runner, fr):
    tab = known(french_tab, runner)
    tab.goto(f"{address}/log/runs/new/")
    tab.fill("[name=distance]", "5,2")
    tab.fill("[name=duration]", "31")
    tab.locator("main form.form button[type=submit]").first.click()
    tab.wait_for_url(lambda url: "/new/" not in url)
    run = Run.objects.get(runner=runner)
    assert run.distance_m == 5200
    tab.goto(f"{address}/log/")
    expect(tab.get_by_text("5,2\u00a0km").first).to_be_visible()
    tab.goto(f"{address}/log/runs/{run.pk}/edit/")
    assert tab.input_value("[name=distance]") == "5,2"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "page", ["/today/", "/plan/", "/library/", "/accounts/preferences/", "/log/", "/progress/"]
)
def test_nothing_stands_out_of_a_page_in_french(known, french_tab, address, runner, page, width):
    french_tab.set_viewport_size({"width": width, "height": 844})
    tab = known(french_tab, runner)
    tab.goto(f"{address}{page}")
    assert lang(tab) == "fr"
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
