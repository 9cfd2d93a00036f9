"""What a file costs: read alone, and brought in with its run, its track and its original stored."""

import datetime
import statistics
import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from plans.actions.imports import bring_in
from plans.importers import read
from plans.models import Run
from tests.benchmarks.files import FORMATS, POINTS

FILES = 5  # of each format


def measured(runner: User, now: datetime.datetime) -> list[list[str]]:
    """Lines of the table, in milliseconds of the processor a file."""
    lines = []
    for years, (name, make) in enumerate(FORMATS.items(), 1):
        # Before anything in this log, and each on a day of its own.
        starts = [now - datetime.timedelta(days=365 * years + n) for n in range(FILES)]
        files = [make(start) for start in starts]
        alone = statistics.median(_cpu_ms(read, data) for data in files)
        lines.append([f"Read {name}", f"{POINTS} points", "0", str(len(files[0])), f"{alone:.1f}", ""])
        lines.append(_brought_in(name, files, runner, now))
    return lines


def _brought_in(name: str, files: list[bytes], runner: User, now: datetime.datetime) -> list[str]:
    before = Run.objects.count()
    uploads = [SimpleUploadedFile(f"{name}-{n}", data) for n, data in enumerate(files)]
    with CaptureQueriesContext(connection) as queries:
        bring_in(runner=runner, files=uploads[:1], now=now)
    taken = [_cpu_ms(bring_in, runner=runner, files=[upload], now=now) for upload in uploads[1:]]
    if Run.objects.count() != before + FILES:
        raise RuntimeError(f"not every {name} file became a run")
    ms = statistics.median(taken)
    return [f"Bring in {name}", f"{POINTS} points", str(len(queries)), str(len(files[0])), f"{ms:.1f}", ""]


def _cpu_ms(act, *args, **kwargs) -> float:
    began = time.process_time()
    act(*args, **kwargs)
    return (time.process_time() - began) * 1000
