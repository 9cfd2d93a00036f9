"""The API: by a token and its scopes alone, clear refusals, nothing of health, never an error of ours."""

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from accounts.actions.tokens import make_token
from accounts.models import Token
from plans.actions import api
from plans.actions.imports_hold import take_hold
from plans.actions.imports_work import take_up_lost_imports
from plans.actions.merge import merge_of, runs_to_merge
from plans.actions.removed import merge_runs
from plans.forms.api_run import ApiRunForm
from plans.models import Import, Overlay, PlannedSession, Race, Run, Week

RUNS, PLAN = "/api/runs/", "/api/plan/2026-11-25/"
MONDAY = datetime.date(2026, 11, 23)
FRIDAY = datetime.date(2026, 11, 27)
ALL = ["read-log", "write-log", "read-plan"]
BY_HAND = {"date": "2026-11-24", "distance_m": 10_000, "duration_s": 3120}


@pytest.fixture
def bearer(runner, clock):
    """Headers that show a token with these scopes."""

    def make(*scopes, of=None):
        token = Token(user=of or runner, name="Watch", scopes=list(scopes))
        return {"Authorization": f"Bearer {make_token(token=token, ends_in_days=30, now=timezone.now())}"}

    return make


@pytest.fixture
def get(bearer):
    headers = bearer(*ALL)
    return lambda url: Client().get(url, headers=headers)


@pytest.fixture
def post(bearer):
    headers = bearer(*ALL)

    def send(body, content_type="application/json", url=RUNS, key=None):
        body = body if isinstance(body, str | bytes) else json.dumps(body)
        named = {} if key is None else {"Idempotency-Key": key}
        return Client().post(url, body, content_type=content_type, headers={**headers, **named})

    return send


@pytest.fixture
def post_file(bearer):
    headers = bearer(*ALL)

    def send(content, name="run.gpx", field="file", **more):
        return Client().post(RUNS, {field: SimpleUploadedFile(name, content), **more}, headers=headers)

    return send


def refused(response):
    """Every refusal is JSON with a code and a sentence, and is kept nowhere."""
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/json", "private, no-store")
    error = response.json()["error"]
    assert error["sentence"].endswith((".", "!"))
    return response.status_code, error["code"], error.get("fields", {})


# --- the door -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic cnVubmVyOng=", "bff_x", "Bearer \xff",
     "Bearer a b"],
)  # fmt: skip
def test_without_a_good_token_nothing_opens(bearer, header):
    bearer(*ALL)
    response = Client().get(RUNS, headers={} if header is None else {"Authorization": header})
    assert refused(response) == (401, "unauthorized", {})
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("address", [RUNS, PLAN])
def test_a_session_opens_nothing(runners_client, address):
    assert refused(runners_client.get(address)) == (401, "unauthorized", {})


def test_a_forged_form_in_a_browser_that_is_signed_in_writes_nothing(runner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(runner)
    assert client.post(RUNS, json.dumps(BY_HAND), content_type="application/json").status_code == 401
    assert Run.objects.count() == 0


def test_the_token_counts_and_not_the_session_beside_it(runners_client, stranger, make_run, bearer):
    make_run()
    response = runners_client.get(RUNS, headers=bearer("read-log", of=stranger))
    assert response.json()["runs"] == []
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("method", "address", "scope"),
    [("get", RUNS, "read-log"), ("post", RUNS, "write-log"), ("get", PLAN, "read-plan")],
)
def test_each_scope_opens_its_own_and_nothing_else(bearer, method, address, scope):
    sent = {"data": json.dumps(BY_HAND), "content_type": "application/json"} if method == "post" else {}
    for held in ALL:
        response = getattr(Client(), method)(address, headers=bearer(held), **sent)
        if held == scope:
            assert response.status_code in {200, 201}
        else:
            assert refused(response) == (403, "lacks_scope", {})
            assert f"“{scope}”" in response.json()["error"]["sentence"]
            assert response["WWW-Authenticate"].endswith(f'error="insufficient_scope", scope="{scope}"')


def test_ended_it_opens_nothing_from_the_next_request_on(get, clock):
    assert get(RUNS).status_code == 200
    Token.objects.all().delete()
    assert get(RUNS).status_code == 401


def test_over_it_opens_nothing(get, clock):
    assert get(RUNS).status_code == 200
    clock(2026, 12, 25, 9)
    assert get(RUNS).status_code == 401


