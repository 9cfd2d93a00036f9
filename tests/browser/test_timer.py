"""A class danced with the timer: counted, side by side, by keyboard, offline, at the size of a phone."""

import datetime
import json
import re

import pytest
from django.contrib.sessions.models import Session as SignedIn
from django.utils import timezone
from playwright.sync_api import expect

from library.models import VideoClass
from tests.browser.short_film import until

pytestmark = pytest.mark.browser
ADDRESS = "/library/five-tall-minutes/?with=timer"


@pytest.fixture
def class_(library):
    """25 seconds on two sides, and 13 more."""
    from library.actions.script import retime
    from library.models import Movement, VideoClass

    made = VideoClass.objects.get(slug="five-tall-minutes")
    made.chapters.all().delete()
    for position, (slug, sides) in enumerate([("tendu-second", 2), ("first-position", 1)]):
        movement = Movement.objects.get(slug=slug)
        made.chapters.create(
            movement=movement, position=position, title=movement.name, repetitions=1, sides=sides,
            start_s=0, end_s=20 + position,
        )  # fmt: skip
    assert retime(made)
    return made


@pytest.fixture
def phone(new_tab, known, runner):
    """A phone whose clock the test sets; what it chimes is written down."""
    page = new_tab(viewport={"width": 390, "height": 844})
    known(page, runner)
    page.clock.install()
    page.add_init_script(
        "window.chimes = []; addEventListener('DOMContentLoaded', () => document.querySelector("
        "'[data-timer]')?.addEventListener('player:chime', ({ detail }) => chimes.push(detail)))"
    )
    yield page
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    page.wait_for_timeout(500)  # ms; what it reported on leaving has arrived before the tables are emptied


def opened(page, address):
    page.goto(address + ADDRESS)
    expect(page.locator("[data-timer][data-begun]")).to_have_count(1)
    page.clock.pause_at(datetime.datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 1))


def part(page, name):
    return page.locator(f"[data-timer] [data-part={name}]")


def run(page, seconds):
    """As it goes on by itself: a clock that leaps is a device that slept."""
    page.clock.run_for(seconds * 1000)


def sessions(runner):
    from plans.models import Session

    return list(Session.objects.of(runner))


def turns(class_):
    from library.actions.shorter import chapters_of
    from library.actions.timer import timer_of

    return [
        turn for chapter in timer_of(class_, chapters_of(class_))["chapters"] for turn in chapter["turns"]
    ]


def test_it_leads_through_both_sides_with_counts_and_bells(phone, address, class_):
    first, second, last = turns(class_)
    opened(phone, address)
    expect(part(phone, "kind")).to_have_text("Get ready")
    expect(part(phone, "title")).to_have_text("Tendu to second")
    phone.get_by_role("button", name="Begin", exact=True).click()
    run(phone, first["start_s"] - 1)
    expect(part(phone, "digits")).to_have_text("1")
    run(phone, 1 + first["beat_s"] * 2.5)
    expect(part(phone, "kind")).to_have_text("With the timer")
    expect(part(phone, "digits")).to_have_text("3")
    expect(part(phone, "rep")).to_have_text("1 of 1")
    expect(part(phone, "beads").locator("i")).to_have_count(8)
    side = part(phone, "side").text_content()
    assert side in ("Left leg", "Right leg")
    run(phone, second["start_s"] - first["start_s"] - first["beat_s"] * 2.5 + 0.5)
    expect(part(phone, "side")).to_have_text({"Left leg": "Right leg", "Right leg": "Left leg"}[side])
    expect(phone.locator("[data-timer] ballet-figure")).to_have_attribute("mirrored", "")
    run(phone, second["end_s"] - second["start_s"] - 2)
    expect(part(phone, "next")).to_have_text("Next: First position, lifted")
    run(phone, 2)
    expect(part(phone, "title")).to_have_text("First position, lifted")
    run(phone, last["start_s"] - second["end_s"])
    assert phone.evaluate("chimes") == ["begin", "side", "begin", "ready", "begin"]
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide == 390


