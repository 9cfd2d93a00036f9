"""Activity files of our own: an hour with a point each second, with height and heart rate."""

import datetime
import math
import struct

POINTS = 3600
EPOCH = datetime.datetime(1989, 12, 31, tzinfo=datetime.UTC)
# Messages by number: (field, base type, struct code). 0x86 is a u32, 0x85 an s32, 0x84 a u16, the rest bytes.
FILE_ID = (0, [(0, 0x00, "B"), (4, 0x86, "I")])
RECORD = (
    20,
    [(253, 0x86, "I"), (0, 0x85, "i"), (1, 0x85, "i"), (2, 0x84, "H"), (3, 0x02, "B"), (5, 0x86, "I")],
)
SESSION = (18, [(253, 0x86, "I"), (2, 0x86, "I"), (7, 0x86, "I"), (9, 0x86, "I"), (5, 0x00, "B")])


def points():
    """Second, latitude, longitude, height in metres, beats a minute, metres run."""
    for at in range(POINTS):
        turn = at / 600
        yield (
            at,
            51.5 + 0.01 * math.sin(turn),
            -0.12 + 0.01 * math.cos(turn),
            20 + 5 * math.sin(at / 90),
            140 + at % 25,
            2.8 * at,
        )


def _stamp(start: datetime.datetime, at: int) -> str:
    return (start + datetime.timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def gpx(start: datetime.datetime) -> bytes:
    rows = "".join(
        f'<trkpt lat="{latitude:.7f}" lon="{longitude:.7f}"><ele>{height:.1f}</ele>'
        f"<time>{_stamp(start, at)}</time><extensions><gpxtpx:TrackPointExtension>"
        f"<gpxtpx:hr>{heart}</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>\n"
        for at, latitude, longitude, height, heart, _ in points()
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="us" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk><type>running</type><trkseg>{rows}</trkseg></trk></gpx>"
    ).encode()


def tcx(start: datetime.datetime) -> bytes:
    rows = "".join(
        f"<Trackpoint><Time>{_stamp(start, at)}</Time><Position>"
        f"<LatitudeDegrees>{latitude:.7f}</LatitudeDegrees><LongitudeDegrees>{longitude:.7f}</LongitudeDegrees></Position>"
        f"<AltitudeMeters>{height:.1f}</AltitudeMeters><DistanceMeters>{metres:.1f}</DistanceMeters>"
        f"<HeartRateBpm><Value>{heart}</Value></HeartRateBpm></Trackpoint>\n"
        for at, latitude, longitude, height, heart, metres in points()
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{_stamp(start, 0)}</Id><Lap StartTime="{_stamp(start, 0)}">'
        f"<TotalTimeSeconds>{POINTS}</TotalTimeSeconds><DistanceMeters>{2.8 * POINTS}</DistanceMeters>"
        f"<Track>{rows}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def fit(start: datetime.datetime) -> bytes:
    began = int((start - EPOCH).total_seconds())
    semicircles = 2**31 / 180
    records = [
        (
            began + at,
            round(latitude * semicircles),
            round(longitude * semicircles),
            round((height + 500) * 5),
            heart,
            round(metres * 100),
        )
        for at, latitude, longitude, height, heart, metres in points()
    ]
    session = (began + POINTS, began, POINTS * 1000, round(2.8 * POINTS * 100), 1)
    body = _message(0, FILE_ID, [(4, began)]) + _message(1, RECORD, records)
    body += _message(2, SESSION, [session])
    head = struct.pack("<BBHI4s", 14, 0x10, 2100, len(body), b".FIT")
    whole = head + _checksum(head) + body
    return whole + _checksum(whole)


def _message(local: int, message: tuple, values: list[tuple]) -> bytes:
    number, fields = message
    definition = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    definition += b"".join(bytes([field, struct.calcsize(code), base]) for field, base, code in fields)
    layout = "<B" + "".join(code for _, _, code in fields)
    return definition + b"".join(struct.pack(layout, local, *row) for row in values)


def _checksum(data: bytes) -> bytes:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return struct.pack("<H", crc)


FORMATS = {"GPX": gpx, "TCX": tcx, "FIT": fit}
