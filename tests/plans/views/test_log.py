"""The log on screen: it works, it says what is wrong, it hides others' rows, it asks visitors to sign in."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.shortcuts import get_object_or_404
from django.utils import timezone

from plans.models import ImportedFile, Run
from plans.views import log
from plans.views import run as run_view

DAY = datetime.timedelta(days=1)
PAGES = ["", "edit/", "kind/", "delete/", "original/"]


@pytest.fixture
def typed(runner):
    today = runner.local_date(timezone.now())
    return {
        "date": today.isoformat(),
        "kind": "easy",
        "duration": "52",
        "distance": "10",
        "effort": "",
        "title": "",
    }


@pytest.fixture
def with_original(make_run, runner):
    """A run that came from a file named by a stranger to paths."""

    def make(of=None):
        run = make_run(of=of)
        of_import = (of or runner).imports.create(created_at=timezone.now())
        file = ImportedFile(
            of_import=of_import, position=0, name="<b>run.gpx", sha256="ab" * 32, size_bytes=5
        )
        file.verdict, file.run = "new_run", run
        file.original.save("ignored", ContentFile(b"<gpx>"))
        return run

    return make


def test_an_empty_log_says_what_to_do(runners_client):
    page = runners_client.get("/log/").content.decode()
    assert "Your log begins with one run" in page
    assert 'href="/log/runs/new/"' in page and 'href="/log/import/"' in page


def test_the_log_shows_runs_and_classes_of_the_runner_alone(runners_client, make_run, make_session, stranger):
    make_run(title="Bridges")
    make_session(title="Steady ankles")
    make_run(of=stranger, title="Secret hills")
    make_session(of=stranger, title="Secret class")
    page = runners_client.get("/log/").content.decode()
    assert "Bridges" in page and "Steady ankles" in page and "Secret" not in page
    assert "10.0\u00a0km" in page and "5:12\u00a0/km" in page


def test_the_log_is_in_miles_for_a_runner_in_miles(runners_client, runner, make_run):
    runner.units = "mi"
    runner.save()
    make_run(distance_m=16093.44, duration_s=4800)
    page = runners_client.get("/log/").content.decode()
    assert "10.0\u00a0mi" in page and "8:00\u00a0/mi" in page and "\u00a0km" not in page


def test_html_in_a_title_is_text(runners_client, make_run):
    make_run(title="<script>alert(1)</script>")
    page = runners_client.get("/log/").content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("many", [1, 60])
def test_the_log_asks_as_much_for_one_run_as_for_many(
    runners_client, make_run, make_session, many, django_assert_num_queries
):
    for n in range(many):
        make_run(date=datetime.date(2026, 11, 24) - n * DAY)
        make_session(date=datetime.date(2026, 11, 24) - n * DAY)
    with django_assert_num_queries(7):
        runners_client.get("/log/")


def test_older_pages_follow_each_other_to_the_end(runners_client, make_run):
    for n in range(30):
        make_run(date=datetime.date(2026, 11, 24) - n * DAY, title=f"Number {n}.")
    first = runners_client.get("/log/")
    older = first.context["page"].older
    assert f'href="/log/?after={older}"' in first.content.decode()
    second = runners_client.get("/log/", {"after": older}).content.decode()
    assert "Number 24." in first.content.decode() and "Number 24." not in second
    assert "Number 25." in second and "Number 29." in second and "Older" not in second


def test_the_log_looks_back_from_a_date(runners_client, make_run):
    make_run(title="Newer")
    make_run(date=datetime.date(2019, 5, 1), title="Older one")
    page = runners_client.get("/log/?until=2019-12-31").content.decode()
    assert "Older one" in page and "Newer" not in page
    assert "Nothing in your log fits this" in runners_client.get("/log/?until=2001-01-01").content.decode()


@pytest.mark.parametrize(
    "query", ["after=x", "until=1800-99-99", "until=9999-12-31", "after=9999-12-31.run.1", "until=0001-01-01"]
)
def test_an_odd_address_still_shows_the_log(runners_client, make_run, query):
    make_run()
    assert runners_client.get(f"/log/?{query}").status_code == 200


def test_a_run_is_written_down(runners_client, runner, typed):
    response = runners_client.post("/log/runs/new/", typed)
    assert (response.status_code, response["Location"]) == (302, "/log/")
    run = Run.objects.get()
    assert (run.runner, run.duration_s, run.distance_m, run.kind_is_guess) == (runner, 3120, 10000.0, False)


def test_the_form_proposes_today_or_the_day_of_the_link(runners_client, runner):
    today = runner.local_date(timezone.now())
    for query, date in [("", today), ("?date=2026-11-02", datetime.date(2026, 11, 2)), ("?date=x", today)]:
        page = runners_client.get(f"/log/runs/new/{query}").content.decode()
        assert f'value="{date.isoformat()}"' in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "1800-01-01", "That is long ago: the log begins in 1950."),
        ("date", "2999-01-01", "This day has not come yet. The log holds what is done."),
        ("distance", "-5", "A distance is above zero."),
        ("duration", "an hour", "Write the time as 52, 52:30 or 1:02:33."),
        ("note", "n" * 10_000, "A note holds 2,000 characters; this one has 10000."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(runners_client, typed, field, value, said):
    response = runners_client.post("/log/runs/new/", {**typed, field: value})
    assert (response.status_code, Run.objects.count()) == (200, 0)
    assert said in response.content.decode()


def test_a_run_page_shows_what_is_known(runners_client, make_run, make_session):
    run = make_run(title="Bridges", climb_m=41.2, heart_rate_mean=151, effort=0, note="Windy.\n<b>Warm</b>")
    make_session(title="Steady ankles")
    make_session(title="Another day", date=datetime.date(2026, 11, 23))
    page = runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    for text in (
        "10.00\u00a0km",
        "52:00",
        "5:12\u00a0/km",
        "41\u00a0m",
        "151",
        "0 of 10",
        "&lt;b&gt;Warm",
        "Steady ankles",
    ):
        assert text in page
    assert "Another day" not in page


def test_a_run_with_little_shows_little(runners_client, make_run):
    run = make_run(distance_m=None)
    page = runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    assert "52:00" in page and "Pace" not in page and "Download" not in page


def test_a_guessed_kind_is_shown_as_a_guess_and_corrected_by_one_tap(runners_client, make_run):
    run = make_run(kind="easy", kind_is_guess=True)
    assert "We took this for <b>easy</b>" in runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    response = runners_client.post(f"/log/runs/{run.pk}/kind/", {"kind": "long"})
    run.refresh_from_db()
    assert (response["Location"], run.kind, run.kind_is_guess) == (f"/log/runs/{run.pk}/", "long", False)
    assert "We took this" not in runners_client.get(f"/log/runs/{run.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["sprint", "", None])
def test_a_kind_nobody_knows_changes_nothing(runners_client, make_run, kind):
    run = make_run(kind_is_guess=True)
    response = runners_client.post(f"/log/runs/{run.pk}/kind/", {"kind": kind} if kind is not None else {})
    run.refresh_from_db()
    assert (response.status_code, run.kind, run.kind_is_guess) == (302, "easy", True)


def test_a_run_is_changed(runners_client, make_run, typed):
    run = make_run()
    page = runners_client.get(f"/log/runs/{run.pk}/edit/").content.decode()
    assert 'value="52:00"' in page and 'value="10"' in page
    runners_client.post(f"/log/runs/{run.pk}/edit/", {**typed, "title": "Bridges"})
    run.refresh_from_db()
    assert (run.title, run.edited_at is None) == ("Bridges", False)


def test_a_wrong_change_changes_nothing(runners_client, make_run, typed):
    run = make_run(title="Bridges")
    response = runners_client.post(f"/log/runs/{run.pk}/edit/", {**typed, "title": "X", "distance": "-5"})
    run.refresh_from_db()
    assert (response.status_code, run.title) == (200, "Bridges")
    assert "A distance is above zero." in response.content.decode()


def test_deleting_asks_first(runners_client, make_run):
    run = make_run(title="Bridges")
    assert "Bridges" in runners_client.get(f"/log/runs/{run.pk}/delete/").content.decode()
    assert Run.objects.count() == 1
    assert runners_client.post(f"/log/runs/{run.pk}/delete/")["Location"] == "/log/"
    assert Run.objects.count() == 0


def test_the_original_is_handed_over_and_never_shown(runners_client, with_original):
    response = runners_client.get(f"/log/runs/{with_original().pk}/original/")
    assert b"".join(response.streaming_content) == b"<gpx>"
    assert {
        name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    } == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="<b>run.gpx"',
        "X-Content-Type-Options": "nosniff",
    }


def test_a_run_by_hand_has_no_original(runners_client, make_run):
    assert runners_client.get(f"/log/runs/{make_run().pk}/original/").status_code == 404


def test_an_original_that_is_gone_from_the_disk_is_404(runners_client, with_original):
    run = with_original()
    run.files.get().original.storage.delete(run.files.get().original.name)
    assert runners_client.get(f"/log/runs/{run.pk}/original/").status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("page", PAGES)
def test_a_strangers_run_does_not_exist(runners_client, with_original, stranger, typed, page, method):
    run = with_original(of=stranger)
    answer = getattr(runners_client, method)(
        f"/log/runs/{run.pk}/{page}", {**typed, "kind": "long"} if method == "post" else None
    )
    assert answer.status_code in (404, 405)
    here = {"": ("get", "head"), "original/": ("get", "head"), "kind/": ("post",)}
    assert (answer.status_code == 404) == (method in here.get(page, ("get", "head", "post")))
    run.refresh_from_db()
    assert (run.title, run.kind) == ("", "easy")


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_run_that_never_was_is_404(runners_client, db, pk):
    assert runners_client.get(f"/log/runs/{pk}/").status_code == 404


@pytest.mark.parametrize("page", ["/log/", "/log/runs/new/", *(f"/log/runs/1/{page}" for page in PAGES)])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.post(page) if page.endswith("kind/") else client.get(page)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page}")


# --- narrowed down --------------------------------------------------------------------------------


def test_what_is_chosen_stands_above_the_list_and_is_taken_back_by_links(runners_client, make_run):
    make_run(title="Bridges", kind="long")
    make_run(title="Canal", kind="easy")
    page = runners_client.get("/log/?q=br%C3%AFdges&kind=long&from=2026-11-01").content.decode()
    assert "Bridges" in page and "Canal" not in page
    for href in (
        "?kind=long&amp;from=2026-11-01",
        "?q=br%C3%AFdges&amp;from=2026-11-01",
        "?q=br%C3%AFdges&amp;kind=long",
    ):
        assert f'class="chosen__one" href="/log/{href}"' in page
    assert 'value="brïdges"' in page and 'value="long" checked' in page and 'value="2026-11-01"' in page


def test_where_nothing_fits_the_page_says_so_and_offers_everything(runners_client, make_run):
    make_run(title="Bridges")
    page = runners_client.get("/log/?q=xyzzy").content.decode()
    assert "Nothing in your log fits this" in page and "Bridges" not in page
    assert "Your log begins with one run" not in page and 'class="chosen__one" href="/log/"' in page


def test_words_that_are_html_are_words(runners_client, make_run):
    make_run()
    page = runners_client.get("/log/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in page


def test_older_pages_keep_what_is_chosen(runners_client, make_run):
    for n in range(60):
        make_run(date=datetime.date(2026, 11, 24) - n * DAY, kind="long" if n % 2 else "easy", title=f"N{n}.")
    first = runners_client.get("/log/?kind=long")
    assert first.context["older"].startswith("/log/?kind=long&after=")
    second = runners_client.get(first.context["older"]).content.decode()
    assert "N51." in second and "N49." not in second and "N52." not in second
    assert "30</dd>" in second  # the totals are those of all that is asked for


@pytest.mark.parametrize("many", [1, 60])
@pytest.mark.parametrize("query", ["?q=number", "?kind=long&kind=class", "?from=2020-01-01&to=2026-12-31"])
def test_a_narrowed_log_asks_as_much_for_one_run_as_for_many(
    runners_client, make_run, make_session, many, query, django_assert_num_queries
):
    for n in range(many):
        make_run(date=datetime.date(2026, 11, 24) - n * DAY, title="Number", kind="long")
        make_session(date=datetime.date(2026, 11, 24) - n * DAY, title="Number")
    with django_assert_num_queries(7):
        runners_client.get(f"/log/{query}")


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("edit/", {"date": "2026-11-24", "kind": "long", "duration": "52", "distance": "10"}),
        ("kind/", {"kind": "long"}),
        ("as-recorded/", {"fact": "title"}),
    ],
)
@pytest.mark.parametrize("for_good", [True, False])
def test_a_run_taken_out_while_its_page_lay_open_is_not_changed(
    runners_client, make_run, monkeypatch, act, sent, for_good
):
    run = make_run(title="Bridges", recorded={"title": "Morning Run"})

    def found(*args, **values):
        """Taken out right after the view has found it."""
        done = get_object_or_404(*args, **values)
        gone = Run.objects.filter(pk=run.pk)
        gone.delete() if for_good else gone.update(removed_at=timezone.now())
        return done

    for module in (log, run_view):
        monkeypatch.setattr(module, "get_object_or_404", found)
    page = runners_client.post(f"/log/runs/{run.pk}/{act}", sent, follow=True).content.decode()
    assert "This run was taken out of your log meanwhile, so it was not changed." in page
    assert not Run.objects.exists()
    assert not Run.with_removed.exclude(title="Bridges", kind="easy", edited_at=None).exists()


def test_what_a_file_says_is_told_as_words_and_never_as_markup(runners_client, make_run):
    """A bug: the title of a file stood in the help of its field as it came."""
    run = make_run(title="Bridges", recorded={"title": "<img src=x>"})
    page = runners_client.get(f"/log/runs/{run.pk}/edit/").content.decode()
    assert "&lt;img src=x&gt;" in page and "<img src=x>" not in page


def test_a_button_pressed_twice_writes_one_run(runners_client, runner, typed, clock):
    now = clock(2026, 11, 25, 9)
    typed["date"] = now.date().isoformat()
    for _press in range(2):
        page = runners_client.post("/log/runs/new/", typed, follow=True).content.decode()
        assert "Written down." in page and Run.objects.count() == 1
    runners_client.post("/log/runs/new/", {**typed, "title": "The way back"})
    assert Run.objects.count() == 2
    clock(2026, 11, 25, 9, 2)
    asked = runners_client.post("/log/runs/new/", typed).content.decode()  # two minutes later, in another tab
    assert "just as long, on Wednesday 25 November already." in asked and Run.objects.count() == 2
    assert 'name="again" value="on"' in asked
    runners_client.post("/log/runs/new/", {**typed, "again": "on"})
    assert Run.objects.count() == 3
