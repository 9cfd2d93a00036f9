"""Progress in a browser: with nothing, with runs alone, with a week and with years, on a phone and a desk."""

import datetime
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_pages import QUICK

pytestmark = pytest.mark.browser
DAY = datetime.timedelta(days=1)
VIEWS = [(390, "dark"), (1280, "light")]


@pytest.fixture
def tab(chromium, known, runner):
    """Axe writes styles of its own, which the site's policy would refuse."""
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")
    yield known(context.new_page(), runner)
    context.close()


@pytest.fixture
def today(runner):
    return runner.local_date(timezone.now())


@pytest.fixture
def ran(runner, today):
    from plans.models import Run

    def ran(*ago):
        Run.objects.bulk_create(
            Run(runner=runner, date=today - n * DAY, kind="easy", duration_s=2400, effort=n % 9) for n in ago
        )

    return ran


@pytest.fixture
def danced(runner, today):
    from library.models import Benefit, VideoClass
    from plans.models import Session

    def danced(*ago):
        classes = list(VideoClass.objects.published()[:9])
        Session.objects.bulk_create(
            Session(
                runner=runner, date=today - n * DAY, done_at=timezone.now(), time_zone="UTC", how="film",
                title=classes[n % 9].title, minutes=10 + n % 30, benefit=Benefit.values[n % 5],
                leg_load=n % 4, effort=n % 8, video_class=classes[n % 9],
            )
            for n in ago
        )  # fmt: skip

    return danced


@pytest.fixture
def checked(runner, today):
    from plans.actions.self_check import record_self_check

    def checked():
        for kind in ("knee-to-wall", "stance-open", "heel-raises"):
            for n in range(4):
                record_self_check(
                    runner=runner, kind=kind, date=today - 43 * n * DAY, now=timezone.now(),
                    left=Decimal(20 - n), right=Decimal(12 + n), agrees=True,
                )  # fmt: skip

    return checked


def faults(tab, address):
    """What axe finds, and whether something stands beyond the page or beyond its frame, by view."""
    found = {}
    for width, theme in VIEWS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=theme)
        tab.goto(f"{address}/progress/")
        tab.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        said = [v["id"] for v in Axe().run(tab, options=QUICK).response["violations"]]
        said += ["scrolls sideways"] * tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        said += tab.evaluate(
            "[...document.querySelectorAll('.chart__frame')].filter((e) => e.scrollWidth > e.clientWidth)"
            ".map((e) => `${e.getAttribute('aria-labelledby')} is cut off`)"
        )
        if said:
            found[width, theme] = said
    return found


def test_with_nothing(tab, address):
    assert faults(tab, address) == {}
    expect(tab.get_by_role("heading", name="Nothing danced yet")).to_be_visible()
    tab.get_by_role("link", name="See what is on today").click()
    expect(tab).to_have_url(f"{address}/today/")


def test_with_runs_alone(tab, address, ran):
    ran(*range(0, 80, 2))
    assert faults(tab, address) == {}
    expect(tab.get_by_role("heading", name="Nothing danced yet")).to_be_visible()
    expect(tab.get_by_role("img", name="Runs and classes, week by week")).to_be_visible()
    expect(tab.get_by_role("heading", name="Planned and danced")).to_have_count(0)


def test_with_one_week(tab, address, ran, danced):
    danced(0)
    ran(1)
    assert faults(tab, address) == {}
    tab.get_by_role("link", name="Do a self-check").click()
    expect(tab).to_have_url(f"{address}/body/checks/")


def test_with_years(tab, address, ran, danced, checked):
    ran(*range(0, 1200, 2))
    danced(*range(0, 1200, 3))
    checked()
    assert faults(tab, address) == {}
    pictures = [
        "Weeks with a class in them",
        "Classes planned and danced",
        "Minutes danced each week",
        "Runs and classes",
        "Effort times minutes",
        "Knee to wall",
        "One leg, eyes open",
        "Heel raises",
    ]
    for name in pictures:
        expect(tab.get_by_role("img", name=name)).to_be_visible()
    assert tab.locator(".numbers > summary:visible").count() == 8  # the years, four charts, three checks
    tab.locator("a[href='/body/checks/knee-to-wall/']", has_text="Do it again").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Knee to wall")
    tab.go_back()
    tab.get_by_role("link", name="Twelve weeks before").press("Enter")
    expect(tab.get_by_role("link", name="Later weeks")).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.get_by_role("link", name="Later weeks")).to_be_hidden()
