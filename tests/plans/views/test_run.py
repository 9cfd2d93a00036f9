"""A run's page: everything that is known, little where little is known, what the file said, nobody else's."""

import datetime
import re
from array import array

import pytest

from plans.actions.track import pack_track
from plans.importers import Track
from plans.models import Run, Shoe
from plans.models import Track as TrackRow

LAPS = [
    [0, 600, 600, 1800.0, 140, 150, "warmup"],
    [600, 95, 95, 400.0, 165, 171, "interval"],
    [695, 90, 90, None, 150, None, "rest"],
    [785, 600, 600, 1700.0, 138, 150, ""],
]
SAID = {
    "date": "2026-11-23",
    "kind": "easy",
    "title": "Morning Run",
    "distance_m": 10_200.0,
    "duration_s": 3100,
}


@pytest.fixture
def recorded(make_run):
    """A run of an hour with a track and laps; columns may be left out."""

    def make(of=None, seconds=3600, columns=("latitude", "altitude_m", "distance_m", "heart_rate"), **fields):
        run = make_run(of=of, **{"laps": LAPS, **fields})
        at = range(seconds + 1)
        known = {
            "latitude": tuple(51.5 + second / 40_000 for second in at),
            "altitude_m": tuple(20 + second % 97 for second in at),
            "distance_m": tuple(3.0 * second + second % 3 for second in at),
            "heart_rate": tuple(140.0 + second % 31 for second in at),
        }
        chosen = {name: known[name] for name in columns}
        if "latitude" in chosen:
            chosen["longitude"] = tuple(-0.12 + second % 7 / 1e5 for second in at)
        TrackRow.objects.create(run=run, packed=pack_track(Track(array("d", at), **chosen)))
        return run

    return make


@pytest.fixture
def shown(runners_client):
    def show(run, query=""):
        response = runners_client.get(f"/log/runs/{run.pk}/{query}")
        assert response.status_code == 200
        return response.content.decode()

    return show


def headings(page):
    return re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page)


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_a_recorded_run_shows_way_charts_laps_and_kilometres(shown, recorded):
    page = shown(recorded())
    assert headings(page) == ["How it went", "Pace", "Heart rate", "Height", "Laps", "Kilometre by kilometre"]
    assert "The way you ran" in page and page.count("<polyline") == 1
    assert page.count("data-line-chart-line") == 3 and page.count('class="area"') == 1


def test_every_chart_says_in_words_what_it_shows(shown, recorded):
    page = shown(recorded())
    for key in ("pace", "heart-rate", "height"):
        assert f'aria-labelledby="{key}-title {key}-desc"' in page
        assert re.search(rf'<title id="{key}-title">[^<]+</title><desc id="{key}-desc">[^<]+</desc>', page)
    assert "A line between 140 and 170 beats a minute." in page


def test_laps_say_what_they_were_for(shown, recorded):
    page = text_of(shown(recorded()))
    assert "1 Warm-up 10:00 1.80 km 5:33 /km" in page
    assert "2 Interval 1:35 400 m 3:58 /km" in page
    assert "3 Rest 1:30 150" in page
    assert "4 10:00 1.70 km" in page


def test_one_lap_is_no_table(shown, make_run):
    assert "Laps" not in headings(shown(make_run(laps=[LAPS[0]])))


def test_more_laps_than_a_page_holds_are_counted(shown, make_run):
    assert "And 2 more laps." in shown(make_run(laps=[LAPS[0]] * 102))


@pytest.mark.parametrize(
    ("query", "over"),
    [
        ("", "distance"),
        ("?over=distance", "distance"),
        ("?over=time", "time"),
        ("?over=%00", "distance"),
        ("?over=<script>", "distance"),
        ("?over=time&over=x", "distance"),
        ("?over=" + "9" * 2000, "distance"),
    ],
)
def test_charts_lie_over_distance_or_time_and_an_odd_address_is_no_error(shown, recorded, query, over):
    page = shown(recorded(), query)
    assert f'href="?over={over}#charts" aria-current="true"' in page
    (choice,) = re.findall(r'<nav class="segments".*?</nav>', page)
    assert choice.count("aria-current") == 1 and "<script>" not in page


