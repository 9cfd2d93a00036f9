"""What the page of a collection says of following it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from library.actions.collection_progress import WayOn
from library.actions.following import Act, Following
from library.actions.translated import translated
from library.models import Collection, Kit
from plans.actions.followed import Followed
from plans.actions.following import following_now, is_danced
from plans.actions.published import asked_of_the_library, published
from plans.actions.week_rows import WeekRows, runner_and_typical_week
from plans.models import FollowedCollection, PlanSettings
from plans.planner import Class


def following_of(*, runner: User, collection: Collection) -> Following:
    """The library's seam: whether it is followed, how far, and what can be done. Two queries."""
    answered, _typical = runner_and_typical_week(runner)
    following = answered.following
    is_this = following is not None and following.collection_id == collection.pk
    asked = following if is_this else FollowedCollection(runner=runner, collection=collection)
    rows = rows_for(answered, asked)
    found = rows.of_following
    if is_this and not found.over:
        return followed(rows, found, paused=bool(following.paused_on))
    other = following.collection if following and not is_this else None
    return not_followed(rows, found, other)


def ended_with(*, runner: User, ways: Iterable[WayOn]) -> str:
    """Of a class that was danced: what to say where the collection that was followed is over by now.

    No query where none of its collections is whole.
    """
    whole = {way.collection.pk for way in ways if way.standing.whole and not way.collection.then_a_week}
    following = following_now(runner).filter(collection__in=whole).first() if whole else None
    if following is None or not is_danced(runner, following):
        return ""
    return _("All of “%(title)s” is yours now. From here your plan goes by what you need.") % {
        "title": translated(following.collection.title)
    }


def rows_for(answered: User, following: FollowedCollection) -> WeekRows:
    """What has a say in a collection, of all that has one in a week."""
    now = asked_of_the_library(answered, following)
    today = following.begun_on
    return WeekRows(
        runner=answered, monday=today, today=today, week=None,
        settings=getattr(answered, "plan_settings", None) or PlanSettings(runner=answered),
        health=getattr(answered, "health_notes", None),
        runs=[], planned_runs=[], places=[], sessions=[],
        library=published(now.edition), hidden=now.hidden, not_begun=now.not_begun,
        following=following, order=now.order, danced=now.times,
    )  # fmt: skip


def followed(rows: WeekRows, found: Followed, *, paused: bool) -> Following:
    """How far it is, and what comes next."""
    said = [how_far(found, paused=paused), *in_the_way(rows, found)]
    slug = found.collection.slug
    go_on = Act(_("Go on with it in my plan"), reverse("go_on_following", args=[slug]), main=True)
    pause = Act(_("Pause it"), reverse("pause_following", args=[slug]))
    stop = Act(_("Stop following it"), reverse("stop_following", args=[slug]))
    return Following(tuple(said), (go_on if paused else pause, stop), answers_of(found))


def how_far(found: Followed, *, paused: bool) -> str:
    """One sentence, or two."""
    told = {"done": found.standing.number, "of": found.standing.of}
    if not found.open:
        kept_up = found.collection.then_a_week
        said = _("You have danced all of it.") + " "
        if paused:
            return said + _("Keeping it up is paused.")
        return said + ngettext(
            "One of its last classes a week keeps it up.",
            "%(n)d of its last classes a week keep it up.",
            kept_up,
        ) % {"n": kept_up}
    if paused:
        return (
            _("Paused at %(done)d of %(of)d. Your place is kept, and what you dance meanwhile counts.") % told
        )
    return _("Your plan follows it: %(done)d of %(of)d danced.") % told


def in_the_way(rows: WeekRows, found: Followed) -> list[str]:
    """Why it cannot go on by the runner's answers, whatever the day."""
    key = found.waiting_for
    if key is None:
        return []
    item = rows.library.stock.items[key]
    waits = _("It waits there: %(why)s.") % {"why": not_by_answers(rows, item)}
    if found.ahead:
        waits += " " + _("Until then your plan keeps up what you have danced.")
    return [waits]


def not_by_answers(rows: WeekRows, item: Class) -> str:
    """The first of the answers that the class does not go with."""
    settings, most = rows.settings, max(rows.settings.days.values(), default=0)
    missing = [str(Kit(piece).label) for piece in sorted(item.kit - set(settings.kit))]
    if item.level > rows.level:
        return _("that class is at level %(its)d, and your plan at level %(yours)d") % {
            "its": item.level, "yours": rows.level,
        }  # fmt: skip
    if missing:
        return _("that class asks for %(kit)s") % {"kit": ", ".join(missing).lower()}
    if item.minutes > most:
        return _("that class takes %(its)d minutes, and your days hold %(yours)d") % {
            "its": item.minutes, "yours": most,
        }  # fmt: skip
    if settings.quiet and not item.quiet:
        return _("that class is not a quiet one")
    if settings.small_space and not item.small_space:
        return _("that class asks for more space")
    return _("that class has jumps")


def answers_of(found: Followed) -> str:
    return reverse("plan_settings") if found.waiting_for is not None else ""


def not_followed(rows: WeekRows, found: Followed, other: Collection | None) -> Following:
    """What following it would mean, and what becomes of the one that is followed."""
    if not (found.order and found.collection.shown):
        return Following((), ())
    said = [what_it_means(rows, found), *waiting_later(found)]
    if other:
        said.append(
            _("You follow “%(title)s” now. It is set aside then, and your place in it is kept.")
            % {"title": translated(other.title)}
        )
    else:
        said.append(_("Pause it whenever you like. Being ill or away does not lose your place."))
    again = found.over
    words = _("Once more in my plan") if again else _("Follow it in my plan")
    address = reverse("follow_collection", args=[found.collection.slug])
    return Following(tuple(said), (Act(words, address),), answers_of(found))


def what_it_means(rows: WeekRows, found: Followed) -> str:
    """How many of the week's classes are its."""
    if found.over:
        return _("You have danced all of it, and your plan goes by what you need.")
    own, number = rows.settings.sessions, found.in_a_week(rows.settings.sessions, 0)
    if not found.collection.a_week:
        return _("Your plan then takes the next class of it each time, where it suits your runs.")
    said = ngettext(
        "Your plan then holds one class of it a week, where it suits your runs.",
        "Your plan then holds %(n)d classes of it a week, where it suits your runs.",
        number,
    ) % {"n": number}
    if number <= own:
        return said
    return said + " " + _("That is more than the %(own)d you asked for.") % {"own": own}


def waiting_later(found: Followed) -> list[str]:
    """Of those still to come, the classes that do not go with the answers."""
    waits = {place.key for place in found.open} & found.waits
    if not waits:
        return []
    told = {"n": len(waits), "of": len({place.key for place in found.open})}
    return [
        ngettext(
            "One of its %(of)d classes does not go with your answers yet, as by its level, kit or length.",
            "%(n)d of its %(of)d classes do not go with your answers yet, as by their level, kit or length.",
            len(waits),
        )
        % told
    ]
