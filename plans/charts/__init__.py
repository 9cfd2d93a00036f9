"""Numbers in, the geometry of SVG drawings out. A template draws it; nothing here knows colours or Django.

A picture has a size in the units of its viewBox, with y growing downwards as in SVG. What was measured by the
thousand comes in arrays of numpy, NaN where it was not.
"""

from .arches import ArchChart, Outline, arch, arch_stacks
from .axis import Axis, axis_within, round_axis
from .bars import Bar, BarChart, Series, SeriesDrawn, bar_chart, stacked_bars
from .line import LineChart, line_chart
from .motion import SLOWEST_M_S, climbed, filled, moving_time, pieces, smooth_speed
from .scale import Tick, round_ticks
from .shape import Shape, track_shape
from .sides import SidesChart, Spot, sides_chart
from .splits import Columns, Split, round_step, splits
from .strips import Cell, StripChart, Thing, week_strips
from .thinning import thinned
from .years import YearsChart, year_rows

__all__ = [
    "SLOWEST_M_S",
    "ArchChart",
    "Axis",
    "Bar",
    "BarChart",
    "Cell",
    "Columns",
    "LineChart",
    "Outline",
    "Series",
    "SeriesDrawn",
    "Shape",
    "SidesChart",
    "Split",
    "Spot",
    "StripChart",
    "Thing",
    "Tick",
    "YearsChart",
    "arch",
    "arch_stacks",
    "axis_within",
    "bar_chart",
    "climbed",
    "filled",
    "line_chart",
    "moving_time",
    "pieces",
    "round_axis",
    "round_step",
    "round_ticks",
    "sides_chart",
    "smooth_speed",
    "splits",
    "stacked_bars",
    "thinned",
    "track_shape",
    "week_strips",
    "year_rows",
]
