"""Sending the weekly mails, slice by slice, so that other quick work never waits long; and one at once."""

import datetime
import logging
import time

from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.mail_times import week_told_of
from plans.actions.post import Answer, NotReached, is_open, post, post_office
from plans.actions.weekly_letter import as_message, weekly_letter
from plans.actions.weekly_mail import is_confirmed
from plans.actions.weekly_mail_due import claim, due, keep_answer, mark_unsure, message_id

logger = logging.getLogger(__name__)

SLICE_S = 12.0


def call_weekly_mails(*, now: datetime.datetime) -> bool:
    """Sees to it that due mails are sent; whether there are any."""
    if lost := mark_unsure(now=now):
        logger.warning("%d weekly mails were on their way when a worker ended", lost)
    if not due(now):
        return False
    alive = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if not DBTaskResult.objects.filter(status__in=alive, task_path=send_due_mails.module_path).exists():
        send_due_mails.enqueue()
    return True


class NotConfirmed(ValueError):
    """Nobody has said yet that the address is theirs: no mail goes there."""


def send_one_now(*, runner: User, now: datetime.datetime) -> Answer:
    """The mail as it reads now, beside the week's own, which comes all the same. NotConfirmed, NotReached."""
    if not is_confirmed(runner):
        raise NotConfirmed(runner.pk)
    today = runner.local_date(now)
    monday = week_told_of(today)
    letter = weekly_letter(runner=runner, monday=monday, today=today, by_itself=False)
    with post_office() as connection:
        return post(connection, as_message(letter, message_id(runner, monday, now.isoformat())))


@task(queue_name="quick", takes_context=True)
def send_due_mails(context: TaskContext) -> str:
    """A slice; what is left is the next task's."""
    if send_slice(now=context.task_result.started_at, seconds=SLICE_S):
        return "done"
    send_due_mails.enqueue()
    return "to be continued"


def send_slice(*, now: datetime.datetime, seconds: float) -> bool:
    """Whether there is nothing left to do for now. What a server does not take now waits for another call."""
    end = time.monotonic() + seconds
    waiting = due(now)
    if not waiting:
        return True
    try:
        with post_office() as connection:
            for runner, monday in waiting:
                if not _send(connection, runner, monday, now):
                    return True
                if time.monotonic() > end:
                    return False
    except NotReached as error:
        logger.warning("The mail server is not reached, the weekly mails wait: %s", error)
        return True
    return False  # there may be more than one list holds


def _send(connection: BaseEmailBackend, runner: User, monday: datetime.date, now: datetime.datetime) -> bool:
    """False: the server takes no more now. Written first, it is in hands only while it goes."""
    letter = _written(runner, monday, now)
    if not is_open(connection):
        return False
    mail = claim(runner=runner, monday=monday, now=now)
    if mail is None:
        return True
    answer = post(connection, as_message(letter, mail.message_id)) if letter else Answer.LATER
    keep_answer(mail=mail, answer=answer, now=now)
    return answer not in (Answer.UNSURE, Answer.NOT_US)


def _written(runner: User, monday: datetime.date, now: datetime.datetime):
    """None where something broke: the others get theirs all the same."""
    try:
        return weekly_letter(runner=runner, monday=monday, today=runner.local_date(now))
    except Exception:
        logger.exception("The weekly mail of runner %s could not be written", runner.pk)
        return None
