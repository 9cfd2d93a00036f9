"""Who gets their weekly mail now; each mail is claimed by one worker, and what became of it is kept.

A claim is a row, made and committed before anything is sent. A worker that dies in between leaves it in
nobody's hands: after a while it is marked as unsure and never sent again. One mail may go missing so; none
comes twice.
"""

import datetime
from collections import defaultdict
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from accounts.models import User
from plans.actions.mail_times import Moment, moments_due, week_told_of
from plans.actions.post import Answer
from plans.models import WeeklyMail, WeeklyMailChoice

UNSURE_AFTER = datetime.timedelta(minutes=15)  # longer than any mail server lets us wait
AGAIN = datetime.timedelta(minutes=15)  # what a server asks for that says "not now"
MOST = 500  # at a time


def due(now: datetime.datetime) -> list[tuple[User, datetime.date]]:
    """Runners whose mail is due, and the Monday of the week it tells of.

    A query for each zone; two while Thursday's late mails go, which tell of another week than Friday's.
    """
    wanted = WeeklyMailChoice.objects.filter(on_since__isnull=False)
    zones = wanted.order_by().values_list("runner__time_zone", flat=True).distinct()
    found = []
    for name in list(zones):
        found += _due_in(name, wanted.filter(runner__time_zone=name), now)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _due_in(
    name: str, wanted: QuerySet[WeeklyMailChoice], now: datetime.datetime
) -> list[tuple[User, datetime.date]]:
    zone = User(time_zone=name).zone
    weeks = defaultdict(list)
    for moment in moments_due(zone, now):
        weeks[week_told_of(moment.at.astimezone(zone).date())].append(moment)
    return [each for monday, of_it in weeks.items() for each in _due_of_week(wanted, monday, of_it, now)]


def _due_of_week(
    wanted: QuerySet[WeeklyMailChoice], monday: datetime.date, moments: list[Moment], now: datetime.datetime
) -> list[tuple[User, datetime.date]]:
    chosen = [Q(weekday=m.weekday, hour=m.hour, on_since__lt=m.at) for m in moments]
    told = WeeklyMail.objects.filter(runner=OuterRef("runner"), monday=monday).exclude(again_at__lte=now)
    verified = EmailAddress.objects.filter(
        user=OuterRef("runner"), email=OuterRef("runner__email"), verified=True
    )
    here = wanted.filter(reduce(or_, chosen), Exists(verified), ~Exists(told), runner__is_active=True)
    choices = here.select_related("runner").order_by("pk")[:MOST]
    return [(choice.runner, monday) for choice in choices]


@transaction.atomic
def claim(*, runner: User, monday: datetime.date, now: datetime.datetime) -> WeeklyMail | None:
    """The mail, if this worker may send it. None: another has it, or the runner switched it off meanwhile."""
    wanted = WeeklyMailChoice.objects.select_for_update().filter(runner=runner, on_since__isnull=False)
    if not list(wanted):
        return None
    named = {"message_id": message_id(runner, monday), "claimed_at": now}
    mail, is_new = WeeklyMail.objects.get_or_create(runner=runner, monday=monday, defaults=named)
    if is_new:
        return mail
    waits = WeeklyMail.objects.filter(pk=mail.pk, again_at__lte=now)
    return mail if waits.update(again_at=None, claimed_at=now) else None


def message_id(runner: User, monday: datetime.date, beside: str = "") -> str:
    """The same at each try, so that a mail that came twice after all would be shown once.

    `beside` makes it another than the week's own.
    """
    told = salted_hmac("the weekly mail", f"{runner.pk} {monday}{beside}", algorithm="sha256").hexdigest()
    return f"<week-{monday}-{told[:24]}@{urlsplit(settings.SITE_URL).hostname}>"


def keep_answer(*, mail: WeeklyMail, answer: Answer, now: datetime.datetime) -> None:
    """What became of it."""
    if answer is Answer.SENT:
        told = {"sent_at": now, "unsure_at": None}
    elif answer is Answer.REFUSED:
        told = {"refused_at": now}
    elif answer is Answer.UNSURE:
        told = {"unsure_at": now}
    else:
        told = {"again_at": now + AGAIN}
    WeeklyMail.objects.filter(pk=mail.pk).update(**told)


def mark_unsure(*, now: datetime.datetime) -> int:
    """Mails in the hands of workers that ended. Returns how many those were."""
    left = WeeklyMail.objects.in_hands().filter(claimed_at__lt=now - UNSURE_AFTER)
    return left.update(unsure_at=now) if left.exists() else 0
