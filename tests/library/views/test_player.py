import datetime
import json

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from library.models import VideoClass, Viewing

CALLS = []
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
PAIRS = "What you saw: Pairs of whole seconds, the second later than the first, like [[0, 30], [45, 60]]."


def on_done(*, runner, video_class, how, now, **was):
    """Stands at the seam where the plan is told."""
    CALLS.append((runner.email, video_class.slug, how))
    return f"/sessions/{len(CALLS)}/"


@pytest.fixture(autouse=True)
def seam(settings):
    CALLS.clear()
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done"


@pytest.fixture
def ankles(make_class):
    return make_class("steady-ankles", duration_s=600.0)


# --- what was watched -------------------------------------------------------------------------------


def watched(client, body, **more):
    more.setdefault("content_type", "application/json")
    body = (
        body
        if isinstance(body, str | dict) and more["content_type"] != "application/json"
        else json.dumps(body)
    )
    return client.post("/library/steady-ankles/watched/", body, **more)


def test_a_beat_as_json_and_as_a_form(runners_client, runner, ankles):
    answer = watched(runners_client, {"position_s": 120.5, "seen": [[0, 118]]})
    assert (answer.status_code, answer.json()) == (200, {"done": False, "next": ""})
    answer = runners_client.post(
        "/library/steady-ankles/watched/", {"position_s": "130", "seen": "[[0, 128]]"}
    )
    assert answer.json() == {"done": False, "next": ""}
    viewing = Viewing.objects.get()
    assert (viewing.runner, viewing.position_s, viewing.watched_s) == (runner, 130, 128)


def test_ninety_per_cent_makes_one_session_however_often_it_is_said(runners_client, ankles):
    answers = [watched(runners_client, {"position_s": 560, "seen": [[0, 545]]}).json() for _ in range(3)]
    assert answers == [{"done": True, "next": "/sessions/1/"}, *[{"done": False, "next": ""}] * 2]
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "film")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"position_s": "soon", "seen": [[0, 1]]}, "Where you are: Enter a number."),
        (
            {"position_s": -1, "seen": [[0, 1]]},
            "Where you are: Ensure this value is greater than or equal to 0.",
        ),
        ({"position_s": 1e300, "seen": [[0, 1]]}, "Where you are: That is after the end of the class."),
        ({"position_s": float("nan"), "seen": [[0, 1]]}, "Where you are: Enter a number."),
        ({"position_s": float("inf"), "seen": [[0, 1]]}, "Where you are: Enter a number."),
        ({"position_s": 1, "seen": [[0, 9999]]}, "What you saw: That is after the end of the class."),
        ({"position_s": 1, "seen": [1]}, PAIRS),
        ({"position_s": 1, "seen": [[2, 1]]}, PAIRS),
        ({"position_s": 1, "seen": [[-2, 1]]}, PAIRS),
        ({"position_s": 1, "seen": [[0.5, 1]]}, PAIRS),
        ({"position_s": 1, "seen": [[0, float("inf")]]}, PAIRS),
        ({"position_s": 1, "seen": [[0, 1, 2]]}, PAIRS),
        (
            {"position_s": 1, "seen": None},
            "What you saw: Say which seconds were seen, like [[0, 30], [45, 60]].",
        ),
        ({"position_s": 1, "seen": 7}, PAIRS),
        ({"position_s": 1}, "What you saw: Say which seconds were seen, like [[0, 30], [45, 60]]."),
        ([1, 2], "That could not be read: send a form, or JSON with position_s and seen."),
    ],
)
def test_a_bogus_beat_is_refused_with_a_sentence(runners_client, ankles, body, sentence):
    answer = watched(runners_client, body)
    assert (answer.status_code, answer.json()) == (400, {"done": False, "error": sentence})
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("digits", [400, 6000])
def test_a_whole_number_no_fraction_can_hold_is_no_number(runners_client, ankles, digits):
    sent = f'{{"position_s": 1{"0" * digits}, "seen": [[0, 1]]}}'
    answer = runners_client.post("/library/steady-ankles/watched/", sent, content_type="application/json")
    sentence = "Where you are: Enter a number."
    assert (answer.status_code, answer.json()) == (400, {"done": False, "error": sentence})


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "\xff"])
def test_what_is_not_json_is_refused(runners_client, ankles, body):
    answer = runners_client.post("/library/steady-ankles/watched/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_beat_is_a_post(runners_client, ankles):
    assert runners_client.get("/library/steady-ankles/watched/").status_code == 405


def test_a_beat_needs_its_token(runner, ankles):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(runner)
    assert watched(strict, {"position_s": 1, "seen": [[0, 1]]}).status_code == 403


def test_visitors_watch_nothing(client, ankles):
    assert watched(client, {"position_s": 1, "seen": [[0, 1]]}).status_code == 302
    assert not Viewing.objects.exists()


# --- done -------------------------------------------------------------------------------------------


def test_the_button_records_one_session_however_often_it_is_pressed(runners_client, ankles):
    for _ in range(2):
        response = runners_client.post("/library/steady-ankles/done/")
        assertRedirects(response, "/sessions/1/", fetch_redirect_response=False)
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "button")]


