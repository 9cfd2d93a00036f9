"""The library with 40 classes and with 10,000: `python -m tests.benchmarks --large`.

On SQLite, or on PostgreSQL by `python tests/postgres.py python -m tests.benchmarks --large`. Of the wall time
the quickest quarter counts: it holds the server's work, which the processor's time of this process does not,
and a busy machine only ever makes it longer.
"""

import gc
import statistics
import time

from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from tests.benchmarks import pages, rows

FEW, MANY, CUES_EACH = 40, 10_000, 20
ROUNDS, WARM = 30, 3
CHOSEN = "benefit=balance&level=1&level=2&length=10&length=20&quiet=yes"
PAGES = {
    "Limit": "/limit/",
    "Library": "/library/",
    "Several facets": f"/library/?{CHOSEN}",
    "The last page": "/library/?page=9999",
    "Search: one word": "/library/?q=calves",
    "Search: two words": "/library/?q=hip+flexor",
    "Search: a typing error": "/library/?q=relve",
    "Search: said in cues": "/library/?q=candle+window",
    "Search: in no class": "/library/?q=zzyzx",
    "Search and facets": f"/library/?q=calves&{CHOSEN}",
    "Suggestions": "/library/suggestions/?q=bal",
    "Best first": "/library/?sort=best",
    "Fits today": "/library/?fits=today",
}
HEAD = ["what", "queries", "bytes", "CPU ms", "wall ms", "CPU ms", "wall ms", "× CPU", "× wall"]


def compared() -> list[list[str]]:
    """Lines of the table: with few classes, with many, and many as a multiple of few."""
    few, many = (_measured(count) for count in (FEW, MANY))
    return [
        [
            name,
            *_seen(few[name], many[name]),
            *_times(few[name]),
            *_times(many[name]),
            *_ratios(few, many, name),
        ]
        for name in PAGES
    ]


def _measured(classes: int) -> dict[str, tuple[tuple[int, int], float, float]]:
    """By page: queries and bytes; the processor's milliseconds, the median; the wall's, the lower quarter."""
    from accounts.models import User
    from library.actions.large_library import make_large_library
    from library.models import VideoClass

    VideoClass.objects.exclude(slug__startswith="large-").update(published_at=None)
    cues = classes * CUES_EACH
    make_large_library(classes=classes, cues=cues, seed=1, now=timezone.now(), step=lambda: None)
    runner = User.objects.filter(email="10@example.com").first() or rows.runner_with(10, timezone.now())
    site, cookie = WSGIHandler(), rows.cookie_of(runner)
    asked = {name: pages._environ(address, cookie) for name, address in PAGES.items()}
    for environ in [*asked.values()] * WARM:
        pages._answer(site, environ)
    seen = {name: pages._looked_at(site, environ) for name, environ in asked.items()}
    cpu, wall = _timed(site, asked)
    return {name: (seen[name], statistics.median(cpu[name]), _lower(wall[name])) for name in asked}


def _timed(site, asked) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    cpu: dict[str, list[float]] = {name: [] for name in asked}
    wall: dict[str, list[float]] = {name: [] for name in asked}
    gc.collect()
    for _ in range(ROUNDS):
        for name, environ in asked.items():
            began, began_cpu = time.perf_counter(), time.process_time()
            pages._answer(site, environ)
            cpu[name].append((time.process_time() - began_cpu) * 1000)
            wall[name].append((time.perf_counter() - began) * 1000)
    return cpu, wall


def _lower(times: list[float]) -> float:
    return statistics.quantiles(times, n=4)[0]


def _seen(few, many) -> list[str]:
    """Queries and bytes; two numbers where they differ."""
    return [str(a) if a == b else f"{a} → {b}" for a, b in zip(few[0], many[0], strict=True)]


def _times(measured) -> list[str]:
    return [f"{measured[1]:.1f}", f"{measured[2]:.1f}"]


def _ratios(few, many, name: str) -> list[str]:
    """As multiples of the limit page's times, so that a machine that grew busier does not count."""
    return [f"{(many[name][n] / many['Limit'][n]) / (few[name][n] / few['Limit'][n]):.2f}" for n in (1, 2)]
