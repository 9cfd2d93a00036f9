"""The class's page, shorter by its address."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Movement, Viewing

ADDRESS = "/library/steady-ankles/"


@pytest.fixture
def ankles(make_class):
    made = make_class("steady-ankles", duration_s=900.0)
    for position in range(3):
        movement = Movement.objects.create(
            slug=f"m{position}", name=f"Movement {position}", plain="x", purpose="x", level=1,
            leg_load=0, sites={"knee": 2} if position == 1 else {},
        )  # fmt: skip
        made.chapters.create(
            movement=movement, position=position, title=movement.name, repetitions=30,
            start_s=position * 300, end_s=position * 300 + 300,
        )  # fmt: skip
    return made


@pytest.mark.parametrize("wish", ["minutes=10", "without=knee", "keep=0.2", "chosen=&keep=2"])
def test_an_address_makes_the_class_shorter(runners_client, ankles, wish):
    response = runners_client.get(f"{ADDRESS}?with=timer&{wish}")
    assertContains(response, 'data-spans="[[0.0, 300.0], [600.0, 900.0]]"')
    assertContains(response, "10:00 of 15:00")
    assertContains(response, '<input type="hidden" name="kept" value="0.2">', count=2, html=True)


@pytest.mark.parametrize(
    "wish", ["keep=99.x", "keep=99", "minutes=-3", "minutes=NaN", "minutes=1", "without=%00", "minutes=%FF"]
)
def test_a_bad_address_is_the_whole_class_and_a_sentence(runners_client, ankles, wish):
    response = runners_client.get(f"{ADDRESS}?{wish}")
    assertContains(response, '<p class="shorter__said" role="status">')
    assertNotContains(response, "data-spans")


def test_a_cut_that_was_begun_is_come_back_to_unless_the_whole_is_asked_for(runners_client, runner, ankles):
    Viewing.objects.create(
        runner=runner, video_class=ankles, kept=[0, 2], position_s=650, seen=[[0, 300], [600, 640]]
    )
    begun = runners_client.get(f"{ADDRESS}?with=timer")
    assertContains(begun, "This is the shorter class you began.")
    assertContains(begun, 'data-position="650.0" data-seen="[[0, 300], [600, 640]]" data-kept="0.2"')
    whole = runners_client.get(f"{ADDRESS}?with=timer&keep=all")
    assertContains(whole, 'data-position="650.0" data-seen="[]" data-kept=""')
    other = runners_client.get(f"{ADDRESS}?with=timer&keep=0")
    assertContains(other, 'data-position="650.0"')


def test_a_second_one_looks_for_is_found_though_the_cut_begun_leaves_it_out(runners_client, runner, ankles):
    Viewing.objects.create(runner=runner, video_class=ankles, kept=[0, 2], position_s=650)
    whole = runners_client.get(f"{ADDRESS}?with=timer&at=400")
    assertNotContains(whole, "data-spans")
    assertNotContains(whole, "This is the shorter class you began.")
    for at in ("650", "soon", ""):
        kept = runners_client.get(f"{ADDRESS}?with=timer&at={at}")
        assertContains(kept, "This is the shorter class you began.")


def test_a_cut_danced_to_its_end_does_not_come_back(runners_client, runner, ankles):
    Viewing.objects.create(runner=runner, video_class=ankles, kept=[0, 2], position_s=0)
    response = runners_client.get(f"{ADDRESS}?with=timer")
    assertNotContains(response, "data-spans")
    assertNotContains(response, "This is the shorter class you began.")


def test_the_way_to_the_timer_and_the_forms_keep_the_cut_and_the_collection(runners_client, ankles):
    response = runners_client.get(f"{ADDRESS}?keep=0.2&in=after-a-run&with=timer")
    assert response.context["timer_address"] == f"{ADDRESS}?with=timer&keep=0.2&in=after-a-run"
    assert response.context["watch_address"] == f"{ADDRESS}?keep=0.2&in=after-a-run"
    assert runners_client.get(f"{ADDRESS}?with=timer").context["watch_address"] == ADDRESS
    hidden = '<input type="hidden" name="in" value="after-a-run">'
    assertContains(response, hidden, count=4, html=True)  # done, at the timer's end, and the two forms
    assertContains(response, f'href="{ADDRESS}?keep=all&amp;with=timer&amp;in=after-a-run"')
