"""The week changed by hand as a person does it: by keyboard, by drag, by menu, and without scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plans.actions.place import move_place
from plans.calendar import DAY, WEEK, monday_of
from plans.models import PlannedSession, PlanSettings, TypicalRun
from tests.browser.axe import violations

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def place(runner, library):
    """The one class of next week: after Wednesday's run, with a long one on Sunday."""
    from library.models import VideoClass
    from plans.models import Week

    now = timezone.now()
    monday = monday_of(runner.local_date(now)) + WEEK
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=1)
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", duration_s=6000)
    week = Week.objects.create(runner=runner, starts_on=monday, planned_at=now)
    runner.planned_runs.create(date=monday + 6 * DAY, kind="long", duration_s=6000)
    return PlannedSession.objects.create(
        week=week,
        date=monday + 2 * DAY,
        first_date=monday + 2 * DAY,
        video_class=VideoClass.objects.get(slug="barre-strength"),
        slot="alone",
        why="Wednesday is free.",
    )


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(new_tab, address, known, runner, request):
    return known(new_tab(viewport=request.param, console=True), runner)


def week_of(page, address, place):
    page.goto(f"{address}/plan/{place.week.starts_on}/")
    return page.locator("[data-place]").first


def day(page, name):
    return page.locator(".day", has=page.locator("time", has_text=name))


def middle(part):
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def said(page):
    return page.locator("[data-moving-says]")


def stands(place):
    place.refresh_from_db()
    return (f"{place.date:%A}", place.state, place.kept_against)


def test_moved_by_keyboard_the_rules_answer_and_the_focus_stays(page, address, place):
    chip = week_of(page, address, place)
    chip.get_by_role("button", name="Move").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Barre strength is picked up from Wednesday.")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_have_text("Thursday. Fits. ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("Saturday. Careful. Sunday holds a key run")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Moved to Friday. It fits.").first).to_be_visible()
    assert stands(place) == ("Friday", "locked", [])
    chip = day(page, "Friday").locator("[data-place]")
    expect(chip.get_by_role("button", name="Move")).to_be_focused()
    expect(said(page)).to_have_text("Moved to Friday. It fits.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.").first).to_be_visible()
    assert stands(place) == ("Wednesday", "proposed", [])


def test_escape_puts_it_back(page, address, place):
    chip = week_of(page, address, place)
    chip.get_by_role("button", name="Move").focus()
    page.keyboard.press("Space")
    expect(page.locator(".week--carrying")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(said(page)).to_have_text("Barre strength is back on Wednesday.")
    expect(page.locator(".week--carrying, .day__says, [data-weight]")).to_have_count(0)
    expect(chip.get_by_role("button", name="Move")).to_be_focused()
    assert stands(place) == ("Wednesday", "proposed", [])


def test_pressed_and_then_a_day(page, address, place):
    chip = week_of(page, address, place)
    chip.hover()
    chip.get_by_role("button", name="Move").click()
    expect(page.locator(".week--carrying")).to_have_count(1)
    day(page, "Thursday").locator(".day__head").click()
    expect(page.get_by_text("Moved to Thursday. It fits.").first).to_be_visible()
    assert stands(place) == ("Thursday", "locked", [])


def drag(page, chip, to):
    """By the mouse, from the chip's title to the head of a day."""
    start, end = chip.locator(".chip__title").bounding_box(), to.locator(".day__head").bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 14, steps=3)
    expect(page.locator(".week--carrying")).to_have_count(1)
    page.mouse.move(end["x"] + 12, end["y"] + 12, steps=6)