def test_the_day_it_was_used_is_remembered(get):
    get(RUNS)
    assert Token.objects.get().last_used_on == datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("method", "address", "allow"),
    [
        ("put", RUNS, "GET, HEAD, POST"), ("delete", RUNS, "GET, HEAD, POST"),
        ("patch", RUNS, "GET, HEAD, POST"),
        ("options", RUNS, "GET, HEAD, POST"), ("post", PLAN, "GET, HEAD"), ("delete", PLAN, "GET, HEAD"),
    ],
)  # fmt: skip
def test_what_an_address_does_not_take_it_says(bearer, method, address, allow):
    response = getattr(Client(), method)(address, headers=bearer(*ALL))
    assert refused(response) == (405, "method_not_allowed", {})
    assert response["Allow"] == allow


def test_the_head_alone_is_sent(get, bearer):
    response = Client().head(RUNS, headers=bearer("read-log"))
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "address", ["/api/", "/api/nothing/", "/api/runs", "/api/runs/1/", "/api/plan/2026-11-25"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_there_is_nothing_a_script_reads_so(db, address, method):
    assert refused(getattr(Client(), method)(address)) == (404, "not_found", {})


def test_too_many_a_minute_wait(get, clock):
    Token.objects.update(counted=60, counted_from=clock(2026, 11, 25, 9))
    response = get(RUNS)
    assert refused(response) == (429, "too_many_requests", {})
    assert response["Retry-After"] == "60"
    clock(2026, 11, 25, 9, 1)
    assert get(RUNS).status_code == 200


def test_without_a_good_token_a_place_may_ask_thirty_times_a_minute(bearer, clock):
    clock(2026, 11, 25, 9)
    wrong, here = {"Authorization": "Bearer bff_wrong"}, Client(REMOTE_ADDR="192.0.2.1")
    assert {here.get(PLAN, headers=wrong).status_code for _ in range(30)} == {401}
    too_often = here.post(RUNS, headers=wrong)
    assert refused(too_often) == (429, "too_many_requests", {})
    assert too_often["Retry-After"] == "60"
    assert Client(REMOTE_ADDR="192.0.2.2").get(RUNS, headers=wrong).status_code == 401
    assert here.get(RUNS, headers=bearer("read-log")).status_code == 200  # a good one has a count of its own
    clock(2026, 11, 25, 9, 1)
    assert here.get(RUNS, headers=wrong).status_code == 401


def test_a_flood_without_a_good_token_writes_nothing(db, clock, django_assert_num_queries):
    clock(2026, 11, 25, 9)
    wrong = {"Authorization": "Bearer bff_wrong"}
    for _ in range(31):
        Client().get(RUNS, headers=wrong)
    with django_assert_num_queries(2):  # the token is looked for, and the count is read
        assert Client().get(RUNS, headers=wrong).status_code == 429


# --- reading the log ------------------------------------------------------------------------------


def test_runs_are_read_in_metres_and_seconds(get, make_run):
    started = datetime.datetime(2026, 11, 24, 7, tzinfo=datetime.UTC)
    run = make_run(
        title="Round the lake", note="grumbling tendon", started_at=started, time_zone="Europe/London",
        elapsed_s=3300, climb_m=42.5, heart_rate_mean=152, effort=8,
    )  # fmt: skip
    response = get(RUNS)
    assert response.json() == {
        "runs": [
            {
                "id": run.pk,
                "date": "2026-11-24",
                "started_at": "2026-11-24T07:00:00+00:00",
                "time_zone": "Europe/London",
                "kind": "easy",
                "title": "Round the lake",
                "distance_m": 10_000.0,
                "duration_s": 3120,
                "elapsed_s": 3300,
                "climb_m": 42.5,
            }
        ],
        "page": 1,
        "pages": 1,
        "count": 1,
        "next": None,
    }
    assert response["Cache-Control"] == "private, no-store"


def test_those_of_some_days_and_never_anothers_or_what_was_taken_out(get, make_run, stranger):
    days = [datetime.date(2026, 11, day) for day in (1, 2, 3, 4)]
    for day in days:
        make_run(date=day)
    make_run(date=days[1], of=stranger)
    make_run(date=days[1], removed_at=timezone.now())
    read = get(f"{RUNS}?from=2026-11-02&to=2026-11-03").json()["runs"]
    assert [run["date"] for run in read] == ["2026-11-03", "2026-11-02"]


def test_a_page_leads_to_the_next_until_all_is_read(get, make_run):
    for _ in range(201):
        make_run()
    url, read = f"{RUNS}?from=2026-11-01", []
    while url:
        page = get(url).json()
        read += [run["id"] for run in page["runs"]]
        url = page["next"]
    assert (len(read), len(set(read)), page["page"], page["pages"]) == (201, 201, 3, 3)


@pytest.mark.parametrize("many", [1, 60])
def test_reading_makes_as_many_queries_for_many_as_for_one(get, make_run, many, django_assert_num_queries):
    for _ in range(many):
        make_run()
    get(RUNS)
    with django_assert_num_queries(4):
        get(RUNS)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"), ("to=2026-02-30", "to"), ("page=0", "page"), ("page=-1", "page"),
        ("from=20261125", "from"),
        ("page=x", "page"), ("page=2", "page"), ("page=" + "9" * 5000, "page"), ("page=²", "page"),
        ("since=2026-01-01", "since"), ("from=", "from"), ("from=2026-11-24T00:00", "from"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_read_names_what_is_wrong(get, query, field):
    status, code, fields = refused(get(f"{RUNS}?{query}"))
    assert (status, code, list(fields)) == (422, "does_not_fit", [field])


# --- writing the log ------------------------------------------------------------------------------


def test_a_run_is_written_down(post, runner):
    response = post({**BY_HAND, "kind": "tempo", "title": "Lunch", "effort": 6, "note": None})
    run = Run.objects.get()
    assert (response.status_code, response.json()["run"]["id"]) == (201, run.pk)
    assert (run.runner, run.date, run.kind, run.title, run.effort, run.note) == (
        runner, datetime.date(2026, 11, 24), "tempo", "Lunch", 6, "",
    )  # fmt: skip
    assert (run.distance_m, run.duration_s, run.kind_is_guess) == (10_000.0, 3120, False)


def test_written_down_the_planned_run_is_done(post, make_planned_run):
    planned = make_planned_run(date=datetime.date(2026, 11, 24))
    post(BY_HAND)
    planned.refresh_from_db()
    assert planned.status == "done"


def test_sent_again_under_its_key_it_is_told_and_not_written_again(post):
    first, again = post(BY_HAND, key="tuesday"), post(dict(reversed(BY_HAND.items())), key="tuesday")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Run.objects.count() == 1


def test_without_a_key_it_is_another_run(post):
    assert [post(BY_HAND).status_code for _ in range(2)] == [201, 201]
    assert Run.objects.count() == 2


def test_under_its_key_another_run_is_refused(post):
    post(BY_HAND, key="tuesday")
    assert refused(post({**BY_HAND, "duration_s": 3121}, key="tuesday")) == (422, "key_of_another", {})
    assert post(BY_HAND, key="wednesday").status_code == 201
    assert Run.objects.count() == 2


def test_a_key_is_good_for_all_tokens_of_a_runner_and_for_no_other_runner(post, bearer, stranger):
    post(BY_HAND, key="tuesday")
    for of, status in ((None, 200), (stranger, 201)):
        headers = {**bearer("write-log", of=of), "Idempotency-Key": "tuesday"}
        sent = Client().post(RUNS, json.dumps(BY_HAND), content_type="application/json", headers=headers)
        assert sent.status_code == status


def test_a_run_that_was_taken_out_is_not_brought_back_by_being_sent_again(post, clock):
    post(BY_HAND, key="tuesday")
    Run.objects.update(removed_at=timezone.now())
    assert post(BY_HAND, key="tuesday").status_code == 200
    assert Run.objects.count() == 0
    Run.with_removed.all().delete()  # gone for good, and its key with it
    assert post(BY_HAND, key="tuesday").status_code == 201


def test_a_run_that_was_merged_since_is_told_as_the_one_it_is_by_now(post, runner):
    post(BY_HAND, key="tuesday")
    kept = post({**BY_HAND, "distance_m": 10_040, "duration_s": 3125, "effort": 5}).json()["run"]["id"]
    found = merge_of(*runs_to_merge(runner, [run.pk for run in Run.objects.all()]))
    merge_runs(merge=found, now=timezone.now())
    again = post(BY_HAND, key="tuesday")
    assert (again.status_code, again.json()["run"]["id"]) == (200, kept)
    assert (again.json()["run"]["distance_m"], found.kept.pk) == (10_040, kept)


def test_what_does_not_fit_keeps_no_key(post):
    assert post({**BY_HAND, "kind": "walk"}, key="tuesday").status_code == 422
    assert post(BY_HAND, key="tuesday").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_a_key_that_is_none_is_refused(post, key):
    assert refused(post(BY_HAND, key=key)) == (400, "bad_key", {})
    assert Run.objects.count() == 0


def test_sent_many_times_at_one_moment_it_is_written_once(shared_database, runner, bearer):
    headers = {**bearer("write-log"), "Idempotency-Key": "tuesday"}

    def send(_n):
        try:
            sent = json.dumps(BY_HAND)
            return Client().post(RUNS, sent, content_type="application/json", headers=headers).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(send, range(6))) == [200] * 5 + [201]
    assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"date": None}, ["date"]),
        ({"date": "24/11/2026"}, ["date"]),
        ({"date": 20261124}, ["date"]),
        ({"date": "2026-11-26"}, ["date"]),  # tomorrow
        ({"date": "1949-12-31"}, ["date"]),
        ({"distance_m": None, "duration_s": None}, ["duration_s"]),
        ({"distance_m": "10000"}, ["distance_m"]),
        ({"distance_m": True}, ["distance_m"]),
        ({"distance_m": -1}, ["distance_m"]),
        ({"distance_m": 10**400}, ["distance_m"]),
        ({"distance_m": [1]}, ["distance_m"]),
        ({"duration_s": 12.5}, ["duration_s"]),
        ({"duration_s": 0}, ["duration_s"]),
        ({"duration_s": 10**12}, ["duration_s"]),
        ({"effort": 11}, ["effort"]),
        ({"kind": "walk"}, ["kind"]),
        ({"kind": {}}, ["kind"]),
        ({"title": 7}, ["title"]),
        ({"title": "x" * 121}, ["title"]),
        ({"title": "a\x00b"}, ["title"]),
        ({"note": "x" * 2001}, ["note"]),
        ({"runner": 1, "pk": 2}, ["pk", "runner"]),
        ({"": 1}, [""]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_does_not_fit_is_named_and_nothing_is_kept(post, sent, wrong):
    status, code, fields = refused(post({**BY_HAND, **sent}))
    assert (status, code, sorted(fields)) == (422, "does_not_fit", wrong)
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b" ", b"{", b"[]", b"null", b"1", b'"run"', b"\xff\xfe", b"{'date': 1}", b"NaN",
        b'{"distance_m": NaN}', b'{"distance_m": Infinity}', b'{"title": "\\ud800"}', b"[" * 60_000,
        b'{"a":' * 9000, b'{"distance_m": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda body: str(body)[:24],
)  # fmt: skip
def test_what_is_no_json_object_is_refused(post, body):
    assert refused(post(body)) == (400, "not_json", {})
    assert Run.objects.count() == 0


