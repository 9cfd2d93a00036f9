"""The log, taken out: a table of all that was done, and the files it came from, made as they are sent."""

import csv
import datetime
import io
from collections.abc import Iterator
from heapq import merge
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.db.models import Q

from accounts.models import User
from accounts.models.user import zone_of
from plans.importers.cells import zone_named
from plans.models import ImportedFile, Run, Session

AT_ONCE = 500  # rows
PIECE = 64 * 1024  # bytes
# A class has its minutes in a column of its own: a reader of runs finds neither time nor distance there.
COLUMNS = (
    "Date",
    "Time zone",
    "Run or class",
    "Kind",
    "Title",
    "Duration (s)",
    "With pauses (s)",
    "Distance (m)",
    "Climb (m)",
    "Average heart rate (bpm)",
    "Highest heart rate (bpm)",
    "Effort (0-10)",
    "Shoes",
    "Device",
    "Class (min)",
    "Note",
)
_FIRST_OF_ZIP = datetime.date(1980, 1, 1)  # an archive knows no day before it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def log_as_csv(runner: User) -> Iterator[bytes]:
    """Newest first, in UTF-8 with its mark, as spreadsheets want it; a few hundred rows in memory at once."""
    yield "\ufeff".encode()
    yield _line(COLUMNS)
    runs = Run.objects.of(runner).select_related("shoe").defer("folded", "laps", "recorded", "merge")
    sessions = Session.objects.of(runner).defer("folded")
    rows = merge(
        runs.order_by("-date", "-pk").iterator(AT_ONCE),
        sessions.order_by("-date", "-pk").iterator(AT_ONCE),
        key=lambda row: row.date,
        reverse=True,
    )
    for row in rows:
        yield _line(_of_run(row) if isinstance(row, Run) else _of_session(row))


def _line(cells) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(["" if cell is None else cell for cell in cells])
    return text.getvalue().encode()


def _of_run(run: Run) -> tuple:
    return (
        _day_and_clock(run),
        run.time_zone,
        "Run",
        run.get_kind_display(),
        harmless(run.title),
        run.duration_s,
        run.elapsed_s,
        _short(run.distance_m),
        _short(run.climb_m),
        run.heart_rate_mean,
        run.heart_rate_max,
        run.effort,
        harmless(run.shoe.name if run.shoe else ""),
        harmless(run.device),
        None,
        harmless(run.note),
    )


def _of_session(session: Session) -> tuple:
    nothing = (None,) * 6
    return (
        session.date.isoformat(),
        session.time_zone,
        "Class",
        session.get_benefit_display(),
        harmless(session.title),
        *nothing,
        session.effort,
        None,
        None,
        session.minutes,
        harmless(session.note),
    )


def harmless(text: str) -> str:
    """No spreadsheet takes it for a formula: an apostrophe stands before it, and before one of its own."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _short(metres: float | None) -> float | int | None:
    return None if metres is None else int(metres) if metres == int(metres) else round(metres, 2)


def _day_and_clock(run: Run) -> str:
    """By the clock of where it was; the day alone where the hour is not known, or not of this day."""
    zone = zone_named(run.time_zone or "UTC")
    if run.started_at and zone:
        began = run.started_at.astimezone(zone_of(zone))
        if began.date() == run.date:
            return began.strftime("%Y-%m-%d %H:%M:%S")
    return run.date.isoformat()


class _Pieces(io.RawIOBase):
    """What a zip writes, to be taken away piece by piece; it cannot go back."""

    def __init__(self):
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def originals_as_zip(runner: User) -> Iterator[bytes]:
    """Each file once, in a folder for its year, under its day and its own name."""
    pieces = _Pieces()
    with ZipFile(pieces, "w", ZIP_DEFLATED) as archive:
        for path, name, day in _originals(runner):
            for _ in add_original(archive, path, name, day):
                yield pieces.take()
    yield pieces.take()


def add_original(archive: ZipFile, path: str, name: str, day: datetime.date | None) -> Iterator[None]:
    """A stored file as an entry of an archive, chunk by chunk; one that is not there is passed over."""
    if not default_storage.exists(path):
        return
    day = day or _FIRST_OF_ZIP
    inside = ZipInfo(name, (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0))
    inside.compress_type = ZIP_DEFLATED
    with default_storage.open(path) as stored, archive.open(inside, "w") as written:
        for chunk in iter(lambda: stored.read(PIECE), b""):
            written.write(chunk)
            yield


def original_name(name: str, day: datetime.date | None, digest: str) -> str:
    """What an original is called among others: its year as a folder, its day, its own name, its content."""
    named = PurePosixPath(name)
    if day is None:
        return f"undated/{named.stem} {digest[:8]}{named.suffix}"
    return f"{day:%Y}/{day} {named.stem} {digest[:8]}{named.suffix}"


def _originals(runner: User) -> Iterator[tuple[str, str, datetime.date]]:
    """Where it lies, how it is called in the archive, its day. Files of runs in the log alone, and of those
    merged into them.
    """
    log = Run.objects.of(runner).values("pk")
    of_the_log = Q(run__in=log) | Q(run__merged_into__in=log)
    files = ImportedFile.objects.filter(of_the_log, run__runner=runner).exclude(original="")
    rows = files.order_by("run__date", "pk").values_list("original", "name", "run__date", "sha256")
    seen = set()
    for path, name, day, digest in rows.iterator(AT_ONCE):
        if path not in seen:
            seen.add(path)
            yield path, original_name(name, day, digest), day
