"""Today as a person has it: done in one tap, how hard it was in another, what it counted for, taken back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from plans.actions.health_notes import agree_to_notes
from plans.calendar import days_of, monday_of
from plans.models import PainReport, PlannedSession, PlanSettings, Session, Week

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def plan(runner, library):
    """Makes places of this week, whatever day it is: barre strength, today or on another day."""
    from library.models import VideoClass

    now = timezone.now()
    today = runner.local_date(now)
    PlanSettings.objects.create(runner=runner, sessions=2)
    week = Week.objects.create(runner=runner, starts_on=monday_of(today), planned_at=now, asked=2)
    other = next(day for day in days_of(week.starts_on) if day != today)

    def make(slug="barre-strength", *, elsewhere=False, **fields):
        date = other if elsewhere else today
        chosen = VideoClass.objects.get(slug=slug)
        values = {"first_date": date, "slot": "alone", "video_class": chosen}
        return PlannedSession.objects.create(week=week, date=date, **{**values, **fields})

    return make


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(new_tab, address, known, runner, request):
    return known(new_tab(viewport=request.param, console=True), runner)


def number(page, n):
    return page.get_by_role("group", name="How hard was it?").get_by_role("button", name=str(n), exact=True)


def test_done_rated_and_the_same_after_reload_and_back(page, address, plan):
    """The swap keeps the focus and says what came of it."""
    place = plan()
    page.goto(f"{address}/today/")
    page.get_by_role("button", name="I did it").click()
    expect(page.locator("#messages")).to_contain_text("is done: counted for its place on")
    number(page, 6).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Kept. Press another if you change your mind.")
    expect(number(page, 6)).to_be_focused()
    expect(number(page, 6)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".effort [aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(number(page, 7)).to_be_focused()
    expect(number(page, 7)).to_have_attribute("aria-pressed", "true")
    assert Session.objects.get().effort == 7
    page.reload()
    expect(number(page, 7)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Say how it was").click()
    page.wait_for_url("**/sessions/**")
    number(page, 3).click()
    expect(number(page, 3)).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page).to_have_url(f"{address}/today/")
    expect(number(page, 3)).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#messages")).to_contain_text("is open again")
    expect(page.get_by_role("button", name="I did it")).to_be_visible()
    place.refresh_from_db()
    assert (place.state, Session.objects.count()) == ("proposed", 0)

    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("is in your log again. Counted for its place on")
    expect(number(page, 3)).to_have_attribute("aria-pressed", "true")  # with what was told of it
    page.get_by_role("button", name="Take the answer back").press("Enter")
    expect(page.locator("#said")).to_have_text("Your answer is taken back.")
    expect(number(page, 3)).to_be_focused()  # the button is gone
    place.refresh_from_db()
    assert (place.state, Session.objects.get().planned_session) == ("done", place)


def test_without_scripts_the_same_taps_do_the_same(chromium, address, known, runner, plan):
    plan()
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/today/")
    page.get_by_role("button", name="I did it").click()
    number(page, 10).click()
    expect(page).to_have_url(f"{address}/today/")
    expect(page.locator("#messages")).to_contain_text("Kept.")
    expect(number(page, 10)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Take the answer back").click()
    expect(page.locator(".effort [aria-pressed=true]")).to_have_count(0)
    assert Session.objects.get().effort is None
    context.close()


def test_wherever_it_is_said_the_place_is_named_and_the_undo_opens_it(page, address, plan, runner):
    """From the library, and from memory; the class of another day of the same benefit."""
    waits = plan(elsewhere=True)
    filled = f"{waits.date:%A}’s “{waits.video_class.title}”"
    page.goto(f"{address}/library/foot-core-1/")
    page.get_by_role("button", name="I did this class").click()
    page.wait_for_url("**/sessions/**")
    expect(page.get_by_text(f"Counted for {filled}.")).to_be_visible()
    page.get_by_role("button", name="Take this session out").click()
    expect(page.locator("#messages")).to_contain_text(f"{filled} is open again.")

    page.goto(f"{address}/sessions/new/")
    page.get_by_label("What was it?").fill("Studio barre")
    page.get_by_label("Minutes").fill("40")
    page.get_by_label("What was it good for?").select_option(waits.video_class.benefits[0])
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#messages")).to_contain_text(f"counted for {filled}")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("is open again")
    waits.refresh_from_db()
    assert (waits.state, Session.objects.count()) == ("proposed", 0)


def test_a_class_of_the_week_is_done_from_its_menu(page, address, plan):
    """Also on a day that is over; its undo leaves it as it stood."""
    waits = plan(elsewhere=True, state="locked")
    page.goto(f"{address}/plan/")
    chip = page.locator(".class-chip", has_text=waits.video_class.title)
    chip.locator("summary").click()
    chip.get_by_role("button", name=re.compile("^I did it")).click()
    expect(page.locator("#messages")).to_contain_text(f"counted for its place on {waits.date:%A}")
    expect(page.locator(".class-chip.chip--done", has_text=waits.video_class.title).first).to_be_visible()
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("is open again")
    waits.refresh_from_db()
    assert (waits.state, Session.objects.count()) == ("locked", 0)


def test_what_hurt_is_told_beside_the_session_after_the_consent(page, address, runner, plan):
    plan()
    page.goto(f"{address}/today/")
    page.get_by_role("button", name="I did it").click()
    page.get_by_role("link", name="Say how it was").click()
    page.locator(".page").get_by_role("link", name="Tell us, and your plan spares it").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Agree and go on").click()
    page.wait_for_url("**/sessions/**")
    page.locator("summary", has_text="Tell where, and how much").click()
    page.get_by_label("Where?").select_option("calf")
    page.get_by_label("After it").select_option("4")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".session-pain__told")).to_contain_text("Calf: 4 after")
    assert list(PainReport.objects.values_list("site", "before", "after", "level")) == [("calf", None, 4, 4)]


def test_a_tap_picks_a_class_up_and_a_tap_on_a_day_drops_it(chromium, address, known, runner, plan):
    """A bug: the finger's tap on a day put it back. Next week, so that every day is still to come."""
    from plans.calendar import DAY, WEEK

    here = plan()
    monday = here.week.starts_on + WEEK
    week = Week.objects.create(runner=runner, starts_on=monday, planned_at=timezone.now())
    PlannedSession.objects.filter(pk=here.pk).update(
        week=week, date=monday + 2 * DAY, first_date=monday + 2 * DAY
    )
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/plan/{monday}/")
    page.get_by_role("button", name="Move").tap()
    expect(page.locator("[data-moving-shows]")).to_contain_text("Press the day it should go to")
    expect(page.locator("[data-moving-shows]")).to_be_visible()
    page.locator(".day", has=page.locator("time", has_text="Thursday")).locator(".day__head").tap()
    expect(page.get_by_text("Moved to Thursday").first).to_be_visible()
    here.refresh_from_db()
    assert here.date == monday + 3 * DAY
    expect(page.locator("#messages").get_by_role("button").first).to_be_in_viewport()  # its undo is in sight
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_can_use_it(chromium, address, known, runner, plan, size, scheme):
    """A primer with its run, a class, what was done, whom to ask; one act is the first."""
    today = runner.local_date(timezone.now())
    runner.planned_runs.create(date=today, kind="intervals", title="Hills", duration_s=2400)
    plan("before-the-quick-ones", slot="before_run")
    plan()
    agree_to_notes(runner=runner, now=timezone.now())
    PainReport.objects.create(runner=runner, site="knee", date=today, level=7, reported_at=timezone.now())
    context = chromium.new_context(bypass_csp=True, viewport=size, color_scheme=scheme)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/today/")
    expect(page.locator(".page .button--primary")).to_have_count(1)
    together = page.get_by_role("region", name="The run, and what prepares it")
    expect(together).to_contain_text("Hills")
    page.get_by_role("button", name=re.compile("^I did it.*Barre strength")).click()
    expect(number(page, 5)).to_be_visible()
    if size == PHONE:
        tops = {round(number(page, n).bounding_box()["y"]) for n in (0, 10)}
        assert len(tops) == 1  # eleven numbers on one line
    for there in ("/today/", f"/sessions/{Session.objects.get().pk}/"):
        page.goto(address + there)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0
    context.close()


def test_what_is_gone_or_was_signed_out_meanwhile_is_said_by_a_press(new_tab, address, known, runner, plan):
    """A bug: the whole page for signing in was poured into the class; what was gone "may be tried again"."""
    tab = known(new_tab(viewport=PHONE), runner)
    plan()
    tab.goto(f"{address}/today/")
    tab.get_by_role("button", name="I did it").click()
    expect(number(tab, 6)).to_be_visible()
    Session.objects.update(removed_at=timezone.now())
    number(tab, 6).click()
    said = tab.locator("[data-unreached]")
    expect(said).to_contain_text("This has gone meanwhile, perhaps in another tab. Load the page again.")
    tab.context.clear_cookies(name="sessionid")
    number(tab, 6).click()
    tab.wait_for_url(f"{address}/accounts/login/?next=/today/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Sign in")
