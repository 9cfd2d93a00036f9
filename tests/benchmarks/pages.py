"""Pages through the whole of Django, side by side with the limit page: each round asks for every one once."""

import gc
import statistics
import time

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

LIMIT = "/limit/"
PAGES = {
    "Today": "/today/",
    "Week": "/plan/",
    "Library": "/library/",
    "Class": "/library/barre-strength/",
    "Log": "/log/",
    "Log, long runs": "/log/?kind=long",
    "Log, one word": "/log/?q=harbour",
    "Month": "/log/months/{month}/",
    "Run": "/log/runs/{run}/",
    "Shoes": "/log/shoes/",
    "Progress": "/progress/",
}
ROUNDS, WARM = 40, 4


def measured(cookie: str, rows: str, names: dict[str, object]) -> list[list[str]]:
    """Lines of the table for one runner; `names` fill the addresses."""
    site = WSGIHandler()
    pages = {"Limit": LIMIT, **{page: address.format(**names) for page, address in PAGES.items()}}
    asked = {name: _environ(address, cookie) for name, address in pages.items()}
    for environ in asked.values():
        for _ in range(WARM):
            _answer(site, environ)
    seen = {name: _looked_at(site, environ) for name, environ in asked.items()}
    times = _timed(site, asked)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return [
        [name, rows, *map(str, seen[name]), f"{ms:.1f}", f"{ms / medians['Limit']:.1f}"]
        for name, ms in medians.items()
    ]


def _environ(address: str, cookie: str) -> dict:
    request = RequestFactory(SERVER_NAME="localhost", HTTP_COOKIE=cookie).get(address)
    return request.environ


def _answer(site: WSGIHandler, environ: dict) -> bytes:
    said = []
    response = site(dict(environ), lambda status, headers: said.append(status))
    body = b"".join(response)
    response.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']} answered {said[0]}")
    return body


def _looked_at(site: WSGIHandler, environ: dict) -> tuple[int, int]:
    """Queries, and bytes of HTML."""
    with CaptureQueriesContext(connection) as queries:
        body = _answer(site, environ)
    return len(queries), len(body)


def _timed(site: WSGIHandler, asked: dict[str, dict]) -> dict[str, list[float]]:
    """Milliseconds of the processor for each answer, by page: steadier than the clock on a busy machine."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    gc.collect()
    for _ in range(ROUNDS):
        for name, environ in asked.items():
            began = time.process_time()
            _answer(site, environ)
            times[name].append((time.process_time() - began) * 1000)
    return times
