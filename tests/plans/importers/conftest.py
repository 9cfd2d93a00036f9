"""Small files of our own: GPX and TCX as text, FIT by a writer of messages."""

import io
import os
import struct
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

SAMPLES = Path(os.environ.get("SAMPLE_FILES") or Path(__file__).parents[4] / "shared" / "samples")
FIT_EPOCH = 631065600
START = 1_700_000_000  # 2023-11-14 22:13:20 UTC
SIZES = {0x00: "B", 0x01: "b", 0x02: "B", 0x83: "h", 0x84: "H", 0x85: "i", 0x86: "I", 0x88: "f", 0x8C: "I"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for one of these runs over the sample files, where there are any."""
    samples = (("sample", "*/*.[fgt]*"), ("fit_sample", "fit/*.fit"), ("records", "fit/*-records.csv"))
    for name, pattern in samples:
        if name in metafunc.fixturenames:
            files = sorted(SAMPLES.glob(pattern)) if SAMPLES.is_dir() else []
            metafunc.parametrize(name, files, ids=[file.name for file in files])


def crc16(data: bytes) -> int:
    """Bit by bit, as the definition has it: slow, and another way than the reader's."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


@dataclass
class Fit:
    """Writes one FIT file, message by message. Fields are (number, base type) or (…, size)."""

    order: str = "<"
    body: bytearray = field(default_factory=bytearray)
    forms: dict[int, str] = field(default_factory=dict)

    def define(self, local: int, number: int, *fields: tuple, developer: tuple = ()) -> "Fit":
        header = 0x40 | local | (0x20 if developer else 0)
        self.body += bytes([header, 0, int(self.order == ">")])
        self.body += struct.pack(self.order + "HB", number, len(fields))
        form = self.order
        for number_, base_type, *size in fields:
            code = f"{size[0]}s" if size else SIZES[base_type]
            self.body += bytes([number_, struct.calcsize(self.order + code), base_type])
            form += code
        if developer:
            self.body += bytes([len(developer)])
        for number_, size, index in developer:
            self.body += bytes([number_, size, index])
            form += f"{size}s"
        self.forms[local] = form
        return self

    def data(self, local: int, *values: object, header: int | None = None) -> "Fit":
        self.body += bytes([local if header is None else header])
        self.body += struct.pack(self.forms[local], *values)
        return self

    def file(self, *, size: int | None = None, crc: int | None = None) -> bytes:
        head = struct.pack("<BBHI4s", 12, 0x20, 2132, len(self.body) if size is None else size, b".FIT")
        whole = head + bytes(self.body)
        return whole + struct.pack("<H", crc16(whole) if crc is None else crc)


FILE_ID = (0, (0, 0x00), (1, 0x84), (2, 0x84))
SESSION = (
    18,
    (253, 0x86),
    (2, 0x86),
    (7, 0x86),
    (8, 0x86),
    (9, 0x86),
    (16, 0x02),
    (17, 0x02),
    (5, 0x00),
    (6, 0x00),
)
RECORD = (20, (253, 0x86), (0, 0x85), (1, 0x85), (5, 0x86), (78, 0x86), (3, 0x02), (4, 0x02))
NOW = START - FIT_EPOCH


def fit_run(seconds: int = 60, *, session: bool = True, kind: int = 4, order: str = "<") -> Fit:
    """A run due east at 3 m/s from 48° N, a record each second, heart rate 150."""
    fit = Fit(order).define(0, *FILE_ID).data(0, kind, 1, 3113).define(1, *RECORD)
    for at in range(seconds + 1):
        degrees = at * 3 / 74500
        place = (round(48 * 2**31 / 180), round((2 + degrees) * 2**31 / 180))
        fit.data(1, NOW + at, *place, at * 300, (100 + 500) * 5, 150, 85)
    if session:
        fit.define(2, *SESSION)
        total = (seconds * 1000, seconds * 1000, seconds * 300)
        fit.data(2, NOW + seconds, NOW, *total, 150, 151, 1, 0)
    return fit


def gpx_point(at: int, inside: str = "", *, latitude: float | None = None, longitude: float = 2.0) -> str:
    """Due north at 3.0 m/s from 48° N, unless told where."""
    latitude = 48 + at * 2.698e-5 if latitude is None else latitude
    minutes, seconds = divmod(at, 60)
    return (
        f'<trkpt lat="{latitude:.7f}" lon="{longitude:.7f}"><ele>100</ele>'
        f"<time>2023-11-14T22:{minutes:02}:{seconds:02}Z</time>{inside}</trkpt>"
    )


def gpx_file(*segments: str, head: str = "<type>running</type>") -> bytes:
    pieces = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="Ours" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:tpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk>{head}{pieces}</trk></gpx>"
    ).encode()


def tcx_point(at: int, metres: float | None = None, inside: str = "") -> str:
    minutes, seconds = divmod(at, 60)
    distance = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return f"<Trackpoint><Time>2023-11-14T22:{minutes:02}:{seconds:02}Z</Time>{distance}{inside}</Trackpoint>"


def tcx_lap(start: int, seconds: float, metres: float, points: str, inside: str = "") -> str:
    minutes, second = divmod(start, 60)
    return (
        f'<Lap StartTime="2023-11-14T22:{minutes:02}:{second:02}Z">'
        f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>"
        f"<DistanceMeters>{metres}</DistanceMeters>{inside}<Track>{points}</Track></Lap>"
    )


def tcx_file(*laps: str, sport: str = "Running", tail: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:n="x">'
        f'<Activities><Activity Sport="{sport}"><Id>2023-11-14T22:00:00Z</Id>{"".join(laps)}{tail}'
        "</Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def gpx_run(seconds: int = 60) -> bytes:
    return gpx_file("".join(gpx_point(at) for at in range(seconds + 1)))


def tcx_run(seconds: int = 59) -> bytes:
    points = "".join(tcx_point(at, at * 3) for at in range(seconds + 1))
    return tcx_file(tcx_lap(0, seconds, seconds * 3, points))


def zip_of(*files: tuple[str, bytes], packing: int = zipfile.ZIP_STORED, stream: bool = False) -> bytes:
    """An archive of (name, content), names as often as given. `stream`: sizes after each file, not before."""
    store = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # duplicated names are meant
        with zipfile.ZipFile(_Unseekable(store) if stream else store, "w", packing) as archive:
            for name, content in files:
                archive.writestr(zipfile.ZipInfo(name), content, packing)
    return store.getvalue()


class _Unseekable:
    """A file that can only be written on and on, as a download is."""

    def __init__(self, store: io.BytesIO) -> None:
        self.write, self.flush = store.write, store.flush


def activities_csv(*rows: str, header: str = "") -> bytes:
    """Strava's table; each row begins with the nine columns that rows differ in, up to the file name."""
    header = header or (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        "Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,"
        "Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Max Heart Rate,"
        "Average Heart Rate"
    )
    return "\n".join([header, *rows]).encode()


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The makers above, for tests."""
    return SimpleNamespace(
        Fit=Fit,
        fit_run=fit_run,
        gpx_point=gpx_point,
        gpx_file=gpx_file,
        gpx_run=gpx_run,
        tcx_point=tcx_point,
        tcx_lap=tcx_lap,
        tcx_file=tcx_file,
        tcx_run=tcx_run,
        crc16=crc16,
        zip_of=zip_of,
        activities_csv=activities_csv,
        now=NOW,
    )
