"""What the worker asks for each minute and each day."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from balletfusion.background.worker import Worker
from plans.actions.account_deletion import delete_in_two_weeks
from plans.actions.account_export import ask_for_export, go_on
from plans.models import AccountDeletion, AccountExport, AccountImport

DAY = datetime.timedelta(days=1)


def test_each_minute_what_is_due_is_begun_and_what_is_over_goes(runner, stranger, capsys):
    now = timezone.now()
    delete_in_two_weeks(person=runner, now=now - 14 * DAY)
    go_on(ask_for_export(runner=stranger, now=now), now=now - 6 * DAY, seconds=60)
    call_command("keep_accounts")
    assert "1 deletions begun, 0 taken up, 1 exports" in capsys.readouterr().out
    assert AccountDeletion.objects.get().person == runner.pk
    assert not AccountExport.objects.exists()
    call_command("keep_accounts")
    assert capsys.readouterr().out == ""


def test_each_minute_accounts_nobody_confirmed_go(runner, stranger):
    User.objects.update(date_joined=timezone.now() - 8 * DAY, last_login=None)
    EmailAddress.objects.filter(user=runner).update(verified=False)
    call_command("keep_accounts")
    assert AccountDeletion.objects.get().person == runner.pk


def test_each_day_what_was_brought_and_left_goes(runner, capsys):
    AccountImport.objects.create(
        runner=runner, arrived_at=timezone.now() - 3 * DAY, name="a.zip", state="checked"
    )
    call_command("sweep_accounts")
    assert capsys.readouterr().out == "1 were forgotten.\n"
    assert not AccountImport.objects.exists()


@pytest.mark.django_db(transaction=True)  # a worker closes its connection when it begins
def test_a_worker_ends_an_account_whose_day_has_come(runner):
    delete_in_two_weeks(person=runner, now=timezone.now() - 15 * DAY)
    Worker(["quick"], once=True).run()
    assert not User.objects.exists() and not AccountDeletion.objects.exists()


@pytest.mark.django_db(transaction=True)  # a worker closes its connection when it begins
def test_a_worker_makes_an_export(runner):
    ask_for_export(runner=runner, now=timezone.now())
    Worker(["quick"], once=True).run()
    assert AccountExport.objects.get().ready_at is not None
