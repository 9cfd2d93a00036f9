"""A buddy, from the link to the end: invited, signed in, looking, writing, and out again at once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from plans.calendar import DAY, monday_of
from plans.models import Sharing

pytestmark = pytest.mark.browser
SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]


@pytest.fixture(params=SIZES, ids=["phone", "desk"])
def two(new_tab, address, known, runner, request):
    """The runner's page, signed in, and another browser's."""
    mine, theirs = (new_tab(viewport=request.param) for _ in range(2))
    return known(mine, runner), theirs


def is_sound(page):
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_invited_accepted_seen_commented_on_and_ended(two, address, runner, buddy):
    mine, theirs = two
    today = runner.local_date(timezone.now())
    runner.runs.create(date=today, duration_s=2400, distance_m=8000.0, title="Round Hackney Marshes")

    mine.goto(f"{address}/plan/")
    mine.get_by_role("link", name="Who sees your week").click()
    is_sound(mine)
    mine.get_by_role("link", name="Invite somebody").click()
    expect(mine.get_by_text("What is never shown")).to_be_visible()
    is_sound(mine)
    mine.get_by_label("What do you call them?").fill("Anna")
    mine.get_by_label("Your name, as they see it").fill("Robin")
    mine.get_by_role("button", name="Make the link").click()
    link = mine.locator("code.secret").inner_text()
    is_sound(mine)

    theirs.goto(link)
    expect(theirs.get_by_role("heading", name="Robin invites you")).to_be_visible()
    is_sound(theirs)
    theirs.get_by_role("main").get_by_role("link", name="Sign in").click()
    theirs.locator("input[name=login]").fill("buddy@example.com")
    theirs.locator("input[name=password]").fill("first-position")
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("heading", name="Robin invites you")).to_be_visible()
    is_sound(theirs)
    theirs.get_by_label("Your name, as they see it").fill("Annie")
    theirs.get_by_role("button", name="Accept").click()
    expect(theirs.get_by_role("heading", name="Robin’s week", level=1)).to_be_visible()
    expect(theirs.get_by_text("8.0 km, 40 min")).to_be_visible()
    expect(theirs.get_by_text("Hackney")).to_have_count(0)
    is_sound(theirs)

    day = theirs.locator(f"#day-{today:%Y-%m-%d}")
    day.locator("summary").focus()
    theirs.keyboard.press("Enter")
    theirs.keyboard.press("Tab")
    theirs.keyboard.type("Well run")
    theirs.keyboard.press("Tab")
    theirs.keyboard.press("Enter")
    expect(day.get_by_text("Well run", exact=True)).to_be_visible()
    is_sound(theirs)

    mine.goto(f"{address}/plan/")
    expect(mine.get_by_text("Annie wrote a comment on your week.")).to_be_visible()
    mine.locator(".notice").get_by_role("link").click()
    expect(mine.get_by_text("Well run", exact=True)).to_be_visible()
    is_sound(mine)
    mine.get_by_role("link", name="Your week as they see it").click()
    expect(mine.get_by_text("8.0 km, 40 min")).to_be_visible()
    mine.locator(f"#day-{today:%Y-%m-%d} summary").click()
    mine.locator(f"#id_text_{today:%Y-%m-%d}").fill("Thank you")
    mine.locator(f"#day-{today:%Y-%m-%d}").get_by_role("button", name="Send").click()
    theirs.reload()
    expect(day.get_by_text("Thank you", exact=True)).to_be_visible()

    mine.goto(f"{address}/sharing/")
    mine.get_by_role("link", name="Annie").click()
    mine.get_by_role("link", name="End this").click()
    mine.get_by_role("button", name="End it").click()
    expect(mine.get_by_text("Ended: Annie sees nothing of yours any more.")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_text("Robin")).to_have_count(0)
    theirs.go_back()
    expect(theirs.get_by_text("Thank you")).to_have_count(0)
    assert Sharing.objects.seen_by(buddy).count() == 0


def test_a_comment_stands_on_its_day_in_any_week(two, address, runner, buddy, known):
    _mine, theirs = two
    now = timezone.now()
    last_week = monday_of(runner.local_date(now)) - 7 * DAY
    sharing = Sharing.objects.create(
        runner=runner,
        person=buddy,
        name="Anna",
        runner_name="Robin",
        made_at=now,
        expires_at=now,
        taken_at=now,
    )
    known(theirs, buddy).goto(f"{address}/shared/{sharing.pk}/")
    theirs.get_by_role("link", name="Week before").click()
    day = theirs.locator(f"#day-{last_week:%Y-%m-%d}")
    day.locator("summary").click()
    day.get_by_role("button", name="Send").click()
    expect(theirs.locator("#main").get_by_text("Write something first.").first).to_be_visible()
    day.get_by_role("textbox").fill("A fine week")
    day.get_by_role("button", name="Send").click()
    expect(day.get_by_text("A fine week", exact=True)).to_be_visible()
    assert sharing.comments.get().date == last_week
