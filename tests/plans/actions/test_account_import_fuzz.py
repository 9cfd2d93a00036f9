"""Whatever is done to an export, it goes in whole and every page can be opened, or nothing goes in.

`FUZZ=500 python -m pytest tests/plans/actions/test_account_import_fuzz.py` for a long look.
"""

import copy
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.actions.account_export import ask_for_export, go_on, place_of
from plans.actions.account_import import begin_account_import, begin_storing
from plans.actions.account_import import go_on as go_on_with_import
from plans.models import Run, Session, Week
from tests.plans.whole_life import NOW, live

EXAMPLES = int(os.environ.get("FUZZ", "40"))
PAGES = [
    "/today/",
    "/plan/2026-11-23/",
    "/plan/2026-11-23/changes/",
    "/plan/2026-11-30/",
    "/plan/settings/",
    "/log/",
    "/log/months/2026-11/",
    "/log/races/",
    "/log/shoes/",
    "/log/imports/",
    "/log/calendars/",
    "/log/removed/",
    "/body/",
    "/body/checks/",
    "/progress/",
    "/plan/times/",
    "/library/history/",
    "/library/player/",
    "/plan/calendar-out/",
    "/plan/mail/",
    "/your-data/",
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([-1, 0, 1, 2, 9, 99, 2**31, 2**62, 1e308, 0.5, -0.5]),
    st.sampled_from(
        ["", "x", "x" * 5000, "\0", "2026-02-31", "1900-01-01", "2199-12-31", "R11", "done", "../x"]
    ),
    st.sampled_from([[], {}, [[]], [None], {"pk": 1}, {"": ""}]),
    st.text(max_size=20),
)


def places_in(value, way=()):
    """Every way through the data to something in it."""
    yield way
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places_in(item, (*way, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from places_in(item, (*way, n))


def at(value, way):
    for key in way:
        value = value[key]
    return value


class Back(Exception):
    """Everything as it was, for the next example."""


@pytest.fixture
def data(runner, make_class, gpx, uploaded):
    classes = [make_class("steady-ankles"), make_class("one-leg-calm", benefits=("balance",))]
    live(runner, classes=classes, gpx=gpx, uploaded=uploaded)
    made = ask_for_export(runner=runner, now=NOW)
    go_on(made, now=NOW, seconds=60)
    with zipfile.ZipFile(place_of(made.path)) as archive:
        yield archive


def test_changed_anyhow_it_goes_in_whole_or_not_at_all(data, stranger, uploaded):
    told = json.loads(data.read("data.json"))
    told["account"]["email"] = stranger.email
    ways = [way for way in places_in(told) if way]
    tally = {"stored": 0, "refused": 0}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.data())
    def change(draw):
        mine = copy.deepcopy(told)
        for _ in range(draw.draw(st.integers(1, 2))):
            way = draw.draw(st.sampled_from(ways))
            act = draw.draw(st.sampled_from(["set", "take", "twin", "swap"]))
            other = at(told, draw.draw(st.sampled_from(ways)))
            value = draw.draw(VALUES)
            try:
                changed(mine, way, act, value, other)
            except (LookupError, TypeError):
                continue
        with pytest.raises(Back), transaction.atomic():
            tally[gone_through(mine)] += 1
            raise Back

    def gone_through(mine):
        begun = begin_account_import(runner=stranger, file=uploaded(zipped(mine), "x.zip"), now=NOW)
        go_on_with_import(begun, now=NOW, seconds=60)
        begun.refresh_from_db()
        assert "on our side" not in begun.sentence
        if begun.state == "checked":
            begin_storing(account_import=begun, with_health=True)
            begun.refresh_from_db()
            go_on_with_import(begun, now=NOW, seconds=60)
            begun.refresh_from_db()
            assert begun.state == "stored"  # what was looked at goes in
            opens_every_page()
        else:
            rows = (Run.with_removed, Session.objects, Week.objects)
            assert [one.filter(runner=stranger).count() for one in rows] == [0, 0, 0]
        return begun.state

    def zipped(mine):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in data.namelist():
                if name.startswith(("tracks/", "originals/")):
                    archive.writestr(name, data.read(name))
            archive.writestr("data.json", json.dumps(mine))
        return out.getvalue()

    def opens_every_page():
        client = Client()
        client.force_login(stranger)
        runs = [f"/log/runs/{pk}/" for pk in Run.objects.of(stranger).values_list("pk", flat=True)]
        sessions = [f"/sessions/{pk}/" for pk in Session.objects.of(stranger).values_list("pk", flat=True)]
        for page in [*PAGES, *runs, *sessions]:
            assert client.get(page).status_code in (200, 302), page

    change()
    assert tally["stored"] and tally["refused"]


def test_with_its_bytes_changed_it_goes_in_whole_or_is_refused(data, stranger, uploaded):
    """The zip itself: bytes turned over, cut off, put in twice."""
    whole = Path(data.filename).read_bytes()
    told = {"checked": 0, "refused": 0}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.data())
    def change(draw):
        content = bytearray(whole)
        for _ in range(draw.draw(st.integers(1, 4))):
            # The directory at the end is what most of the reading goes by.
            at = draw.draw(
                st.one_of(st.integers(0, len(whole) - 1), st.integers(len(whole) - 900, len(whole) - 1))
            )
            content[at % len(content)] = draw.draw(st.integers(0, 255))
        match draw.draw(st.sampled_from(["", "", "cut", "twice"])):
            case "cut":
                content = content[: draw.draw(st.integers(1, len(content)))]
            case "twice":
                content = bytes(content) * 2
        with pytest.raises(Back), transaction.atomic():
            begun = begin_account_import(runner=stranger, file=uploaded(bytes(content), "x.zip"), now=NOW)
            go_on_with_import(begun, now=NOW, seconds=60)
            begun.refresh_from_db()
            assert "on our side" not in begun.sentence
            assert Run.with_removed.of(stranger).count() == 0
            told[begun.state] += 1
            raise Back

    change()
    assert told["refused"]


def changed(mine, way, act, value, other):
    within, key = at(mine, way[:-1]), way[-1]
    match act:
        case "set":
            within[key] = value
        case "take":
            del within[key]
        case "twin" if isinstance(within, list):
            within.append(copy.deepcopy(within[key]))
        case "swap":
            within[key] = copy.deepcopy(other)
