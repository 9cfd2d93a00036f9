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


SAID = {
    "short": "Take at least 8 letters: a short one is soon tried out.",
    "password123": "Take another: so many people have this one that it is among the first to be tried.",
    "new@example.com": "Take one that is less like your address: whoever knows that would try it.",
    "balletfusion26": "Take other words than those of this site: they are the first that somebody would try.",
}
ASKED = (
    "<ul><li>At least 8 letters.</li><li>Not much like your address.</li><li>None that many people have.</li>"
    "<li>Other words than those of this site.</li></ul>"
)


@pytest.mark.parametrize("word", SAID)
def test_all_are_refused_in_the_words_of_this_site(client, db, word):
    """A bug: Django's own sentences stood beside ours, in another voice."""
    page = client.post("/accounts/signup/", {"email": "new@example.com", "password1": word}).content.decode()
    assert f"<span>{SAID[word]}</span>" in page and ASKED in page
