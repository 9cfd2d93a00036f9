"""One command starts everything, and one Ctrl-C stops it. Real processes."""

import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from balletfusion.start import Program, Trouble, Watch, answers, check_port, programs

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True);"
DEAF += "time.sleep(60)"


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.02)


@pytest.fixture
def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def watch():
    made = []

    def make(*scripts):
        programs = [Program(f"p{n}", [sys.executable, "-c", script]) for n, script in enumerate(scripts)]
        made.append(Watch(programs, patience_s=(0.3, 0.3)))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_a_free_port_is_fine(free_port):
    check_port(free_port)


def test_a_port_in_use_is_named_with_the_way_out(free_port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        expected = rf"^Another program listens on port {free_port}\. Try: make run PORT={free_port + 1}$"
        with pytest.raises(Trouble, match=expected):
            check_port(free_port)


def test_a_port_in_use_on_the_other_address_of_localhost_counts_too(free_port):
    try:
        other = socket.create_server(("::1", free_port), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with other, pytest.raises(Trouble, match="Another program listens"):
        check_port(free_port)


def test_a_port_that_cannot_be_is_refused_in_a_sentence():
    with pytest.raises(Trouble, match=r"^Port 70000 cannot be used \(.*\)\. Try: make run PORT=8123$"):
        check_port(70_000)


def test_every_queue_has_a_worker(settings):
    queues = settings.TASKS["default"]["QUEUES"]
    assert [program.command[-1] for program in programs(8000)[1:]] == queues


def test_a_program_that_ends_is_started_again_after_longer_and_longer(watch, capsys):
    running = watch("pass")
    program = running.programs[0]
    waits = []
    for _ in range(3):
        program.process.wait()
        running.look()
        waits.append(math.ceil(program.again_at - time.monotonic()))
        program.again_at = time.monotonic()  # the wait is over
        running.look()
    assert waits == [1, 2, 4]
    assert capsys.readouterr().out.startswith("The p0 ended by itself; it starts again in 1 s.\n")


def test_what_runs_is_left_alone(watch):
    running = watch(SLEEP)
    before = running.programs[0].process
    running.look()
    assert running.programs[0].process is before


def test_stopping_ends_all(watch):
    running = watch(SLEEP, SLEEP)
    running.stop()
    assert [program.process.returncode for program in running.programs] == [-signal.SIGTERM] * 2


def test_who_does_not_listen_is_killed_with_what_it_started(watch, tmp_path):
    child = tmp_path / "child"
    script = (
        "import subprocess, sys, pathlib;"
        f"p = subprocess.Popen([sys.executable, '-c', {DEAF!r}], stdout=-1); p.stdout.readline();"
        f"pathlib.Path({str(child)!r}).write_text(str(p.pid)); {DEAF}"
    )
    running = watch(script)
    wait_until(lambda: child.exists() and child.read_text())
    running.stop()
    assert running.programs[0].process.returncode == -signal.SIGKILL
    wait_until(lambda: gone(int(child.read_text())))


def gone(pid):
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def variables():
    return {}


@pytest.fixture
def site(tmp_path, free_port, variables):
    """The whole site on an empty database, run as it is."""
    data = {"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": f"sqlite:///{tmp_path / 'db'}"}
    env = {**os.environ, **data, **variables}
    command = [sys.executable, "-m", "balletfusion.start", "--as-it-is", "--port", str(free_port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    process.port = free_port
    yield process
    process.kill()
    process.communicate()


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_site_answers_and_one_signal_ends_all_of_it(site, end):
    lines = iter(site.stdout.readline, "")
    assert next(line for line in lines if "http" in line) == f"Look at http://localhost:{site.port}\n"
    try:
        status = urllib.request.urlopen(f"http://localhost:{site.port}/static/admin/css/base.css").status
    except urllib.error.HTTPError as error:
        status = error.code
    assert status == 200
    started = children(site.pid)
    assert len(started) == 4
    site.send_signal(end)
    site.wait(timeout=20)
    wait_until(lambda: all(map(gone, started)))
    check_port(site.port)


PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "example.org",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
}


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()


def environment_of(pid):
    return dict(line.split("=", 1) for line in Path(f"/proc/{pid}/environ").read_text().split("\0") if line)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "http://localhost:{port}"),
        ({"SITE_URL": "https://runners.example.org"}, "https://runners.example.org"),
        (PRODUCTION, None),  # settings.py makes it of ALLOWED_HOSTS
    ],
    ids=["nothing set", "given", "production"],
)
def test_links_in_mails_lead_to_the_port_the_site_answers_at(site, told):
    wait_until(lambda: len(children(site.pid)) == 4)
    wait_until(lambda: all(command_of(child) != command_of(site.pid) for child in children(site.pid)))
    # Of a program that is being begun, the one may be there already and the other not.
    wait_until(lambda: all(environment_of(child) for child in children(site.pid)))
    expected = told and told.format(port=site.port)
    assert [environment_of(child).get("SITE_URL") for child in children(site.pid)] == [expected] * 4


# Once with the redirect to https before every page, once with a proxy for all that is asked by HTTP.
@pytest.mark.parametrize("variables", [PRODUCTION, {"http_proxy": "http://127.0.0.1:9", "no_proxy": ""}])
def test_the_site_is_seen_to_answer_in_production_and_behind_a_proxy(site):
    lines = iter(site.stdout.readline, "")
    assert next((line for line in lines if "Look at" in line), None)
    site.send_signal(signal.SIGINT)
    assert site.wait(timeout=20) == 0


@pytest.fixture
def broken_server():
    """Takes a connection and says what is not HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"?\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_what_is_not_http_is_no_answer(broken_server):
    assert answers(broken_server) is False


def test_nobody_there_is_no_answer(free_port):
    assert answers(free_port) is False
