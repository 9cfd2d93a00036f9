"""What is said about a file: codes with parameters, and their English default."""

from dataclasses import dataclass, field
from typing import Any

# (for one, for many): the second is used when `n` is given and is not 1.
SENTENCES: dict[str, tuple[str, str] | str] = {
    # why a file was not understood
    "empty": "This file is empty.",
    "too_big": "This file is larger than {megabytes} MB, more than any single run needs.",
    "packed_too_tightly": "This packed file unpacks to far more than a run could be, so it was not opened.",
    "packed_twice": "This file is packed inside a packed file. Unpack it once and upload what is inside.",
    "packed_badly": "This packed file is damaged and nothing could be unpacked from it.",
    "zip": "This is a zip archive in place of a single file. Unpack it and upload what is in it.",
    "unknown": "This is not a GPX, TCX or FIT file.",
    "table": "This is a table. Say which columns hold date, distance and time, and it can be read.",
    "web_page": "This is a web page, not GPX, TCX or FIT. Sign in where it comes from and download it again.",
    "other_xml": "This is an XML file of another kind ({root}), not GPX or TCX.",
    "doctype": "This file declares a document type or entities, which no training log needs; it was refused.",
    "too_deep": "This file is nested more deeply than any training log, so it was not read.",
    "damaged_xml": "This {format} file is damaged at line {line} and holds no run before that.",
    "too_many_points": "This file holds more than {limit} points, more than one activity needs.",
    "too_many_parts": "This file holds more activities, laps or messages than we read from one file.",
    "no_times": "This {format} file has no times, so it is a route, not a run.",
    "route": "This GPX file holds a route or waypoints and no recorded track, so it is not a run.",
    "course": "This {format} file holds a course to follow, not a run.",
    "no_activity": "This {format} file holds no activity.",
    "nothing_recorded": "This {format} file holds an activity in which nothing was recorded.",
    "no_date": "The watch did not know the date when it made this {format} file, so it has no day.",
    "bad_date": "The dates in this {format} file lie before 1970 or after 2100, so it has no day.",
    "fit_kind": "This FIT file holds {kind}, not an activity.",
    "damaged_fit": "This FIT file is damaged from the start and nothing could be read from it.",
    "unreadable": "This file could not be opened: {reason}.",
    # why an archive, or something in it, was not understood
    "archive_too_big": "This archive is larger than {megabytes} MB, more than we read.",
    "archive_unpacks_to_too_much": "This archive unpacks to more than any training log needs.",
    "too_many_entries": "This archive holds more than {limit} files, more than we read.",
    "damaged_zip": "This is no zip archive, or so damaged that nothing in it can be found.",
    "damaged_entry": "This file is damaged inside its archive.",
    "encrypted_entry": "This file is locked with a password. Unpack the archive and upload what is inside.",
    "unknown_packing": "This file is packed in a way we cannot unpack. Pack it anew and try again.",
    "entry_too_big": "This file unpacks to more than {megabytes} MB, more than any single run needs.",
    "nested_too_deep": "This archive lies more than {deepest} archives deep, so it was not opened.",
    "too_much_inside": "This archive inside the archive holds more than we read together with the others.",
    "not_in_archive": "The list of activities names this file, but the archive does not hold it.",
    "no_such_entry": "There is no such file in this archive.",
    "not_stravas": "This table is not the list of activities in an archive of Strava.",
    "too_many_rows": "This table has more than {limit} rows, more than we read.",
    "strava_row": "Line {line} of activities.csv is damaged.",
    "strava_date": "Line {line} of activities.csv: “{text}” is no date we understand.",
    "strava_duration": "Line {line} of activities.csv: “{text}” is no duration.",
    # why a table, or a row of it, was not understood
    "no_table": "This is no table of runs: no two columns can be told apart in it.",
    "row_damaged": "Line {line} is damaged and could not be taken apart into columns.",
    "row_without_date": "Line {line} has no date in the column “{column}”.",
    "cell_date": "Line {line}, column “{column}”: “{text}” is no date we understand.",
    "cell_bad": "Line {line}, column “{column}”: “{text}” was not understood.",
    # warnings that come with an archive or a row
    "archive_unfinished": "The archive ends in the middle; the files that are whole up to there were read.",
    "cell_left_out": "Column “{column}”: “{text}” was not understood and left out.",
    # why a calendar was not understood
    "calendar_empty": "This calendar is empty: there is nothing in it, not even its beginning.",
    "calendar_not": "This is not a calendar: it does not begin with BEGIN:VCALENDAR, as calendars do.",
    "calendar_web_page": "This is a web page, not a calendar. Look for an address that ends in .ics, or for "
    "“subscribe” or “iCal”, and use that one.",
    "calendar_too_big": "This calendar is larger than {megabytes} MB, more than any plan of runs needs.",
    "calendar_too_many": "This calendar holds more than {limit} events, more than any plan of runs needs.",
    "calendar_too_many_runs": "This calendar plans more than {limit} runs within half a year, "
    "more than anybody runs.",
    "calendar_repeats": "The events of this calendar repeat more than {limit} times in half a year, "
    "so it was not read.",
    "calendar_unfinished": "This calendar ends in the middle, so it was not read and nothing was changed.",
    "calendar_damaged": "This calendar is damaged: its parts do not fit into each other.",
    # warnings that come with a run
    "unfinished": "The file ends in the middle; what was recorded up to there was kept.",
    "damaged_from_line": "The file is damaged from line {line}; what came before was kept.",
    "xml_repaired": "The file had characters that do not belong in it; they were put right.",
    "bytes_lost": (
        "One place in the file was damaged; reading went on after it.",
        "{n} places in the file were damaged; reading went on after each.",
    ),
    "wrong_checksum": "The checksum of the file is wrong, so parts of it may be damaged.",
    "trailing_bytes": (
        "One byte at the end of the file was not understood.",
        "{n} bytes at the end of the file were not understood.",
    ),
    "part_not_read": "Another part of this file was left out: {why}",
    "null_island": (
        "One point lay at 0°, 0° and was left out.",
        "{n} points lay at 0°, 0° and were left out.",
    ),
    "off_the_globe": (
        "One point had no possible position and was left out.",
        "{n} points had no possible position and were left out.",
    ),
    "spikes": (
        "One point lay impossibly far from its neighbours and was left out.",
        "{n} points lay impossibly far from their neighbours and were left out.",
    ),
    "jumps": (
        "One jump faster than anyone moves was not counted in the distance.",
        "{n} jumps faster than anyone moves were not counted in the distance.",
    ),
    "untimed": (
        "One point had no usable time and was left out.",
        "{n} points had no usable time and were left out.",
    ),
    "untimed_tracks": (
        "One more track in the file has no times, so it was left out.",
        "{n} more tracks in the file have no times, so they were left out.",
    ),
    "repeated": (
        "One point repeated a time and was counted once.",
        "{n} points repeated a time and were counted once.",
    ),
    "out_of_order": "The points were not in order of time; they were put in order.",
    "distance_backwards": (
        "The distance went backwards at one point; that value was left out.",
        "The distance went backwards at {n} points; those values were left out.",
    ),
    "absurd_values": (
        "One impossible value ({what}) was left out.",
        "{n} impossible values ({what}) were left out.",
    ),
    "absurd_total": "The file's own {what} cannot be right, so it was not used.",
    "sport_guessed": "The file does not say which sport it was; it was taken for {sport}.",
    "no_summary": "The file has no summary of its own, so the totals were worked out from the points.",
    "local_clock": "The watch did not know the date; its local time was used, so the hour may be off.",
}


# Of these codes the file is whole; it only holds no activity.
NO_ACTIVITY = frozenset(("fit_kind", "course", "route"))


def sentence(code: str, params: dict[str, Any]) -> str:
    """The English sentence for a code; `n` chooses between one and many."""
    template = SENTENCES[code]
    if isinstance(template, tuple):
        template = template[0 if params.get("n") == 1 else 1]
    return template.format(**params)


@dataclass(frozen=True)
class Notice:
    """A warning that comes with a run: a code, its parameters, and the sentence in English."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return sentence(self.code, self.params)

    def __str__(self) -> str:
        return self.sentence


class NotUnderstood(Exception):
    """No run could be read from a file. Its text is one English sentence; `code` and `params` say why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(sentence(code, params))
        self.code = code
        self.params = params

    @property
    def is_no_activity(self) -> bool:
        """The file is sound and holds something else: nothing is wrong, and nothing is lost."""
        return self.code in NO_ACTIVITY