def test_too_much_json_is_not_read(post):
    assert refused(post({**BY_HAND, "note": "x" * 70_000})) == (413, "too_large", {})


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_another_kind_of_body_is_refused(post, kind):
    assert refused(post(BY_HAND, kind)) == (415, "unsupported_media_type", {})


any_json = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("date", "kind", "duration_s", "distance_m", "effort", "title", "note")


@pytest.mark.django_db  # which is asked whether what constraints say holds
@given(told=some.dictionaries(some.sampled_from(FIELDS) | some.text(max_size=8), any_json, max_size=8))
def test_whatever_is_told_the_form_has_an_answer(told):
    """Valid or not, but never an error; and valid only of the right kinds."""
    form = ApiRunForm(told, instance=Run(), today=datetime.date(2026, 11, 25))
    if form.is_valid():
        assert {*told} <= {*FIELDS}
        assert isinstance(told["date"], str)
    else:
        assert form.fields_wrong()


# --- files ----------------------------------------------------------------------------------------


def test_a_file_goes_into_the_log_as_on_the_page(post_file, gpx, runner):
    response = post_file(gpx(name="Morning"))
    run = Run.objects.get()
    assert response.status_code == 201
    [activity] = response.json()["activities"]
    assert (activity["verdict"], activity["run"]["id"], activity["run"]["title"]) == (
        "new_run", run.pk, "Morning",
    )  # fmt: skip
    assert (run.runner, run.duration_s, round(run.distance_m)) == (runner, 1200, 3600)
    assert Import.objects.get().state == "stored"


