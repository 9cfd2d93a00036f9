"""A run's charts in a real browser: a pointer and the arrow keys read them, and a phone shows them whole."""

import datetime
from array import array

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def run(runner):
    """Three kilometres at 3 m/s, then one at 4 m/s, with laps and a correction."""
    from plans.actions.track import pack_track
    from plans.importers import Track
    from plans.models import Run
    from plans.models import Track as TrackRow

    run = Run.objects.create(
        runner=runner,
        date=datetime.date(2026, 11, 24),
        duration_s=1250,
        distance_m=4000,
        laps=[[0, 1000, 1000, 3000.0, 140, 150, "warmup"], [1000, 250, 250, 1000.0, 165, 171, "interval"]],
        recorded={"distance_m": 4100.0},
    )
    seconds = range(1251)
    way = tuple(3.0 * second if second <= 1000 else 3000 + 4.0 * (second - 1000) for second in seconds)
    track = Track(
        array("d", seconds),
        latitude=tuple(51.5 + metres / 111_195 for metres in way),
        longitude=tuple(-0.12 + metres % 700 / 1e5 for metres in way),
        altitude_m=tuple(20 + second % 300 / 10 for second in seconds),
        distance_m=way,
        heart_rate=tuple(140.0 + second // 100 for second in seconds),
    )
    TrackRow.objects.create(run=run, packed=pack_track(track))
    return run


@pytest.fixture(params=[(390, "dark"), (1280, "light")], ids=["phone", "desk"])
def page(chromium, address, runner, client, request):
    client.force_login(runner)
    width, theme = request.param
    context = chromium.new_context(
        bypass_csp=True, viewport={"width": width, "height": 844}, color_scheme=theme
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    yield context.new_page()
    context.close()


def test_the_charts_are_read_by_pointer_and_by_keys(page, address, run):
    page.goto(f"{address}/log/runs/{run.pk}/")
    chart = page.locator(".line-chart--pace [data-line-chart-picture]")
    note, beats = (
        page.locator(f".line-chart--{key} [data-line-chart-note]") for key in ("pace", "heart-rate")
    )
    said = note.text_content()
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(
        box["x"] + 44 + (box["width"] - 52) / 2, box["y"] + 40
    )  # the middle, between the paddings
    expect(note).to_have_text("5:33 /km, 2.00 km")
    expect(beats).to_have_text("146 bpm, 2.00 km")
    page.mouse.move(5, 5)
    expect(note).to_have_text(said)
    chart.focus()
    page.keyboard.press("End")
    expect(note).to_have_text("4:10 /km, 4.00 km")
    assert chart.get_attribute("aria-valuetext") == "4:10 /km, 4.00 km"
    page.keyboard.press("ArrowLeft")
    expect(note).to_contain_text("3.9")
    page.keyboard.press("Escape")
    expect(note).to_have_text(said)


def test_the_whole_page_fits_and_axe_finds_nothing(page, address, run):
    page.goto(f"{address}/log/runs/{run.pk}/")
    expect(page.locator(".line-chart--pace [role=slider]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frames = page.locator(".table-frame").all()
    assert all(
        frame.evaluate("f => f.scrollWidth <= f.clientWidth") for frame in frames if frame.is_visible()
    )
    assert page.locator(".line-chart text").first.evaluate("t => t.getBoundingClientRect().height") >= 11
    found = violations(page)
    assert found == [], [violation["id"] for violation in found]


def test_over_time_is_a_link_that_stays_at_the_charts(page, address, run):
    page.goto(f"{address}/log/runs/{run.pk}/")
    page.get_by_role("link", name="Over time").click()
    expect(page).to_have_url(f"{address}/log/runs/{run.pk}/?over=time#charts")
    expect(page.locator(".line-chart--pace")).to_contain_text("20 min")
