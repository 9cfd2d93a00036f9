"""A track in few bytes: each column as differences of whole numbers, sorted by byte, compressed.

Layout: "BFT", a version byte, then zlib of: the number of points (u32), one bit for each column that is there
(u8), and for each of those a bit a point for "measured" (missing values stay missing) and the zigzag
differences of the measured values as four planes of bytes, lowest first. All little-endian.
A second's points of an hour take 10 to 20 KiB; as rows of a table they would take a megabyte.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable

import numpy as np

from plans.charts import Shape, track_shape
from plans.importers import Track
from plans.models import Run
from plans.models import Track as TrackRow

SHAPE_SIZE = 320
SHAPE_POINTS = 500  # are looked at: more than a picture of this size can show

_MAGIC = b"BFT"
_VERSION = 1
_HEAD = struct.Struct("<IB")
_MOST = 1_000_000_000  # differences of larger numbers would not fit into 32 bits

# Steps a unit: a hundredth of a second, 0.1 m on the ground, 0.1 m of height and way, whole beats and watts.
_STEPS = {
    "latitude": 1e6,
    "longitude": 1e6,
    "altitude_m": 10,
    "distance_m": 10,
    "heart_rate": 1,
    "cadence": 2,
    "power_w": 1,
}
_TIME_STEPS = 100


def pack_track(track: Track) -> bytes:
    columns = [getattr(track, name) for name in _STEPS]
    there = sum(1 << bit for bit, column in enumerate(columns) if column is not None)
    parts = [_HEAD.pack(len(track), there), _packed(track.time_s, _TIME_STEPS)]
    for column, steps in zip(columns, _STEPS.values(), strict=True):
        if column is not None:
            parts.append(_packed(column, steps))
    return _MAGIC + bytes([_VERSION]) + zlib.compress(b"".join(parts), 6)


def unpack_track(packed: bytes) -> Track:
    columns = track_columns(packed)
    time_s = array("d", columns.pop("time_s").tobytes())
    return Track(time_s=time_s, **{name: _with_none(column) for name, column in columns.items()})


def _with_none(column: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if value != value else value for value in column.tolist())


def track_columns(packed: bytes) -> dict[str, np.ndarray]:
    """The columns that are there, by name, as arrays of floats; missing values are NaN. 2 ms for an hour."""
    packed = bytes(packed)  # PostgreSQL answers with a memoryview
    if packed[:3] != _MAGIC or packed[3] != _VERSION:
        raise ValueError(f"This is no track of version {_VERSION}: {packed[:4]!r}")
    content = memoryview(zlib.decompress(packed[4:]))
    length, there = _HEAD.unpack_from(content)
    rest = content[_HEAD.size :]
    columns = {}
    columns["time_s"], rest = _unpacked(rest, length, _TIME_STEPS)
    for bit, (name, steps) in enumerate(_STEPS.items()):
        if there >> bit & 1:
            columns[name], rest = _unpacked(rest, length, steps)
    return columns


def _packed(values: Iterable[float | None], steps: float) -> bytes:
    """Not a number, infinite or absurd counts as missing."""
    with np.errstate(over="ignore"):  # what overflows is infinite: absurd
        scaled = np.array(values, float) * steps  # None becomes NaN
    there = np.abs(scaled) <= _MOST
    changes = np.diff(np.rint(scaled[there]).astype(np.int64), prepend=0)
    zigzag = (changes << 1 ^ changes >> 63).astype("<u4")
    planes = zigzag.view(np.uint8).reshape(-1, 4).T
    return np.packbits(there, bitorder="little").tobytes() + planes.tobytes()


def _unpacked(content: memoryview, length: int, steps: float) -> tuple[np.ndarray, memoryview]:
    head = (length + 7) // 8
    there = np.unpackbits(np.frombuffer(content[:head], np.uint8), count=length, bitorder="little")
    end = head + 4 * int(there.sum())
    values = np.full(length, np.nan)
    values[there == 1] = _restored(content[head:end]) / steps
    return values, content[end:]


def _restored(planes: memoryview) -> np.ndarray:
    """Whole numbers from the planes of their differences."""
    zigzag = np.zeros(len(planes) // 4, np.int64)
    for plane, byte in enumerate(np.frombuffer(planes, np.uint8).reshape(4, -1)):
        zigzag |= byte.astype(np.int64) << (8 * plane)
    return np.cumsum(zigzag >> 1 ^ -(zigzag & 1))


def track_of(run: Run) -> dict[str, np.ndarray] | None:
    """The columns of a run's track; None where nothing was recorded point by point."""
    stored = TrackRow.objects.filter(run=run).first()
    columns = track_columns(stored.packed) if stored else None
    return columns if columns and len(columns["time_s"]) else None


def shape_of(columns: dict[str, np.ndarray]) -> Shape | None:
    """The way a run went, as a line; None without positions."""
    if "latitude" not in columns or "longitude" not in columns:
        return None
    rows = np.flatnonzero(np.isfinite(columns["latitude"]) & np.isfinite(columns["longitude"]))
    rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), SHAPE_POINTS)).astype(np.intp)]
    latitude, longitude = columns["latitude"][rows], columns["longitude"][rows]
    return track_shape(latitude.tolist(), longitude.tolist(), SHAPE_SIZE)
