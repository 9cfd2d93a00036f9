"""Who gets the weekly mail now, and that one worker only may send it."""

import datetime

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from plans.actions.post import Answer
from plans.actions.weekly_mail import choose_weekly_mail, switch_off
from plans.actions.weekly_mail_due import AGAIN, UNSURE_AFTER, claim, due, keep_answer, mark_unsure
from plans.models import WeeklyMail, WeeklyMailChoice

MONDAY = datetime.date(2026, 11, 30)
SUNDAY_FIVE = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.fixture
def wants(runner):
    """Switched on some days ago, for Sunday at five."""
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=SUNDAY_FIVE - 3 * DAY)
    return runner


def test_it_is_due_at_its_hour_and_tells_of_the_week_to_come(wants, stranger):
    assert due(SUNDAY_FIVE - MINUTE) == []
    assert due(SUNDAY_FIVE) == [(wants, MONDAY)]


def test_in_the_night_to_friday_thursdays_late_mail_is_of_this_week_and_fridays_of_the_next(runner, stranger):
    friday = datetime.datetime(2026, 11, 27, 1, tzinfo=datetime.UTC)
    choose_weekly_mail(runner=runner, on=True, weekday=3, hour=17, now=friday - 3 * DAY)
    choose_weekly_mail(runner=stranger, on=True, weekday=4, hour=1, now=friday - 3 * DAY)
    assert due(friday) == [(runner, MONDAY - 7 * DAY), (stranger, MONDAY)]


@pytest.mark.parametrize("late_h, is_due", [(0, True), (11.9, True), (12, False), (60, False)])
def test_after_a_stop_it_comes_late_or_not_at_all(wants, late_h, is_due):
    assert bool(due(SUNDAY_FIVE + late_h * HOUR)) == is_due


@pytest.mark.parametrize(
    ("zone", "earlier_h"), [("Pacific/Auckland", 13), ("America/Los_Angeles", -8), ("Nowhere/Atoll", 0)]
)
def test_the_hour_is_the_runners_own(wants, zone, earlier_h):
    User.objects.filter(pk=wants.pk).update(time_zone=zone)
    at = SUNDAY_FIVE - earlier_h * HOUR
    assert (due(at - MINUTE), due(at)) == ([], [(wants, MONDAY)])


def test_the_clock_that_changes_sends_one_mail_in_each_of_both_weeks(wants):
    """One in the morning is left out in March and comes twice in October."""
    long_ago = SUNDAY_FIVE - 900 * DAY
    choose_weekly_mail(runner=wants, on=True, weekday=6, hour=1, now=long_ago)
    for night in (datetime.datetime(2027, 3, 28), datetime.datetime(2027, 10, 31)):
        moments = [night.replace(tzinfo=datetime.UTC) + n * 15 * MINUTE for n in range(-8, 24)]
        sent = [at for at in moments for who, monday in due(at) if claim(runner=who, monday=monday, now=at)]
        assert len(sent) == 1


def test_who_switches_it_on_after_the_hour_waits_for_the_next_week(runner):
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=SUNDAY_FIVE + MINUTE)
    assert due(SUNDAY_FIVE + HOUR) == []
    assert due(SUNDAY_FIVE + 7 * DAY) == [(runner, MONDAY + datetime.timedelta(days=7))]


def test_saved_unchanged_on_the_hour_it_still_comes_and_a_new_hour_counts_from_now(wants):
    choose_weekly_mail(runner=wants, on=True, weekday=6, hour=17, now=SUNDAY_FIVE + MINUTE)
    assert due(SUNDAY_FIVE + 2 * MINUTE) == [(wants, MONDAY)]
    choose_weekly_mail(runner=wants, on=True, weekday=6, hour=9, now=SUNDAY_FIVE + MINUTE)
    assert due(SUNDAY_FIVE + 2 * MINUTE) == []


def test_the_same_week_is_told_of_once_however_the_day_is_changed(wants):
    claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    choose_weekly_mail(runner=wants, on=True, weekday=0, hour=7, now=SUNDAY_FIVE + HOUR)
    assert due(SUNDAY_FIVE + 14 * HOUR) == []


def test_a_second_try_is_in_hand_from_then_on(wants):
    """Else it would be marked as unsure while it goes."""
    mail = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    keep_answer(mail=mail, answer=Answer.LATER, now=SUNDAY_FIVE)
    later = SUNDAY_FIVE + AGAIN
    assert claim(runner=wants, monday=MONDAY, now=later) == mail
    assert mark_unsure(now=later + MINUTE) == 0
    assert mark_unsure(now=later + UNSURE_AFTER + MINUTE) == 1


def off(runner):
    switch_off(runner=runner)


