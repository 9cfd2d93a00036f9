"""Passkeys, with a key that Chromium keeps for the test."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.letters import send_letters
from tests.browser.test_signing import (
    NEW_WORD,
    WORD,
    a_while_later,
    code_of_mail,
    enter_code,
    follow,
    press,
    show_again,
    sign_in_with,
    sign_out,
)

pytestmark = pytest.mark.browser
KEPT_BY_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """What keeps the passkeys of a page, and whether its finger is known."""

    def __init__(self, tab):
        self.devtools = tab.context.new_cdp_session(tab)
        self.devtools.send("WebAuthn.enable")
        self.id = self.add()

    def add(self) -> str:
        added = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_BY_DEVICE})
        return added["authenticatorId"]

    def replace(self):
        """Another device: one makes no second key for the same account."""
        self.devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})
        self.id = self.add()

    def knows_the_finger(self, yes: bool):
        self.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": yes})


@pytest.fixture
def device(tab):
    return Device(tab)


def keys():
    return [key.wrap().name for key in Authenticator.objects.filter(type="webauthn").order_by("pk")]


def test_one_signs_up_with_a_passkey_and_signs_in_with_it(tab, address, device):
    tab.goto(f"{address}/accounts/signup/")
    follow(tab, "With a passkey instead")
    tab.get_by_label("Email").fill("pat@example.com")
    press(tab, "Send me a code")
    enter_code(tab, code_of_mail(tab))
    tab.get_by_label("Name").fill("My phone")
    press(tab, "Make the passkey")
    expect(tab.locator(".secrets li")).to_have_count(10)
    follow(tab, "I have them: go on")
    tab.wait_for_url("**/welcome/**")
    user = User.objects.get(email="pat@example.com")
    assert (user.has_usable_password(), keys()) == (False, ["My phone"])

    sign_out(tab, address)
    tab.goto(f"{address}/accounts/login/?next=/accounts/security/")
    press(tab, "Use a passkey")
    tab.wait_for_url("**/accounts/security/")
    expect(tab.get_by_text("10 are left.")).to_be_visible()
    a_while_later()
    follow(tab, "See them")
    press(tab, "Use a passkey")
    expect(tab.locator(".secrets li")).to_have_count(10)

    tab.goto(f"{address}/accounts/security/")
    follow(tab, "Choose a password")
    tab.get_by_label("New password").fill(NEW_WORD)
    press(tab, "Keep this password")
    expect(tab.get_by_text("Your password is kept.")).to_be_visible()
    assert send_letters()[-1].subject == "Your account has a password now"


def test_a_second_one_is_added_renamed_and_removed(tab, address, runner, device):
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/security/")
    a_while_later()
    follow(tab, "Add a passkey")
    show_again(tab)
    tab.get_by_label("Name").fill("Laptop")
    press(tab, "Add the passkey")
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()

    tab.goto(f"{address}/accounts/2fa/webauthn/add/")
    press(tab, "Add the passkey")
    expect(tab.get_by_text("This device has a passkey for your account already.")).to_be_visible()
    device.replace()
    tab.get_by_label("Name").fill("Phone")
    press(tab, "Add the passkey")
    tab.wait_for_url("**/accounts/security/")
    assert keys() == ["Laptop", "Phone"]

    follow(tab, "Rename Phone")
    tab.get_by_label("Name").fill("Old phone")
    press(tab, "Keep this name")
    follow(tab, "Remove Old phone")
    press(tab, "Remove it")
    expect(tab.get_by_text("The passkey is removed.")).to_be_visible()
    assert keys() == ["Laptop"]
    assert [letter.subject for letter in send_letters() if "passkey" in letter.subject] == [
        "A passkey was added", "A passkey was added", "A passkey was removed"
    ]  # fmt: skip


def test_with_a_passkey_a_password_alone_does_not_sign_in(tab, address, runner, device):
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/2fa/webauthn/add/")
    press(tab, "Add the passkey")
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(tab, address)
    sign_in_with(tab, address, WORD)
    expect(tab.get_by_role("heading", name="The second step")).to_be_visible()
    expect(tab.get_by_role("heading", name="Or by a recovery code")).to_be_visible()
    expect(tab.get_by_text("from your app")).to_have_count(0)
    press(tab, "Use a passkey")
    tab.wait_for_url("**/today/")


def test_a_finger_that_is_not_known_opens_nothing_and_is_told_so(tab, address, runner, device):
    device.knows_the_finger(False)
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/2fa/webauthn/add/")
    press(tab, "Add the passkey")
    expect(tab.get_by_text("The passkey was not used")).to_be_visible()
    assert keys() == []


def test_whose_device_makes_none_signs_up_with_a_password_after_all(tab, address, device):
    device.knows_the_finger(False)
    tab.goto(f"{address}/accounts/signup/passkey/")
    tab.get_by_label("Email").fill("pat@example.com")
    press(tab, "Send me a code")
    enter_code(tab, code_of_mail(tab))
    press(tab, "Make the passkey")
    expect(tab.get_by_text("The passkey was not used")).to_be_visible()
    follow(tab, "With a password instead")
    tab.get_by_label("New password").fill(NEW_WORD)
    press(tab, "Keep this password")
    tab.wait_for_url("**/welcome/**")
    assert (User.objects.get().has_usable_password(), keys()) == (True, [])
