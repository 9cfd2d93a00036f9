import pytest

from library.actions.search import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught(make_class, teacher):
    return make_class("ankles", teacher=teacher)


def test_a_teachers_classes_are_found_by_the_name_they_teach_under_now(client, teacher, taught):
    client.force_login(teacher)
    sent = {"units": "km", "time_zone": "Europe/London", "theme": "system", "week_start": 0}
    client.post("/accounts/preferences/", {**sent, "teaches_as": "Odile"})
    assert find("odile").classes == 1 << taught.pk
    client.post("/accounts/preferences/", {**sent, "teaches_as": "Giselle"})
    assert (find("odile").classes, find("giselle").classes) == (0, 1 << taught.pk)


def test_staff_may_change_the_name_too(client, staff, teacher, taught):
    client.force_login(staff)
    sent = {"email": teacher.email, "units": "km", "time_zone": "Europe/London", "theme": "system"}
    sent |= {"week_start": 0, "is_active": "on", "is_teacher": "on", "teaches_as": "Odile"}
    answer = client.post(f"/admin/accounts/user/{teacher.pk}/change/", sent)
    assert answer.status_code == 302
    assert find("odile").classes == 1 << taught.pk