def test_the_same_file_again_adds_nothing_and_names_the_run(post_file, fit):
    first = post_file(fit(), "run.fit")
    again = post_file(fit(), "run.fit")
    assert (first.status_code, again.status_code, Run.objects.count()) == (201, 200, 1)
    [activity] = again.json()["activities"]
    assert (activity["verdict"], activity["run"]["id"]) == ("same_file", Run.objects.get().pk)
    assert Import.objects.count() == 1


@pytest.mark.parametrize("step", ["read_slice", "store_slice"])
@pytest.mark.parametrize("to_its_end", [False, True])
def test_a_file_the_worker_takes_for_lost_is_in_the_log_all_the_same(
    post_file, fit, monkeypatch, step, to_its_end
):
    """A bug: an import without a task is taken up by the worker, and the script was answered with a fault."""
    act, met = getattr(api, step), []

    def beside_a_worker(hold):
        if not met:
            met.append(take_up_lost_imports())
            theirs = take_hold(hold.of_import.pk, seconds=60)
            if to_its_end:
                act(theirs)
        return act(hold)

    monkeypatch.setattr(api, step, beside_a_worker)
    answer = post_file(fit(), "run.fit")
    assert (answer.status_code, met) == (201, [1])
    assert answer.json()["activities"][0]["run"]["id"] == Run.objects.get().pk
    assert [each.state for each in Import.objects.all()] == ["stored"]


