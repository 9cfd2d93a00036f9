"""What is refused, or fails, says the same to browsers as a page does, and nothing of what went on inside."""

import pytest
from django.test import Client

from tests.said import wrong_in


def host_of_others(runner):
    return Client().get("/library/", headers={"host": "elsewhere.example"})


def too_many_fields(runner):
    client = Client()
    client.force_login(runner)
    return client.post("/accounts/preferences/", {f"field{n}": "" for n in range(1100)})


def forged(runner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(runner)
    return client.post("/accounts/preferences/", {"units": "mi"})


def nothing_there(runner):
    return Client().get("/nowhere/")


def only_for_acts(runner):
    client = Client()
    client.force_login(runner)
    return client.get("/plan/2026-11-23/again/")


def unknown_method(runner):
    return Client().put("/library/")


def too_large(teacher):
    upload = teacher.uploads.get()
    client = Client()
    client.force_login(teacher)
    headers = {"upload-offset": "0", "content-length": str(10**9)}
    return client.patch(f"/library/studio/on-film/uploads/{upload.pk}/", headers=headers)


def too_often(runner):
    for _ in range(40):
        answer = Client().post("/accounts/login/", {"login": "a@example.com", "password": "x"})
        if answer.status_code == 429:
            break
    return answer


def fault(runner):
    return Client(raise_request_exception=False).get("/breaks/")


REFUSALS = {
    host_of_others: 400,
    too_many_fields: 400,
    forged: 403,
    nothing_there: 404,
    only_for_acts: 405,
    unknown_method: 405,
    too_large: 413,
    too_often: 429,
    fault: 500,
}


@pytest.mark.urls("tests.balletfusion.breaking_urls")
@pytest.mark.parametrize(("refused", "status"), REFUSALS.items())
def test_a_refusal_says_to_browsers_what_a_page_says(refused, status, runner, teacher, make_class):
    filmed = make_class("on-film", origin="filmed", teacher=teacher)
    teacher.uploads.create(video_class=filmed, name="a.mp4", size_bytes=2 * 10**9)
    answer = refused(teacher if refused is too_large else runner)
    assert answer.status_code == status
    assert wrong_in(answer, private=False) == []
    assert "public" not in answer.get("Cache-Control", "")


@pytest.mark.urls("tests.balletfusion.breaking_urls")
def test_a_fault_tells_nobody_what_it_was(db):
    answer = Client(raise_request_exception=False).get("/breaks/")
    said = answer.content.decode()
    assert "Something went wrong on our side" in said
    assert "171" not in said and "RuntimeError" not in said and "breaks" not in said


def test_what_was_too_much_is_told_in_a_sentence(runners_client, runner):
    sent = {"units": "mi", **{f"field{n}": "" for n in range(1100)}}
    answer = runners_client.post("/accounts/preferences/", sent)
    assert (answer.status_code, "Nothing was stored" in answer.content.decode()) == (400, True)
    runner.refresh_from_db()
    assert runner.units == "km"
