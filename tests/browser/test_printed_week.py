"""The week on a sheet of paper: one page, whatever the paper, and nothing for the runner alone on it."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from library.models import VideoClass
from plans.calendar import monday_of
from plans.models import PlannedRun, PlannedSession, Week

pytestmark = pytest.mark.browser
DAY = datetime.timedelta(days=1)


@pytest.fixture
def full_week(runner, library):
    """A class and a run on each day, two of each at the weekend; one class is kept against what hurts."""
    monday = monday_of(runner.local_date(timezone.now()))
    week = Week.objects.create(runner=runner, starts_on=monday, planned_at=timezone.now(), asked=6)
    classes = VideoClass.objects.filter(published_at__isnull=False, kind="class").order_by("pk")[:9]
    days = [monday + n * DAY for n in (0, 1, 2, 3, 4, 5, 6, 5, 6)]
    for date, chosen in zip(days, classes, strict=True):
        PlannedSession.objects.create(
            week=week, date=date, first_date=date, video_class=chosen, slot="after_run",
            why="After the long run, to let hips and calves lengthen again.",
        )  # fmt: skip
        PlannedRun.objects.create(runner=runner, date=date, kind="easy", duration_s=2400)
    against = {"state": "locked", "kept_against": ["R11"], "why": "It loads a spot that hurts."}
    PlannedSession.objects.filter(date=monday).update(**against)
    return week


def pages_of(pdf):
    return int(re.search(rb"/Type\s*/Pages\b[^>]*/Count\s+(\d+)|/Count\s+(\d+)", pdf).group(0).split()[-1])


@pytest.fixture
def page(sign_in, address, runner, full_week):
    page = sign_in(runner)
    page.goto(f"{address}/plan/")
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_full_week_takes_one_page(page, paper):
    expect(page.locator(".week .class-chip")).to_have_count(9)
    assert pages_of(page.pdf(format=paper, prefer_css_page_size=True)) == 1


def test_on_paper_stand_boxes_to_tick_and_no_button_and_nothing_of_the_body(page):
    expect(page.get_by_text("It loads a spot that hurts.")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_text("It loads a spot that hurts.")).to_be_hidden()
    expect(page.locator(".week .class-chip").first).to_be_visible()
    assert [b for b in page.get_by_role("button").all() if b.is_visible()] == []
    box = "getComputedStyle(document.querySelector('.week .class-chip'), '::before').borderTopStyle"
    assert page.evaluate(box) == "solid"


def test_what_is_left_out_has_no_box_on_paper(page):
    PlannedSession.objects.update(state="skipped")
    page.reload()
    page.emulate_media(media="print")
    box = "getComputedStyle(document.querySelector('.week .class-chip'), '::before').display"
    assert page.evaluate(box) == "none"
    ink = page.evaluate("getComputedStyle(document.querySelector('.class-chip__title')).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 100  # dark on white, from the dark page too