def test_who_may_only_write_hears_of_a_run_that_was_there_that_it_is_there(bearer, fit):
    headers, heard = bearer("write-log"), []
    for _ in range(2):
        file = SimpleUploadedFile("run.fit", fit())
        heard.append(Client().post(RUNS, {"file": file}, headers=headers).json()["activities"][0]["run"])
    assert heard[0]["duration_s"] and heard[1] == {"id": heard[0]["id"]}
    named, by_hand = {**headers, "Idempotency-Key": "tuesday"}, []
    for _ in range(2):
        sent = Client().post(RUNS, json.dumps(BY_HAND), content_type="application/json", headers=named)
        by_hand.append(sent.json()["run"])
    assert by_hand[0]["duration_s"] == 3120 and by_hand[1] == {"id": by_hand[0]["id"]}


@pytest.mark.parametrize(
    "content",
    [b"", b"not an activity", b"<gpx/>", b"\x00" * 100,
     b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><gpx>&a;"],
    ids=["empty", "words", "gpx", "zeros", "entity"],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_its_sentence(post_file, settings, content):
    status, code, fields = refused(post_file(content))
    assert (status, code, list(fields)) == (422, "does_not_fit", ["file"])
    assert (Run.objects.count(), Import.objects.count()) == (0, 0)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_a_walk_stays_out_and_says_why(post_file, gpx):
    _status, _code, fields = refused(post_file(gpx(sport="walking")))
    assert fields == {"file": ["This is a walk, so it stays out of your running log."]}


def test_archives_and_tables_are_for_the_page(post_file, zipped, gpx):
    for content in (zipped({"run.gpx": gpx()}), b"date,distance,time\n2026-11-24,10,50:00\n" * 5):
        status, _code, fields = refused(post_file(content))
        assert (status, fields) == (
            422,
            {"file": ["Send one activity file. Archives and tables are brought in on the site."]},
        )
    assert Import.objects.count() == 0


def test_a_file_too_large_is_not_kept(post_file, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1000
    assert refused(post_file(b"x" * 1001)) == (413, "too_large", {})
    assert refused(post_file(b"x" * (1000 + 1024**2 + 1))) == (413, "too_large", {})
    assert Import.objects.count() == 0


def test_one_file_in_its_field(post_file, gpx):
    other = SimpleUploadedFile("other.gpx", gpx())
    for response in (post_file(gpx(), field="gpx"), post_file(gpx(), more=other)):
        status, _code, fields = refused(response)
        assert (status, fields) == (422, {"file": ["Send one file, in the field “file”."]})
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=", b"--x"),
        ("multipart/form-data; boundary=\xe9", b"--x"),
    ],
)
def test_a_form_that_is_broken_is_refused(post, kind, body):
    assert refused(post(body, kind)) == (400, "not_multipart", {})


@pytest.mark.parametrize(
    "body", [b" ", b"--x", b"--x--", b"--x\r\nContent-Disposition: form-data; name=a\r\n"]
)
def test_a_form_without_a_file_is_refused(post, body):
    status, _code, _fields = refused(post(body, "multipart/form-data; boundary=x"))
    assert status in {400, 422}


def test_a_form_of_a_thousand_fields_and_more_is_refused(post):
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    assert refused(post(part * 1100 + b"--x--", "multipart/form-data; boundary=x"))[0] == 400


# --- the plan -------------------------------------------------------------------------------------


@pytest.fixture
def full_week(agreed, make_class, make_run, make_planned_run, make_pain, clock):
    now = clock(2026, 11, 25, 9)
    week = Week.objects.create(runner=agreed, starts_on=MONDAY, planned_at=now, asked=3)
    place = {"week": week, "slot": "after_run", "date": FRIDAY, "first_date": FRIDAY}
    PlannedSession.objects.create(
        **place, video_class=make_class("steady-ankles"), reasons=["need:balance"], why="After Friday’s run."
    )
    PlannedSession.objects.create(
        **place, video_class=make_class("deep-plies"), state="locked", reasons=["need:balance"],
        why="It loads a spot that hurts.", kept_against=["R11"],
    )  # fmt: skip
    make_planned_run(date=FRIDAY, kind="tempo", title="Four times a mile", note="grumbling tendon")
    Race.objects.create(runner=agreed, name="Spring ten", date=FRIDAY, distance_m=10_000.0)
    make_pain("calf", 6, date=MONDAY)
    Overlay.objects.create(runner=agreed, kind="illness", first=MONDAY, last=MONDAY, laid_at=now)
    return week


def test_a_place_that_was_filled_on_another_day_says_on_which(get, full_week, make_session):
    """A bug: a class of a day to come was told as done, and nothing said when."""
    place = full_week.planned_sessions.get(video_class__slug="steady-ankles")
    make_session(date=MONDAY, title="Steady ankles", video_class=place.video_class, planned_session=place)
    full_week.planned_sessions.filter(pk=place.pk).update(state="done")
    [done] = [each for each in get(PLAN).json()["days"][4]["classes"] if each["state"] == "done"]
    assert (done["slug"], done["danced_on"]) == ("steady-ankles", "2026-11-23")


def test_the_plan_of_a_week_is_read_without_anything_of_the_body(get, full_week):
    response = get(PLAN)
    week = response.json()
    assert [week[name] for name in ("monday", "sunday", "classes_asked", "classes_done")] == [
        "2026-11-23", "2026-11-29", 3, 0,
    ]  # fmt: skip
    assert [day["laid_aside"] for day in week["days"]] == [True] + [False] * 6
    assert week["days"][4] == {
        "date": "2026-11-27",
        "laid_aside": False,
        "races": [{"name": "Spring ten", "distance_m": 10_000.0, "priority": "B"}],
        "runs": [
            {
                "state": "planned", "kind": "tempo", "title": "Four times a mile", "distance_m": None,
                "duration_s": None,
            }
        ],
        "classes": [
            {
                "state": "proposed", "title": "Steady ankles", "slug": "steady-ankles", "duration_s": 900,
                "benefit": "stabilisers", "slot": "after_run", "danced_on": None,
                "why": "After Friday’s run.",
            },
            {
                "state": "locked", "title": "Deep plies", "slug": "deep-plies", "duration_s": 900,
                "benefit": "stabilisers", "slot": "after_run", "danced_on": None, "why": "",
            },
        ],
    }  # fmt: skip
    said = response.content.decode().lower()
    leaks = ("calf", "hurts", "illness", "r11", "tendon", "pain", "sore")
    assert [word for word in leaks if word in said] == []


@pytest.mark.parametrize("many", [1, 30])
def test_the_plan_makes_as_many_queries_for_many_as_for_one(
    get, full_week, make_run, django_assert_num_queries, many
):
    for n in range(many):
        make_run(date=MONDAY, duration_s=600 + n)
    get(PLAN)
    with django_assert_num_queries(9):
        get(PLAN)


@pytest.mark.parametrize("date", ["20261125", "2026-02-30", "1999-01-01", "9999-12-31", "2026-11-25T00:00"])
def test_a_day_that_is_none_is_not_found(get, date):
    assert refused(get(f"/api/plan/{date}/")) == (404, "not_found", {})


def test_it_answers_in_the_language_of_whose_token_it_is(bearer, runner):
    runner.language = "fr"
    runner.save()
    headers = {**bearer(*ALL), "Accept-Language": "en"}
    answer = Client().post(RUNS, "{}", content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Language"]) == (422, "fr")
