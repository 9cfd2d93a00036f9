"""The dancer on a movement's page: she can be turned to her other side, slowed and stopped."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def passe(tab, address, sign_in, runner):
    def open_(motion="no-preference"):
        tab.emulate_media(reduced_motion=motion)
        sign_in(runner)
        tab.goto(f"{address}/library/movements/passe/")
        return tab.locator("ballet-figure")

    return open_


def test_each_button_does_what_it_says_and_undoes_it(tab, passe):
    figure = passe()
    for name, attribute, value in (
        ("Other side", "mirrored", ""),
        ("Slower", "speed", "0.5"),
        ("Pause", "paused", ""),
    ):
        button = tab.get_by_role("button", name=name)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(figure).to_have_attribute(attribute, value)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert figure.get_attribute(attribute) is None


def test_where_motion_is_unwelcome_the_still_stays_and_the_buttons_stay_away(tab, passe):
    figure = passe("reduce")
    expect(figure.locator("img")).to_be_visible()
    expect(tab.locator("[data-dancer-controls]")).to_be_hidden()
