"""python -m tests.plans.actions.ready_workers …: becomes a worker at each line it reads, and tells its id.

The arguments are the worker's. Everything is loaded once, so that a worker is there at once however many of
them are killed.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    # What is loaded late is loaded here.
    from django.core.management import call_command
    from django.urls import reverse

    import plans.actions.imports_work
    import plans.actions.weekly_mail_send  # noqa: F401

    reverse("front")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone at once
    for _line in sys.stdin:
        worker = os.fork()
        if not worker:
            os.close(0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # ids are told there, and nothing else
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            call_command("worker", *arguments)
            os._exit(0)
        print(worker, flush=True)


class ReadyWorkers:
    def __init__(self, process: subprocess.Popen):
        self.process, self.started = process, []

    def start(self) -> int:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.started.append(int(self.process.stdout.readline()))
        return self.started[-1]

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
        self.wait_for_end(worker)

    def wait_for_end(self, worker: int) -> None:
        end = time.monotonic() + PATIENCE_S
        while is_there(worker):
            assert time.monotonic() < end, "The worker did not end."
            time.sleep(0.005)
        self.started.remove(worker)


def is_there(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def ready_workers(env: dict[str, str], *arguments: str):
    command = [sys.executable, "-m", "tests.plans.actions.ready_workers", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, **pipes) as process:
        workers = ReadyWorkers(process)
        try:
            yield workers
        finally:
            for worker in list(workers.started):
                workers.kill(worker)
            process.stdin.close()


if __name__ == "__main__":
    main(sys.argv[1:])
