"""The weekly mails go out in slices; what stops one does not stop the others."""

import datetime
import logging

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from plans.actions.weekly_mail import choose_weekly_mail
from plans.actions.weekly_mail_due import AGAIN, UNSURE_AFTER, claim
from plans.actions.weekly_mail_send import call_weekly_mails, send_slice
from plans.models import PlanSettings, WeeklyMail
from tests.plans.actions.mail_server import mail_server

MONDAY = datetime.date(2026, 11, 30)
NOW = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def both(runner, stranger, few_classes):
    for person in (runner, stranger):
        choose_weekly_mail(runner=person, on=True, weekday=6, hour=17, now=NOW - DAY)
    return runner, stranger


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def states():
    """By address: sent, refused, unsure, again, or in hands."""
    told = {}
    for row in WeeklyMail.objects.select_related("runner"):
        named = {
            "sent": row.sent_at,
            "refused": row.refused_at,
            "unsure": row.unsure_at,
            "again": row.again_at,
        }
        told[row.runner.email] = next((name for name, at in named.items() if at), "in hands")
    return told


def test_each_gets_one_and_the_next_call_sends_nothing(both):
    assert send_slice(now=NOW, seconds=60) is False  # a full list may not be all
    assert send_slice(now=NOW, seconds=60) is True
    assert [message.to for message in mail.outbox] == [["runner@example.com"], ["stranger@example.com"]]
    assert states() == {"runner@example.com": "sent", "stranger@example.com": "sent"}
    assert mail.outbox[0].extra_headers["Message-ID"] == WeeklyMail.objects.get(runner=both[0]).message_id


def test_a_slice_ends_when_its_time_is_over_and_the_next_goes_on(both):
    assert send_slice(now=NOW, seconds=0) is False
    assert len(mail.outbox) == 1
    send_slice(now=NOW, seconds=0)
    assert len(mail.outbox) == 2


def test_where_the_server_is_not_there_nothing_is_claimed(both, server, caplog):
    server.shutdown()
    server.server_close()
    assert send_slice(now=NOW, seconds=60) is True
    assert states() == {} and "@example.com" not in caplog.text
    assert "The mail server is not reached" in caplog.text


def test_a_refused_address_does_not_hold_up_the_others(both, server, caplog):
    server.says = lambda line: "550 nobody here" if "TO:<runner@" in line else None
    send_slice(now=NOW, seconds=60)
    assert states() == {"runner@example.com": "refused", "stranger@example.com": "sent"}
    assert "@example.com" not in caplog.text


def test_a_busy_server_gets_it_again_later_under_the_same_name(both, server):
    server.says = lambda line: "451 later" if "TO:<runner@" in line else None
    send_slice(now=NOW, seconds=60)
    assert states() == {"runner@example.com": "again", "stranger@example.com": "sent"}
    named = WeeklyMail.objects.get(runner=both[0]).message_id
    server.says = lambda line: None
    assert send_slice(now=NOW + AGAIN / 2, seconds=60) is True
    send_slice(now=NOW + AGAIN, seconds=60)
    assert states() == {"runner@example.com": "sent", "stranger@example.com": "sent"}
    assert [to for to, _data in server.taken] == ["stranger@example.com", "runner@example.com"]
    assert named.encode() in server.taken[1][1]


def test_a_broken_line_ends_the_call_and_only_the_one_in_flight_is_unsure(both, server):
    server.says = lambda line: "hang up" if line == "a whole mail" else None
    assert send_slice(now=NOW, seconds=60) is True
    assert states() == {"runner@example.com": "unsure"}
    server.says = lambda line: None
    send_slice(now=NOW, seconds=60)
    assert states() == {"runner@example.com": "unsure", "stranger@example.com": "sent"}
    assert len({to for to, _data in server.taken}) == len(server.taken)


def test_a_server_that_takes_nothing_from_us_is_left_alone_until_the_next_call(both, server):
    server.says = lambda line: "550 not you" if line.startswith("mail") else None
    assert send_slice(now=NOW, seconds=60) is True
    assert states() == {"runner@example.com": "again"}


def test_a_letter_that_cannot_be_written_stops_no_other(both, monkeypatch, caplog):
    from plans.actions import weekly_mail_send

    written = weekly_mail_send.weekly_letter

    def breaks(*, runner, **told):
        if runner == both[0]:
            raise RuntimeError("a fault of ours")
        return written(runner=runner, **told)

    monkeypatch.setattr(weekly_mail_send, "weekly_letter", breaks)
    send_slice(now=NOW, seconds=60)
    assert states() == {"runner@example.com": "again", "stranger@example.com": "sent"}
    assert f"The weekly mail of runner {both[0].pk}" in caplog.text and "@example.com" not in caplog.text


def test_who_keeps_house_asks_for_one_task_while_any_mail_is_due(both):
    assert call_weekly_mails(now=NOW - DAY) is False
    assert DBTaskResult.objects.count() == 0
    assert call_weekly_mails(now=NOW) is True
    assert call_weekly_mails(now=NOW) is True
    assert DBTaskResult.objects.count() == 1


def test_who_keeps_house_marks_what_a_dead_worker_held(both, caplog):
    claim(runner=both[0], monday=MONDAY, now=NOW)
    with caplog.at_level(logging.WARNING):
        call_weekly_mails(now=NOW + UNSURE_AFTER + DAY)
    assert states() == {"runner@example.com": "unsure"}
    assert "1 weekly mails were on their way" in caplog.text


def test_nobody_wants_one_costs_two_questions(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert call_weekly_mails(now=NOW) is False


def test_a_runner_who_wants_no_classes_gets_their_runs_all_the_same(both):
    PlanSettings.objects.create(runner=both[0], sessions=0)
    send_slice(now=NOW, seconds=60)
    assert mail.outbox[0].subject == "Your week from 30 November"
