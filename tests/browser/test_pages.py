"""Every page, as a visitor, a runner with nothing and one with a season: it opens, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests.screens import PRIVATE, PUBLIC, WELCOME

pytestmark = pytest.mark.browser
# The mailbox and the style guide are there in debug only; the wrong addresses are meant to be that.
NOT_SHOWN = {"/mail/", "/styleguide/", "/nowhere/", "/mail-off/1.cut-short/"}
SHOWN = [page for page in PUBLIC if page not in NOT_SHOWN]


QUICK = {
    "preload": False,
    "resultTypes": ["violations"],
}  # the style sheets are there: axe need not fetch each again
PHONE, DESK = (390, "light"), (1280, "dark")


@pytest.fixture
def tab(chromium):
    """A page without the site's policy, since axe writes styles of its own. The journey keeps it."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def faults(tab, address, pages, view):
    """By page: the answer's status where it is not 200, what axe finds, and whether it scrolls sideways."""
    width, theme = view
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = {}
    for page in pages:
        answer = tab.goto(address + page)
        violations = Axe().run(tab, options=QUICK).response["violations"]
        said = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
        said += ["scrolls sideways"] * sideways(tab) + [f"answers {answer.status}"] * (answer.status != 200)
        if said:
            found[page] = said
    return found


def sideways(tab):
    return tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_the_public_pages(tab, address):
    assert faults(tab, address, SHOWN, PHONE) == {}
    assert faults(tab, address, SHOWN, DESK) == {}


def test_a_runner_with_nothing(tab, address, sign_in, runner):
    sign_in(runner)
    assert faults(tab, address, [*WELCOME, *PRIVATE], PHONE) == {}


def test_a_runner_with_a_season(tab, address, sign_in):
    from accounts.models import User
    from plans.actions.demo import EMAIL, make_demo

    make_demo(now=timezone.now())
    sign_in(User.objects.get(email=EMAIL))
    assert faults(tab, address, PRIVATE, DESK) == {}


def test_a_page_that_axe_would_refuse_is_found(tab, address):
    """Else the tests above could pass by looking at nothing."""
    tab.goto(address)
    tab.evaluate("document.querySelector('main').innerHTML = '<img src=\"\"><button></button>'")
    assert {v["id"] for v in Axe().run(tab).response["violations"]} >= {"image-alt", "button-name"}
