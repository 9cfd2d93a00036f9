"""An export that was brought here, read with suspicion: sizes first, then the shape, then every file in it.

Anybody may upload anything. Nothing is unpacked under a name the archive chose, nothing is read further than
its limit, and whatever is wrong becomes a sentence (`Refused`).
"""

import hashlib
import json
import math
import re
import time
import zlib
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.conf import settings
from django.utils.translation import gettext_noop as _

from plans.actions.account_archive import DATA, WITH_POINTS
from plans.actions.belongings_shape import FORMAT, VERSION, faults, schema
from plans.actions.track import pack_track
from plans.importers import NotUnderstood, Track
from plans.importers.contents import unpacked
from plans.importers.limits import DEFAULT_LIMITS, Limits
from plans.importers.zip_directory import ENCRYPTED, directory_of

MIB = 1024**2
DATA_BYTES = 64 * MIB
POINTS_BYTES = 48 * MIB
MOST_VALUES, MOST_LISTS = 3_000_000, 750_000  # in one file: half a gigabyte while it is read, at the worst
# Of all points packed, each run's counted for itself: ten hours a week for thirty years.
ALL_POINTS_BYTES = 1024 * MIB
SHARED = 4  # runs that have one track in common, on the average of an export; below SHARED_BYTES any number
SHARED_BYTES = 64 * MIB
RATIO = 400  # columns of a run on a treadmill pack 100:1; a bomb 1000:1
MOST_DAMAGED = 20  # originals: with more of them it is no export to go by
SMALL = 4 * MIB  # below this no ratio is suspicious
PIECE = 64 * 1024
COLUMNS = ("latitude", "longitude", "altitude_m", "distance_m", "heart_rate", "cadence", "power_w")
WITHIN = {"latitude": 90, "longitude": 180}
SENTENCES = {
    "many": "More than {n} files in this export are damaged. Fetch it again, and bring it as it came.",
    "missing": "This export is not whole: {name} is missing in it.",
    "too_large": "{name} in this export is too large to be read.",
    "nothing": "In data.json of this export, nothing is as it should be. Was it changed by hand?",
    "place": "In data.json of this export, “{place}” is not as it should be. Was it changed by hand?",
    "column": "In data.json of this export, “{column}” in row {row} of “{table}” is not as it should be."
    " Was it changed by hand?",
    "points": "The points of a run in this export are not as they should be ({name}).",
}
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Refused(Exception):
    """It cannot go in; the message is a sentence for its runner, in English, as it is kept."""


class Brought:
    """`with Brought(path, folder) as brought:` the archive at `path`, and what was made of it in `folder`.

    `damaged`: names of originals that stay behind, once all files were checked.
    """

    def __init__(self, path: Path, folder: Path):
        self.path, self.folder = path, folder
        self.damaged: list[str] = []

    def __enter__(self) -> "Brought":
        _check_directory(self.path)
        try:
            self.archive = ZipFile(self.path)
        except BROKEN:
            raise Refused(damaged()) from None
        self.sizes = {info.filename: info for info in self.archive.infolist()}
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_about) -> None:
        self.archive.close()

    # --- data.json --------------------------------------------------------------------------------

    def data(self) -> dict:
        """All of it, of the right shape. Refused."""
        if DATA not in self.sizes:
            raise Refused(_("This is no export from a site of this kind: there is no data.json in it."))
        value = _parsed(b"".join(self.pieces(DATA, DATA_BYTES)))
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise Refused(_("This is no export from a site of this kind: its data.json is another’s."))
        if value.get("version") != VERSION:
            raise Refused(
                _("This export is of another version than this site reads. Export again from a like site.")
            )
        if place := next(faults(value, schema()), None):
            raise Refused(not_as_it_should_be(place))
        if place := next(told_unevenly(value), None):
            raise Refused(not_as_it_should_be(place))
        return value

    # --- files ------------------------------------------------------------------------------------

    def check_files(self, data: dict, until: float) -> bool:
        """Reads each file it names, and packs the points of runs; True when all are. Refused.

        An original that is damaged stays behind: its row is read as one without.
        """
        damaged = 0
        for name in names_of_files(data):
            made = self.made_of(name)
            if not made.exists():
                self._make(name, made)
                if time.monotonic() >= until:
                    return False
            damaged += not made.stat().st_size
            if damaged > MOST_DAMAGED:
                raise Refused(many_damaged())
        self._check_originals(data)
        self._check_points(data)
        return True

    def _check_originals(self, data: dict) -> None:
        """Each is what its row says, so that one file in the archive becomes one on disk. Refused."""
        sizes, damaged = {}, []
        for row in data["files"]:
            if not (name := row["original"]):
                continue
            if row["sha256"] and self.made_of(name).read_bytes() == row["sha256"].encode():
                sizes[name] = self.sizes[name].file_size
            elif re.fullmatch("[0-9a-f]{64}|", row["sha256"]):  # another is refused with its row
                damaged.append(row["name"])
                row["original"] = ""
        if len(damaged) > MOST_DAMAGED:
            raise Refused(many_damaged())
        if sum(sizes.values()) > settings.IMPORT_WAITING_MAX_BYTES:
            raise Refused(too_much())
        self.damaged = list(dict.fromkeys(damaged))

    def _check_points(self, data: dict) -> None:
        """Each row keeps points of its own, however many name one file in the archive. Refused."""
        named = [row["packed"] for part in WITH_POINTS for row in data[part]]
        sizes = {name: self.made_of(name).stat().st_size for name in set(named)}
        shared = max(SHARED_BYTES, SHARED * sum(sizes.values()))
        if sum(sizes[name] for name in named) > min(ALL_POINTS_BYTES, shared):
            raise Refused(too_much())

    def made_of(self, name: str) -> Path:
        """The packed points of a track; of an original its content's digest, and nothing of a damaged one."""
        return self.folder / hashlib.sha256(name.encode()).hexdigest()

    def _make(self, name: str, made: Path) -> None:
        packed = self._points(name) if name.startswith("tracks/") else self._digest(name)
        half = made.with_suffix(".half")
        half.write_bytes(packed)
        half.replace(made)

    def _points(self, name: str) -> bytes:
        if name not in self.sizes:
            raise Refused(SENTENCES["missing"].format(name=name[:120]))
        return packed_points(b"".join(self.pieces(name, POINTS_BYTES)), name)

    def _digest(self, name: str) -> bytes:
        if name not in self.sizes:
            return b""
        try:
            return digest_of(b"".join(self.pieces(name, settings.ACTIVITY_FILE_MAX_BYTES))).encode()
        except Refused:
            return b""

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """The content of an entry, no further than `most` bytes. Refused."""
        info = self.sizes[name]
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refused(damaged())
        if info.file_size > SMALL and info.file_size > RATIO * info.compress_size:
            raise Refused(damaged())
        length = 0
        try:
            with self.archive.open(info) as stream:
                while piece := stream.read(PIECE):
                    length += len(piece)
                    if length > most:
                        raise Refused(SENTENCES["too_large"].format(name=name[:120]))
                    yield piece
        except BROKEN:
            raise Refused(damaged()) from None


