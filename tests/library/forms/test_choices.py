import pytest
from django.http import QueryDict

from library.forms.choices import SentChoicesForm

pytestmark = pytest.mark.django_db  # a constraint is asked of the database


def sent(query):
    return SentChoicesForm(QueryDict(query))


def test_what_is_sent_is_taken_and_nothing_else():
    form = sent("captions=false&speed=0.75&csrfmiddlewaretoken=x")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"captions": False, "speed": 0.75}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Send at least one choice."),
        ("colour=red", "The player has no choice called “colour”."),
        ("history=false", "The player has no choice called “history”."),
        ("captions=true&runner=1", "The player has no choice called “runner”."),
        ("captions=maybe", "Show captions: Say true or false."),
        ("mirror=", "Mirror the picture: This field is required."),
        ("speed=2", "Speed: The speeds are 0.5, 0.75, 1, 1.25 and 1.5."),
        ("speed=nan", "Speed: The speeds are 0.5, 0.75, 1, 1.25 and 1.5."),
        ("caption_size=huge", "Their size: Select a valid choice. huge is not one of the available choices."),
        (f"{'x' * 4000}=1", f"The player has no choice called “{'x' * 30}”."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(query, sentence):
    form = sent(query)
    assert not form.is_valid()
    assert form.sentence == sentence
