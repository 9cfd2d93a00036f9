"""The weekly mail: switched on, sent once to look at, and off from the mail itself, as a person does it."""

import datetime
import email
import email.policy
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from plans.actions.weekly_letter import weekly_letter
from plans.actions.weekly_mail import choose_weekly_mail, off_address
from plans.calendar import monday_of
from plans.models import WeeklyMailChoice

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def context(chromium, request):
    """Without the site's policy, since axe writes styles of its own."""
    cache.clear()  # three at once are the most within an hour
    context = chromium.new_context(
        bypass_csp=True, viewport=request.param, color_scheme="dark" if request.param == PHONE else "light"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context, address, runner, client):
    """Signed in."""
    client.force_login(runner)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return context.new_page()


def faultless(page, options=None):
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()


def is_on(runner):
    return WeeklyMailChoice.objects.filter(runner=runner, on_since__isnull=False).exists()


def test_it_is_switched_on_for_a_day_and_hour_and_off_again(page, address, runner):
    page.goto(f"{address}/plan/mail/")
    faultless(page)
    page.get_by_label("Send me one mail a week").press("Space")
    page.get_by_label("Day").select_option(label="Wednesday")
    page.get_by_label("Hour").select_option(label="06:00")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Saved. The weekly mail is on.")).to_be_visible()
    expect(page.locator("strong", has_text=re.compile(r"^Wednesday \d+ \w+ at 06:00$"))).to_be_visible()
    faultless(page)
    assert WeeklyMailChoice.objects.values_list("weekday", "hour").get() == (2, 6)

    page.reload()
    expect(page.get_by_label("Send me one mail a week")).to_be_checked()
    page.get_by_label("Send me one mail a week").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. No weekly mail comes.")).to_be_visible()
    expect(page.get_by_label("Day")).to_have_value("2")  # for when it is switched on again
    assert not is_on(runner)


def test_one_comes_at_once_and_reads_well(page, context, address, runner, settings):
    settings.SITE_URL = address
    page.goto(f"{address}/plan/mail/")
    page.get_by_role("button", name="Send me one now").click()
    expect(page.get_by_text(f"Sent to {runner.email}.")).to_be_visible()
    (sent,) = mail.outbox
    read = email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)
    letter = context.new_page()
    asked = []
    letter.on("request", lambda request: asked.append(request.url))
    letter.set_content(read.get_body(("html",)).get_content())
    expect(letter.get_by_role("heading", level=1)).to_have_text(re.compile("^Your week from "))
    assert letter.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []  # no picture, no font, nothing that tells when it is opened
    faultless(letter, {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})  # landmarks are the mail program's
    letter.get_by_role("link", name="Open the week").click()
    letter.wait_for_url(f"{address}/plan/**")


def test_off_from_the_mail_takes_one_press_and_no_sign_in(context, address, runner, settings):
    settings.SITE_URL = address
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=LONG_AGO)
    today = runner.local_date(timezone.now())
    letter = weekly_letter(runner=runner, monday=monday_of(today), today=today)
    page = context.new_page()
    page.set_content(letter.html)
    page.get_by_role("link", name="Switch it off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Switch the weekly mail off?")
    faultless(page)
    assert is_on(runner)  # looking alone does nothing: programs look at links too
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The weekly mail is off")
    faultless(page)
    assert not is_on(runner)
    page.goto(off_address(runner))
    expect(page.get_by_role("heading", level=1)).to_have_text("The weekly mail is off")
    assert context.cookies(address) == [] or "sessionid" not in {c["name"] for c in context.cookies(address)}


def test_an_address_that_came_apart_says_what_to_do(context, address, runner):
    page = context.new_page()
    page.goto(off_address(runner).replace("http://127.0.0.1:8000", address)[:-3] + "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This address has come apart")
    faultless(page)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"{address}/accounts/login/?next=/plan/mail/")


def test_without_scripts_it_goes_on_and_off_as_well(chromium, address, runner, settings):
    settings.SITE_URL = address
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=LONG_AGO)
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(off_address(runner))
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The weekly mail is off")
    context.close()
    assert not is_on(runner)
