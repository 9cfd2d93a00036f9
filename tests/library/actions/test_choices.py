from django.contrib.auth.models import AnonymousUser

from library.actions.choices import as_told, choices_of, choose
from library.models import PlayerChoices

DEFAULTS = {
    "captions": True,
    "caption_size": "medium",
    "caption_place": "below",
    "speed": 1,
    "mirror": False,
    "sound": True,
    "speak": False,
    "large": False,
    "picture": "auto",
}


def test_who_chose_nothing_has_the_defaults_and_no_row(runner):
    assert as_told(choices_of(runner)) == DEFAULTS
    assert as_told(choices_of(AnonymousUser())) == DEFAULTS
    assert not PlayerChoices.objects.exists()


def test_only_what_is_chosen_changes(runner, stranger):
    PlayerChoices.objects.create(runner=runner, history=False, caption_size="large")
    choose(runner=runner, speed=0.75, mirror=True)
    choose(runner=runner, captions=False)
    told = {**DEFAULTS, "caption_size": "large", "speed": 0.75, "mirror": True, "captions": False}
    assert as_told(choices_of(runner)) == told
    assert choices_of(runner).history is False
    assert as_told(choices_of(stranger)) == DEFAULTS


def test_choosing_again_makes_no_second_row(runner):
    for speed in (0.5, 1.5):
        choose(runner=runner, speed=speed)
    assert list(PlayerChoices.objects.values_list("runner", "speed")) == [(runner.pk, 1.5)]