def test_looking_at_done_records_nothing(runners_client, ankles):
    assert runners_client.get("/library/steady-ankles/done/").status_code == 405
    assert CALLS == []


def test_a_class_that_is_not_published_cannot_be_done(runners_client, make_class):
    make_class("draft", published=False)
    assert runners_client.post("/library/draft/done/").status_code == 404


def test_a_report_of_the_timer_is_answered_as_a_beat_is(runners_client, ankles):
    answer = runners_client.post(
        "/library/steady-ankles/done/",
        {"how": "timer", "age_ms": 5000},
        headers={"accept": "application/json"},
    )
    assert answer.json() == {"done": True, "next": "/sessions/1/"}
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "timer")]


def test_a_bogus_report_of_the_button_is_refused_with_a_sentence(runners_client, ankles):
    answer = runners_client.post("/library/steady-ankles/done/", {"kept": "1.two"})
    assert answer.status_code == 400
    assert answer.json()["error"] == "What is kept: Positions with points between them, like 0.1.4."
    assert CALLS == []


# --- a class that is withdrawn, and drafts -------------------------------------------------------------


def test_a_class_withdrawn_while_it_is_danced_counts_for_who_had_begun(runners_client, stranger, ankles):
    watched(runners_client, {"position_s": 300, "seen": [[0, 300]]})
    VideoClass.objects.update(published_at=None)
    told = watched(runners_client, {"position_s": 545, "seen": [[300, 545]]})
    assert told.json() == {"done": True, "next": "/sessions/1/"}
    done = runners_client.post("/library/steady-ankles/done/", {"age_ms": 1}, headers={"accept": "text/json"})
    assert done.json() == {"done": True, "next": "/sessions/1/"}
    other = Client()
    other.force_login(stranger)
    assert watched(other, {"position_s": 545, "seen": [[0, 545]]}).status_code == 404
    assert other.post("/library/steady-ankles/done/").status_code == 404


@pytest.mark.parametrize("person", ["teacher", "staff"])
def test_who_may_change_a_draft_gets_no_session_of_looking_at_it(request, make_class, teacher, person):
    person = request.getfixturevalue(person)
    draft = make_class("draft", published=False, origin="filmed", teacher=teacher, duration_s=600.0)
    client = Client()
    client.force_login(person)
    sent = {"position_s": 560, "seen": "[[0, 600]]"}
    assert client.post("/library/draft/watched/", sent).json() == {"done": False, "next": ""}
    assert client.post("/library/draft/done/").status_code == 404
    Viewing.objects.create(
        runner=person, video_class=draft, position_at=NOW
    )  # danced before it was withdrawn
    assert client.post("/library/draft/watched/", sent).json() == {"done": False, "next": ""}
    assert client.post("/library/draft/done/").status_code == 404
    assert CALLS == []


# --- the place --------------------------------------------------------------------------------------


def test_a_page_that_was_away_asks_where_its_runner_stopped(runners_client, stranger, ankles):
    watched(runners_client, {"position_s": 120.5, "seen": [[0, 118]], "age_ms": 60_000})
    answer = runners_client.get("/library/steady-ankles/place/")
    told = answer.json()
    assert (told["position_s"], told["kept"], answer.headers["Cache-Control"]) == (120.5, [], "no-store")
    assert 60 <= told["age_s"] < 120
    other = Client()
    other.force_login(stranger)
    assert other.get("/library/steady-ankles/place/").json() == {
        "position_s": 0, "age_s": None, "kept": [], "done_age_s": None,
    }  # fmt: skip


def test_visitors_have_no_place_and_asking_stores_nothing(client, runners_client, ankles):
    runners_client.get("/library/steady-ankles/place/")
    assert not Viewing.objects.exists()
    client.logout()
    assert client.get("/library/steady-ankles/place/").status_code == 302
