"""What is sore: one tap on Today, or a place of the figure, or the list by keyboard; also without scripts."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from plans.actions.health_notes import agree_to_notes
from plans.actions.pain import tell_pain
from plans.models import PainReport

pytestmark = pytest.mark.browser
QUICK = {"preload": False, "resultTypes": ["violations"]}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sore(address, runner):
    """A runner whose calf was at 4 yesterday, whose knee at 7, and who told of the Achilles nine days ago."""
    now = timezone.now()
    runner.date_joined = now - 100 * DAY
    runner.save(update_fields=["date_joined"])
    agree_to_notes(runner=runner, now=now)
    for site, ago, level, feel in [
        ("achilles", 9, 4, "pain"), ("calf", 1, 4, "pain"), ("knee", 1, 7, "pain"), ("quads", 1, 5, "sore"),
    ]:  # fmt: skip
        date = runner.local_date(now) - ago * DAY
        tell_pain(runner=runner, site=site, date=date, now=now - ago * DAY, level=level, feel=feel)
    return runner


def told_today(runner):
    today = runner.local_date(timezone.now())
    return dict(PainReport.objects.of(runner).filter(date=today).values_list("site", "level"))


def test_as_yesterday_is_one_tap_on_today(tab, address, sign_in, sore):
    sign_in(sore)
    tab.set_viewport_size(PHONE)
    tab.goto(f"{address}/today/")
    tab.get_by_role("button", name="As yesterday").click()
    expect(tab.locator("#messages")).to_contain_text("Your plan goes on sparing your")
    expect(tab).to_have_url(f"{address}/today/")
    expect(tab.get_by_text("Anything sore?")).to_have_count(0)
    assert told_today(sore) == {"achilles": 4, "calf": 4, "knee": 7, "quads": 5}


def test_a_place_of_the_figure_chooses_it_in_the_list_and_the_list_marks_it(tab, address, sign_in, sore):
    sign_in(sore)
    tab.set_viewport_size(DESK)
    tab.goto(f"{address}/body/report/")
    tab.locator("[data-site=shin] path").first.click()
    expect(tab.get_by_role("radio", name="Shin")).to_be_checked()
    expect(tab).to_have_url(f"{address}/body/report/")
    tab.keyboard.press("ArrowDown")  # on to the next in the list
    expect(tab.get_by_role("radio", name="Knee")).to_be_checked()
    expect(tab.locator("[data-chosen]")).to_have_count(1)
    expect(tab.locator("[data-chosen]")).to_have_attribute("data-site", "knee")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")  # 0, the first number
    tab.keyboard.press("ArrowRight")
    tab.get_by_role("button", name="Save").press("Enter")
    expect(tab.locator("#messages")).to_contain_text("Nothing is held back for it.")
    assert told_today(sore) == {"knee": 1}


def test_from_the_page_of_the_body_a_place_comes_chosen_and_no_address_names_it(tab, address, sign_in, sore):
    sign_in(sore)
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}/body/")
    tab.locator("[data-site=shin] path").first.click()
    expect(tab.get_by_role("radio", name="Shin")).to_be_checked()
    expect(tab.locator("[data-chosen]")).to_have_attribute("data-site", "shin")
    assert [url for url in asked if "shin" in url] == []


def test_without_scripts_the_figure_leads_to_the_list(tab, address, sign_in, sore, chromium):
    sign_in(sore)
    context = chromium.new_context(java_script_enabled=False, storage_state=tab.context.storage_state())
    page = context.new_page()
    page.goto(f"{address}/body/report/")
    page.locator("[data-site=calf] path").first.click()
    page.wait_for_url(f"{address}/body/report/#id_site_3")
    page.get_by_role("group", name="Where?").get_by_text("Calf", exact=True).click()
    page.get_by_role("group", name="How much, at its worst?").get_by_text("6", exact=True).click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"{address}/body/#id_site_3")  # the browser keeps it
    page.get_by_role("group", name="How is your Achilles?").get_by_role(
        "button", name="2", exact=True
    ).click()
    page.wait_for_url(f"{address}/body/")
    assert told_today(sore) == {"achilles": 2, "calf": 6}
    context.close()


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
def test_axe_finds_nothing_where_much_is_sore(chromium, address, known, sore, size, theme):
    context = chromium.new_context(
        bypass_csp=True, viewport=size, color_scheme=theme, reduced_motion="reduce"
    )
    page = known(context.new_page(), sore)
    report = PainReport.objects.of(sore).first()
    for place in ("", "report/#id_site_3", f"reports/{report.pk}/", f"reports/{report.pk}/before/"):
        page.goto(f"{address}/body/{place}")
        page.evaluate("document.querySelectorAll('details.more').forEach((more) => { more.open = true; })")
        violations = Axe().run(page, options=QUICK).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
    context.close()
