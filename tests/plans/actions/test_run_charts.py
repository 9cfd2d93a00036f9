"""Whatever a watch wrote, a page can be drawn of it."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from plans.actions.measured import Measured
from plans.actions.run_charts import charts_of
from plans.actions.run_parts import parts_of, shares_of
from plans.actions.track import pack_track, shape_of, track_columns
from plans.importers import Track

COLUMNS = {
    "latitude": st.floats(-90, 90),
    "altitude_m": st.floats(-500, 9000),
    "distance_m": st.floats(),
    "heart_rate": st.floats(),
}


@st.composite
def tracks(draw):
    """Columns that are missing, silent, absurd, or come and go."""
    steps = draw(st.lists(st.sampled_from([0.5, 1, 1, 1, 7, 45, 4000]), min_size=1, max_size=60))
    columns = {
        name: tuple(draw(st.lists(st.none() | values, min_size=len(steps), max_size=len(steps))))
        for name, values in COLUMNS.items()
        if draw(st.booleans())
    }
    if "latitude" in columns:
        columns["longitude"] = columns["latitude"]
    at = array("d", [sum(steps[: n + 1]) for n in range(len(steps))])
    return track_columns(pack_track(Track(at, **columns)))


@given(tracks(), st.sampled_from(["km", "mi"]), st.sampled_from(["time", "distance"]))
def test_every_track_is_drawn_or_left_out(columns, units, over):
    track = Measured(columns, units)
    over = "time" if track.distance_m is None else over
    drawn = list(charts_of(track, over))
    assert "nan" not in str(drawn).replace("nan=", "") and "inf" not in str(drawn)
    parts = parts_of(track)
    assert parts is None or (1 <= len(parts.lines) <= 50 and "nan" not in str(parts))
    shape = shape_of(columns)
    assert shape is None or len(shape.line) >= 2


def test_shares_are_of_the_quickest():
    assert shares_of([4.0, 2.0, 0.0, 3.0]) == [100, 50, 0, 75]
    assert shares_of([0.0]) == [0] and shares_of([]) == []
