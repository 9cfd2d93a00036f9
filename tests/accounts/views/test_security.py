"""Sign-in and security: the page of all ways in, and the devices."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.accounts.letters import CODE, send_letters

WORD, NEW_WORD = "first-position", "slow-pliés-at-noon"
PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}


def page_of(client, page="/accounts/security/"):
    return client.get(page).content.decode()


def is_signed_in(client):
    return client.get("/accounts/preferences/").status_code == 200


def signed_in(person, **headers):
    client = Client(**headers)
    client.post("/accounts/login/", {"login": person.email, "password": WORD})
    return client


def key_of(user, name="Laptop"):
    credential = {"clientExtensionResults": {"credProps": {"rk": True}}}
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": credential}
    )


def app_of(user):
    return Authenticator.objects.create(user=user, type="totp", data={"secret": "A" * 32})


def codes_of(user):
    return Authenticator.objects.create(
        user=user, type="recovery_codes", data={"seed": "a" * 80, "used_mask": 3}
    )


def show_again(client, password=WORD):
    return client.post("/accounts/reauthenticate/", {"password": password})


def test_it_names_every_way_in(runners_client, runner):
    key_of(runner), app_of(runner), codes_of(runner)
    page = page_of(runners_client)
    for words in ("runner@example.com", "together with a second step", "Laptop", "On since"):
        assert words in page
    assert "You have not looked at yours yet." in page


def test_who_has_a_password_alone_has_no_recovery_codes_to_keep(runners_client):
    page = page_of(runners_client)
    assert "it signs you in by itself" in page and "Recovery codes" not in page


def test_who_has_used_all_recovery_codes_is_warned(runners_client, runner):
    app_of(runner)
    codes = codes_of(runner)
    codes.data["used_mask"] = 2**10 - 1
    codes.save()
    assert "None are left." in page_of(runners_client)


def test_who_has_no_password_may_choose_one(runners_client, runner):
    key_of(runner)
    runner.set_unusable_password()
    runner.save()
    runners_client.force_login(runner)
    assert 'href="/accounts/password/set/"' in page_of(runners_client)


@pytest.mark.parametrize("page", ["/accounts/security/", "/accounts/sessions/"])
def test_it_asks_the_same_of_the_database_for_few_and_for_many(runner, page, django_assert_num_queries):
    client = signed_in(runner)
    questions = {"/accounts/security/": 7, "/accounts/sessions/": 4}[page]
    with django_assert_num_queries(questions):
        client.get(page)
    for _ in range(3):
        signed_in(runner, **PHONE)
    for n in range(3):
        key_of(runner, f"Key {n}")
    with django_assert_num_queries(questions):
        client.get(page)


def test_the_keys_and_devices_of_others_are_not_shown(runners_client, stranger):
    key_of(stranger, "Another’s laptop")
    signed_in(stranger, **PHONE)
    assert "Another’s laptop" not in page_of(runners_client)
    assert "Firefox on Android" not in page_of(runners_client, "/accounts/sessions/")


def test_devices_are_named_as_people_name_them(runner):
    client = signed_in(runner)
    signed_in(runner, **PHONE)
    page = page_of(client, "/accounts/sessions/")
    assert "Firefox on Android" in page and "seen today" in page and "this device" in page
    assert "Gecko" not in page


def test_one_device_is_signed_out_and_no_other(runner):
    here, phone, tablet = signed_in(runner), signed_in(runner, **PHONE), signed_in(runner)
    device = UserSession.objects.get(session_key=phone.session.session_key)
    answer = here.post(f"/accounts/sessions/{device.pk}/end/")
    assert answer["Location"] == "/accounts/sessions/"
    assert [is_signed_in(client) for client in (here, phone, tablet)] == [True, False, True]


def test_the_device_at_hand_is_signed_out_too(runner):
    here, phone = signed_in(runner), signed_in(runner, **PHONE)
    device = UserSession.objects.get(session_key=here.session.session_key)
    assert here.post(f"/accounts/sessions/{device.pk}/end/")["Location"] == "/accounts/login/"
    assert [is_signed_in(client) for client in (here, phone)] == [False, True]


def test_a_strangers_device_cannot_be_signed_out(runners_client, stranger):
    theirs = signed_in(stranger)
    device = UserSession.objects.get(user=stranger)
    assert runners_client.post(f"/accounts/sessions/{device.pk}/end/").status_code == 404
    assert is_signed_in(theirs)


def test_all_others_are_signed_out_or_all(runner, stranger):
    here, phone, theirs = signed_in(runner), signed_in(runner, **PHONE), signed_in(stranger)
    here.post("/accounts/sessions/end-others/")
    assert [is_signed_in(client) for client in (here, phone, theirs)] == [True, False, True]
    assert here.post("/accounts/sessions/end-all/")["Location"] == "/accounts/login/"
    assert [is_signed_in(client) for client in (here, theirs)] == [False, True]
    assert list(UserSession.objects.values_list("user", flat=True)) == [stranger.pk]


def test_a_device_that_a_new_password_signed_out_is_not_listed(runner):
    here, phone = signed_in(runner), signed_in(runner, **PHONE)
    here.post("/accounts/password/change/", {"oldpassword": WORD, "password1": NEW_WORD})
    assert [is_signed_in(client) for client in (here, phone)] == [True, False]
    assert "Firefox on Android" not in page_of(here, "/accounts/sessions/")
    assert "this device" in page_of(here, "/accounts/sessions/")


GRAVE = [
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/",
]


@pytest.mark.parametrize("page", GRAVE)
def test_what_is_grave_asks_once_more_who_one_is(runners_client, runner, page):
    app_of(runner) if "recovery" in page else None
    answer = runners_client.get(page)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
    show_again(runners_client)
    assert runners_client.get(page).status_code == 200


def test_a_session_left_open_gives_no_account_a_password(runners_client, runner):
    key_of(runner)
    runner.set_unusable_password()
    runner.save()
    runners_client.force_login(runner)
    answer = runners_client.post("/accounts/password/set/", {"password1": NEW_WORD})
    assert answer["Location"].startswith("/accounts/2fa/webauthn/reauthenticate/")
    runner.refresh_from_db()
    assert not runner.has_usable_password()


def test_the_last_thing_that_shows_who_one_is_stays(runners_client, runner):
    key, app = key_of(runner), app_of(runner)
    runner.set_unusable_password()
    runner.save()
    runners_client.force_login(runner)
    remove = f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"
    assert "/reauthenticate/" in runners_client.post(remove)["Location"]  # the app would be left
    app.delete()
    assert runners_client.post(remove)["Location"] == "/accounts/security/"
    assert "this one is your last." in page_of(runners_client)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_strangers_passkey_is_not_there_to_be_removed(runners_client, stranger):
    key = key_of(stranger)
    assert runners_client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404


def test_a_wrong_password_leads_nowhere(runners_client, runner):
    answer = show_again(runners_client, NEW_WORD)
    assert answer.status_code == 200 and "That is not your password." in answer.content.decode()
    assert runners_client.get(GRAVE[0]).status_code == 302


def test_a_new_address_takes_the_place_of_the_old_one_which_hears_of_it(runners_client, runner):
    show_again(runners_client)
    runners_client.post("/accounts/email/", {"action_add": "", "email": "New@example.com"})
    asked, warned = send_letters()
    assert asked.to == ["new@example.com"]
    assert (warned.to, warned.subject) == (["runner@example.com"], "A new address was asked for")
    assert "is to be changed to new@example.com. Nothing has changed yet" in warned.body
    assert "http://127.0.0.1:8000/accounts/security/" in warned.body
    assert CODE.search(asked.body).group() not in warned.body
    assert [a.email for a in EmailAddress.objects.all()] == ["runner@example.com"]
    answer = runners_client.post("/accounts/confirm-email/", {"code": CODE.search(asked.body).group()})
    assert answer["Location"] == "/accounts/security/"
    runner.refresh_from_db()
    assert runner.email == "new@example.com"
    assert [(a.email, a.verified, a.primary) for a in EmailAddress.objects.all()] == [
        ("new@example.com", True, True)
    ]
    told = send_letters()[-1]
    assert told.to == ["runner@example.com"]
    assert "changed from runner@example.com to new@example.com" in told.body
    assert "sign in with new@example.com and your password" in told.body  # with the old one nobody signs in
    assert "write to whoever runs the site" in told.body
    assert "http://127.0.0.1:8000/accounts/security/" in told.body


def test_signing_in_on_a_new_device_is_told_once(runner):
    here = signed_in(runner, **PHONE)
    assert [(letter.subject, letter.to) for letter in send_letters()] == [
        ("Somebody signed in on a new device", ["runner@example.com"])
    ]
    assert "It was done with Firefox on Android, from the address 127.0.0.1" in send_letters()[0].body
    here.post("/accounts/logout/")
    here.post("/accounts/login/", {"login": runner.email, "password": WORD})
    assert len(send_letters()) == 1
    signed_in(runner)
    assert len(send_letters()) == 2


def test_who_came_in_by_a_recovery_code_reads_how_many_are_left(client, runner):
    app_of(runner)
    codes = RecoveryCodes.activate(runner).get_unused_codes()
    client.post("/accounts/login/", {"login": runner.email, "password": "first-position"})
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    page = client.get("/accounts/preferences/").content.decode()
    assert "You came in by a recovery code, which is used up. 9 are left." in page
    assert '<a href="/accounts/security/">Sign-in and security</a>' in page
    assert "recovery code" not in client.get("/accounts/preferences/").content.decode()  # said once


def test_who_signs_up_with_a_passkey_has_recovery_codes(client, db):
    """Without them a lost phone would lock them out for good."""
    from allauth.account.internal.flows.signup import complete_signup
    from allauth.core.context import request_context

    from accounts.models import User

    user = User.objects.create_user("pat@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    key_of(user)
    request = client.get("/privacy/").wsgi_request
    request.session.save()
    with request_context(request):
        request.session["account_authentication_methods"] = [
            {"method": "mfa", "type": "webauthn", "passwordless": True, "at": 1}
        ]
        request.session["account_authentication_methods_user"] = str(user.pk)
        answer = complete_signup(request, user=user)
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "webauthn"]
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"  # shown before anything else
    page = page_of(client, answer["Location"])
    assert page.count("<li><code>") == 10 and 'href="/welcome/">I have them: go on' in page


def a_while_later(client):
    session = client.session
    session["signed_in_at"] -= 16 * 60
    session.save()


def test_who_came_in_a_moment_ago_is_not_asked_again(runner):
    client = signed_in(runner)
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    a_while_later(client)
    assert client.get("/accounts/2fa/webauthn/add/")["Location"].startswith("/accounts/reauthenticate/")


def test_half_of_a_sign_in_counts_for_nothing(runner):
    app_of(runner)
    client = signed_in(runner)
    assert "signed_in_at" not in client.session and not is_signed_in(client)


@pytest.mark.parametrize("page", ["/accounts/security/", "/accounts/email/"])
def test_an_address_that_waits_for_its_code_is_found_again(runner, page):
    client = signed_in(runner)
    assert "A code is on its way" not in page_of(client, page)
    client.post("/accounts/email/", {"action_add": "", "email": "new@example.com"})
    shown = page_of(client, page)
    assert "A code is on its way to new@example.com." in shown and 'href="/accounts/confirm-email/"' in shown
    assert "A code is on its way" not in page_of(signed_in(runner), page)  # it is entered where it was asked


def test_going_back_after_an_address_is_changed_leads_to_security(runner):
    client = signed_in(runner)
    assert client.get("/accounts/confirm-email/")["Location"] == "/accounts/security/"


def test_going_back_after_an_app_is_on_does_not_offer_to_switch_it_off(runner):
    client = signed_in(runner)
    app_of(runner)
    assert client.get("/accounts/2fa/totp/activate/")["Location"] == "/accounts/security/"


def key_shown(client):
    return page_of(client, "/accounts/2fa/totp/activate/").split('id="key">')[1].split("<")[0]


def test_the_key_of_an_app_is_the_same_when_the_page_is_looked_at_again(runner):
    client = signed_in(runner)
    key = key_shown(client)
    assert key_shown(client) == key
    client.post("/accounts/2fa/totp/activate/", {"code": "123"})
    assert key_shown(client) == key
    session = client.session
    session["app_key_since"] -= 3601
    session.save()
    assert key_shown(client) != key  # one that was left lying is not offered for ever


# --- the second step ---------------------------------------------------------------------------------
def second_step(client, runner):
    answer = client.post("/accounts/login/", {"login": runner.email, "password": WORD}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("ways", "says", "not_said"),
    [
        ([app_of, codes_of], "Enter a code from your app, or one of your recovery codes.", "passkey"),
        ([app_of], "Enter a code from your app.", "recovery"),
    ],
)
def test_the_second_step_names_what_the_account_has(client, runner, ways, says, not_said):
    for make in ways:
        make(runner)
    page = second_step(client, runner)
    assert says in page and not_said not in page
