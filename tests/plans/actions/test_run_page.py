"""One reading of a track gives the way, the charts and the parts, whatever it lacks."""

import datetime
from array import array

import numpy as np
import pytest

from plans.actions.run_page import RunPage, run_page, runs_beside, steps_a_minute
from plans.actions.track import pack_track
from plans.importers import Track
from plans.models import Track as TrackRow

HOUR = range(3601)


@pytest.fixture
def recorded(make_run):
    """A run with a track of an hour at 3 m/s, uphill all the way; any column may be left out."""

    def make(of=None, seconds=3600, **columns):
        run = make_run(of=of, duration_s=seconds, distance_m=3.0 * seconds)
        at = range(seconds + 1)
        known = {
            "latitude": tuple(51.5 + second / 40_000 for second in at),
            "longitude": tuple(-0.12 for _ in at),
            "altitude_m": tuple(20 + second / 60 for second in at),
            "distance_m": tuple(3.0 * second for second in at),
            "heart_rate": tuple(140.0 + second // 600 for second in at),
            "cadence": tuple(85.0 for _ in at),
            "power_w": tuple(250.0 for _ in at),
        }
        track = Track(array("d", at), **{**known, **columns})
        TrackRow.objects.create(run=run, packed=pack_track(track))
        return run

    return make


def page(run, units="km", over=""):
    return run_page(run=run, units=units, over=over)


def ends(page):
    return {chart.key: (chart.lowest, chart.highest, chart.unit) for chart in page.charts}


def ticks(page):
    return [tick.label for tick in page.charts[0].chart.x_ticks]


def test_a_run_without_a_track_draws_nothing(make_run):
    assert page(make_run()) == RunPage()


def test_a_track_of_no_points_draws_nothing(make_run):
    run = make_run()
    TrackRow.objects.create(run=run, packed=pack_track(Track(array("d"))))
    assert page(run) == RunPage()


def test_everything_measured_is_drawn(recorded):
    drawn = page(recorded())
    assert ends(drawn) == {
        "pace": ("5:33", "5:33", "/km"),
        "heart-rate": ("140", "146", "bpm"),
        "height": ("20", "80", "m"),
    }
    assert (drawn.over, drawn.either, drawn.cadence, drawn.power_w) == ("distance", True, 170, 250)
    assert ticks(drawn) == ["0", "2", "4", "6", "8", "10\u00a0km"]
    assert drawn.shape.line[0][1] > drawn.shape.line[-1][1]  # northwards is upwards
    first, last = drawn.parts.lines[0], drawn.parts.lines[-1]
    assert (first.end, round(first.duration_s), first.distance_m, first.heart_rate) == (1000, 333, 1000, 140)
    assert (round(first.climb_m), last.end, len(drawn.parts.lines)) == (6, 10_800, 11)


def test_in_miles_it_is_drawn_in_miles_and_feet(recorded):
    drawn = page(recorded(), units="mi")
    assert ends(drawn)["pace"] == ("8:56", "8:56", "/mi")
    assert ends(drawn)["height"] == ("66", "262", "ft")
    assert (ticks(drawn)[-1], len(drawn.parts.lines)) == ("6\u00a0mi", 7)


@pytest.mark.parametrize(
    ("seconds", "last"), [(150, "2:30\u00a0min"), (3600, "60\u00a0min"), (9000, "2:30\u00a0h")]
)
def test_over_time_its_foot_is_a_clock(recorded, seconds, last):
    drawn = page(recorded(seconds=seconds), over="time")
    assert (drawn.over, ticks(drawn)[-1]) == ("time", last)


def test_a_treadmill_without_a_way_is_drawn_over_time(recorded):
    drawn = page(
        recorded(latitude=None, longitude=None, altitude_m=None, distance_m=None, cadence=None, power_w=None),
        over="distance",
    )
    assert (drawn.over, drawn.either, drawn.shape, list(ends(drawn))) == ("time", False, None, ["heart-rate"])
    assert (drawn.parts.by, drawn.parts.step, len(drawn.parts.lines)) == ("time", 300, 12)
    assert (drawn.parts.has_climb, drawn.parts.has_heart_rate) == (False, True)
    assert (drawn.cadence, drawn.power_w) == (None, None)


@pytest.mark.parametrize("name", ["latitude", "altitude_m", "distance_m", "heart_rate", "cadence", "power_w"])
def test_any_column_may_be_missing_or_silent(recorded, name):
    for column in (None, (None,) * 3601):
        drawn = page(recorded(**{name: column}))
        assert len(drawn.charts) == (2 if name in ("altitude_m", "distance_m", "heart_rate") else 3)


def test_standing_still_is_no_pace(recorded):
    way = tuple(3.0 * min(second, 1800) for second in HOUR)
    drawn = page(recorded(distance_m=way), over="time")
    assert ends(drawn)["pace"][0] == "5:33"
    assert max(int(at.split(",")[0]) for at in drawn.charts[0].chart.line[1:].split(" ")) < 1020


def test_a_walk_home_does_not_flatten_the_run(recorded):
    way = np.cumsum([0.0] + [3.0] * 3000 + [0.7] * 600)
    drawn = page(recorded(distance_m=tuple(way.tolist())))
    pace = drawn.charts[0]
    assert pace.highest == "23:49" and pace.chart.y.high <= 600


def test_a_satellites_leap_does_not_flatten_the_run_either(recorded):
    way = np.cumsum([0.0] + [3.0] * 1800 + [50.0] * 5 + [3.0] * 1795)
    pace = page(recorded(distance_m=tuple(way.tolist()))).charts[0]
    assert (pace.lowest, pace.highest) == ("5:33", "5:33") and pace.chart.y.low >= 285


def test_the_page_of_ten_hours_is_as_small_as_that_of_one(recorded):
    sizes = [
        sum(len(chart.chart.line) for chart in page(recorded(seconds=seconds)).charts)
        for seconds in (3600, 36_000)
    ]
    assert max(sizes) < 12_000


def test_it_takes_one_query(recorded, django_assert_num_queries):
    run = recorded()
    with django_assert_num_queries(1):
        page(run)


@pytest.mark.parametrize(
    ("counted", "steps"), [(85, 170), (170, 170), (60, 120), (125, None), (20, None), (250, None)]
)
def test_steps_are_those_of_both_feet(counted, steps):
    assert steps_a_minute(np.array([counted, counted, 0, np.nan])) == steps
    assert steps_a_minute(None) is None


def test_the_runs_beside_are_the_runners_own(make_run, stranger):
    day = datetime.timedelta(days=1)
    first, second, third = (make_run(title=str(n)) for n in range(3))
    later = make_run(date=first.date + 3 * day)
    make_run(of=stranger, date=first.date + day)
    make_run(date=first.date - day, removed_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC))
    assert runs_beside(run=first) == (None, second)
    assert runs_beside(run=third) == (second, later)
    assert runs_beside(run=later) == (third, None)
