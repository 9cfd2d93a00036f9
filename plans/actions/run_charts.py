"""The charts of a run: pace, heart rate and height over its way or its time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from plans.actions.measured import TIME, Measured
from plans.charts import Axis, LineChart, axis_within, line_chart, pieces, round_axis
from plans.units import METRES, duration_text, number_text

_QUICKER = 0.9  # of a pace that a hundredth of the run was quicker than
_SLOWEST = 1.7  # of the usual pace
_MOSTLY = (5, 95)  # percents
_LONG_S = 2 * 3600
_LEAST_HEIGHT = 40  # metres or feet an axis spans at least: a flat run should look flat

Array = np.ndarray


@dataclass(frozen=True)
class Drawn:
    """A chart, and the ends of its line as texts. `form` is how a value reads: as a clock, or whole.

    Of a pace the ends are those of nine tenths of the run: its extremes are a light and a satellite's leap.
    """

    key: str
    unit: str
    form: str
    lowest: str
    highest: str
    chart: LineChart


def charts_of(track: Measured, over: str) -> Iterable[Drawn]:
    foot = _Foot(track, over)
    yield from foot.draw("pace", track.pace_s, f"/{track.units}", "clock", _pace_axis)
    yield from foot.draw("heart-rate", track.heart_rate, _("bpm"), "whole", _heart_axis)
    yield from foot.draw("height", track.height, "ft" if track.units == "mi" else "m", "whole", _height_axis)


class _Foot:
    """What all charts of a page lie over."""

    def __init__(self, track: Measured, over: str):
        self.time_s = track.time_s
        self.x = track.time_s if over == TIME else track.distance_m / METRES[track.units]
        self.axis = axis_within(0.0, max(0.0, float(np.nanmax(self.x))), clock=over == TIME, most=6)
        self.unit, self.text = _clock(self.axis) if over == TIME else (track.units, number_text)

    def label(self, value: float) -> str:
        """The last one says the unit: on a phone there is no room for more."""
        text = self.text(value)
        return f"{text}\u00a0{self.unit}" if value == self.axis.values[-1] else text

    def draw(
        self, key: str, values: Array | None, unit: str, form: str, axis_of: Callable[[Array], Axis]
    ) -> Iterable[Drawn]:
        """A chart, or none: two points at least must be known."""
        known = values[np.isfinite(values) & np.isfinite(self.x)] if values is not None else ()
        if len(known) < 2:
            return
        text = duration_text if form == "clock" else _whole
        chart = line_chart(
            self.x,
            values,
            x_axis=self.axis,
            y_axis=axis_of(known),
            pieces=pieces(self.time_s, values),
            x_label=self.label,
            y_label=text,
        )
        lowest, highest = np.percentile(known, _MOSTLY) if form == "clock" else (known.min(), known.max())
        yield Drawn(key, unit, form, text(lowest), text(highest), chart)


def _whole(value: float) -> str:
    return str(round(value))


def _clock(axis: Axis) -> tuple[str, Callable[[float], str]]:
    """Minutes; hours and minutes on a long run; minutes and seconds on one of a few minutes."""
    if any(value % 60 for value in axis.values):
        return _("min"), duration_text
    if axis.high < _LONG_S:
        return _("min"), lambda seconds: _whole(seconds / 60)
    return _("h"), lambda seconds: f"{seconds // 3600:.0f}:{seconds % 3600 // 60:02.0f}"


def _pace_axis(pace_s: Array) -> Axis:
    """A satellite's leap and a walk home are drawn on its ends: they would flatten all else."""
    quick, usual, slow = np.percentile(pace_s, (1, 50, 99)).tolist()
    quickest = max(float(pace_s.min()), _QUICKER * quick)
    slowest = max(quickest, min(float(pace_s.max()), slow, _SLOWEST * usual))
    return round_axis(quickest, slowest, clock=True, most=5, least=15, turned=True)


def _heart_axis(beats: Array) -> Axis:
    return round_axis(float(beats.min()), float(beats.max()), most=5, least=10)


def _height_axis(heights: Array) -> Axis:
    low, high = float(heights.min()), float(heights.max())
    spare = max(0.0, _LEAST_HEIGHT - (high - low)) / 2
    return round_axis(low - spare, high + spare, most=5, least=10)