def test_danced_to_its_end_it_counts_as_danced_with_the_timer(phone, address, class_, runner):
    opened(phone, address)
    phone.get_by_role("button", name="Begin", exact=True).click()
    run(phone, class_.duration_s + 1)
    expect(part(phone, "end")).to_be_visible()
    expect(part(phone, "done")).to_be_visible()
    (done,) = until(phone, lambda: sessions(runner))
    assert (done.video_class, done.how, done.minutes) == (class_, "timer", class_.minutes)
    expect(part(phone, "endForm")).to_be_hidden()


def test_how_hard_it_was_is_kept_where_one_danced_and_never_said_to_be_if_it_is_not(
    phone, address, class_, runner
):
    opened(phone, address)
    phone.get_by_role("button", name="Begin", exact=True).click()
    run(phone, class_.duration_s + 1)
    six = phone.get_by_role("button", name="6", exact=True)
    six.click()
    expect(phone.get_by_text("Kept. Press another if you change your mind.")).to_be_visible()
    expect(six).to_have_attribute("aria-pressed", "true")
    assert [done.effort for done in sessions(runner)] == [6]
    phone.context.clear_cookies()
    phone.get_by_role("button", name="7", exact=True).click()
    expect(phone.get_by_text("That could not be kept just now.")).to_be_visible()
    expect(six).to_have_attribute("aria-pressed", "true")
    assert [done.effort for done in sessions(runner)] == [6]


@pytest.mark.parametrize(
    "refused",
    [
        "delete window.AudioContext; delete window.speechSynthesis",
        "window.AudioContext = class { constructor() { throw new DOMException('No device') } }",
    ],
    ids=["nothing that sounds", "no device"],
)
def test_where_nothing_sounds_it_leads_by_sight(phone, address, class_, refused):
    phone.add_init_script(refused)
    opened(phone, address)
    phone.get_by_role("button", name="Begin", exact=True).click()
    run(phone, 3.5)
    expect(part(phone, "time")).to_contain_text("0:03 /")
    there = phone.evaluate("'speechSynthesis' in window")
    expect(part(phone, "speak")).to_be_visible(visible=there)


def test_skipping_to_the_end_does_not_count_and_the_button_does(phone, address, class_, runner):
    opened(phone, address)
    phone.locator("body").press("n")
    phone.keyboard.press("Space")
    run(phone, class_.duration_s)
    expect(part(phone, "end")).to_be_visible()
    assert sessions(runner) == []
    part(phone, "endForm").get_by_role("button").click()
    phone.wait_for_url(lambda url: "five-tall" not in url)
    (done,) = sessions(runner)
    assert done.how == "timer"


def test_it_goes_on_without_a_network_and_is_told_when_there_is_one(phone, address, class_, runner):
    opened(phone, address)
    expect(phone.locator("[data-timer] ballet-figure svg")).to_have_count(1)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Begin", exact=True).click()
    run(phone, class_.duration_s - 5)
    expect(part(phone, "title")).to_have_text("First position, lifted")
    expect(phone.locator("[data-part=unsent]")).to_be_visible()
    run(phone, 6)
    expect(part(phone, "end")).to_be_visible()
    expect(phone.locator("[data-part=doneLater]")).to_be_visible()
    assert sessions(runner) == []
    phone.context.set_offline(False)
    run(phone, 11)
    (done,) = until(phone, lambda: sessions(runner))
    assert done.how == "timer"
    expect(part(phone, "done")).to_be_visible()
    expect(phone.locator("[data-part=doneLater]")).to_be_hidden()
    expect(part(phone, "endForm")).to_be_hidden()
    assert rated(phone, runner, 6) == done.pk


def test_the_button_waits_for_a_network_too(phone, address, class_, runner):
    opened(phone, address)
    phone.context.set_offline(True)
    phone.locator(".class-page__done").get_by_role("button").click()
    expect(phone.locator("[data-part=doneLater]")).to_be_visible()
    phone.context.set_offline(False)
    run(phone, 11)
    (done,) = until(phone, lambda: sessions(runner))
    assert done.how == "button"
    expect(part(phone, "done")).to_be_visible()
    expect(phone.locator("[data-part=doneLater]")).to_be_hidden()
    expect(phone.locator("[data-done-today]")).to_contain_text("Done today")
    button = phone.locator(".class-page__side form[data-done]").get_by_role("button")
    expect(button).to_be_hidden()
    phone.get_by_text("Count it once more").click()
    expect(button).to_be_enabled()
    assert rated(phone, runner, 4) == done.pk


