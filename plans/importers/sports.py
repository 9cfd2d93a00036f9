"""The names files give to sports, to the eight the product knows."""

RUNNING, WALKING, HIKING, CYCLING = "running", "walking", "hiking", "cycling"
SWIMMING, STRENGTH, YOGA, OTHER = "swimming", "strength", "yoga", "other"

# Strava writes its own numbers into <type>.
_NUMBERS = {
    "1": CYCLING,
    "4": HIKING,
    "9": RUNNING,
    "10": WALKING,
    "16": SWIMMING,
    "32": YOGA,
    "47": STRENGTH,
}

# Pieces of words, looked for in this order: "trail_running" is a run, "snow shoe walk" is none.
_PIECES = (
    (OTHER, ("ski", "snow", "row", "skat", "paddl", "kayak", "transition")),
    (STRENGTH, ("strength", "weight", "kraft", "muscul")),
    (YOGA, ("yoga",)),
    (SWIMMING, ("swim", "schwimm", "natation", "nuoto", "natacion", "natación")),
    (CYCLING, ("bik", "cycl", "ride", "radfahr", "rad ", "vélo", "velo", "cicl", "fiets", "mtb")),
    (HIKING, ("hik", "wander", "randonn", "trek", "senderis", "escurs")),
    (
        RUNNING,
        ("run", "jog", "lauf", "course", "courir", "corr", "cors", "treadmill", "löp", "hardlop", "marathon"),
    ),
    (WALKING, ("walk", "spazier", "geh", "marche", "camin", "wandel")),
)


def sport_named(name: str) -> str | None:
    """The sport a word in a file stands for; None when the word says nothing."""
    name = name.strip().casefold()
    if name in _NUMBERS:
        return _NUMBERS[name]
    for sport, pieces in _PIECES:
        if any(piece in name for piece in pieces):
            return sport
    return OTHER if name == "other" else None


def sport_titled(title: str) -> str | None:
    """The sport a title speaks of: "Morning Run", "Dauerlauf", not "Brunch with Ann"."""
    words = title.casefold().replace("_", " ").split()
    for sport, pieces in _PIECES:
        ends = pieces if sport == RUNNING else ()
        if sport != OTHER and any(word.startswith(pieces) or word.endswith(ends) for word in words):
            return sport
    return None


def sport_at(metres_per_second: float | None) -> str:
    """A guess from the mean moving speed, for files that name no sport."""
    if metres_per_second is None:
        return RUNNING
    if metres_per_second < 1.7:
        return WALKING
    return RUNNING if metres_per_second < 6.5 else CYCLING
