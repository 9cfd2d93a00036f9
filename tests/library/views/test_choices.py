import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from library.models import PlayerChoices

ADDRESS = "/library/player/"
SENT = f"{ADDRESS}choices/"  # by the player
WHOLE = {"caption_size": "large", "caption_place": "top", "speed": "0.75", "picture": "small", "speak": "on"}


def row_of(runner):
    fields = ("captions", "caption_size", "caption_place", "speed", "speak", "picture", "history")
    return PlayerChoices.objects.filter(runner=runner).values_list(*fields).first()


def test_the_page_saves_the_whole_form(runners_client, runner):
    assertContains(runners_client.get(ADDRESS), "<h1>How the player behaves</h1>")
    assertRedirects(runners_client.post(ADDRESS, WHOLE), ADDRESS)
    assert row_of(runner) == (False, "large", "top", 0.75, True, "small", True)
    assertContains(runners_client.get(ADDRESS), '<option value="0.75" selected>')


def test_a_wrong_form_is_shown_again_and_nothing_is_kept(runners_client, runner):
    response = runners_client.post(ADDRESS, {**WHOLE, "speed": "7"})
    assertContains(response, "The speeds are 0.5, 0.75, 1, 1.25 and 1.5.")
    assertContains(response, '<input type="radio" name="caption_size" value="large"')
    assert row_of(runner) is None


def test_the_player_sends_one_choice_and_the_rest_stays(runners_client, runner):
    PlayerChoices.objects.create(runner=runner, caption_size="large", history=False)
    answer = runners_client.post(SENT, {"speed": "0.5"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert row_of(runner) == (True, "large", "below", 0.5, False, "auto", False)


def test_what_the_player_sends_wrongly_is_refused_with_a_sentence(runners_client, runner):
    answer = runners_client.post(SENT, {"speed": "fast"})
    sentence = "Speed: The speeds are 0.5, 0.75, 1, 1.25 and 1.5."
    assert (answer.status_code, answer.json()) == (400, {"error": sentence})
    assert row_of(runner) is None


def test_anothers_choices_stay_theirs(runners_client, stranger):
    PlayerChoices.objects.create(runner=stranger, caption_size="small")
    runners_client.post(SENT, {"caption_size": "large"})
    assert row_of(stranger)[1] == "small"


@pytest.mark.parametrize("address", [ADDRESS, SENT])
def test_visitors_and_strangers_to_the_site_choose_nothing(client, address, db):
    assert client.post(address, {"speed": "0.5"}).status_code == 302
    assert not PlayerChoices.objects.exists()


def test_a_choice_needs_its_token(runner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(runner)
    assert strict.post(SENT, {"speed": "0.5"}).status_code == 403


def test_looking_stores_nothing(runners_client):
    runners_client.get(ADDRESS)
    assert not PlayerChoices.objects.exists()


def test_each_address_does_one_thing(runners_client):
    """Whatever kind of answer is asked for."""
    whole = runners_client.post(ADDRESS, WHOLE, headers={"accept": "application/json"})
    assertRedirects(whole, ADDRESS)
    assert runners_client.post(SENT, {"speed": "1"}, headers={"accept": "text/html"}).status_code == 204
    assert runners_client.get(SENT).status_code == 405
