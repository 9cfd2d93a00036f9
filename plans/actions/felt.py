"""How hard a class was for those who danced it: of fewer than five runners nothing is told."""

from statistics import median

from django.db.models import Count

from library.actions.felt import FEWEST, Aside, Felt
from library.models import VideoClass, Viewing
from plans.models import Session

# The effort that leg load and level suggest, lowest and highest, 0-10: our default (grade D).
EXPECTED = {
    0: {1: (0, 3), 2: (1, 4), 3: (1, 4)},
    1: {1: (1, 4), 2: (2, 5), 3: (3, 6)},
    2: {1: (3, 6), 2: (4, 7), 3: (5, 8)},
    3: {1: (4, 7), 2: (5, 8), 3: (5, 9)},
}
LIGHT, STEADY = 3, 6  # effort up to and with
WHOLE_SHARE = 0.8  # of its minutes


def felt_of(*, video_class: VideoClass) -> Felt:
    """The library's seam. Two queries."""
    efforts = list(_last_effort_by_runner(video_class).values())
    expected = EXPECTED[video_class.leg_load][video_class.level]
    aside = tuple(_aside(video_class))
    if len(efforts) < FEWEST:
        return Felt(expected=expected, aside=aside)
    return Felt(
        runners=len(efforts),
        median=median(efforts),
        light=sum(effort <= LIGHT for effort in efforts),
        steady=sum(LIGHT < effort <= STEADY for effort in efforts),
        hard=sum(effort > STEADY for effort in efforts),
        expected=expected,
        aside=aside,
    )


def _last_effort_by_runner(video_class: VideoClass) -> dict[int, int]:
    """A shorter cut says nothing of the whole."""
    whole = {"leg_load": video_class.leg_load, "minutes__gte": video_class.minutes * WHOLE_SHARE}
    rated = Session.objects.filter(video_class=video_class, effort__isnull=False, **whole)
    return dict(rated.order_by("date", "pk").values_list("runner_id", "effort"))


def _aside(video_class: VideoClass):
    """Each reason that five runners or more gave; what hurts is for nobody else to read, nor to count."""
    unsaid = ("", Viewing.Why.HURTS)
    hidden = Viewing.objects.filter(video_class=video_class, hidden_at__isnull=False)
    hidden = hidden.exclude(hidden_why__in=unsaid)
    counted = hidden.values_list("hidden_why").annotate(runners=Count("pk")).filter(runners__gte=FEWEST)
    for why, runners in counted.order_by("-runners", "hidden_why"):
        yield Aside(str(Viewing.Why(why).label), runners)
