"""What a file costs: read alone, and imported from an archive by a real worker, dry run and log.

`IMPORTS=3000 python -m tests.benchmarks` for the whole of it; a worker's memory is to stay as it is with few.
"""

import datetime
import os
import statistics
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from plans.actions.imports import begin_reading, begin_storing
from plans.actions.imports_arrive import folder, list_entries
from plans.actions.imports_hold import take_hold
from plans.actions.imports_read import Reader
from plans.actions.imports_store import Storing
from plans.importers import read
from plans.models import Arrival, Import, Run
from tests.benchmarks.files import FORMATS, POINTS

FILES = 5  # of each format are read alone
IMPORTS = int(os.environ.get("IMPORTS", "30"))
SAMPLE = 20  # files whose questions are counted
ROOT = Path(__file__).resolve().parents[2]
# FitTrackee 1.3.6 on the same machine: CPU-ms a file, and files a second.
PEER = {"GPX": (597, 1.5), "TCX": (580, 1.5), "FIT": (578, 1.5)}


def measured(runner: User, now: datetime.datetime) -> list[list[str]]:
    """Lines of the table, in milliseconds of the processor a file."""
    lines = []
    _worked()  # what Python compiles once
    idle = sorted((_worked() for _ in range(3)), key=lambda worked: worked.cpu_s)[1]
    for years, (name, make) in enumerate(FORMATS.items(), 1):
        # Before anything in this log, each on a day of its own, each format at an hour of its own.
        first = now - datetime.timedelta(days=365 * 12, hours=-4 * years)
        files = [make(first + datetime.timedelta(days=n)) for n in range(FILES)]
        alone = statistics.median(_cpu_ms(read, data) for data in files)
        lines.append([f"Read {name}", f"{POINTS} points", "0", str(len(files[0])), f"{alone:.1f}", ""])
        lines += _imported(name, make, runner, first, now, idle)
    return lines


@dataclass(frozen=True)
class Worked:
    """What a worker took from its start to its end."""

    cpu_s: float
    wall_s: float
    peak_mib: float


def _worked() -> Worked:
    """A real worker, until nothing is left in its queue."""
    began = time.monotonic()
    command = [sys.executable, "manage.py", "worker", "--queue", "quick", "--once"]
    worker = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    peak_mib, ended = 0.0, 0
    while not ended:
        peak_mib = _peak_mib(worker.pid) or peak_mib
        time.sleep(0.02)
        ended, _status, used = os.wait4(worker.pid, os.WNOHANG)
    worker.returncode = 0
    return Worked(used.ru_utime + used.ru_stime, time.monotonic() - began, peak_mib)


def _peak_mib(pid: int) -> float:
    """What the system counts for a child begins with what its parent had: only the process itself knows."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def _imported(name, make, runner, first, now, idle: Worked) -> list[list[str]]:
    read_sql, store_sql = _questions(make, runner, first - datetime.timedelta(days=SAMPLE + 1), now)
    size_before, runs_before = _database_bytes(), Run.objects.count()
    of_import, packed = _arrived(make, runner, first, now, IMPORTS)
    begin_reading(of_import=of_import, now=now)
    reading = _worked()
    begin_storing(of_import=_fresh(of_import), now=now)
    storing = _worked()
    if Run.objects.count() != runs_before + IMPORTS or _fresh(of_import).state != Import.State.STORED:
        raise RuntimeError(f"not every {name} file became a run")
    read_ms, store_ms = ((work.cpu_s - idle.cpu_s) * 1000 / IMPORTS for work in (reading, storing))
    each = (reading.wall_s + storing.wall_s - 2 * idle.wall_s) / IMPORTS
    peer_ms, peer_a_second = PEER[name]
    beside = (_database_bytes() - size_before) // IMPORTS
    peak = max(reading.peak_mib, storing.peak_mib)
    rows = f"{IMPORTS} files"
    pace = f"{1 / each:.1f} files a second, {1 / each / peer_a_second:.0f} ×"
    share = f"{peer_ms / (read_ms + store_ms):.0f} × less CPU"
    return [
        [f"Dry run of {name}", rows, f"{read_sql:g}", str(packed // IMPORTS), f"{read_ms:.1f}", ""],
        [f"{name} into the log", rows, f"{store_sql:g}", str(beside), f"{store_ms:.1f}", ""],
        [f"{name} beside FitTrackee", share, "", "", f"{read_ms + store_ms:.1f}", ""],
        [f"{name} beside FitTrackee", pace, "", "", "", ""],
        [f"Worker of {name}", f"{peak:.0f} MiB at most", "", "", "", ""],
    ]


def _arrived(make, runner: User, first, now, many: int) -> tuple[Import, int]:
    """An archive as it lies on disk after its upload."""
    of_import = Import.objects.create(runner=runner, created_at=now)
    path = folder() / token_hex(16)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(many):
            archive.writestr(f"activities/{n}", make(first + datetime.timedelta(days=n)))
    size = path.stat().st_size
    place = str(path.relative_to(settings.MEDIA_ROOT))
    Arrival.objects.create(
        of_import=of_import, name="export.zip", size_bytes=size, path=place, what=Arrival.What.ARCHIVE
    )
    return of_import, size


def _questions(make, runner: User, first, now) -> tuple[float, float]:
    """SQL statements a file, BEGIN and COMMIT among them: to read it, and to put it into the log."""
    of_import, _size = _arrived(make, runner, first, now, SAMPLE)
    begin_reading(of_import=of_import, now=now)
    reader = Reader(take_hold(of_import.pk, seconds=600))
    list_entries(of_import.arrivals.get(), reader.hold)
    with CaptureQueriesContext(connection) as reading:
        for file in reader._next_files():
            reader.read_file(file)
    reader._is_all_read()
    begin_storing(of_import=_fresh(of_import), now=now)
    storing = Storing(take_hold(of_import.pk, seconds=600))
    with CaptureQueriesContext(connection) as stored:
        for file in storing.next_files():
            storing.store(file)
    Import.objects.filter(pk=of_import.pk).update(state=Import.State.STORED)
    return len(reading) / SAMPLE, len(stored) / SAMPLE


def _fresh(of_import: Import) -> Import:
    return Import.objects.get(pk=of_import.pk)


def _database_bytes() -> int:
    """What is used of the file: what an import needed only for its dry run is free again."""
    with connection.cursor() as cursor:
        pages, free, size = (
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    return (pages - free) * size


def _cpu_ms(act, *args, **kwargs) -> float:
    began = time.process_time()
    act(*args, **kwargs)
    return (time.process_time() - began) * 1000