def test_a_treadmill_shows_its_heart_rate_over_time(shown, recorded):
    page = shown(recorded(columns=["heart_rate"], distance_m=None, laps=[]))
    assert headings(page) == ["How it went", "Heart rate", "Bit by bit"]
    assert "?over=" not in page and "<polyline" not in page


@pytest.mark.parametrize("missing", ["latitude", "altitude_m", "distance_m", "heart_rate"])
def test_what_was_not_measured_is_not_shown(shown, recorded, missing):
    columns = {"latitude", "altitude_m", "distance_m", "heart_rate"} - {missing}
    page = shown(recorded(columns=sorted(columns)))
    gone = {
        "latitude": "<polyline",
        "altitude_m": "Height</h3>",
        "distance_m": "Pace</h3>",
        "heart_rate": "Heart rate</h3>",
    }
    assert [name for name, text in gone.items() if text not in page] == [missing]


def test_a_run_by_hand_has_no_charts_no_laps_and_no_script(shown, make_run):
    page = shown(make_run(distance_m=None))
    assert headings(page) == [] and "line-chart.js" not in page and "The file says" not in page


@pytest.mark.parametrize("seconds", [3600, 36_000])
def test_the_page_is_small(shown, recorded, seconds):
    page = shown(recorded(seconds=seconds, laps=LAPS * 15, note="n" * 2000))
    assert len(page.encode()) <= 60 * 1024


def test_in_miles_everything_is_in_miles(shown, recorded, runner):
    runner.units = "mi"
    runner.save()
    page = shown(recorded())
    assert "Mile by mile" in page and "/mi" in page and "/km" not in page and "\u00a0km" not in page


def questions(runner, recorded, make_session, many):
    """A run among few or many, with all that hangs on it."""
    run = recorded(
        seconds=3600 if many else 60,
        laps=LAPS * 20 if many else [],
        shoe=Shoe.objects.create(runner=runner, name="Blue"),
        recorded=SAID if many else None,
    )
    for _ in range(10 if many else 1):
        make_session()
        recorded(seconds=10)
    return run


@pytest.mark.parametrize("many", [False, True])
def test_the_page_asks_as_much_for_little_as_for_much(
    runners_client, runner, recorded, make_session, many, django_assert_num_queries
):
    run = questions(runner, recorded, make_session, many)
    with django_assert_num_queries(8):
        runners_client.get(f"/log/runs/{run.pk}/")


def test_a_run_by_hand_asks_no_more(runners_client, make_run, django_assert_num_queries):
    run = make_run()
    with django_assert_num_queries(8):
        runners_client.get(f"/log/runs/{run.pk}/")


def test_the_runs_before_and_after_are_one_step_away(shown, make_run, stranger):
    run = make_run(title="This")
    earlier = make_run(date=datetime.date(2026, 11, 20), title="Earlier one")
    later = make_run(date=datetime.date(2026, 11, 25), title="Later one")
    make_run(of=stranger, date=datetime.date(2026, 11, 23), title="Secret hills")
    page = shown(run)
    assert f'href="/log/runs/{earlier.pk}/" rel="prev"' in page and "Earlier one" in page
    assert f'href="/log/runs/{later.pk}/" rel="next"' in page and "Later one" in page
    assert "Secret" not in page


def test_the_shoes_are_named_with_their_page(shown, make_run, runner):
    shoe = Shoe.objects.create(runner=runner, name="Blue & fast")
    page = shown(make_run(shoe=shoe))
    assert f'<a href="/log/shoes/{shoe.pk}/">Blue &amp; fast</a>' in page


