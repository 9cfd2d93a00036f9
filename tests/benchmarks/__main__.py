"""`python -m tests.benchmarks`: measure, and print one table. Nothing here passes or fails by time.

`--films` makes a class of 12 minutes as well, `--library` all films: minutes of work for each core.
"""

import os
import sys
import tempfile
from pathlib import Path

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
        DATABASE_URL=f"sqlite:///{folder / 'benchmark.sqlite3'}",
        DJANGO_SETTINGS_MODULE="tests.benchmarks.settings",
    )
    import django

    django.setup()
    print(table([HEAD, *lines()]))


def lines() -> list[list[str]]:
    from django.utils import timezone

    from tests.benchmarks import films, frames, importing, pages, planning, rows

    now = timezone.now()
    rows.lay_out()
    rows.library_of(24)
    few = rows.runner_with(10, now)
    found = pages.measured(rows.cookie_of(few), "10, 24 classes")
    rows.library_of(1000)
    many = rows.runner_with(10_000, now)
    found += pages.measured(rows.cookie_of(many), "10,000, 1,000 classes")
    found += importing.measured(few, now) + planning.measured() + frames.measured()
    found += films.sent({"Cookie": rows.cookie_of(few)})
    asked = {"--films", "--library"} & {*sys.argv}
    return found + films.made(library="--library" in asked) if asked else found


def table(cells: list[list[str]]) -> str:
    """Words to the left, numbers to the right, as Markdown."""
    widths = [max(len(row[n]) for row in cells) for n in range(len(HEAD))]
    sides = [str.ljust, str.ljust, str.rjust, str.rjust, str.rjust, str.rjust]
    written = [
        "| "
        + " | ".join(side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True))
        + " |"
        for row in cells
    ]
    line = "|" + "|".join("-" * (w + 1) + (":" if n > 1 else "-") for n, w in enumerate(widths)) + "|"
    return "\n".join([written[0], line, *written[1:]])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        sys.exit(main(Path(made)))
