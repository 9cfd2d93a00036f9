"""Tasks for the tests, importable by the worker processes they start."""

import time
from pathlib import Path

from django_tasks import task

from balletfusion.background.errors import Hopeless, Interrupted


@task(queue_name="quick")
def add(a, b):
    return a + b


@task(queue_name="films")
def film():
    return "film"


@task(queue_name="quick", takes_context=True)
def attempt(context):
    return len(context.task_result.worker_ids)


@task(queue_name="quick")
def stumble():
    raise ValueError("Not today.")


@task(queue_name="quick")
def refuse():
    raise Hopeless("The file is no run.")


@task(queue_name="quick")
def be_interrupted():
    raise Interrupted


@task(queue_name="quick")
def return_a_set():
    return {1}


@task(queue_name="quick")
def sweep_the_floor(log, seconds):
    """Writes a line when it begins and one when it ends; the first time it takes `seconds`."""
    log = Path(log)
    first = not log.exists()
    with log.open("a") as lines:
        lines.write("begin\n")
    if first:
        time.sleep(seconds)
    with log.open("a") as lines:
        lines.write("end\n")
    return "swept"
