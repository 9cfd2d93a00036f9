"""Runs, planned runs, classes done, and the bytes of small activity files."""

import datetime
import io
import math
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)  # a Tuesday, 07:00 in London too
METRES_A_DEGREE = 111_195  # of latitude


@pytest.fixture(scope="session")
def tell_library():
    """That there are these classes, found by no words: hardly a test here asks, and words cost most."""
    from library.actions.edition import new_edition
    from library.actions.indexing import NOTHING
    from library.models import ClassWords, VideoClass

    def told(keys):
        if shown := list(VideoClass.objects.published().filter(pk__in=keys).values_list("pk", flat=True)):
            new_edition(shown)
            ClassWords.objects.bulk_create(ClassWords(video_class_id=key, words=NOTHING) for key in shown)

    return told


@pytest.fixture
def make_run(runner):
    from plans.models import Run

    def make(*, of=None, date=datetime.date(2026, 11, 24), **fields):
        values = {"kind": "easy", "duration_s": 3120, "distance_m": 10_000.0}
        return Run.objects.create(runner=of or runner, date=date, **{**values, **fields})

    return make


@pytest.fixture
def make_planned_run(runner):
    from plans.models import PlannedRun

    def make(*, of=None, date=datetime.date(2026, 11, 24), **fields):
        return PlannedRun.objects.create(runner=of or runner, date=date, **fields)

    return make


@pytest.fixture
def make_session(runner):
    from plans.models import Session

    def make(*, of=None, date=datetime.date(2026, 11, 24), **fields):
        values = {
            "done_at": datetime.datetime.combine(date, datetime.time(18), datetime.UTC),
            "time_zone": "Europe/London",
            "title": "Steady ankles",
            "minutes": 15,
            "benefit": "stabilisers",
            "how": "button",
        }
        return Session.objects.create(runner=of or runner, date=date, **{**values, **fields})

    return make


@pytest.fixture
def agreed(runner):
    """The runner agreed to health notes, and has been here for long."""
    from plans.actions.health_notes import agree_to_notes

    runner.date_joined = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    runner.save(update_fields=["date_joined"])
    agree_to_notes(runner=runner, now=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC))
    return runner


@pytest.fixture
def make_pain(runner):
    from plans.models import PainReport

    def make(site="calf", level=4, *, of=None, date=datetime.date(2026, 11, 24), **fields):
        reported_at = datetime.datetime.combine(date, datetime.time(18), datetime.UTC)
        told = {"site": site, "level": level, "date": date, "reported_at": reported_at}
        return PainReport.objects.create(runner=of or runner, **{**told, **fields})

    return make


@pytest.fixture
def make_sharing(runner, buddy):
    """The runner's week, shared with the buddy; with `person=None` an invitation that waits."""
    from plans.models import Sharing

    invited = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)

    def make(*, of=None, person=buddy, **fields):
        values = {
            "name": "Anna",
            "runner_name": "Robin",
            "made_at": invited,
            "expires_at": invited + datetime.timedelta(days=14),
            "taken_at": person and invited,
        }
        return Sharing.objects.create(runner=of or runner, person=person, **{**values, **fields})

    return make


@pytest.fixture
def gpx():
    """Bytes of a GPX file: a run straight north, a point every ten seconds."""

    def make(start=MORNING, *, seconds=1200, speed=3.0, name="", sport="running", times=True):
        points = []
        for at in range(0, seconds + 1, 10):
            when = (start + datetime.timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")
            time = f"<time>{when}</time>" if times else ""
            points.append(
                f'<trkpt lat="{51.5 + at * speed / METRES_A_DEGREE:.7f}" lon="-0.12">{time}</trkpt>'
            )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<gpx version="1.1" creator="a watch" xmlns="http://www.topografix.com/GPX/1/1">'
            f"<trk><name>{name}</name><type>{sport}</type><trkseg>{''.join(points)}</trkseg></trk></gpx>"
        ).encode()

    return make


FIT_EPOCH = datetime.datetime(1989, 12, 31, tzinfo=datetime.UTC)
# Messages by number: (field, base type, struct code). 0x86 is a u32, 0x85 an s32, 0x00 an enum.
FIT_FILE_ID = (0, [(0, 0x00, "B"), (4, 0x86, "I")])
FIT_RECORD = (20, [(253, 0x86, "I"), (0, 0x85, "i"), (1, 0x85, "i"), (5, 0x86, "I")])
FIT_SESSION = (
    18,
    [(253, 0x86, "I"), (2, 0x86, "I"), (7, 0x86, "I"), (8, 0x86, "I"), (9, 0x86, "I"), (5, 0x00, "B")],
)


def _fit_message(local, message, values):
    number, fields = message
    definition = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    definition += b"".join(bytes([field, struct.calcsize(code), base]) for field, base, code in fields)
    layout = "<B" + "".join(code for _, _, code in fields)
    return definition + b"".join(struct.pack(layout, local, *row) for row in values)


def _fit_checksum(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return struct.pack("<H", crc)


@pytest.fixture
def fit():
    """Bytes of a FIT file: an activity of running unless `file_type` and `sport` say otherwise."""

    def make(start=MORNING, *, seconds=1200, speed=3.0, sport=1, file_type=4):
        began = int((start - FIT_EPOCH).total_seconds())
        semicircles = 2**31 / 180
        records = [
            (
                began + at,
                round((51.5 + at * speed / METRES_A_DEGREE) * semicircles),
                round(-0.12 * semicircles),
                round(at * speed * 100),
            )
            for at in range(0, seconds + 1, 10)
        ]
        session = (
            began + seconds,
            began,
            seconds * 1000,
            seconds * 1000,
            math.floor(seconds * speed * 100),
            sport,
        )
        body = _fit_message(0, FIT_FILE_ID, [(file_type, began)])
        if file_type == 4:
            body += _fit_message(1, FIT_RECORD, records) + _fit_message(2, FIT_SESSION, [session])
        head = struct.pack("<BBHI4s", 14, 0x10, 2100, len(body), b".FIT")
        whole = head + _fit_checksum(head) + body
        return whole + _fit_checksum(whole)

    return make


@pytest.fixture
def uploaded():
    """A file as a form receives it."""

    def make(content, name="run.gpx"):
        return SimpleUploadedFile(name, content)

    return make


@pytest.fixture
def work():
    """What the background worker does for imports, in this process, until nothing is left."""
    from plans.actions.imports_work import at_work, go_on_with_import

    def work():
        while of_import := at_work().order_by("pk").first():
            go_on_with_import.call(of_import.pk)

    return work


@pytest.fixture
def zipped():
    """Bytes of a zip archive of these files, by name."""

    def make(files):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return data.getvalue()

    return make


@pytest.fixture
def few_classes(make_class):
    """A class for each benefit, a harder one and one with jumps, by slug."""
    return _few(make_class)


@pytest.fixture(scope="module")
def few_classes_for_all(make_class_for_all):
    """The same, for all tests of a module."""
    return _few(make_class_for_all)


def _few(make_class):
    with make_class.together():
        made = [
            make_class("steady-ankles", benefits=("stabilisers", "balance")),
            make_class("one-leg-calm", benefits=("balance",)),
            make_class("long-lines", benefits=("flexibility",), leg_load=0),
            make_class("tall-and-easy", benefits=("posture",), leg_load=0),
            make_class("both-sides", benefits=("injury-prevention",)),
            make_class("deep-plies", benefits=("stabilisers",), leg_load=2, level=2),
            make_class("little-jumps", benefits=("balance",), leg_load=3, level=3, against=["no_impact"]),
        ]
    return {video_class.slug: video_class for video_class in made}
