"""Accounts as staff see them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Consent, User


@pytest.fixture
def staffs_client(client, staff):
    client.force_login(staff)
    return client


def test_an_account_is_not_deleted_here(staffs_client, runner):
    address = reverse("admin:accounts_user_change", args=[runner.pk])
    assertNotContains(staffs_client.get(address), "/delete/")
    assert staffs_client.post(f"/admin/accounts/user/{runner.pk}/delete/", {"post": "yes"}).status_code == 403
    picked = {"action": "delete_selected", "_selected_action": [runner.pk], "post": "yes"}
    staffs_client.post("/admin/accounts/user/", picked)
    assert User.objects.filter(pk=runner.pk).exists()


def test_an_account_is_made_inactive_instead(staffs_client, runner):
    address = f"/admin/accounts/user/{runner.pk}/change/"
    form = staffs_client.get(address).context["adminform"].form
    kept = {name: form[name].value() for name in ("units", "time_zone", "week_start", "theme")}
    assert staffs_client.post(address, kept).status_code == 302
    runner.refresh_from_db()
    assert runner.is_active is False


def test_a_runner_is_made_a_teacher_and_no_longer(staffs_client, runner, stranger):
    picked = {"action": "make_teacher", "_selected_action": [runner.pk]}
    assertContains(staffs_client.post("/admin/accounts/user/", picked, follow=True), "1 may film and publish")
    assert list(User.objects.filter(is_teacher=True)) == [runner]
    staffs_client.post("/admin/accounts/user/", {**picked, "action": "no_longer_teacher"})
    assert not User.objects.filter(is_teacher=True).exists()


def test_somebody_is_signed_out_everywhere_and_nobody_else(staffs_client, runner, stranger):
    devices = {person: Client() for person in (runner, stranger)}
    for person, device in devices.items():
        device.post("/accounts/login/", {"login": person.email, "password": "first-position"})
    picked = {"action": "sign_out", "_selected_action": [runner.pk]}
    assertContains(
        staffs_client.post("/admin/accounts/user/", picked, follow=True), "1 devices are signed out"
    )
    answers = {person: device.get("/accounts/preferences/").status_code for person, device in devices.items()}
    assert answers == {runner: 302, stranger: 200}
    assert LogEntry.objects.get(object_id=str(runner.pk)).change_message == "Signed out everywhere."


@pytest.mark.parametrize(
    "address",
    ["account/emailaddress/", "mfa/authenticator/", "usersessions/usersession/", "account/emailaddress/add/"],
)
def test_ways_in_and_addresses_of_people_are_not_staffs_to_change(staffs_client, address):
    assert staffs_client.get(f"/admin/{address}").status_code == 404


def test_staff_choose_nobodys_password(staffs_client, runner):
    address = f"/admin/accounts/user/{runner.pk}/password/"
    sent = {"password1": "slow-pliés-at-noon", "password2": "slow-pliés-at-noon", "usable_password": "true"}
    assert {staffs_client.get(address).status_code, staffs_client.post(address, sent).status_code} == {403}
    assertNotContains(staffs_client.get(f"/admin/accounts/user/{runner.pk}/change/"), "password/")
    runner.refresh_from_db()
    assert runner.check_password("first-position")


def changed(client, person, **sent):
    address = f"/admin/accounts/user/{person.pk}/change/"
    kept = {
        "units": "km",
        "time_zone": "Europe/London",
        "week_start": 0,
        "theme": "system",
        "is_active": "on",
    }
    assert client.post(address, {**kept, **sent}).status_code == 302
    person.refresh_from_db()
    return person


def test_staff_change_nobodys_address(staffs_client, runner):
    assert (
        changed(staffs_client, runner, email="staff@example.com", theme="dark").email == "runner@example.com"
    )
    assert runner.theme == "dark"


def test_staff_who_may_change_accounts_give_no_rights(client, staff, runner):
    """Only who has them all."""
    client.force_login(staff)
    assert changed(client, runner, is_staff="on").is_staff is True
    staff.is_superuser = False
    staff.save()
    staff.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    for person in (runner, staff):
        changed(client, person, is_superuser="on", is_staff="", groups="", theme="light")
        assert (person.is_superuser, person.is_staff, person.theme) == (False, True, "light")


def test_what_was_agreed_to_is_not_deleted_here(staffs_client, runner):
    given = Consent.objects.create(user=runner, kind="privacy", version="2026-11", given_at=timezone.now())
    address = f"/admin/accounts/consent/{given.pk}/delete/"
    assert staffs_client.post(address, {"post": "yes"}).status_code == 403
    assert Consent.objects.filter(pk=given.pk).exists()
