"""Whether heel raises go well today, by the rules that spare the legs."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from library.actions.told import told
from plans.actions.fitting import today_of
from plans.actions.pain_gates import gate_on
from plans.models import PainReport
from plans.planner.fitting import Fitting
from plans.planner.sentences import Why
from plans.planner.week import Class

SITES = ("achilles", "ankle", "calf", "foot")
RAISES = Class(slug="", minutes=5, leg_load=2, benefits=(), sites=dict.fromkeys(SITES, 2), offer=False)
# What spares the legs. What is said of number, minutes and kit of classes does not hold a check back.
LEGS_DAY = ("R1", "R2", "R2-sore", "R4", "R8", "R9-load", "R9-none", "R10", "R11", "R14")
OF_LEGS = frozenset([*LEGS_DAY, "heavy-beside-heavy", "too-many-heavy"])


@dataclass(frozen=True)
class DayForRaises:
    """How today stands to heel raises. `withheld`: something hurts that they would load."""

    against: str = ""
    withheld: bool = False


def day_for_heel_raises(*, runner: User, now: datetime.datetime) -> DayForRaises:
    """A fixed number of queries."""
    whys = against(today_of(runner, now).fitting)
    if any(why.rule == "R11" for why in whys):
        return DayForRaises(_("Your calf, Achilles, ankle or foot hurts."), withheld=True)
    return DayForRaises(told(whys[0].english)) if whys else DayForRaises()


def hurt_on(*, runner: User, date: datetime.date) -> bool:
    """Whether something that heel raises load hurt on that day, as far as was told until then."""
    told = PainReport.objects.of(runner).filter(site__in=SITES, date__lte=date).latest_two().filter(back=1)
    return any(gate_on(report, date) != "go" for report in told)


def against(fitting: Fitting) -> list[Why]:
    """What the rules say against it, the first thing first."""
    whys = [bar.why for bar in fitting.bars("class", ()) if bar.bars(RAISES)]
    return [why for why in whys if why.code in OF_LEGS]
