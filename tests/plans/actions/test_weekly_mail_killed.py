"""A worker killed while it sends the weekly mails: nobody gets two, at most the one in flight goes missing.

`KILLS=30 MAILS=2000 python -m pytest tests/plans/actions/test_weekly_mail_killed.py` for more of it.
"""

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.weekly_mail_due import mark_unsure
from plans.actions.weekly_mail_send import send_due_mails
from plans.models import WeeklyMail, WeeklyMailChoice
from tests.plans.actions.mail_server import mail_server

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KILLS", "3"))
MAILS = int(os.environ.get("MAILS", "200"))
ENOUGH_S = 600
LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
# Workers read the real clock; theirs is put forward to Sunday evening.
ON_SUNDAY = """
import datetime
from django.utils import timezone
real = timezone.now
timezone.now = lambda: real() + datetime.timedelta(seconds={ahead_s})
"""


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def ahead():
    """How far the next Sunday, five past five, is away."""
    now = timezone.now()
    evening = now.replace(hour=17, minute=5) + datetime.timedelta(days=(6 - now.weekday()) % 7)
    return evening - now


@pytest.fixture
def start_worker(shared_database, tmp_path, server, ahead):
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(ON_SUNDAY.format(ahead_s=ahead.total_seconds()))
    workers = []

    def start(stale="1"):
        env = {
            **os.environ,
            "DATABASE_URL": shared_database,
            "DATA_DIR": str(tmp_path / "data"),
            "DEBUG": "1",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "PYTHONPATH": str(tmp_path / "clock"),
        }
        pace = ["--look", "0.05", "--beat", "0.2", "--stale", stale]
        command = [sys.executable, "manage.py", "worker", "--queue", "quick", *pace]
        workers.append(subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


@pytest.fixture
def make_runners(shared_database, few_classes):
    """Runners whose mail is due; their addresses."""

    def make(many):
        names = [f"runner-{n}@example.com" for n in range(many)]
        people = User.objects.bulk_create(User(email=name, welcomed_at=LONG_AGO) for name in names)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
        )
        WeeklyMailChoice.objects.bulk_create(
            WeeklyMailChoice(runner=person, on_since=LONG_AGO) for person in people
        )
        return set(names)

    return make


def wait_until(true):
    end = time.monotonic() + ENOUGH_S
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)  # a look costs the worker time


def is_over(many):
    alive = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    at_work = DBTaskResult.objects.filter(status__in=alive)
    return WeeklyMail.objects.count() == many and not at_work.exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_two_and_the_one_in_flight_is_marked(start_worker, server, make_runners, ahead):
    addresses, chance, server.pause_s = make_runners(MAILS), random.Random(7), 0.02
    for _ in range(KILLS):
        worker, before = start_worker(), len(server.taken)
        wait_until(lambda before=before: len(server.taken) >= before + MAILS // (KILLS + 2))
        time.sleep(chance.uniform(0, 0.04))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert not is_over(MAILS), "All were sent before the last kill: give it more mails."
    server.pause_s = 0
    start_worker()
    wait_until(lambda: is_over(MAILS))

    mark_unsure(now=timezone.now() + ahead + datetime.timedelta(hours=1))
    got = Counter(to for to, _data in server.taken)
    rows = WeeklyMail.objects.select_related("runner")
    sent = {mail.runner.email for mail in rows.filter(sent_at__isnull=False, unsure_at=None)}
    unsure = {mail.runner.email for mail in rows.filter(sent_at=None, unsure_at__isnull=False)}
    assert set(got.values()) == {1}
    assert (sent | unsure, sent & unsure) == (addresses, set())
    assert sent <= set(got) and addresses - set(got) <= unsure
    assert len(unsure) <= KILLS


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(start_worker, server, make_runners):
    addresses = make_runners(40)
    send_due_mails.enqueue(), send_due_mails.enqueue()  # as if one had been thought lost
    start_worker(stale="30"), start_worker(stale="30")  # on a busy machine neither is thought dead
    wait_until(lambda: is_over(40))
    assert sorted(to for to, _data in server.taken) == sorted(addresses)
    assert WeeklyMail.objects.exclude(sent_at=None).count() == 40
