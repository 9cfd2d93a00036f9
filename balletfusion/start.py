"""python -m balletfusion.start --port 8000: what `make run` starts, and one Ctrl-C stops.

It prepares the site, then keeps four programs running: the web server and a worker for each queue. This
process imports nothing of the site, so that it stays small for as long as it watches.
"""

import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_PDEATHSIG = 1

LOOK_S = 0.2
READY_WITHIN_S = 60
# Time to end: first to finish what is being done, then to give it back.
PATIENCE_S = (3, 5)
LONGEST_WAIT_S = 30
NO = {"0", "f", "false", "n", "no", "off"}


class Trouble(Exception):
    """Why the site cannot run, in a sentence."""


@dataclass
class Program:
    """One process that is kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    ends: int = 0
    again_at: float = 0.0

    def start(self) -> None:
        # In a session of its own: Ctrl-C reaches this process only, which then ends the others in order.
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, start_new_session=True, preexec_fn=end_with_us if LIBC else None
        )

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        if self.runs:
            self.process.send_signal(number)

    def kill(self) -> None:
        """With whatever it has started: an encoder outlives its worker otherwise."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            self.process.wait()


def end_with_us() -> None:
    """Linux: children get SIGTERM even where this process is killed without a word."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def programs(port: int) -> list[Program]:
    threads = min(8, 2 * (os.cpu_count() or 1))
    web = f"-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1 --no-ws"
    web += f" --blocking-threads {threads} --log-level warning balletfusion.wsgi:application"
    parts = {"web server": web}
    parts |= {
        f"{queue} worker": f"manage.py worker --queue {queue}" for queue in ("letters", "quick", "films")
    }
    return [Program(name, [sys.executable, *arguments.split()]) for name, arguments in parts.items()]


class Watch:
    """Keeps programs running until a signal comes or one of them cannot run."""

    def __init__(self, running: list[Program], *, patience_s=PATIENCE_S):
        self.programs, self.patience_s = running, patience_s
        self.signals = 0

    def listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)

    def on_signal(self, number, frame) -> None:
        self.signals += 1

    def start(self) -> None:
        for program in self.programs:
            program.start()

    def until_stopped(self) -> None:
        while not self.signals:
            self.look()
            time.sleep(LOOK_S)

    def look(self) -> None:
        """Start again what has ended, after 1, 2, 4 … 30 seconds."""
        for program in self.programs:
            if program.runs or self.signals:
                continue
            if not program.again_at:
                program.ends += 1
                wait_s = min(2 ** (program.ends - 1), LONGEST_WAIT_S)
                say(f"The {program.name} ended by itself; it starts again in {wait_s} s.")
                program.again_at = time.monotonic() + wait_s
            elif time.monotonic() >= program.again_at:
                program.again_at = 0.0
                program.start()

    def stop(self) -> None:
        """Asks once, asks again, then insists. A second Ctrl-C insists at once."""
        for patience_s in self.patience_s:
            for program in self.programs:
                program.signal(signal.SIGTERM)
            end = time.monotonic() + patience_s
            while self.any_runs() and time.monotonic() < end and self.signals < 2:
                time.sleep(LOOK_S / 4)
        for program in self.programs:
            program.kill()

    def any_runs(self) -> bool:
        return any(program.runs for program in self.programs)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def name_the_site(port: int) -> None:
    """Links in mails lead to the address that is told below. In production settings.py knows a better one."""
    if os.environ.get("DEBUG", "1").lower() not in NO:
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")


def check_port(port: int) -> None:
    """Asked before minutes of rendering. Browsers try both addresses of `localhost`: none may be taken."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as asked:
                asked.settimeout(1)
                if asked.connect_ex((address, port)) == 0:
                    raise Trouble(f"Another program listens on port {port}. Try: make run PORT={port + 1}")
        except (OSError, OverflowError):
            continue  # no IPv6 here, or no such port, which the next lines say
    try:
        with socket.socket() as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            asked.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        raise Trouble(f"Port {port} cannot be used ({error}). Try: make run PORT=8123") from None


def prepare(watch: Watch) -> int:
    """Run balletfusion.prepare, and pass Ctrl-C on to it; its exit code."""
    preparing = Program("preparation", [sys.executable, "-m", "balletfusion.prepare"])
    preparing.start()
    told = 0
    while preparing.runs:
        if watch.signals > told:
            told = watch.signals
            preparing.signal(signal.SIGINT) if told < 3 else preparing.kill()
        time.sleep(LOOK_S / 4)
    return preparing.process.returncode


def wait_for_answer(web: Program, port: int, watch: Watch) -> bool:
    """True once the web server answers, whatever it says; False where a signal came first."""
    end = time.monotonic() + READY_WITHIN_S
    while not watch.signals:
        if not web.runs:
            raise Trouble(
                f"The web server ended before its first page. Is port {port} free? make run PORT={port + 1}"
            )
        if time.monotonic() > end:
            raise Trouble(f"The web server did not answer within {READY_WITHIN_S} s.")
        if answers(port):
            return True
        time.sleep(LOOK_S)
    return False


def answers(port: int) -> bool:
    """Whether HTTP is spoken there. Asked straight: urllib follows redirects to https, and proxies."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/healthz")
        asked.getresponse()
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def serve(port: int, watch: Watch) -> None:
    try:
        watch.start()
        if wait_for_answer(watch.programs[0], port, watch):
            say(f"\nLook at http://localhost:{port}\nCtrl-C stops everything.")
        watch.until_stopped()
        say("\nStopping.")
    finally:
        watch.stop()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m balletfusion.start", description="Prepare the site and run it."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--as-it-is", action="store_true", help="prepare nothing, run only")
    options = parser.parse_args(arguments)
    name_the_site(options.port)
    watch = Watch(programs(options.port))
    watch.listen()
    try:
        check_port(options.port)
        if not options.as_it_is and (failed := prepare(watch)):
            return failed
        serve(options.port, watch)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
