"""Preferences on screen."""

import pytest

from accounts.models import User

SENT = {"units": "mi", "time_zone": "Asia/Tokyo", "week_start": "6", "theme": "dark"}


def test_they_are_saved_and_shown(runners_client, runner):
    response = runners_client.post("/accounts/preferences/", SENT)
    assert response["Location"] == "/accounts/preferences/"
    runner.refresh_from_db()
    assert (runner.units, runner.time_zone, runner.week_start, runner.theme) == (
        "mi", "Asia/Tokyo", 6, "dark"
    )  # fmt: skip
    page = runners_client.get("/accounts/preferences/").content.decode()
    assert "Your preferences are saved." in page and 'data-theme="dark"' in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("units", "leagues"),
        ("units", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("time_zone", "E" * 10_000),
        ("week_start", "2"),
        ("week_start", ""),
        ("theme", "neon"),
        ("theme", '"><script>'),
    ],
)
def test_a_wrong_value_is_said_at_the_field_and_nothing_is_saved(runners_client, runner, name, value):
    response = runners_client.post("/accounts/preferences/", {**SENT, name: value})
    page = response.content.decode()
    part = page.split(f'id="field-{name}"')[1].split('id="field-')[0]
    assert response.status_code == 200 and 'class="field__error"' in part and '"><script>' not in page
    runner.refresh_from_db()
    assert (runner.units, runner.time_zone, runner.theme) == ("km", "Europe/London", "system")


def test_nothing_else_can_be_changed_here(runners_client, runner):
    sent = {**SENT, "is_staff": "on", "is_teacher": "on", "email": "boss@example.com", "is_superuser": "on"}
    runners_client.post("/accounts/preferences/", sent)
    runner.refresh_from_db()
    assert (runner.is_staff, runner.is_teacher, runner.is_superuser) == (False, False, False)
    assert runner.email == "runner@example.com"


def test_one_persons_preferences_are_not_anothers(runners_client, stranger):
    runners_client.post("/accounts/preferences/", SENT)
    assert User.objects.get(pk=stranger.pk).units == "km"


def test_visitors_are_asked_to_sign_in(client, db):
    for answer in (client.get("/accounts/preferences/"), client.post("/accounts/preferences/", SENT)):
        assert answer["Location"] == "/accounts/login/?next=/accounts/preferences/"
