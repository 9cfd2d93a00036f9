"""The whole site in a real browser, on a real server of this process."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

expect.set_options(timeout=15_000)  # ms; a busy machine is slow, not wrong


@pytest.fixture(scope="session", autouse=True)
def assets():
    """Fonts and drawn pictures, as the first start makes them; what is there already is not drawn again."""
    call_command("build_assets", verbosity=0)


@pytest.fixture
def library(transactional_db):
    """The library as it is shipped."""
    call_command("load_content", verbosity=0)


@pytest.fixture
def address(live_server, library):
    return live_server.url


@pytest.fixture
def sign_in(address, tab):
    """Signs a person in by the form."""

    def sign_in(person):
        tab.goto(f"{address}/accounts/login/")
        tab.fill("[name=login]", person.email)
        tab.fill("[name=password]", "first-position")
        tab.keyboard.press("Enter")
        tab.wait_for_url(lambda url: "login" not in url)

    return sign_in