def test_who_was_signed_out_meanwhile_is_told_so_and_not_that_there_is_no_network(
    phone, address, class_, runner, client
):
    opened(phone, address)
    SignedIn.objects.all().delete()
    phone.locator(".class-page__done").get_by_role("button").click()
    expect(phone.locator("[data-part=doneSignedOut]")).to_contain_text("Sign in, and it goes to your log")
    expect(phone.locator("[data-part=doneLater]")).to_be_hidden()
    client.force_login(runner)  # in another tab
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    phone.context.add_cookies([session])
    run(phone, 11)
    assert until(phone, lambda: sessions(runner))[0].how == "button"
    expect(phone.locator("[data-part=doneSignedOut]")).to_be_hidden()


def rated(phone, runner, number):
    """Says how hard it was, where one danced; the session it was said of."""
    phone.locator("form[data-effort]").get_by_role("button", name=str(number), exact=True).click()
    return until(phone, lambda: [one.pk for one in sessions(runner) if one.effort == number])[0]


def test_the_button_at_the_end_waits_for_a_network_and_then_asks_how_hard_it_was(
    phone, address, class_, runner
):
    opened(phone, address)
    phone.context.set_offline(True)
    part(phone, "place").press("End")
    phone.keyboard.press("Space")
    run(phone, 3)
    part(phone, "endForm").get_by_role("button").click()
    expect(phone.locator("[data-part=doneLater]")).to_be_visible()
    phone.context.set_offline(False)
    run(phone, 11)
    (done,) = until(phone, lambda: sessions(runner))
    assert done.how == "timer"
    expect(part(phone, "done")).to_be_visible()
    expect(part(phone, "endForm")).to_be_hidden()
    expect(part(phone, "onward")).to_have_attribute("href", f"/sessions/{done.pk}/")


def test_what_the_server_refuses_is_not_said_to_count(phone, address, class_, runner):
    opened(phone, address)
    VideoClass.objects.filter(pk=class_.pk).update(published_at=None)
    button = phone.locator(".class-page__done").get_by_role("button", name="I did this class")
    button.click()
    expect(phone.locator("[data-part=doneRefused]")).to_contain_text("That could not be counted")
    expect(phone.locator("[data-part=doneLater]")).to_be_hidden()
    expect(button).to_be_enabled()
    assert sessions(runner) == []


def test_no_second_is_told_twice_and_what_another_device_finished_is_not_told_again(
    phone, address, class_, runner
):
    """A tab that slept told all it had ever seen, and the class counted twice."""
    from library.actions.viewing import mark_done

    told = []
    phone.on("request", lambda sent: told.append(sent) if sent.url.endswith("/watched/") else None)
    opened(phone, address)
    phone.keyboard.press("Space")
    run(phone, 21)
    phone.keyboard.press("Space")
    run(phone, 1)
    until(phone, lambda: class_.viewings.filter(watched_s__gte=20).exists())
    seen = [json.loads(re.search(r"\[\[.*?\]\]", sent.post_data)[0]) for sent in told]
    assert [start for ((start, _),) in seen] == [0, *[end for ((_, end),) in seen[:-1]]]
    assert len(seen) >= 2
    mark_done(runner=runner, video_class=class_, now=timezone.now())
    with phone.expect_response("**/place/"):
        phone.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')) }")
    phone.wait_for_timeout(200)
    phone.context.set_offline(True)
    phone.keyboard.press("Space")
    run(phone, 30)
    expect(part(phone, "end")).to_be_visible()
    expect(phone.locator("[data-part=doneLater]")).to_be_hidden()  # seventeen seconds are no class
    phone.context.set_offline(False)
    run(phone, 11)
    until(phone, lambda: phone.evaluate("() => localStorage.length") == 0)
    assert len(sessions(runner)) == 1