def not_as_it_should_be(place: str) -> str:
    """Of “runs[1].laps[0]”: the file, the row as people count, and the column."""
    row = re.fullmatch(r"(\w+)\[(\d+)\]\.?(.*)", place)
    if row is None or not row[3]:
        return SENTENCES["place"].format(place=place[:120]) if place else SENTENCES["nothing"]
    return SENTENCES["column"].format(table=row[1], row=int(row[2]) + 1, column=row[3][:120])


def told_unevenly(data: dict) -> Iterator[str]:
    """Where a class that left has not a sentence for each rule, or none at all: no schema can say that."""
    for part, column in (("changes", "told"), ("offers", "wanted")):
        for n, row in enumerate(data[part]):
            for m, one in enumerate(row[column]):
                if one.get("sentences") and len(one["sentences"]) != len(one["rules"]):
                    yield f"{part}[{n}].{column}[{m}]"


def digest_of(original: bytes) -> str:
    """As the log knows a file: of what is unpacked, so that an activity and its .gz are one. Else none."""
    try:
        return hashlib.sha256(unpacked(original, DEFAULT_LIMITS, [])).hexdigest()
    except NotUnderstood:
        return ""


def damaged() -> str:
    return _("This file is damaged, or it is no zip. Fetch the export again, and bring it as it came.")


def many_damaged() -> str:
    return SENTENCES["many"].format(n=MOST_DAMAGED)


def too_much() -> str:
    return _("This file unpacks to more than this site can hold.")


def names_of_files(data: dict) -> list[str]:
    """Of originals and tracks, each once."""
    tracks = [row["packed"] for part in WITH_POINTS for row in data[part]]
    originals = [row["original"] for row in data["files"] if row["original"]]
    return list(dict.fromkeys([*originals, *tracks]))


def _check_directory(path: Path) -> None:
    """The list of what is in it, before anything is opened: our reader knows bombs that zipfile does not."""
    limits = Limits(archive_bytes=settings.IMPORT_ARCHIVE_MAX_BYTES, entries=DEFAULT_LIMITS.entries_in_all)
    try:
        with path.open("rb") as file:
            directory = directory_of(file, limits)
    except NotUnderstood as refusal:
        raise Refused(str(refusal)) from None
    except FileNotFoundError:
        raise Refused(_("This file has gone from our disk. Please bring it again.")) from None
    rows = directory.rows
    if directory.is_cut or any(row.overlaps or row.flags & ENCRYPTED for row in rows):
        raise Refused(damaged())
    if sum(row.size for row in rows) > 8 * settings.IMPORT_ARCHIVE_MAX_BYTES:
        raise Refused(too_much())


def _parsed(content: bytes) -> Any:
    """Counted first: as values a text can take thirty times the room it takes as letters."""
    if content.count(b",") > MOST_VALUES or content.count(b"{") + content.count(b"[") > MOST_LISTS:
        raise Refused(too_much())
    try:
        return json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(damaged()) from None


def _no_number(name: str):
    raise ValueError(name)


# --- points ---------------------------------------------------------------------------------------


def packed_points(content: bytes, name: str) -> bytes:
    """The points of a run as the log keeps them. Refused."""
    value = _parsed(content)
    if not _are_points(value):
        raise Refused(SENTENCES["points"].format(name=name))
    columns = {column: tuple(value[column]) for column in COLUMNS if column in value}
    return pack_track(Track(time_s=array("d", value["time_s"]), **columns))


def _are_points(value: Any) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"time_s", *COLUMNS} or "time_s" not in value:
        return False
    if not all(isinstance(column, list) for column in value.values()):
        return False
    times = value["time_s"]
    if len(times) > DEFAULT_LIMITS.points or {len(column) for column in value.values()} != {len(times)}:
        return False
    return _rises(times) and all(_is_measured(name, value[name]) for name in COLUMNS if name in value)


def _rises(times: list) -> bool:
    if not all(_is_number(time) and 0 <= time <= 10**7 for time in times):
        return False
    return all(before < after for before, after in pairwise(times))


def _is_measured(name: str, column: list) -> bool:
    most = WITHIN.get(name, 10**8)
    return all(value is None or (_is_number(value) and abs(value) <= most) for value in column)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)
