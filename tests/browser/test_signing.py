"""The ways in and their safeguards, as a runner meets them."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.letters import CODE, newest_code, send_letters

pytestmark = pytest.mark.browser
PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
WORD, NEW_WORD = "first-position", "slow-pliés-at-noon"


def press(tab, name):
    tab.get_by_role("button", name=name, exact=isinstance(name, str)).click()


def follow(tab, name):
    tab.get_by_role("link", name=name, exact=True).click()


def sign_in_with(tab, address, password, email="runner@example.com"):
    tab.goto(f"{address}/accounts/login/")
    tab.get_by_label("Email").fill(email)
    tab.get_by_label("Password", exact=True).fill(password)
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "/accounts/login/" not in url)


def sign_out(tab, address):
    tab.goto(f"{address}/accounts/logout/")
    tab.get_by_role("main").get_by_role("button", name="Sign out").click()
    tab.wait_for_url(f"{address}/")


def code_of_mail(tab) -> str:
    """Once the page waits for it, it is written."""
    expect(tab.get_by_role("heading", name="Enter the code from your mail")).to_be_visible()
    return newest_code()


def enter_code(tab, code):
    tab.get_by_label("Code", exact=True).fill(code)
    tab.keyboard.press("Enter")


def show_again(tab, password=WORD):
    """Who one is, where it matters."""
    expect(tab.get_by_role("heading", name="Is it you?")).to_be_visible()
    tab.get_by_label("Password", exact=True).fill(password)
    tab.keyboard.press("Enter")


def a_while_later():
    """Who came in a moment ago is not asked again who they are."""
    for key in Session.objects.values_list("session_key", flat=True):
        session = SessionStore(key)
        session["signed_in_at"] = 0
        session.save()


def code_of_app(key):
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def test_a_code_by_mail_signs_in(tab, address, runner):
    tab.goto(f"{address}/accounts/login/")
    follow(tab, "Send me a code")
    tab.get_by_label("Email").fill("runner@example.com")
    press(tab, "Send me a code")
    enter_code(tab, "BBBB-BBBB")
    expect(tab.locator(".field__error")).to_contain_text("That is not the code we sent.")
    press(tab, "Send a new code")
    expect(tab.get_by_text("A new mail is on its way.")).to_be_visible()
    enter_code(tab, code_of_mail(tab))
    tab.wait_for_url("**/today/")


def test_a_forgotten_password_is_replaced(tab, address, runner):
    tab.goto(f"{address}/accounts/login/")
    follow(tab, "Forgot your password?")
    tab.get_by_label("Email").fill("runner@example.com")
    press(tab, "Send me a code")
    enter_code(tab, code_of_mail(tab))
    tab.get_by_label("New password").fill(NEW_WORD)
    press(tab, "Keep this password")
    expect(tab.get_by_role("heading", name="Your new password is kept")).to_be_visible()
    assert send_letters()[-1].subject == "You have a new password"
    sign_in_with(tab, address, NEW_WORD)
    tab.wait_for_url("**/today/")


def test_a_new_address_counts_once_its_code_is_entered_and_the_old_one_hears_of_it(tab, address, runner):
    sign_in_with(tab, address, WORD)
    a_while_later()
    tab.goto(f"{address}/accounts/preferences/")
    follow(tab, "Sign-in and security")
    follow(tab, "Change the address")
    tab.get_by_label("New address").fill("new@example.com")
    press(tab, "Send a code there")
    show_again(tab)
    assert User.objects.get().email == "runner@example.com"
    expect(tab.get_by_role("heading", name="Enter the code from your mail")).to_be_visible()
    tab.goto(f"{address}/accounts/security/")  # to look at something, and back
    follow(tab, "Enter the code")
    (asked,) = [letter for letter in send_letters() if letter.to == ["new@example.com"]]
    enter_code(tab, CODE.search(asked.body).group())
    expect(tab.get_by_text("new@example.com is your address now.")).to_be_visible()
    assert User.objects.get().email == "new@example.com"
    told = {letter.to[0]: letter.subject for letter in send_letters()}
    assert told == {
        "new@example.com": "Your code for Ballet Fusion",
        "runner@example.com": "Your address was changed",
    }


def test_a_password_is_changed_and_other_devices_are_signed_out(tab, address, runner, known, chromium):
    elsewhere = chromium.new_context().new_page()
    known(elsewhere, runner)
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/security/")
    follow(tab, "Change the password")
    tab.get_by_label("Your password now").fill(WORD)
    tab.get_by_label("New password").fill(NEW_WORD)
    press(tab, "Keep this password")
    expect(tab.get_by_text("Your new password is kept.")).to_be_visible()
    elsewhere.goto(f"{address}/today/")
    assert "/accounts/login/" in elsewhere.url
    elsewhere.context.close()


def test_an_app_gives_the_second_step_and_recovery_codes_stand_in(tab, address, runner):
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/security/")
    follow(tab, "Set them up")
    expect(tab.locator("img.qr")).to_be_visible()
    key = tab.locator("#key").inner_text()
    enter_code(tab, code_of_app(key))
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = tab.locator(".secrets li").all_inner_texts()
    assert len(codes) == 10
    with tab.expect_download() as download:
        follow(tab, "Download them")
    assert download.value.path().read_text().split()[-10:] == codes

    sign_out(tab, address)
    sign_in_with(tab, address, WORD)
    expect(tab.get_by_role("heading", name="The second step")).to_be_visible()
    enter_code(tab, code_of_app(key))
    tab.wait_for_url("**/today/")

    sign_out(tab, address)
    sign_in_with(tab, address, WORD)
    enter_code(tab, codes[0])
    tab.wait_for_url("**/today/")
    tab.goto(f"{address}/accounts/security/")
    expect(tab.get_by_text("9 are left.")).to_be_visible()

    a_while_later()
    follow(tab, "Make new ones")
    show_again(tab)
    press(tab, "Make new ones")
    expect(tab.locator(".secrets li")).to_have_count(10)
    assert not set(codes) & set(tab.locator(".secrets li").all_inner_texts())
    tab.goto(f"{address}/accounts/security/")
    follow(tab, "Switch them off")
    press(tab, "Switch them off")
    expect(tab.get_by_text("One-time codes are off.")).to_be_visible()
    assert [letter.subject for letter in send_letters() if "code" in letter.subject] == [
        "One-time codes are on", "You have new recovery codes", "One-time codes are off"
    ]  # fmt: skip


def test_one_device_is_signed_out_and_then_all(tab, address, runner, known, chromium):
    phone = chromium.new_context(user_agent=PHONE).new_page()
    sign_in_with(phone, address, WORD)
    phone.wait_for_url("**/today/")
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/accounts/security/")
    expect(tab.get_by_text("Firefox on Android, seen today")).to_be_visible()
    follow(tab, "See all, and sign out")
    press(tab, "Sign out Firefox on Android")
    expect(tab.get_by_text("Firefox on Android is signed out.")).to_be_visible()
    phone.goto(f"{address}/today/")
    assert "/accounts/login/" in phone.url
    phone.context.close()
    press(tab, "Sign out everywhere, here too")
    expect(tab.get_by_text("You are signed out everywhere.")).to_be_visible()
    tab.goto(f"{address}/today/")
    assert "/accounts/login/" in tab.url


def test_signing_in_needs_no_scripts(chromium, address, runner):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/accounts/login/")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    follow(page, "Send me a code")
    page.get_by_label("Email").fill("runner@example.com")
    press(page, "Send me a code")
    page.get_by_label("Code").fill(code_of_mail(page))
    press(page, "Go on")
    page.wait_for_url("**/today/")
    page.goto(f"{address}/accounts/sessions/")
    press(page, re.compile("^Sign out .* on "))
    page.wait_for_url("**/accounts/login/")
    context.close()


def test_what_was_typed_as_the_session_ended_is_there_again_after_signing_in(tab, address, runner):
    User.objects.filter(pk=runner.pk).update(time_zone="Europe/London")
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/log/runs/new/")
    tab.get_by_label("Long", exact=True).check()
    tab.get_by_label("Time", exact=True).fill("1:32:10")
    Session.objects.all().delete()
    press(tab, "Save run")
    expect(tab.get_by_text("what you sent was not kept")).to_be_visible()
    tab.get_by_label("Email").fill("runner@example.com")
    tab.get_by_label("Password", exact=True).fill(WORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("What you had typed is here again")).to_be_visible()
    expect(tab.get_by_label("Time", exact=True)).to_have_value("1:32:10")
    expect(tab.get_by_label("Long", exact=True)).to_be_checked()
    press(tab, "Save run")
    expect(tab.get_by_text("Written down.")).to_be_visible()
    tab.goto(f"{address}/log/runs/new/")
    expect(tab.get_by_label("Time", exact=True)).to_have_value("")


def test_a_note_waits_too_where_another_button_met_the_door(tab, address, runner):
    """A bug: only what was sent by its own form was there again."""
    User.objects.filter(pk=runner.pk).update(time_zone="Europe/London")
    now = timezone.now()
    told = {"title": "Barre", "minutes": 15, "how": "hand", "time_zone": "Europe/London"}
    session = runner.sessions.create(date=runner.local_date(now), done_at=now, **told)
    sign_in_with(tab, address, WORD)
    tab.goto(f"{address}/sessions/{session.pk}/")
    tab.get_by_label("A note").fill("Light feet.")
    Session.objects.all().delete()
    tab.get_by_role("button", name="6", exact=True).click()
    tab.get_by_label("Email").fill("runner@example.com")
    tab.get_by_label("Password", exact=True).fill(WORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("What you had typed is here again")).to_be_visible()
    expect(tab.get_by_label("A note")).to_have_value("Light feet.")
    tab.get_by_role("button", name="6", exact=True).click()
    expect(tab.locator("[aria-pressed=true]", has_text="6")).to_be_visible()
    expect(tab.get_by_label("A note")).to_have_value("Light feet.")  # it waits to be saved
    press(tab, "Save")
    tab.wait_for_url("**/today/")
    session.refresh_from_db()
    assert (session.effort, session.note) == (6, "Light feet.")
