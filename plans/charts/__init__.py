"""Numbers in, the geometry of SVG drawings out. A template draws it; nothing here knows colours or Django.

A picture has a size in the units of its viewBox, with y growing downwards as in SVG.
"""

from .bars import Bar, BarChart, Series, bar_chart, stacked_bars
from .scale import Tick, round_ticks
from .shape import Shape, track_shape

__all__ = [
    "Bar",
    "BarChart",
    "Series",
    "Shape",
    "Tick",
    "bar_chart",
    "round_ticks",
    "stacked_bars",
    "track_shape",
]
