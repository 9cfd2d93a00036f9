"""Mail about an account waits in its row until the mail server has it."""

import datetime
import time

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.actions.letters import NotSent, forget_letters, post_letter, send_letter
from accounts.models import Letter
from balletfusion.background.worker import Worker
from tests.plans.actions.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return post_letter(to="pat@example.com", subject="Your code", text="BBBB-CCCC")


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def test_it_is_written_with_a_task_that_knows_its_number_alone(letter):
    (task,) = DBTaskResult.objects.all()
    assert (task.queue_name, task.args_kwargs) == ("letters", {"args": [letter.pk], "kwargs": {}})
    assert mail.outbox == []


def test_sent_it_is_gone_and_is_not_sent_again(letter):
    send_letter.call(letter.pk)
    send_letter.call(letter.pk)
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["pat@example.com"], "Your code", "BBBB-CCCC")
    ]
    assert not Letter.objects.exists()


def test_where_the_server_is_not_there_it_waits_and_nobody_is_named(letter, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(NotSent) as said:
        send_letter.call(letter.pk)
    assert str(said.value) == "ConnectionRefusedError" and said.value.__suppress_context__
    assert Letter.objects.exists()


def test_where_there_is_no_such_mailbox_it_is_forgotten(letter, server, caplog):
    server.says = lambda line: "550 no such mailbox" if line.startswith("rcpt") else None
    send_letter.call(letter.pk)
    assert not Letter.objects.exists() and "example.com" not in caplog.text


def test_where_the_mailbox_is_full_it_waits(letter, server):
    server.says = lambda line: "452 full" if line.startswith("rcpt") else None
    with pytest.raises(NotSent, match=r"^SMTPRecipientsRefused 452$"):
        send_letter.call(letter.pk)
    assert Letter.objects.exists()


def test_what_could_not_be_sent_for_a_day_is_forgotten(letter):
    now = timezone.now()
    assert forget_letters(now=now + datetime.timedelta(hours=23)) == 0
    assert forget_letters(now=now + datetime.timedelta(hours=25)) == 1


def test_the_worker_forgets_them(letter):
    Letter.objects.update(written_at=timezone.now() - datetime.timedelta(days=2))
    Worker(["quick"]).keep_house(timezone.now())
    assert not Letter.objects.exists()


def test_a_server_that_says_nothing_is_left(letter, server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    server.says = lambda line: time.sleep(5)
    began = time.monotonic()
    with pytest.raises(NotSent):
        send_letter.call(letter.pk)
    assert time.monotonic() - began < 4 and Letter.objects.exists()
