"""What is asked at the doors."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context

from accounts.forms.doors import SignupForm
from accounts.models import Letter, User

SENT = {"email": "pat@example.com", "password1": "slow-pliés-at-noon"}


@pytest.fixture
def request_of(client, db):
    """A request in the middle of being answered."""
    request = client.get("/privacy/").wsgi_request
    with request_context(request):
        yield request


def test_of_two_who_sign_up_at_once_one_has_the_account(request_of):
    first, second = SignupForm(SENT), SignupForm(SENT)
    assert first.is_valid() and second.is_valid()  # neither is there yet
    user, answer = first.try_save(request_of)
    assert (user.email, answer) == ("pat@example.com", None)
    user, answer = second.try_save(request_of)
    assert (user, answer["Location"]) == (None, "/accounts/confirm-email/")
    assert (User.objects.count(), EmailAddress.objects.count()) == (1, 1)
    assert [letter.subject for letter in Letter.objects.all()] == ["You have an account already"]


def test_what_is_done_in_vain_leaves_nothing(request_of, runner):
    form = SignupForm({**SENT, "email": runner.email})
    assert form.is_valid() and form.account_already_exists
    form.try_save(request_of)
    assert list(User.objects.all()) == [runner]
    assert [letter.to for letter in Letter.objects.all()] == [runner.email]
