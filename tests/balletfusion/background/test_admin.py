"""Staff see the queue, and put back what failed."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from balletfusion.background import leases
from balletfusion.background.errors import Hopeless

NOW = datetime.datetime(2026, 11, 25, 7, 30, tzinfo=datetime.UTC)
QUEUE = "/admin/background/task/"


@pytest.fixture
def failed(db, chores):
    chores.refuse.enqueue()
    lease = leases.claim(queues=["*"], worker="anna", now=NOW)
    leases.fail(lease, Hopeless("The file is no run."), now=NOW)
    return lease.task


@pytest.fixture
def staff_client(client, staff):
    client.force_login(staff)
    return client


def test_the_list_says_what_failed_and_why(staff_client, failed):
    page = staff_client.get(QUEUE).content.decode()
    assert "refuse" in page
    assert "1 of 3" in page
    assert "Hopeless: The file is no run." in page


def test_a_task_has_a_page_with_the_whole_error(staff_client, failed):
    page = staff_client.get(f"{QUEUE}{failed.pk}/change/").content.decode()
    assert "<pre>balletfusion.background.errors.Hopeless: The file is no run." in page
    assert 'name="_save"' not in page


def test_try_again_puts_it_back(staff_client, failed):
    data = {"action": "try_again", "_selected_action": [str(failed.pk)]}
    page = staff_client.post(QUEUE, data, follow=True).content.decode()
    assert "1 put back in the queue." in page
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert LogEntry.objects.get().change_message == "Put back in the queue."


def test_try_again_leaves_what_runs(staff_client, chores):
    chores.add.enqueue(1, 2)
    task = leases.claim(queues=["*"], worker="anna", now=NOW).task
    data = {"action": "try_again", "_selected_action": [str(task.pk)]}
    page = staff_client.post(QUEUE, data, follow=True).content.decode()
    assert "1 left alone: running now." in page
    assert not LogEntry.objects.exists()


def test_the_list_makes_as_many_queries_for_many_tasks_as_for_one(
    staff_client, failed, chores, django_assert_num_queries
):
    for number in range(9):
        chores.add.enqueue(number, 0)
        leases.claim(queues=["*"], worker="anna", now=NOW)
    chores.add.enqueue(9, 0)
    with django_assert_num_queries(8):  # two ask for the second factor
        staff_client.get(QUEUE)


def test_the_page_of_the_queue_package_is_gone(staff_client):
    assert staff_client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 404


def test_a_runner_has_no_business_there(runners_client, failed):
    assert runners_client.get(QUEUE).status_code == 302
