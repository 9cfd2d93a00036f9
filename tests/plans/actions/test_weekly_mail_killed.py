"""A worker killed while it sends the weekly mails: nobody gets two, at most the one in flight goes missing.

`KILLS=30 MAILS=2000 python -m pytest tests/plans/actions/test_weekly_mail_killed.py` for more of it.
"""

import datetime
import os
import random
import signal
import threading
import time
from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.weekly_mail_due import mark_unsure
from plans.actions.weekly_mail_send import send_due_mails
from plans.models import PlanSettings, WeeklyMail, WeeklyMailChoice
from tests.plans.actions.mail_server import mail_server
from tests.plans.actions.ready_workers import ready_workers

KILLS = int(os.environ.get("KILLS", "4"))
MAILS = int(os.environ.get("MAILS", "200"))
ENOUGH_S = 600
STALE_S = 0.2
LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
# Workers read the real clock; theirs is put forward to Sunday evening.
ON_SUNDAY = """
import datetime
from django.utils import timezone
real = timezone.now
timezone.now = lambda: real() + datetime.timedelta(seconds={ahead_s})
"""
# Where a worker is killed, by what it has just said to the mail server: asking whether that still listens,
# when nothing is in its hands; beginning a mail; having told it whole. Or a moment after the answer.
BETWEEN, BEFORE, AFTER, SOON = "noop", "mail ", "a whole mail", "soon"
PLACES = (BEFORE, AFTER, BETWEEN, SOON)


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
def workers_with(shared_database, tmp_path, server, ahead):
    """As in production, but for their clock: debug keeps each query, which takes longer than the mail."""
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(ON_SUNDAY.format(ahead_s=ahead.total_seconds()))
    env = {
        "DATABASE_URL": shared_database,
        "DATA_DIR": str(tmp_path / "data"),
        "DEBUG": "0",
        "SECRET_KEY": "of the test " * 5,
        "ALLOWED_HOSTS": "runners.example.com",
        "DEFAULT_FROM_EMAIL": "hello@runners.example.com",
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "DJANGO_SETTINGS_MODULE": "balletfusion.settings",
        "PYTHONPATH": str(tmp_path / "clock"),
    }

    def workers_with(*, stale):
        pace = ["--look", "0.05", "--beat", "0.05", "--stale", str(stale)]
        return ready_workers(env, "--queue", "quick", *pace)

    return workers_with


@pytest.fixture
def make_runners(shared_database):
    """Runners whose mail is due, and who want no classes, which would take time to plan; their addresses."""

    def make(many):
        names = [f"runner-{n}@example.com" for n in range(many)]
        people = User.objects.bulk_create(User(email=name, welcomed_at=LONG_AGO) for name in names)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
        )
        WeeklyMailChoice.objects.bulk_create(
            WeeklyMailChoice(runner=person, on_since=LONG_AGO) for person in people
        )
        PlanSettings.objects.bulk_create(PlanSettings(runner=person, sessions=0) for person in people)
        return set(names)

    return make


class Killer:
    """Ends the worker at a place, after so many mails more: heard by the mail server, as the worker talks."""

    def __init__(self, server):
        self.server, self.chance, self.at = server, random.Random(7), None
        server.says = self.hear

    def kill(self, worker, place, after):
        """Tell when it is done by `at`, which is None from then on."""
        self.worker, self.place, self.at = worker, place, len(self.server.taken) + after

    def hear(self, line):
        if self.at is None or len(self.server.taken) < self.at:
            return None
        if self.place == SOON and line == AFTER:
            self.at = None
            threading.Timer(self.chance.uniform(0, 0.02), os.kill, (self.worker, signal.SIGKILL)).start()
        elif line.lower().startswith(self.place):
            self.at = None
            os.kill(self.worker, signal.SIGKILL)
            return "hang up"
        return None


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
def test_nobody_gets_two_and_the_one_in_flight_is_marked(workers_with, server, make_runners, ahead):
    addresses, killer = make_runners(MAILS), Killer(server)
    places = [PLACES[n % len(PLACES)] for n in range(KILLS)]
    with workers_with(stale=STALE_S) as workers:  # at most one is there at a time: none is thought dead
        for place in places:
            worker = workers.start()
            killer.kill(worker, place, after=MAILS // (KILLS + 2))
            workers.wait_for_end(worker)
            time.sleep(2 * STALE_S)  # the next one's first look finds it dead; the second comes in a minute
        assert not is_over(MAILS), "All were sent before the last kill: give it more mails."
        workers.start()
        wait_until(lambda: is_over(MAILS))

    mark_unsure(now=timezone.now() + ahead + datetime.timedelta(hours=1))
    got = Counter(to for to, _data in server.taken)
    rows = WeeklyMail.objects.select_related("runner")
    sent = {mail.runner.email for mail in rows.filter(sent_at__isnull=False, unsure_at=None)}
    unsure = {mail.runner.email for mail in rows.filter(sent_at=None, unsure_at__isnull=False)}
    assert set(got.values()) == {1}
    assert (sent | unsure, sent & unsure) == (addresses, set())
    assert sent <= set(got)
    # Killed as it begins a mail, that one is missing; once it is told, only nobody knows. Between two, none.
    assert len(addresses - set(got)) == places.count(BEFORE)
    certain = places.count(BEFORE) + places.count(AFTER)
    assert certain <= len(unsure) <= certain + places.count(SOON)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(workers_with, server, make_runners):
    addresses = make_runners(40)
    send_due_mails.enqueue(), send_due_mails.enqueue()  # as if one had been thought lost
    with workers_with(stale=30) as workers:  # on a busy machine neither is thought dead
        workers.start(), workers.start()
        wait_until(lambda: is_over(40))
    assert sorted(to for to, _data in server.taken) == sorted(addresses)
    assert WeeklyMail.objects.exclude(sent_at=None).count() == 40