def test_dragged_into_a_clash_it_is_kept_or_put_back(chromium, address, known, runner, place):
    """At a desk: a finger on a phone scrolls, and carries by the grip alone."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1100})
    page = known(context.new_page(), runner)
    chip = week_of(page, address, place)
    drag(page, chip, day(page, "Sunday"))
    expect(day(page, "Sunday")).to_have_attribute("data-weight", "clash")
    expect(day(page, "Sunday").locator(".day__says")).to_contain_text("Clash. On Sunday the legs")
    page.mouse.up()
    expect(page.get_by_text("A rule speaks against it: On Sunday the legs").first).to_be_visible()
    expect(page.locator(".chip--against")).to_contain_text("Kept anyway")
    assert stands(place) == ("Sunday", "locked", ["R10"])
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".chip--against")).to_have_count(0)
    assert stands(place) == ("Wednesday", "proposed", [])

    drag(page, week_of(page, address, place), day(page, "Sunday"))
    page.mouse.up()
    page.get_by_role("link", name="Keep it there all the same").click()
    expect(page.locator("#messages .notice")).to_have_count(0)
    assert stands(place)[:2] == ("Sunday", "locked")
    context.close()


def test_carried_by_its_grip_with_a_finger(new_tab, address, known, runner, place):
    """It was always put back: the grip, which goes with the finger, lay over every day."""
    page = known(new_tab(viewport={"width": 390, "height": 1400}, has_touch=True, is_mobile=True), runner)
    monday = place.week.starts_on  # what the rules say of days above it would move it from under the finger
    PlannedSession.objects.filter(pk=place.pk).update(date=monday, first_date=monday)
    chip = week_of(page, address, place)
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *point):
        points = [{"x": x, "y": y} for x, y in point]
        fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    grip = middle(chip.get_by_role("button", name="Move"))
    touch("Start", grip)
    touch("Move", (grip[0], grip[1] + 20))
    expect(day(page, "Friday")).to_have_attribute("data-weight", "fits")
    there = middle(day(page, "Friday"))
    for step in range(1, 9):  # a finger goes all the way
        touch("Move", [grip[n] + (there[n] - grip[n]) * step / 8 for n in (0, 1)])
    expect(day(page, "Friday")).to_have_attribute("data-over", "")
    touch("End")
    expect(page.get_by_text("Moved to Friday. It fits.").first).to_be_visible()
    assert stands(place) == ("Friday", "locked", [])


def test_held_still_at_the_foot_of_a_phone_the_week_scrolls_on(new_tab, address, known, runner, place):
    """It stood still, and what was dropped over the bar at the foot was put back."""
    page = known(new_tab(viewport=PHONE, has_touch=True, is_mobile=True), runner)
    monday = place.week.starts_on
    PlannedSession.objects.filter(pk=place.pk).update(date=monday, first_date=monday)
    chip = week_of(page, address, place)
    grip = chip.get_by_role("button", name="Move")
    grip.scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *point):
        points = [{"x": x, "y": y} for x, y in point]
        fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    x, y = middle(grip)
    touch("Start", (x, y))
    touch("Move", (x, y + 20))
    expect(page.locator(".week--carrying")).to_have_count(1)
    before = page.evaluate("scrollY")
    touch("Move", (x, PHONE["height"] - 30))
    page.wait_for_function("before => scrollY > before + 60", arg=before)
    touch("End")
    expect(page.get_by_text(re.compile("^Moved to ")).first).to_be_visible()
    assert stands(place)[0] != "Monday"


def test_dropped_where_it_was_it_stays_and_its_link_is_not_followed(page, address, place):
    chip = week_of(page, address, place)
    here = page.url
    title = chip.locator(".chip__title a").bounding_box()
    page.mouse.move(title["x"] + 5, title["y"] + 5)
    page.mouse.down()
    page.mouse.move(title["x"] + 20, title["y"] + 12, steps=4)
    expect(page.locator(".week--carrying")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".week--carrying")).to_have_count(0)
    assert page.url == here and stands(place) == ("Wednesday", "proposed", [])
    chip.locator(".chip__title a").click()
    page.wait_for_url("**/library/barre-strength/**")


def test_a_menu_that_opens_below_the_edge_comes_into_sight(new_tab, address, known, runner, place):
    page = known(new_tab(viewport={"width": 390, "height": 560}), runner)
    chip = week_of(page, address, place)
    chip.locator("summary").focus()
    page.keyboard.press("Enter")
    bar = page.locator(".rail__places").bounding_box()
    last = chip.locator(".menu__list > :last-child").bounding_box()
    assert last["y"] + last["height"] <= bar["y"]


def test_letters_twice_as_large_stay_within_a_phone(new_tab, address, known, runner, place):
    page = known(new_tab(viewport=PHONE), runner)
    week_of(page, address, place)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_swapped_added_and_both_undone(page, address, place):
    chip = week_of(page, address, place)
    chip.locator("summary").click()
    chip.get_by_role("link", name="Swap for a similar class").click()
    first = page.locator(".class-row").first
    title = first.locator(".class-row__title").inner_text()
    first.get_by_role("button", name="Swap").click()
    expect(page.locator(".class-chip", has_text=title)).to_have_count(1)

    day(page, "Friday").get_by_role("link", name="Class").click()
    page.wait_for_url("**/add/**")  # with its scripts: one sends the choice
    page.get_by_label("For").select_option("posture")
    page.wait_for_url("**benefit=posture**")
    first = page.locator(".class-row").first
    added = first.locator(".class-row__title").inner_text()
    first.get_by_role("button", name="Add").click()
    expect(day(page, "Friday").locator(".class-chip", has_text=added)).to_have_count(1)

    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Added", "Swapped"])
    for left in (1, 0):
        page.locator(".page").get_by_role("button", name="Undo").first.click()
        expect(page.locator(".page").get_by_role("button", name="Undo")).to_have_count(left)
    assert stands(place) == ("Wednesday", "proposed", [])
    assert place.week.planned_sessions.count() == 1


def test_a_week_that_cannot_be_asked_says_so(tab, address, known, runner, place):
    known(tab, runner)
    chip = week_of(tab, address, place)
    tab.route("**/days/", lambda route: route.fulfill(status=200, body="no json"))
    chip.get_by_role("button", name="Move").focus()
    tab.keyboard.press("Enter")
    expect(said(tab)).to_contain_text("nothing was moved")
    expect(tab.locator(".chip--carried")).to_have_count(0)


def test_a_class_moved_in_another_tab_says_where_it_stands(tab, address, known, runner, place):
    page = known(tab, runner)
    chip = week_of(page, address, place)
    there = {"date": place.date, "slug": "barre-strength", "to": place.date + DAY}
    move_place(runner=runner, **there, now=timezone.now())
    chip.get_by_role("button", name="Move").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is how it stands now; nothing else was changed.").first).to_be_visible()
    expect(day(page, "Thursday").locator("[data-place]")).to_have_count(1)


def test_all_of_it_without_scripts(chromium, address, known, runner, place):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = known(context.new_page(), runner)
    chip = week_of(page, address, place)
    expect(page.locator("[data-move]:visible")).to_have_count(0)
    chip.locator("summary").click()
    chip.get_by_role("link", name="Move to another day").click()
    page.locator(".card", has_text="Friday").get_by_role("button", name="Move here").click()
    assert stands(place) == ("Friday", "locked", [])
    page.get_by_role("button", name="Undo").click()
    assert stands(place) == ("Wednesday", "proposed", [])
    chip = page.locator("[data-place]")
    chip.locator("summary").click()
    chip.get_by_role("button", name="Keep on this day").click()
    assert stands(place) == ("Wednesday", "locked", [])
    chip = page.locator("[data-place]")
    chip.locator("summary").click()
    chip.get_by_role("button", name="Leave out this week").click()
    assert stands(place) == ("Wednesday", "skipped", [])
    page.get_by_role("button", name="Undo").click()
    assert stands(place) == ("Wednesday", "locked", [])
    day(page, "Saturday").get_by_role("link", name="Class").click()
    page.locator("[name=benefit]").select_option("balance")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Add").first.click()
    assert place.week.planned_sessions.count() == 2
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_can_use_the_pages(chromium, address, known, runner, place, size, scheme):
    """Without the site's policy, since axe writes styles of its own."""
    context = chromium.new_context(bypass_csp=True, viewport=size, color_scheme=scheme)
    page = known(context.new_page(), runner)
    here = f"{address}/plan/{place.date}/barre-strength"
    for there in (f"{here}/swap/", f"{here}/move/", f"{address}/plan/{place.date}/add/"):
        page.goto(there)
        assert violations(page) == []
    chip = week_of(page, address, place)
    chip.get_by_role("button", name="Move").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".week--carrying")).to_have_count(1)
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".chip--against")).to_have_count(1)
    assert violations(page) == []
    page.goto(f"{address}/plan/{place.week.starts_on}/changes/")
    assert violations(page) == []
    context.close()
