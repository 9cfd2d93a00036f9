"""Whole files, cut, with bits flipped and spliced: each gives runs or a sentence, soon, in bounded memory.

DAMAGED=2000 makes as many of them; without it a run of the tests makes 400. One number, one file.
"""

import gzip
import io
import os
import random
import resource
import time
import zipfile

import pytest

from plans.importers import NotUnderstood, read
from plans.importers.archive import Archive
from plans.importers.contents import is_zip
from plans.importers.strava import told
from plans.importers.table import look, read_table
from tests.plans.importers.conftest import SAMPLES
from tests.plans.importers.sound import assert_sound

COUNT = int(os.environ.get("DAMAGED", "400"))
PARTS = 8  # so that processes can share them
LARGEST = None if COUNT >= 2000 else 30_000  # bytes of a sample that is taken
SLOWEST_S = 6.0
MOST_MIB = 160  # beyond what there was


@pytest.fixture(scope="session")
def sources(make):
    """Files of our own of every kind, and the samples where they are at hand."""
    fit, gpx, tcx = make.fit_run(40).file(), make.gpx_run(40), make.tcx_run(40)
    table = "Datum;km;Zeit;Notiz\n" + "".join(f"{day}.3.2024;10,5;52:{day:02};x\n" for day in range(1, 29))
    activities = make.activities_csv(
        '1,"Nov 14, 2023, 10:13:20 PM",Hills,Run,8x,60,0.18,,,,,Shoe,activities/1.fit.gz,,,60.0,59.0,180.0',
        '2,"Nov 15, 2023, 6:00:00 AM",Hand,Run,,1800,5.0,,,,,Shoe,,,,1800.0,1750.0,5000.0',
    )
    packed = zipfile.ZIP_DEFLATED
    files = (("activities/1.fit.gz", gzip.compress(fit)), ("activities.csv", activities), ("2.gpx", gpx))
    nested = make.zip_of(
        ("a.zip", make.zip_of(("1.fit", fit), ("2.tcx", tcx), packing=packed)), ("3.gpx", gpx)
    )
    own = [fit, gpx, tcx, gzip.compress(tcx), table.encode(), table.encode("utf-16"), activities, fit + fit]
    own += [make.zip_of(*files, packing=packed), make.zip_of(*files, packing=packed, stream=True), nested]
    samples = sorted(SAMPLES.glob("*/*.[fgt]*")) if SAMPLES.is_dir() else []
    contents = [file.read_bytes() for file in samples]
    return own + [data for data in contents if LARGEST is None or len(data) < LARGEST]


def damaged(sources, chance):
    """One file out of the sources, hurt in one to three ways."""
    data = bytearray(chance.choice(sources))
    for _ in range(chance.randint(1, 3)):
        hurt = chance.choice((cut, flip, flip, splice, splice))
        data = hurt(data, sources, chance)
    return bytes(data)


def cut(data, sources, chance):
    """Without its end, its beginning, or a piece out of it."""
    start, stop = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:start], data[:stop], data[start:], data[:start] + data[stop:]))


def flip(data, sources, chance):
    for _ in range(chance.choice((1, 1, 3, 20, 200)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def splice(data, sources, chance):
    """A piece of another file, or of itself, put in or written over."""
    other = chance.choice((bytes(data), chance.choice(sources)))
    start, stop = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    piece = other[start : min(stop, start + chance.choice((4, 64, 4096, 10**9)))]
    at = chance.randrange(len(data) + 1)
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


def read_all(data):
    """All there is in some bytes, the way the product goes: how many runs and how many sentences."""
    try:
        return read_archive(data) if is_zip(data) else read_file(data)
    except NotUnderstood as error:
        return said(error)


def read_archive(data):
    count = 0
    with Archive(io.BytesIO(data)) as archive:
        for entry in archive.entries():
            assert entry.name.isprintable() and "/" not in entry.name
            try:
                count += read_file(archive.read(entry.place), archive.notes and archive.notes.of(entry.path))
            except NotUnderstood as error:
                count += said(error)
        for one in archive.notes.by_hand if archive.notes else ():
            count += said(one.error) if one.run is None else sound(one.run)
    return count


def read_file(data, notes=None):
    try:
        return sum(sound(told(run, notes)) for run in read(data))
    except NotUnderstood as error:
        if error.code != "table":
            raise
    mapping = look(data).mapping
    if not mapping.is_usable:
        return 0
    return sum(said(row.error) if row.run is None else 1 for row in read_table(data, mapping))


def said(error):
    sentence = str(error)
    assert sentence.endswith(".") and "{" not in sentence.partition("“")[0] and sentence.isprintable()
    return 1


def sound(run):
    assert_sound(run)
    return 1


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happened_to_a_file_it_gives_runs_or_a_sentence(sources, part):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(part, COUNT, PARTS):
        data = damaged(sources, random.Random(number))
        began = time.process_time()
        try:
            read_all(data)
        except Exception as error:
            raise AssertionError(f"damaged file {number}") from error
        assert time.process_time() - began < SLOWEST_S, f"damaged file {number}"
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (after - before) / 1024 < MOST_MIB


def test_whole_files_are_read(sources):
    assert all(read_all(data) for data in sources)
