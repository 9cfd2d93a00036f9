"""What the planner would change in a week, and the runner's yes or no."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from library.actions.told import told
from library.actions.translated import translated
from plans.actions.offers import NoOffer, OfferChanged, accept_offer, decline_offer, seen_of
from plans.actions.week import WeekShown
from plans.calendar import monday_of
from plans.models import PlanChange, PlannedSession
from plans.views.changes import undo_of
from plans.views.days import read_day

CHANGED = gettext_lazy("Your week has changed since, so nothing was done. Here is what would suit it now.")
BECAUSE = {
    "run": gettext_lazy("Your runs have changed, and other days would suit your classes better."),
    "race": gettext_lazy("Your races have changed, and so would your classes."),
    "overlay": gettext_lazy("The time you laid aside changes what the week can hold."),
    "pain": gettext_lazy("What you told of your body changes which classes are good for you."),
    "missed": gettext_lazy("A class is waiting, and there is a good day for it."),
}


@dataclass(frozen=True)
class Change:
    """One line of an offer. `before` is None where the class is new, `date` where it would go."""

    title: str
    before: datetime.date | None
    date: datetime.date | None
    why: str = ""


@dataclass(frozen=True)
class OfferShown:
    """`because` says what had changed."""

    because: str
    changes: list[Change]
    accept: str
    decline: str
    seen: str


def offer_shown(week: WeekShown, today: datetime.date) -> OfferShown | None:
    """None where nothing waits, or what waits is for a day that is over: the worker looks again soon."""
    if week.offer is None or not (changes := changes_of(week)):
        return None
    if any(change.date and change.date < today for change in changes):
        return None
    monday = week.monday.isoformat()
    return OfferShown(
        because=str(BECAUSE.get(week.offer.because, "")),
        changes=changes,
        accept=reverse("accept_offer", args=[monday]),
        decline=reverse("decline_offer", args=[monday]),
        seen=seen_of(week.offer.wanted),
    )


def changes_of(week: WeekShown) -> list[Change]:
    """The classes that would come, move or go, by day."""
    standing = {place.pk: place for place in week.places}
    wanted = [(one, standing.get(one["pk"])) for one in week.offer.wanted]
    come = [_come(one, place) for one, place in wanted if _is_new(one, place)]
    stay = {one["pk"] for one in week.offer.wanted}
    go = [
        Change(translated(place.video_class.title), place.date, None)
        for place in week.places
        if place.state == PlannedSession.State.PROPOSED and place.pk not in stay
    ]
    return sorted([*come, *go], key=lambda change: change.date or change.before)


def _is_new(one, place):
    return place is None or (place.date.isoformat(), place.video_class.slug) != (one["date"], one["slug"])


def _come(one, place):
    """Where a missed place takes another class, that class is new."""
    same = place is not None and place.video_class.slug == one["slug"]
    return Change(
        translated(one["title"]),
        place.date if same else None,
        datetime.date.fromisoformat(one["date"]),
        told(one["why"]),
    )


@dataclass(frozen=True)
class Left:
    """A class that left at once, and why."""

    title: str
    date: datetime.date
    sentences: str
    rules: list[str]


@dataclass(frozen=True)
class LeftShown:
    """`change`: the key by which it is undone."""

    change: int
    classes: list[Left]


def left_shown(week: WeekShown, today: datetime.date) -> LeftShown | None:
    """What left the week at once, until the last of its days is over or something else has changed."""
    change = week.latest
    if change is None or change.kind != PlanChange.Kind.LEFT:
        return None
    classes = sorted((_left(one) for one in change.told), key=lambda one: one.date)
    return LeftShown(change.pk, classes) if max(one.date for one in classes) >= today else None


def _left(one: dict) -> Left:
    date = datetime.date.fromisoformat(one["date"])
    return Left(translated(one["title"]), date, told(" ".join(one.get("sentences", []))), one["rules"])


@require_POST
def accept(request, date):
    now, monday = timezone.now(), monday_of(read_day(date))
    try:
        accept_offer(runner=request.user, monday=monday, now=now, seen=request.POST.get("seen", ""))
    except NoOffer:
        messages.info(request, _("That was answered already. Your week stands as it is below."))
    except OfferChanged:
        messages.info(request, CHANGED)
    else:
        messages.success(request, _("Your week is changed."), extra_tags=undo_of(request.user, now))
    return redirect("week", date=monday.isoformat())


@require_POST
def decline(request, date):
    monday = monday_of(read_day(date))
    try:
        seen = request.POST.get("seen", "")
        decline_offer(runner=request.user, monday=monday, now=timezone.now(), seen=seen)
    except NoOffer:
        messages.info(request, _("That was answered already. Your week stands as it is below."))
    except OfferChanged:
        messages.info(request, CHANGED)
    else:
        messages.success(request, _("Your week stays as it is."))
    return redirect("week", date=monday.isoformat())
