"""Two people accept one invitation at the same moment, and one person two of one runner: one holds."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from plans.actions.sharing import InvitationGone, SeesItAlready, accept, invitation_of, invite
from plans.models import Sharing

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def at_once(*acts):
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait(timeout=30)
            return act()
        except (InvitationGone, SeesItAlready) as refused:
            return type(refused)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def invited(runner):
    return invite(sharing=Sharing(runner=runner, name="Anna", runner_name="Robin"), now=NOW)


def accepting(secret, person):
    found = invitation_of(secret=secret, now=NOW)
    return lambda: accept(invitation=found, person=person, name="Anna", now=NOW)


def test_accepted_by_two_at_once_it_is_one_persons(runner, buddy, stranger, shared_database):
    secret = invited(runner)
    answers = at_once(accepting(secret, buddy), accepting(secret, stranger))
    taken = Sharing.objects.get()
    assert sorted(answers, key=str) == sorted([taken, InvitationGone], key=str)
    assert taken.person in (buddy, stranger)
    seen = [list(Sharing.objects.seen_by(person)) for person in (buddy, stranger)]
    assert sorted(seen, key=len) == [[], [taken]]


def test_one_person_with_two_links_at_once_sees_the_week_once(runner, buddy, shared_database):
    first, second = invited(runner), invited(runner)
    answers = at_once(accepting(first, buddy), accepting(second, buddy))
    assert SeesItAlready in answers
    assert Sharing.objects.seen_by(buddy).count() == 1
    assert Sharing.objects.filter(person=None).exclude(invitation="").count() == 1


def test_taken_twice_by_one_person_it_is_taken_once(runner, buddy, shared_database):
    secret = invited(runner)
    answers = at_once(accepting(secret, buddy), accepting(secret, buddy))
    assert Sharing.objects.get().person == buddy
    assert len({*answers} - {InvitationGone, SeesItAlready}) == 1
