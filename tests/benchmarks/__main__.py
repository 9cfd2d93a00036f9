"""`python -m tests.benchmarks`: measure, and print one table. Nothing here passes or fails by time.

`--films` makes a class of 12 minutes as well, `--library` all films: minutes of work for each core. `--large`
compares a library of 40 classes with one of 10,000 instead, on PostgreSQL where `tests/postgres.py` runs it;
`--years` a runner of a few weeks with one of ten years,
`--doors` compares the answers at the doors to an address that has an account with those to one that has none.
"""

import os
import sys
import tempfile
from pathlib import Path

WORDS = {"what", "rows"}  # columns of words, not of numbers
HEAD = ["what", "rows", "queries", "bytes", "CPU ms, median", "× limit"]


def main(folder: Path) -> None:
    os.environ.update(
        DEBUG="off",
        SECRET_KEY="for-the-benchmark-only-" + "x" * 40,
        ALLOWED_HOSTS="localhost",
        EMAIL_URL="dummy://",
        DEFAULT_FROM_EMAIL="hello@example.org",
        SECURE_SSL_REDIRECT="off",
        DATA_DIR=str(folder),
        DJANGO_SETTINGS_MODULE="tests.benchmarks.settings",
    )
    beside = next((name for name in ("large", "years", "doors") if f"--{name}" in sys.argv), "")
    if not (beside and os.environ.get("DATABASE_URL", "").startswith("postgres")):
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'benchmark.sqlite3'}"
    import django

    django.setup()
    print(compared(beside) if beside else table([HEAD, *lines()]))


def compared(what: str) -> str:
    from django.db import connection

    from tests.benchmarks import doors, large, rows, years

    if connection.introspection.table_names():
        raise SystemExit("This database holds something already: it is not one to measure in.")
    rows.lay_out()
    measured = {"large": large, "years": years, "doors": doors}[what]
    return table([measured.HEAD, *measured.compared()])


def lines() -> list[list[str]]:
    from django.utils import timezone

    from tests.benchmarks import films, frames, importing, pages, planning, rows

    now = timezone.now()
    rows.lay_out()
    rows.library_of(24)
    few = rows.runner_with(10, now)
    found = pages.measured(rows.cookie_of(few), "10, 24 classes", rows.names_of(few))
    rows.library_of(1000)
    many = rows.runner_with(10_000, now)
    found += pages.measured(rows.cookie_of(many), "10,000, 1,000 classes", rows.names_of(many))
    found += importing.measured(few, now) + planning.measured() + frames.measured()
    found += films.sent({"Cookie": rows.cookie_of(few)})
    asked = {"--films", "--library"} & {*sys.argv}
    return found + films.made(library="--library" in asked) if asked else found


def table(cells: list[list[str]]) -> str:
    """Words to the left, numbers to the right, as Markdown."""
    head = cells[0]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    sides = [str.ljust if name in WORDS else str.rjust for name in head]
    written = [
        "| "
        + " | ".join(side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True))
        + " |"
        for row in cells
    ]
    ends = ["-" if name in WORDS else ":" for name in head]
    line = "|" + "|".join("-" * (w + 1) + end for w, end in zip(widths, ends, strict=True)) + "|"
    return "\n".join([written[0], line, *written[1:]])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        sys.exit(main(Path(made)))
