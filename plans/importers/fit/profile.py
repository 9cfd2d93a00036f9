"""The messages and fields of FIT that we read, by their numbers in the profile. Others are passed over."""

FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT = 0, 12, 18, 19, 20, 21
DEVICE_INFO, WORKOUT, ACTIVITY, FIELD_DESCRIPTION = 23, 26, 34, 206

TIMESTAMP = 253

WANTED: dict[int, frozenset[int]] = {
    FILE_ID: frozenset((0, 1, 2, 4, 8)),
    SPORT: frozenset((0, 1)),
    SESSION: frozenset((TIMESTAMP, 2, 5, 6, 7, 8, 9, 16, 17, 18, 22, 192, 193)),
    LAP: frozenset((TIMESTAMP, 2, 7, 8, 9, 15, 16, 23, 25, 39)),
    RECORD: frozenset((TIMESTAMP, 0, 1, 2, 3, 4, 5, 7, 8, 42, 53, 78)),
    EVENT: frozenset((TIMESTAMP, 0, 1)),
    DEVICE_INFO: frozenset((TIMESTAMP, 0, 2, 4, 27)),
    WORKOUT: frozenset((8,)),
    ACTIVITY: frozenset((TIMESTAMP, 5)),
    FIELD_DESCRIPTION: frozenset((0, 1, 2, 3, 14, 15)),
}
ONLY_TIME = frozenset((TIMESTAMP,))

# Base type without its endian flag: (size, struct code, the value that means "missing").
# A float is missing as NaN, which compares unequal to itself: `wire` drops it apart.
BASE_TYPES: dict[int, tuple[int, str, int | None]] = {
    0x00: (1, "B", 0xFF),
    0x01: (1, "b", 0x7F),
    0x02: (1, "B", 0xFF),
    0x03: (2, "h", 0x7FFF),
    0x04: (2, "H", 0xFFFF),
    0x05: (4, "i", 0x7FFFFFFF),
    0x06: (4, "I", 0xFFFFFFFF),
    0x07: (1, "s", None),
    0x08: (4, "f", None),
    0x09: (8, "d", None),
    0x0A: (1, "B", 0),
    0x0B: (2, "H", 0),
    0x0C: (4, "I", 0),
    0x0D: (1, "B", 0xFF),
    0x0E: (8, "q", 0x7FFFFFFFFFFFFFFF),
    0x0F: (8, "Q", 0xFFFFFFFFFFFFFFFF),
    0x10: (8, "Q", 0),
}
UINT8, STRING, BYTE = 0x02, 0x07, 0x0D

FILE_KINDS = {
    1: "a device's description",
    2: "settings",
    3: "sport settings",
    5: "a planned workout",
    6: "a course to follow",
    7: "a schedule",
    9: "weights",
    10: "totals",
    11: "goals",
    14: "blood pressures",
    15: "daily monitoring",
    20: "a summary of activities",
    28: "daily monitoring",
    32: "daily monitoring",
    34: "a segment",
    35: "a list of segments",
}
ACTIVITY_FILE = 4

LAP_KINDS = {0: "active", 1: "rest", 2: "warmup", 3: "cooldown", 4: "recovery", 5: "interval"}

_SPORTS = {
    1: "running",
    2: "cycling",
    5: "swimming",
    11: "walking",
    17: "hiking",
    21: "cycling",
}
_SUB_SPORTS = {
    1: "running",  # treadmill, under "fitness equipment" on some watches
    5: "cycling",
    6: "cycling",
    17: "swimming",
    18: "swimming",
    20: "strength",
    27: "walking",
    43: "yoga",
    45: "running",
}


def sport_of(sport: int | None, sub_sport: int | None) -> str | None:
    """Our name for a FIT sport and sub-sport; None when the file names none."""
    if sport is None:
        return None
    return _SPORTS.get(sport) or _SUB_SPORTS.get(sub_sport or 0) or "other"
