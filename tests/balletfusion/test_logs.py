"""No log says who somebody is, where they were, or what opens theirs; each line has its request."""

import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from balletfusion.logs import Discreet, NumberRequests, request_id, without_secrets


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('"GET /calendar/abc_DEF-123.ics?x=1 HTTP/1.1" 200', '"GET /calendar/…?x=1 HTTP/1.1" 200'),
        ("/log/calendars/3/ and /plan/calendar-out/3/", "/log/calendars/3/ and /plan/calendar-out/3/"),
        ("Not Found: /mail-off/4:1vX:abc/", "Not Found: /mail-off/…/"),
        ("/accounts/password/reset/key/9-abc/", "/accounts/password/reset/key/…/"),
        ("/shared/invitations/abc_DEF-1/ /confirm-email/9-abc/", "/shared/invitations/…/ /confirm-email/…/"),
        (
            "/accounts/login/?next=%2Fshared%2Finvitations%2Fabc%2F",
            "/accounts/login/?next=%2Fshared%2Finvitations%2F…%2F",
        ),
        (
            "?next=/accounts/agree/%3Fnext%3D%252Fcalendar%252Fabc",
            "?next=/accounts/agree/%3Fnext%3D%252Fcalendar%252F…",
        ),
        ("?email=anna%2Brun%40example.org&x=1", "?email=(an address)&x=1"),
        ("?next=%2Fa%2F%3Femail%3Danna%2540example.org", "?next=%2Fa%2F%3Femail%(an address)"),
        ("Bearer bff_abc-DEF_123 was wrong", "Bearer bff_… was wrong"),
        ("Key (email)=(Anna.B+run@mail.example.org) exists", "Key (email)=((an address)) exists"),
        ("to <anna@example.org>, bob@example.org.", "to <(an address)>, (an address)."),
        ("at 52.36712, -4.90412 and 5 km", "at (a place) and 5 km"),
        ("took 0.12345 s, film 720-1.m4s @ 24", "took 0.12345 s, film 720-1.m4s @ 24"),
    ],
)
def test_what_is_private_is_left_out_wherever_it_stands(line, written):
    assert without_secrets(line) == written


def test_a_long_line_costs_no_more_than_its_length():
    """A bug: any visitor's long address or host, which are logged, took the machine seconds."""
    long = "a" * 200_000
    assert without_secrets(f"Not Found: /{long} for x@example.org") == f"Not Found: /{long} for (an address)"
    quoted = "a%40" * 50_000
    assert "a%40a" not in without_secrets(quoted)


def line(message, *args, error=None):
    form = Discreet("{levelname} {name} [{request_id}] {message}", style="{")
    return form.format(logging.LogRecord("x", logging.ERROR, "f", 1, message, args, error))


def test_a_line_keeps_all_else():
    assert line("%s: %s (%d)", "Failed", "/calendar/abc.ics", 7) == "ERROR x [-] Failed: /calendar/… (7)"


def test_a_traceback_is_looked_through_too():
    try:
        raise ValueError("anna@example.org has no row")
    except ValueError:
        written = line("It failed", error=sys.exc_info())
    assert "ValueError: (an address) has no row" in written
    assert "anna@" not in written.replace('raise ValueError("anna@', "")


def asked(**headers):
    seen = []

    def answers(request):
        seen.append(request_id.get())
        return HttpResponse()

    response = NumberRequests(answers)(RequestFactory().get("/", headers=headers))
    return seen[0], response["X-Request-ID"]


def test_each_request_has_a_number_of_its_own_which_its_answer_names():
    (first, named), (second, _) = asked(), asked()
    assert first == named
    assert first != second
    assert len(first) == 32
    assert request_id.get() == "-"


@pytest.mark.parametrize(
    ("given", "kept"), [("ab" * 16, True), ("x\nERROR forged", False), ("A" * 3000, False)]
)
def test_a_proxys_number_is_kept_where_it_looks_like_one(given, kept):
    number, _ = asked(**{"x-request-id": given})
    assert (number == given) is kept


def test_a_page_that_is_missing_is_told_with_the_number_of_its_answer(client, db, caplog):
    """A bug: Django tells of it when the middleware is through, and the line had no number."""
    answer = client.get("/calendar/wrong.ics")
    form = Discreet("[{request_id}] {message}", style="{")
    written = [form.format(record) for record in caplog.records]
    assert written == [f"[{answer['X-Request-ID']}] Not Found: /calendar/…"]


def test_the_site_has_no_other_way_to_write(client, db, caplog):
    """Django's own handlers would: to the console in debug, by mail to the administrators without it."""
    assert client.get("/calendar/" + "t" * 43 + ".ics").status_code == 404
    written = [Discreet("{message}", style="{").format(record) for record in caplog.records]
    assert written == ["Not Found: /calendar/…"]
    ours = [h for h in logging.getLogger().handlers if isinstance(h.formatter, Discreet)]
    assert len(ours) == 1
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    assert [logger.name for logger in named if logger.handlers] == []


def test_no_line_names_a_passkey():
    """fido2 tells the identity of each that is shown, at INFO, which is what is written in debug."""
    assert not logging.getLogger("fido2.server").isEnabledFor(logging.INFO)
