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
    ):
        button = tab.get_by_role("button", name=name)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(figure).to_have_attribute(attribute, value)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert figure.get_attribute(attribute) is None


def drawn(figure):
    return figure.evaluate("(f) => f.svg.innerHTML")


def test_she_pauses_and_goes_on(tab, passe):
    figure = passe()
    tab.get_by_role("button", name="Pause").click()
    expect(figure).to_have_attribute("paused", "")
    tab.get_by_role("button", name="Play").click()
    assert figure.get_attribute("paused") is None
    expect(tab.get_by_role("button", name="Pause")).to_be_visible()


def test_where_motion_is_unwelcome_she_stands_is_turned_and_dances_only_when_asked(tab, passe):
    figure = passe("reduce")
    expect(figure.locator("svg")).to_be_visible()
    stands = drawn(figure)
    tab.wait_for_timeout(300)
    assert drawn(figure) == stands
    tab.get_by_role("button", name="Other side").click()
    other = drawn(figure)
    assert other != stands
    figure.press("ArrowRight")
    assert drawn(figure) != other
    tab.get_by_role("button", name="Play").click()
    turned = drawn(figure)
    tab.wait_for_function("([f, was]) => f.svg.innerHTML !== was", arg=[figure.element_handle(), turned])
