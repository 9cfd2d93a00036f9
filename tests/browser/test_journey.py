"""A runner's first evening: signs up, gets a week, brings a run, moves a class, dances one."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.letters import newest_code

pytestmark = pytest.mark.browser


def test_a_runner_signs_up_and_gets_a_week(tab, address):
    tab.goto(address)
    tab.get_by_role("link", name="Sign up").first.click()
    tab.get_by_label("Email").fill("ada@example.com")
    tab.get_by_label("Password").fill("a-long-and-odd-word")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/confirm-email/")
    tab.get_by_label("Code").fill(newest_code())
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/welcome/**")

    tab.get_by_label("None, or long ago").check()
    tab.get_by_role("button", name="Next").click()
    tab.locator("[name=kind_1]").select_option("intervals")
    tab.locator("[name=minutes_1]").fill("50")
    tab.locator("[name=kind_6]").select_option("long")
    tab.get_by_role("button", name="Next").click()
    tab.get_by_role("button", name="Next").click()
    tab.get_by_role("button", name="Skip this question").click()
    tab.get_by_label(re.compile("After")).fill("Tuesday’s run")
    tab.get_by_role("button", name="Next").click()

    tab.wait_for_url("**/today/")
    tab.goto(f"{address}/plan/")
    expect(tab.locator(".run-chip", has_text="Intervals")).to_be_visible()
    expect(tab.locator(".run-chip", has_text="Long")).to_be_visible()


@pytest.fixture
def planned_runner(runner, library):
    """A runner with a week that begins today or later: next week, whatever day the test runs on."""
    from django.utils import timezone

    from plans.actions.plan import plan_week
    from plans.calendar import WEEK, monday_of

    now = timezone.now()
    plan_week(runner=runner, monday=monday_of(runner.local_date(now)) + WEEK, now=now)
    return runner


def test_a_class_is_moved_left_out_and_put_back(tab, address, sign_in, planned_runner):
    from plans.models import PlannedSession

    sign_in(planned_runner)
    place = PlannedSession.objects.of(planned_runner).order_by("date").first()
    title = place.video_class.title
    tab.goto(f"{address}/plan/{place.date}/")
    chip = tab.locator(".class-chip", has_text=title).first

    chip.locator("summary").click()
    chip.get_by_role("link", name="Move to another day").click()
    tab.locator("form button", has_text="Move here").last.click()
    kept = re.compile("Kept (here|anyway)")  # by the day on which this runs
    expect(tab.locator(".class-chip", has_text=kept)).to_have_count(1)

    chip = tab.locator(".class-chip", has_text=kept)
    chip.locator("summary").click()
    chip.get_by_role("button", name="Leave out this week").click()
    expect(tab.locator(".class-chip", has_text="Left out")).to_have_count(1)

    chip = tab.locator(".class-chip", has_text="Left out")
    chip.locator("summary").click()
    chip.get_by_role("button", name="Put it back").click()
    expect(tab.locator(".class-chip", has_text="Left out")).to_have_count(0)


def test_a_run_is_written_down_by_keyboard_alone(tab, address, sign_in, runner):
    from plans.models import Run

    sign_in(runner)
    tab.goto(f"{address}/log/runs/new/")
    tab.locator("[name=distance]").focus()
    tab.keyboard.type("8.5")
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "new" not in url)
    assert Run.objects.of(runner).get().distance_m == 8500


def test_a_class_marked_as_done_shows_in_progress(tab, address, sign_in, runner):
    sign_in(runner)
    tab.goto(f"{address}/library/")
    tab.locator(".class-card a").first.click()
    tab.get_by_role("button", name="I did this class").click()
    tab.wait_for_url("**/sessions/**")
    tab.get_by_role("button", name="4", exact=True).click()
    expect(tab.get_by_role("button", name="4", exact=True)).to_have_attribute("aria-pressed", "true")
    tab.goto(f"{address}/progress/")
    expect(tab.locator(".facts")).to_contain_text("1 of 1 rated")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_todays_class_is_done_in_one_tap_and_taken_back_in_another(
    chromium, address, known, runner, width, scripts
):
    from django.utils import timezone

    from library.models import VideoClass
    from plans.calendar import monday_of
    from plans.models import PlannedSession, Session, Week

    now = timezone.now()
    today = runner.local_date(now)
    week = Week.objects.create(runner=runner, starts_on=monday_of(today), planned_at=now)
    chosen = VideoClass.objects.get(slug="barre-strength")
    place = PlannedSession.objects.create(
        week=week, date=today, first_date=today, video_class=chosen, slot="alone"
    )
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/today/")
    page.get_by_role("button", name="I did it").click()
    expect(page.locator("#messages")).to_contain_text("is done. It counts.")
    if scripts:
        expect(page.locator("#messages")).to_be_focused()
    assert Session.objects.get().planned_session == place
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="I did it")).to_be_visible()
    assert Session.objects.count() == 0
    context.close()
