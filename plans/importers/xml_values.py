"""Texts of XML elements into values and columns: what both XML readers share."""

from .draft import Draft, Numbers
from .instants import is_plausible, read_instant
from .limits import Limits
from .sentences import NotUnderstood

LONGEST_TEXT = 2000
_CELLS = (
    "latitude",
    "longitude",
    "altitude_m",
    "distance_m",
    "heart_rate",
    "cadence",
    "power_w",
)  # named as the columns they go to
_AT_ONCE = 4096  # rows kept as text before they become numbers: text takes five times the memory


def number(text: str | None) -> float | None:
    """A number, with a decimal comma if need be; None if it is none."""
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def words(text: str) -> str:
    """A text on one or more lines, short enough to store and without what no page can show."""
    return "".join(c for c in text[:LONGEST_TEXT] if c.isprintable() or c == "\n").strip()


def one_line(text: str, most: int) -> str:
    """A text for a title or to quote in a sentence."""
    return " ".join(words(text).split())[:most].strip()


class Rows:
    """Points on their way from text into a draft's columns."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.row: dict[str, str] = {}  # the point being read, by column name
        self.bad_times = 0
        self._waiting: list[dict[str, str]] = []
        self._count = 0

    def keep(self, draft: Draft, segment: int) -> None:
        """Take the row as a point of the draft, and empty it."""
        self._waiting.append(self.row.copy())
        self.row.clear()
        draft.columns.segment.append(segment)
        if len(self._waiting) >= _AT_ONCE:
            self.settle(draft)

    def settle(self, draft: Draft) -> None:
        """Turn the waiting rows into numbers in the draft's columns."""
        waiting, columns = self._waiting, draft.columns
        self._count += len(waiting)
        if self._count > self.limits.points:
            raise NotUnderstood("too_many_points", limit=self.limits.points)
        columns.time += [self.instant(draft, row.get("time")) for row in waiting]
        for name, column in zip(_CELLS, columns.values(), strict=True):
            column += _numbers(waiting, name)
        waiting.clear()

    def instant(self, draft: Draft, text: str | None) -> float | None:
        """Seconds since 1970 UTC; the runner's offset from UTC goes into the draft."""
        found = read_instant(text) if text else None
        if found is None:
            return None
        seconds, offset = found
        if not is_plausible(seconds):
            self.bad_times += 1
            return None
        if offset is not None and draft.utc_offset_s is None:
            draft.utc_offset_s = offset
        return seconds


def _numbers(rows: list[dict[str, str]], name: str) -> Numbers:
    """All at once where every row has a sound number, else one by one."""
    try:
        return [float(row[name]) for row in rows]
    except (KeyError, ValueError):
        return [number(row.get(name)) for row in rows]
