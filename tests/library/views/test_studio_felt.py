"""The studio's page of a class tells its teacher how it felt: never of fewer than five runners."""

import datetime

import pytest

from accounts.models import User
from plans.models import Session

NOW = datetime.datetime(2026, 11, 23, 18, tzinfo=datetime.UTC)
TOO_FEW = "Shown once five runners have said how hard it was."


@pytest.fixture
def filmed(teacher, make_class):
    return make_class("plies-on-film", origin="filmed", teacher=teacher, leg_load=2, level=2)


@pytest.fixture
def rated(filmed):
    """So many runners said how hard it was."""

    def make(*efforts):
        for n, effort in enumerate(efforts):
            runner = User.objects.create_user(f"somebody-{n}@example.com", "x")
            Session.objects.create(
                runner=runner, date=NOW.date(), done_at=NOW, time_zone="UTC", video_class=filmed,
                title="Plies", minutes=15, leg_load=2, how="film", effort=effort,
            )  # fmt: skip

    return make


def shown(client, person, slug="plies-on-film"):
    client.force_login(person)
    page = client.get(f"/library/studio/{slug}/").content.decode()
    return " ".join(page.split())


def test_four_are_too_few(client, teacher, filmed, rated):
    rated(7, 7, 7, 7)
    page = shown(client, teacher)
    assert TOO_FEW in page and "of 10 in the middle" not in page


def test_five_are_told_as_numbers_against_the_label(client, teacher, filmed, rated):
    rated(2, 8, 9, 9, 10)
    page = shown(client, teacher)
    assert "5 runners said how hard it was: 9 of 10 in the middle." in page
    assert "<dt>Light, 0–3</dt><dd>1</dd>" in page and "<dt>Hard, 7–10</dt><dd>4</dd>" in page
    assert "Level 2 and leg load 2 suggest 4 to 7. It feels harder than its label" in page
    assert TOO_FEW not in page and "somebody" not in page


def test_staff_see_it_too_and_others_have_no_such_page(client, staff, runner, filmed, rated):
    rated(5, 5, 5, 5, 5)
    assert "It feels as its label says." in shown(client, staff)
    client.force_login(runner)
    assert client.get("/library/studio/plies-on-film/").status_code == 404


def test_a_draft_was_danced_by_nobody(client, teacher, make_class):
    make_class("draft-on-film", origin="filmed", teacher=teacher, published=False)
    assert "How it felt" not in shown(client, teacher, "draft-on-film")


def test_of_a_drawn_class_the_admin_tells(client, staff, make_class, rated, filmed):
    filmed.origin = "drawn"
    filmed.save()
    rated(2, 8, 9, 9, 10)
    client.force_login(staff)
    page = client.get(f"/admin/library/videoclass/{filmed.pk}/change/").content.decode()
    assert "9 of 10 in the middle · 5 runners: 1 light, 0 steady, 4 hard · its label" in page
    assert client.get("/admin/library/videoclass/add/").status_code == 200