def not_active(runner):
    User.objects.filter(pk=runner.pk).update(is_active=False)


def not_verified(runner):
    EmailAddress.objects.filter(user=runner).update(verified=False)


def another_address(runner):
    User.objects.filter(pk=runner.pk).update(email="new@example.com")


@pytest.mark.parametrize("change", [off, not_active, not_verified, another_address])
def test_nothing_is_due_to_who_must_not_get_it(wants, change):
    change(wants)
    assert due(SUNDAY_FIVE) == []


def test_who_is_due_is_found_by_as_many_queries_for_many_as_for_one(
    wants, stranger, teacher, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert len(due(SUNDAY_FIVE)) == 1
    User.objects.filter(pk=teacher.pk).update(time_zone="Europe/London")
    for person in (stranger, teacher):
        choose_weekly_mail(runner=person, on=True, weekday=6, hour=16, now=SUNDAY_FIVE - DAY)
    with django_assert_num_queries(2):
        assert len(due(SUNDAY_FIVE)) == 3


def test_a_mail_is_claimed_once(wants):
    mail = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    assert (mail.runner, mail.monday, mail.claimed_at) == (wants, MONDAY, SUNDAY_FIVE)
    assert claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE) is None
    assert due(SUNDAY_FIVE + MINUTE) == []


def test_switched_off_at_the_last_moment_it_is_not_claimed(wants):
    switch_off(runner=wants)
    assert claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE) is None
    assert not WeeklyMail.objects.exists()


def test_a_message_has_one_name_for_ever_and_another_for_each_week_and_runner(wants, stranger):
    choose_weekly_mail(runner=stranger, on=True, weekday=6, hour=17, now=SUNDAY_FIVE - DAY)
    told = [(wants, MONDAY), (stranger, MONDAY), (wants, MONDAY + datetime.timedelta(days=7))]
    names = [claim(runner=who, monday=week, now=SUNDAY_FIVE).message_id for who, week in told]
    assert len(set(names)) == 3 and names[0].startswith("<week-2026-11-30-")
    WeeklyMail.objects.all().delete()
    assert claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE).message_id == names[0]


def test_what_a_server_takes_later_is_tried_again_within_the_hours(wants):
    mail = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    keep_answer(mail=mail, answer=Answer.LATER, now=SUNDAY_FIVE)
    assert due(SUNDAY_FIVE + AGAIN - MINUTE) == []
    assert due(SUNDAY_FIVE + AGAIN) == [(wants, MONDAY)]
    again = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE + AGAIN)
    assert (again.pk, again.message_id) == (mail.pk, mail.message_id)
    assert claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE + AGAIN) is None
    keep_answer(mail=again, answer=Answer.LATER, now=SUNDAY_FIVE + AGAIN)
    assert due(SUNDAY_FIVE + 12 * HOUR) == []


@pytest.mark.parametrize("answer", [Answer.SENT, Answer.REFUSED, Answer.UNSURE])
def test_what_has_an_end_is_never_tried_again(wants, answer):
    mail = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    keep_answer(mail=mail, answer=answer, now=SUNDAY_FIVE)
    assert due(SUNDAY_FIVE + HOUR) == []
    assert claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE + HOUR) is None
    assert mark_unsure(now=SUNDAY_FIVE + DAY) == 0


def test_in_nobodys_hands_it_is_unsure_after_a_while_and_stays_so(wants):
    claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    assert mark_unsure(now=SUNDAY_FIVE + UNSURE_AFTER) == 0
    assert mark_unsure(now=SUNDAY_FIVE + UNSURE_AFTER + MINUTE) == 1
    mail = WeeklyMail.objects.get()
    assert (mail.unsure_at, mail.sent_at) == (SUNDAY_FIVE + UNSURE_AFTER + MINUTE, None)
    assert due(SUNDAY_FIVE + HOUR) == [] and mark_unsure(now=SUNDAY_FIVE + DAY) == 0


def test_a_slow_worker_that_comes_back_says_how_it_was(wants):
    mail = claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    mark_unsure(now=SUNDAY_FIVE + HOUR)
    keep_answer(mail=mail, answer=Answer.SENT, now=SUNDAY_FIVE + 2 * HOUR)
    mail.refresh_from_db()
    assert (mail.sent_at, mail.unsure_at) == (SUNDAY_FIVE + 2 * HOUR, None)


def test_an_account_that_goes_takes_everything_with_it(wants):
    claim(runner=wants, monday=MONDAY, now=SUNDAY_FIVE)
    wants.delete()
    assert (WeeklyMail.objects.count(), WeeklyMailChoice.objects.count()) == (0, 0)