def test_what_the_file_said_stands_beside_what_the_runner_says(shown, make_run):
    page = text_of(shown(make_run(recorded=SAID, kind="tempo", title="Bridges")))
    for sentence in (
        "The file says Morning Run",
        "The file says 23 November 2026",
        "The file says 10.20\u00a0km",
        "The file says 51:40",
        "We took it for easy",
    ):
        assert sentence.replace("\u00a0", " ") in page.replace("\u00a0", " ")
    assert page.count("Use the file’s") == 4 and page.count("Use our guess") == 1


def test_what_the_file_said_too_is_not_said_twice(shown, make_run):
    run = make_run(
        recorded={**SAID, "date": "2026-11-24", "title": "", "duration_s": 3120, "distance_m": 10_000.0}
    )
    assert "The file says" not in shown(run)


def test_a_fact_is_taken_from_the_file_by_one_tap(runners_client, make_run):
    run = make_run(recorded=SAID)
    response = runners_client.post(f"/log/runs/{run.pk}/as-recorded/", {"fact": "distance_m"})
    run.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, f"/log/runs/{run.pk}/")
    assert (run.distance_m, run.duration_s, run.edited_at is None) == (10_200.0, 3120, False)
    page = runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    assert "It is down as the file says." in page and 'value="distance_m"' not in page


@pytest.mark.parametrize("fact", ["", "pk", "runner", "effort", "removed_at", "kind\x00", None])
def test_a_fact_the_file_does_not_know_changes_nothing(runners_client, make_run, fact):
    run = make_run(recorded=SAID)
    before = Run.objects.values().get()
    response = runners_client.post(
        f"/log/runs/{run.pk}/as-recorded/", {"fact": fact} if fact is not None else {}
    )
    assert (response.status_code, Run.objects.values().get()) == (302, before)


def test_a_run_by_hand_has_nothing_to_take(runners_client, make_run):
    run = make_run()
    runners_client.post(f"/log/runs/{run.pk}/as-recorded/", {"fact": "distance_m"})
    page = runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    assert "The file says nothing else about that." in page


def test_a_strangers_run_is_neither_drawn_nor_changed(runners_client, recorded, stranger):
    run = recorded(of=stranger, recorded=SAID)
    assert runners_client.get(f"/log/runs/{run.pk}/").status_code == 404
    assert runners_client.post(f"/log/runs/{run.pk}/as-recorded/", {"fact": "title"}).status_code == 404
    assert runners_client.get(f"/log/runs/{run.pk}/as-recorded/").status_code == 405
    run.refresh_from_db()
    assert run.title == ""


def test_a_run_taken_out_of_the_log_has_no_page(runners_client, recorded):
    run = recorded(removed_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC), recorded=SAID)
    assert runners_client.get(f"/log/runs/{run.pk}/").status_code == 404
    assert runners_client.post(f"/log/runs/{run.pk}/as-recorded/", {"fact": "title"}).status_code == 404


def test_visitors_are_asked_to_sign_in(client, db):
    for page in ("/log/runs/1/", "/log/runs/1/as-recorded/"):
        response = client.post(page) if page.endswith("recorded/") else client.get(page)
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page}")


def test_the_form_says_what_the_file_said(runners_client, make_run):
    page = runners_client.get(f"/log/runs/{make_run(recorded=SAID).pk}/edit/").content.decode()
    assert "In kilometres. The file says 10.20\u00a0km" in page and "The file says 23 November 2026" in page


def test_a_change_by_hand_leaves_what_the_file_said(runners_client, make_run):
    run = make_run(recorded=SAID, distance_m=10_200.0, duration_s=3100, date=datetime.date(2026, 11, 23))
    typed = {
        "date": "2026-11-23",
        "kind": "easy",
        "duration": "51:40",
        "distance": "10",
        "title": "Morning Run",
    }
    runners_client.post(f"/log/runs/{run.pk}/edit/", typed)
    page = runners_client.get(f"/log/runs/{run.pk}/").content.decode()
    assert "10.00\u00a0km" in page and "The file says 10.20\u00a0km" in page
    assert page.count("The file says") == 1
    run.refresh_from_db()
    assert run.recorded == SAID
