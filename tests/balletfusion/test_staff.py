"""The admin opens to staff with a second factor, and keeps an entry of every change."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from pytest_django.asserts import assertContains, assertRedirects


@pytest.fixture
def staffs_client(client, staff):
    client.force_login(staff)
    return client


@pytest.mark.parametrize("address", ["/admin/", "/admin/accounts/user/"])
def test_staff_without_a_second_factor_are_asked_to_add_one(staffs_client, staff, address):
    assert staffs_client.get(address).status_code == 200
    Authenticator.objects.filter(user=staff).delete()
    answer = staffs_client.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/security/"
    assertContains(answer, "so they need a second factor")


def test_recovery_codes_alone_are_no_second_factor(staffs_client, staff):
    Authenticator.objects.filter(user=staff).update(type=Authenticator.Type.RECOVERY_CODES)
    assert staffs_client.get("/admin/").status_code == 302


def test_a_change_is_not_made_without_it(staffs_client, staff, runner):
    Authenticator.objects.filter(user=staff).delete()
    picked = {"action": "make_teacher", "_selected_action": [runner.pk]}
    assert staffs_client.post("/admin/accounts/user/", picked).status_code == 302
    runner.refresh_from_db()
    assert runner.is_teacher is False


def test_a_runner_is_refused_and_a_visitor_signs_in(client, runner):
    assertRedirects(
        client.get("/admin/login/?next=/admin/"),
        "/accounts/login/?next=%2Fadmin%2F",
        fetch_redirect_response=False,
    )
    client.force_login(runner)
    assert client.get("/admin/login/").status_code == 403


def test_each_change_has_its_entry(staffs_client, staff, runner):
    address = f"/admin/accounts/user/{runner.pk}/change/"
    form = staffs_client.get(address).context["adminform"].form
    kept = {name: form[name].value() for name in ("language", "units", "time_zone", "week_start", "theme")}
    assert staffs_client.post(address, {**kept, "is_active": "on", "theme": "dark"}).status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.action_flag) == (staff, str(runner.pk), CHANGE)
    assert entry.get_change_message() == "Changed Theme."
    picked = {"action": "make_teacher", "_selected_action": [runner.pk]}
    staffs_client.post("/admin/accounts/user/", picked)
    assert [e.get_change_message() for e in LogEntry.objects.order_by("pk")] == [
        "Changed Theme.",
        "Made a teacher.",
    ]
