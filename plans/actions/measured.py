"""The columns of a track, made ready for drawing and for cutting into parts."""

import numpy as np

from plans.charts import SLOWEST_M_S, filled, smooth_speed
from plans.units import METRES, METRES_A_FOOT

DISTANCE, TIME = "distance", "time"  # what a run can be laid out over


class Measured:
    """A track as its page needs it: way and speed known at each row, or not at all."""

    def __init__(self, columns: dict[str, np.ndarray], units: str):
        self.units = units
        self.time_s = columns["time_s"]
        self.heart_rate = columns.get("heart_rate")
        self.altitude_m = columns.get("altitude_m")
        self.distance_m = self.speed_m_s = None
        way = columns.get("distance_m")
        if way is not None and np.isfinite(way).any() and np.nanmax(way) > 0:
            self.distance_m = filled(self.time_s, way)
            self.speed_m_s = smooth_speed(self.time_s, way)

    @property
    def pace_s(self) -> np.ndarray | None:
        """Seconds a kilometre or a mile; NaN where the runner stood."""
        if self.speed_m_s is None:
            return None
        moving = np.where(self.speed_m_s >= SLOWEST_M_S, self.speed_m_s, np.nan)
        return METRES[self.units] / moving

    @property
    def height(self) -> np.ndarray | None:
        """Metres, or feet where the runner counts in miles."""
        if self.altitude_m is None:
            return None
        return self.altitude_m / METRES_A_FOOT if self.units == "mi" else self.altitude_m
