"""How far a runner is from small jumps (R8): what must come before them, and what of it is done."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from plans.actions.limits import frame_of
from plans.calendar import monday_of
from plans.models import HealthNotes, Limit, PlanSettings
from plans.planner.frame import Frame
from plans.planner.rules.growth import ready_to_jump

NEEDED_CLASSES = 6
LEVEL = 3  # of every class with jumps


@dataclass(frozen=True)
class Before:
    """What came before: classes that work the legs in eight weeks, and days since the first of them."""

    classes: int
    days: int
    ready: bool

    @property
    def classes_done(self) -> bool:
        return self.classes >= NEEDED_CLASSES


def before_jumps(frame: Frame) -> Before:
    """As the planner counts them: up to the Monday of the frame's week."""
    heavy = frame.done_within(56, load=2)
    days = (frame.week.week_start - heavy[0].date).days if heavy else 0
    return Before(len(heavy), days, ready_to_jump(frame))


def jumps_note(settings: PlanSettings, body: dict, frame: Frame) -> str:
    """What keeps jumps out of the plan though they are on; nothing where they may come, or are off."""
    return " ".join(in_the_way(settings, body, frame)) if settings.impact else ""


def in_the_way(settings: PlanSettings, body: dict, frame: Frame) -> list[str]:
    """Each thing that keeps jumps out, as a sentence."""
    before = before_jumps(frame)
    found = []
    if not before.ready and "R8" not in settings.rules_off:
        said = _("First %(needed)s classes that work your legs, over four weeks: %(done)s so far.")
        found.append(said % {"needed": NEEDED_CLASSES, "done": before.classes})
    if body.get("coming_back"):
        found.append(_("Not while you are coming back from an injury."))
    elif settings.level < LEVEL:
        found.append(_("They are classes of level 3, and you are at level %(n)s.") % {"n": settings.level})
    if Limit.NO_IMPACT in body.get("limits", []):
        found.append(_("Your health notes say no jumps."))
    return found


@dataclass(frozen=True)
class Jumps:
    """What the page about jumps tells."""

    before: Before
    in_the_way: list[str]


def jumps_of(*, runner: User, now: datetime.datetime) -> Jumps:
    """How far this runner is, as the planner counts it this week."""
    settings = PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner)
    notes = HealthNotes.objects.filter(runner=runner).first()
    body = {"coming_back": notes.coming_back, "limits": notes.limits} if notes else {}
    frame, _answer = frame_of(runner=runner, settings=settings, monday=monday_of(runner.local_date(now)))
    return Jumps(before_jumps(frame), in_the_way(settings, body, frame))
