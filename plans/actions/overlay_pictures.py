"""The weeks as they were before a time was laid aside, kept with it, and given back.

By Monday: the places, which other times had a say in that week just then ("under"), and the proposal that
the runner had said no to. When one of the others goes it goes from the picture as well, so that what comes
back in the end is the week without either, whatever the order.
"""

import datetime
from collections.abc import Iterable

from accounts.models import User
from plans.actions.changes import changing, picture, restore, restored
from plans.actions.plan import plan_week
from plans.calendar import DAY, WEEK
from plans.models import Overlay, PlanChange, PlanOffer, Week
from plans.planner import Overlay as Time
from plans.planner.rules.overlays import weeks_back

Kind = PlanChange.Kind
TAKEN_BACK = (Kind.LEFT, Kind.ACCEPTED, Kind.PLANNED)  # with the time they were made under


def has_a_say_until(overlay: Overlay) -> datetime.date:
    """The last day of its way back; without one, as after every journey, its own last day."""
    if overlay.kind == Overlay.Kind.TRAVEL:
        return overlay.last
    return overlay.last + weeks_back(Time(overlay.kind, overlay.first, overlay.last)) * WEEK


def has_a_say(overlay: Overlay, monday: datetime.date) -> bool:
    return overlay.first <= monday + 6 * DAY and monday <= has_a_say_until(overlay)


def pictures(overlay: Overlay, weeks: Iterable[Week]) -> dict[str, dict]:
    """Of those among these weeks that it has a say in, as they are now."""
    weeks = [week for week in weeks if has_a_say(overlay, week.starts_on)]
    others = list(Overlay.objects.of(overlay.runner).exclude(pk=overlay.pk))
    offers = PlanOffer.objects.filter(week__in=weeks).exclude(declined_at=None)
    declined = {offer.week_id: _declined(offer) for offer in offers}
    return {
        week.starts_on.isoformat(): {
            "places": picture(week),
            "under": [other.pk for other in others if has_a_say(other, week.starts_on)],
            "declined": declined.get(week.pk),
        }
        for week in weeks
    }


def _declined(offer: PlanOffer) -> dict:
    """What the runner said no to is not offered again when the week comes back."""
    values = {name: getattr(offer, name) for name in ("because", "wanted")}
    return {**values, "made_at": offer.made_at.isoformat(), "declined_at": offer.declined_at.isoformat()}


def still_needed(overlay: Overlay) -> dict[str, dict]:
    """The pictures of weeks it has a say in, now that its days are others."""
    return {
        monday: taken
        for monday, taken in overlay.before.items()
        if has_a_say(overlay, datetime.date.fromisoformat(monday))
    }


def leave_other_pictures(overlay: Overlay, today: datetime.date) -> None:
    """Pictures taken while it stood become those of the weeks without it.

    Where it has none itself, nobody knows the week without it: theirs goes.
    """
    for other in Overlay.objects.of(overlay.runner).exclude(pk=overlay.pk):
        kept = {}
        for monday, taken in other.before.items():
            if overlay.pk not in taken["under"]:
                kept[monday] = taken
            elif mine := overlay.before.get(monday):
                places = restored(taken["places"], mine["places"], today=today)
                under = [pk for pk in taken["under"] if pk != overlay.pk]
                kept[monday] = {"places": places, "under": under, "declined": mine["declined"]}
        if kept != other.before:
            other.before = kept
            other.save(update_fields=["before"])


def give_back(overlay: Overlay, weeks: Iterable[Week], now: datetime.datetime) -> None:
    """These weeks as they were, where it has a picture of them.

    What the plan did meanwhile for its sake is taken back with it, and cannot be undone once more.
    """
    for week in weeks:
        if taken := overlay.before.get(week.starts_on.isoformat()):
            with changing(week=week, kind=Kind.LIFTED, now=now) as change:
                restore(week=week, before=taken["places"], today=overlay.runner.local_date(now))
            if change.pk:
                since = week.changes.filter(made_at__gte=overlay.laid_at, kind__in=TAKEN_BACK, undone_at=None)
                since.update(undone_at=now)
            _decline_again(week, taken["declined"])


def _decline_again(week: Week, declined: dict | None) -> None:
    PlanOffer.objects.filter(week=week).delete()
    if declined:
        dates = {name: datetime.datetime.fromisoformat(declined[name]) for name in ("made_at", "declined_at")}
        PlanOffer.objects.create(week=week, **{**declined, **dates})


def plan_afresh(runner: User, weeks: Iterable[Week], now: datetime.datetime) -> None:
    """Weeks first planned while the time stood: there is nothing to go back to.

    They become what they would have been without it, but for what a hand did.
    """
    for week in weeks:
        plan_week(runner=runner, monday=week.starts_on, now=now, afresh=True)
