"""No log says what opens a calendar."""

import logging

from balletfusion.private_addresses import WithoutSecrets, without_secrets


def test_the_secret_part_is_left_out_wherever_it_stands():
    assert without_secrets('"GET /calendar/abc_DEF-123.ics?x=1 HTTP/1.1" 200') == (
        '"GET /calendar/…?x=1 HTTP/1.1" 200'
    )
    assert without_secrets("/log/calendars/3/ and /plan/calendar-out/3/") == (
        "/log/calendars/3/ and /plan/calendar-out/3/"
    )


def test_a_line_of_the_log_keeps_all_else():
    record = logging.LogRecord(
        "x", logging.ERROR, "f", 1, "%s: %s (%d)", ("Failed", "/calendar/abc.ics", 7), None
    )
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Failed: /calendar/… (7)"
