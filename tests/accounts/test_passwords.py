"""Words of ours that are no password."""

import pytest
from django.core.exceptions import ValidationError

from accounts.passwords import NotOurOwnWords


@pytest.mark.parametrize(
    "word",
    [
        "balletfusion",
        "Ballet-Fusion-2026",
        "balletfusionforrunners",
        "runner1234",
        "plié plié plié",
        "BALLET!!!!",
    ],
)
def test_little_else_than_words_of_this_site_is_refused(word):
    with pytest.raises(ValidationError, match="Take other words"):
        NotOurOwnWords().validate(word)


@pytest.mark.parametrize(
    "word",
    ["first-position", "slow-pliés-at-noon", "ballet on tuesdays", "12345678", "Brunnen-am-Tor"],
)
def test_anything_else_is_not_for_it_to_judge(word):
    NotOurOwnWords().validate(word)


def test_signing_up_says_so_at_the_field(client, db):
    answer = client.post("/accounts/signup/", {"email": "new@example.com", "password1": "balletfusion26"})
    assert "Take other words than those of this site" in answer.content.decode()
