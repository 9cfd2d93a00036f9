"""Accounts as staff see them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User


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
    kept = {name: form[name].value() for name in ("email", "units", "time_zone", "week_start", "theme")}
    assert staffs_client.post(address, kept).status_code == 302
    runner.refresh_from_db()
    assert runner.is_active is False


def test_a_runner_is_made_a_teacher_and_no_longer(staffs_client, runner, stranger):
    picked = {"action": "make_teacher", "_selected_action": [runner.pk]}
    assertContains(
        staffs_client.post("/admin/accounts/user/", picked, follow=True), "1 person may film and publish"
    )
    assert list(User.objects.filter(is_teacher=True)) == [runner]
    staffs_client.post("/admin/accounts/user/", {**picked, "action": "no_longer_teacher"})
    assert not User.objects.filter(is_teacher=True).exists()


def test_somebody_is_signed_out_everywhere_and_nobody_else(staffs_client, runner, stranger):
    devices = {person: Client() for person in (runner, stranger)}
    for person, device in devices.items():
        device.post("/accounts/login/", {"login": person.email, "password": "first-position"})
    picked = {"action": "sign_out", "_selected_action": [runner.pk]}
    assertContains(staffs_client.post("/admin/accounts/user/", picked, follow=True), "1 device is signed out")
    answers = {person: device.get("/accounts/preferences/").status_code for person, device in devices.items()}
    assert answers == {runner: 302, stranger: 200}
    assert LogEntry.objects.get(object_id=str(runner.pk)).change_message == "Signed out everywhere."
