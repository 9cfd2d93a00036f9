"""What planning costs: one week as the library grows, many through the command, and weeks that are hard.

`WEEKS=10000 python -m tests.benchmarks` for the whole batch.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from plans.planner import Week, plan, read_week
from tests.benchmarks import hard_weeks, runner_weeks

ROOT = Path(__file__).resolve().parents[2]
SIZES = (125, 250, 500, 1000, 5000)
SPREAD = 24  # weeks of different runners against each library
WEEKS = int(os.environ.get("WEEKS", "1000"))
HARD = 50


def measured() -> list[list[str]]:
    """Lines of the table, in milliseconds of the processor a week."""
    return [*one_week(), through_the_command(), hard()]


def one_week() -> list[list[str]]:
    """The median over a spread of weeks."""
    found = {size: statistics.median(_cpu_ms(week) for week in spread(size)) for size in SIZES}
    return [
        ["Plan a week", f"{size} classes", "0", "", f"{ms:.1f}", f"{ms / found[500]:.1f} × 500"]
        for size, ms in found.items()
    ]


def spread(size: int) -> list[Week]:
    """Weeks of runners of every kind against one library."""
    chance = random.Random(size)
    classes = runner_weeks.library(size, chance)
    return [read_week(runner_weeks.week(classes, chance)) for _ in range(SPREAD)]


def through_the_command() -> list[str]:
    """Weeks of every kind, each with a library of its own of 44 to 60 classes: read, planned and written."""
    lines, before = "".join(batch(WEEKS)).encode(), _children_s()
    call = [sys.executable, "-m", "plans.planner"]
    ran = subprocess.run(call, input=lines, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    ms = 1000 * (_children_s() - before) / WEEKS
    rows, size = f"{WEEKS:,} weeks, ~50 classes", len(ran.stdout) // WEEKS
    return ["Plan by command", rows, "0", str(size), f"{ms:.1f}", f"{1000 / ms:.0f} a core-sec."]


def batch(number: int) -> Iterator[str]:
    """Lines for the command."""
    chance = random.Random(number)
    for _ in range(number):
        classes = runner_weeks.library(chance.randint(44, 60), chance)
        yield json.dumps(runner_weeks.week(classes, chance)) + "\n"


def hard() -> list[str]:
    """Hard weeks: the slowest, and how many of the searches were cut short."""
    chance = random.Random(HARD)
    found = [hard_weeks.searched(hard_weeks.week(chance)) for _ in range(HARD)]
    median, slowest = statistics.median(one.ms for one in found), max(one.ms for one in found)
    cut = sum(one.cut for one in found)
    rows = f"{HARD} hard ones, {cut} cut short"
    return ["Plan a week", rows, "0", "", f"{median:.1f}", f"{slowest:.0f} ms at most"]


def _children_s() -> float:
    """Seconds of the processor that programs started here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu_ms(week: Week) -> float:
    began = time.process_time()
    plan(week)
    return (time.process_time() - began) * 1000
