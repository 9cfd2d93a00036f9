"""`python -m plans.importers FILE…`: one JSON line for each activity found, or one that says why not."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from . import DEFAULT_LIMITS, NotUnderstood, ParsedRun, read


def line_of(file: str, run: ParsedRun) -> dict[str, object]:
    """What is printed for one activity: metres, seconds, beats per minute; null where the file is silent."""
    return {
        "file": file,
        "format": run.format,
        "sport": run.sport,
        "is_run": run.is_run,
        "started_at": run.started_at.isoformat().replace("+00:00", "Z"),
        "elapsed_s": run.elapsed_s,
        "moving_s": run.moving_s,
        "distance_m": run.distance_m,
        "climb_m": run.climb_m,
        "heart_rate_mean": run.heart_rate_mean,
        "heart_rate_max": run.heart_rate_max,
        "points": len(run.track),
        "laps": len(run.laps),
        "rpe": run.rpe,
        "device": run.device,
        "title": run.title,
        "warnings": [notice.sentence for notice in run.warnings],
    }


def _bytes_of(file: str) -> bytes:
    """The file's content, at most a byte more than allowed: a device that never ends must not fill memory."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(DEFAULT_LIMITS.file_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotUnderstood("unreadable", reason=reason.lower()) from error


def lines(files: list[str]) -> Iterator[dict[str, object]]:
    for file in files:
        try:
            for run in read(_bytes_of(file), file):
                yield line_of(file, run)
        except NotUnderstood as error:
            yield {"file": file, "error": str(error)}


def main(files: list[str]) -> int:
    """Print a line per activity; 1 if any file was not understood, 2 without files."""
    if not files:
        print("usage: python -m plans.importers FILE…", file=sys.stderr)
        return 2
    failed = False
    for line in lines(files):
        failed = failed or "error" in line
        print(json.dumps(line, ensure_ascii=False))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
