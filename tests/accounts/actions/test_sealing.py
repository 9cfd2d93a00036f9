"""What opens accounts is readable in no copy of the database."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command

from accounts.actions.sealing import _seal_anew, seal, seal_all, unseal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of the standard's own example


def kept(name):
    return Authenticator.objects.get().data[name]


def test_an_apps_key_is_sealed_and_opens_again(runner):
    TOTP.activate(runner, SECRET)
    assert SECRET not in kept("secret") and unseal(kept("secret")) == SECRET


def test_one_text_is_never_sealed_twice_alike():
    assert seal(SECRET) != seal(SECRET)


def test_recovery_codes_are_the_same_however_they_are_kept(runner):
    seed = "a" * 80
    row = Authenticator.objects.create(
        user=runner, type="recovery_codes", data={"seed": seed, "used_mask": 3}
    )
    before = RecoveryCodes(row).get_unused_codes()
    assert seal_all() == 1
    assert seed not in kept("seed") and kept("used_mask") == 3
    assert RecoveryCodes(Authenticator.objects.get()).get_unused_codes() == before
    assert len(before) == 8


def test_what_a_former_key_sealed_is_sealed_anew(runner, settings, capsys):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "former" * 10, []
    TOTP.activate(runner, SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "present" * 10, ["former" * 10]
    assert unseal(kept("secret")) == SECRET
    call_command("seal_secrets")
    settings.SECRET_KEY_FALLBACKS = []
    assert (unseal(kept("secret")), capsys.readouterr().out) == (SECRET, "1 were sealed.\n")
    call_command("seal_secrets")
    assert capsys.readouterr().out == ""


def test_what_no_key_opens_fits_no_code_and_is_left_for_the_key_to_come_back(runner, settings, caplog):
    settings.SECRET_KEY = "lost" * 20
    TOTP.activate(runner, SECRET)
    before = kept("secret")
    settings.SECRET_KEY = "another" * 10
    with caplog.at_level(logging.ERROR):
        found = {unseal(before), unseal(before)}
    assert len(found) == 2 and SECRET not in found
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert (seal_all(), kept("secret")) == (0, before)


@pytest.mark.parametrize("kind", ["webauthn", "totp"])
def test_a_way_in_without_such_a_secret_is_left_alone(runner, kind):
    Authenticator.objects.create(user=runner, type=kind, data={"name": "Laptop"})
    assert seal_all() == 0


def test_what_was_sealed_meanwhile_is_left_alone(runner):
    """Two workers look at once, and do it one after the other."""
    TOTP.activate(runner, SECRET)
    before = kept("secret")
    assert (_seal_anew(Authenticator.objects.get().pk), kept("secret")) == (False, before)