def test_all_of_it_by_keyboard(phone, address, class_):
    opened(phone, address)
    phone.keyboard.press("Space")
    run(phone, 2.5)
    expect(part(phone, "time")).to_contain_text("0:02 /")
    phone.keyboard.press("ArrowRight")
    expect(part(phone, "time")).to_contain_text("0:07 /")
    phone.keyboard.press("k")
    run(phone, 3)
    expect(part(phone, "time")).to_contain_text("0:07 /")
    phone.keyboard.press("n")
    expect(part(phone, "title")).to_have_text("First position, lifted")
    phone.keyboard.press("p")
    expect(part(phone, "title")).to_have_text("Tendu to second")
    phone.keyboard.press("s")
    expect(part(phone, "sound")).not_to_be_checked()
    phone.keyboard.press("t")
    expect(part(phone, "speak")).to_be_checked()
    phone.keyboard.press("?")
    expect(phone.get_by_role("dialog", name="Keys of the timer")).to_be_visible()
    phone.keyboard.press("Escape")
    phone.keyboard.press("Home")
    expect(part(phone, "time")).to_contain_text("0:00 /")


def test_bell_and_spoken_cues_are_remembered_with_the_choices_of_the_player(phone, address, class_, runner):
    from library.models import PlayerChoices

    PlayerChoices.objects.create(runner=runner, speak=True)
    opened(phone, address)
    expect(part(phone, "sound")).to_be_checked()
    expect(part(phone, "speak")).to_be_checked()
    part(phone, "sound").uncheck()
    phone.keyboard.press("t")
    run(phone, 1)
    told = {"sound": False, "speak": False}
    until(phone, lambda: PlayerChoices.objects.filter(runner=runner, **told).exists())
    opened(phone, address)
    expect(part(phone, "sound")).not_to_be_checked()
    expect(part(phone, "speak")).not_to_be_checked()


@pytest.mark.parametrize("size", [(390, 844), (360, 700)])
def test_dancer_count_cue_and_button_are_on_a_phone_together(phone, address, class_, size):
    phone.set_viewport_size({"width": size[0], "height": size[1]})
    opened(phone, address)
    phone.keyboard.press("Space")
    phone.locator("[data-timer]").evaluate("e => e.scrollIntoView()")
    box = "e => e.getBoundingClientRect()"
    dancer = phone.locator("[data-timer] ballet-figure").evaluate(box)
    button = part(phone, "play").evaluate(box)
    assert dancer["top"] >= 0 and dancer["height"] >= 200
    places = phone.locator(".rail__places").evaluate(box)
    assert button["bottom"] <= places["top"]


def test_where_one_stopped_it_goes_on(phone, address, class_):
    opened(phone, address)
    phone.keyboard.press("Space")
    run(phone, 14.5)
    phone.keyboard.press("Space")
    until(phone, lambda: class_.viewings.filter(position_s__gt=13).exists())
    opened(phone, address)
    expect(part(phone, "resumed")).to_contain_text("Carrying on at 0:14")
    expect(part(phone, "time")).to_contain_text("0:14 /")
    phone.get_by_role("button", name="From the beginning").click()
    expect(part(phone, "time")).to_contain_text("0:00 /")


def test_a_device_that_slept_did_not_dance(phone, address, class_, runner):
    opened(phone, address)
    phone.keyboard.press("Space")
    run(phone, 5.5)
    phone.clock.fast_forward(600_000)
    run(phone, 1)
    expect(part(phone, "slept")).to_be_visible()
    expect(part(phone, "time")).to_contain_text("0:05 /")
    assert sessions(runner) == []


def test_who_leaps_to_the_end_is_told_that_it_is_the_end_and_may_go_back(phone, address, class_):
    opened(phone, address)
    phone.keyboard.press("Space")
    run(phone, 3)
    part(phone, "place").press("End")
    run(phone, 2)
    expect(part(phone, "end")).to_contain_text("This is the end of the class.")
    expect(part(phone, "end")).not_to_contain_text("Shake out your legs.")
    for name in ("digits", "rep", "left", "beads"):
        expect(part(phone, name)).to_have_text("")
    phone.keyboard.press("ArrowLeft")
    expect(part(phone, "end")).to_be_hidden()
    expect(part(phone, "play")).to_have_text("Go on")
    expect(part(phone, "rep")).not_to_have_text("")
