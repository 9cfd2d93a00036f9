"""Self-checks as a person does them: by the beat, by the clock, by keys, offline, without scripts."""

import datetime
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def agreed(runner):
    from plans.models import HealthNotes

    return HealthNotes.objects.create(runner=runner)


@pytest.fixture
def page(new_tab, known, runner, agreed):
    """A phone on which what was to sound is written down."""
    page = new_tab(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    known(page, runner)
    page.add_init_script(
        "window.beats = []; window.chimes = []; addEventListener('DOMContentLoaded', () => {"
        "  const check = document.querySelector('[data-self-check]');"
        "  check?.addEventListener('self-check:beats', ({ detail }) => beats.push(...detail));"
        "  check?.addEventListener('self-check:chime', ({ detail }) => chimes.push(detail)); })"
    )
    return page


def opened(page, address, kind):
    page.goto(f"{address}/body/checks/{kind}/")
    expect(page.locator("[data-self-check]")).to_be_visible()
    return page.locator("[data-part=go]"), page.locator("[data-part=said]")


def fast(page):
    """The clock of the page is the test's, and there is no sound: it leads by sight."""
    page.add_init_script("delete window.AudioContext")
    page.clock.install()


def run(page, seconds):
    page.clock.run_for(seconds * 1000)


def paused(page):
    page.clock.pause_at(datetime.datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 1))


def test_the_beats_are_a_second_apart_and_known_well_ahead(page, address):
    go, said = opened(page, address, "heel-raises")
    go.click()
    page.wait_for_function("beats.length > 60")
    times = page.evaluate("beats.map(([at]) => at)")
    assert {round(after - before, 6) for before, after in pairwise(times)} == {1.0}
    pitches = page.evaluate("beats.slice(0, 8).map(([, hertz]) => hertz)")
    assert pitches == [440, 440, 440, 440, 880, 587, 880, 587]  # four to count in, then up and down
    (begins,) = page.evaluate("chimes")
    assert (begins["name"], round(begins["at"] - times[4], 6)) == ("begin", 0)
    expect(said).to_have_text("Get ready: left.")
    go.click()
    expect(said).to_have_text("Stopped before it began. Nothing was counted.")


def test_raises_are_counted_by_the_beat_left_then_right_and_kept(page, address, runner):
    from plans.models import SelfCheck

    fast(page)
    go, said = opened(page, address, "heel-raises")
    paused(page)
    expect(page.locator("[data-part=save]")).to_be_hidden()
    for seconds, then in [(4.2 + 20.5, "Now the right."), (4.2 + 25, "Both sides")]:
        go.click()
        run(page, seconds)
        go.click()
        expect(said).to_contain_text(then)
        expect(page.locator("[data-part=save]")).to_be_visible()  # one side alone may be kept
    expect(page.locator("#id_left")).to_have_value("10")
    expect(page.locator("#id_right")).to_have_value("12")
    page.get_by_role("button", name="Save the result").click()
    page.clock.resume()
    expect(page.get_by_text("Kept. Your plan brings it up again")).to_be_visible()
    assert [(c.runner, c.left, c.right) for c in SelfCheck.objects.all()] == [(runner, 10, 12)]


def test_the_stance_ends_at_45_seconds_and_its_best_try_counts(page, address):
    fast(page)
    go, said = opened(page, address, "stance-open")
    paused(page)
    go.focus()
    page.keyboard.press("Enter")
    run(page, 5.2 + 12.3)
    page.keyboard.press("Enter")
    expect(said).to_contain_text("seconds. Now the right.")
    assert 11.5 < float(page.locator("#id_left").input_value()) < 12.9
    page.keyboard.press("Space")
    run(page, 5.2 + 50)
    expect(said).to_have_text(
        "Right: 45 seconds. Both sides are in the form below: save them, or try a side again."
    )
    assert page.evaluate("chimes.filter(({ name }) => name === 'end').length") >= 2
    page.get_by_role("button", name="Left").click()
    go.click()
    run(page, 5.2 + 3)
    go.click()
    assert float(page.locator("#id_left").input_value()) > 11.5  # the better try stays
    expect(page.locator("[data-part=face]")).to_have_text("3")


def test_without_a_network_it_goes_on_and_the_result_stays(page, address):
    fast(page)
    go, said = opened(page, address, "stance-closed")
    page.context.set_offline(True)
    paused(page)
    for _ in range(2):
        go.click()
        run(page, 5.2 + 8)
        go.click()
    page.get_by_role("button", name="Save the result").click()
    expect(said).to_contain_text("There is no network just now.")
    assert float(page.locator("#id_right").input_value()) > 7
    page.context.set_offline(False)


@pytest.mark.parametrize("kind", ["knee-to-wall", "stance-open", "heel-raises"])
def test_it_fits_a_phone_and_axe_finds_nothing(chromium, known, runner, agreed, address, kind):
    import decimal

    from plans.actions.self_check import record_self_check

    now = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
    for month, left in [(8, "9"), (10, "12")]:
        record_self_check(
            runner=runner, kind=kind, date=datetime.date(2026, month, 1), left=decimal.Decimal(left),
            right=decimal.Decimal(20), now=now,
        )  # fmt: skip
    context = chromium.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, color_scheme="dark"
    )
    page = known(context.new_page(), runner)
    for place in (f"/body/checks/{kind}/", "/body/checks/"):
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(page) == []
    context.close()


def test_all_results_stay_within_a_narrow_page(new_tab, known, runner, agreed, address):
    """A bug: their table was wider than a page of 320 px, and took the page along."""
    import decimal

    from plans.actions.self_check import record_self_check

    now, ten = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC), decimal.Decimal("10.5")
    day = datetime.date(2026, 10, 28)
    record_self_check(runner=runner, kind="knee-to-wall", date=day, left=ten, right=ten, now=now)
    page = known(new_tab(viewport={"width": 320, "height": 700}), runner)
    page.goto(f"{address}/body/checks/knee-to-wall/")
    expect(page.locator("#results")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_a_result_is_typed_by_hand(chromium, known, runner, address):
    from plans.models import SelfCheck

    context = chromium.new_context(java_script_enabled=False)
    page = known(context.new_page(), runner)
    page.goto(f"{address}/body/checks/heel-raises/")
    expect(page.locator("[data-self-check]")).to_be_hidden()
    page.get_by_label("Left").fill("22")
    page.get_by_label("Right").fill("23")
    page.get_by_label("You may keep these health notes").check()
    page.get_by_role("button", name="Save the result").click()
    expect(page.get_by_text("Kept. Your plan brings it up again")).to_be_visible()
    context.close()
    assert [(c.left, c.right) for c in SelfCheck.objects.all()] == [(22, 23)]
