"""A season of a runner who does not exist, the same each time but for the day it ends on."""

import datetime
import random
import zoneinfo

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actions.consent import agree_to_terms
from accounts.models import User
from library.models import VideoClass
from plans.actions.demo_tracks import record
from plans.actions.imports import delete_files_of
from plans.actions.plan import plan_week
from plans.actions.session import record_session
from plans.calendar import WEEK, days_of, monday_of
from plans.models import PlannedRun, PlannedSession, PlanSettings, Run, Session, Track, TypicalRun

EMAIL, PASSWORD = "demo@example.com", "first-position"
SEASON = 16  # weeks
RECORDED = 8  # of the latest runs have a track
ZONE = "Europe/London"
# weekday: kind, minutes, seconds a kilometre
USUAL = {1: ("intervals", 50, 330), 3: ("easy", 40, 375), 5: ("easy", 35, 380), 6: ("long", 90, 385)}
TITLES = {
    "intervals": ["6 × 800 m by the canal", "5 × 1 km", "Hill repeats", "10 × 400 m"],
    "easy": ["Easy round the park", "Before work", "With the club", "Recovery"],
    "long": ["Long, along the river", "Long and slow", "Out to the reservoir", "Long with hills"],
}


@transaction.atomic
def make_demo(*, now: datetime.datetime, fresh: bool = False) -> bool:
    """True when the runner was made now."""
    if fresh:
        _forget_runner()
    if User.objects.filter(email=EMAIL).exists():
        return False
    runner = _runner(now)
    chance = random.Random(19)  # noqa: S311 - the same season each time
    this_monday = monday_of(runner.local_date(now))
    for back in range(SEASON, 0, -1):
        _live_a_week(runner, this_monday - back * WEEK, chance)
    plan_week(runner=runner, monday=this_monday, now=min(now, _at(this_monday, 6)))
    _live_the_days_so_far(runner, this_monday, now, chance)
    _wear_the_watch(runner)
    return True


def _forget_runner():
    for runner in User.objects.filter(email=EMAIL):
        delete_files_of(runner)
        runner.delete()


def _runner(now):
    runner = User.objects.create_user(EMAIL, PASSWORD, time_zone=ZONE, welcomed_at=now)
    agree_to_terms(user=runner, now=now)
    EmailAddress.objects.create(user=runner, email=EMAIL, verified=True, primary=True)
    PlanSettings.objects.create(
        runner=runner,
        experience="some",
        sessions=3,
        level=2,
        kit=["chair", "mat"],
        after_what="Tuesday’s run",
    )
    TypicalRun.objects.bulk_create(
        TypicalRun(runner=runner, weekday=day, kind=kind, duration_s=60 * minutes)
        for day, (kind, minutes, _) in USUAL.items()
    )
    return runner


def _live_a_week(runner, monday, chance):
    """Plan a past week as it would have been planned, then run and dance most of it."""
    plan_week(runner=runner, monday=monday, now=_at(monday, 6))
    for date in days_of(monday):
        _live_a_day(runner, date, chance, often=0.85)


def _live_the_days_so_far(runner, monday, now, chance):
    for date in days_of(monday):
        if date < runner.local_date(now):
            _live_a_day(runner, date, chance, often=1)


def _live_a_day(runner, date, chance, often):
    if date.weekday() in USUAL and chance.random() < often:
        _run(runner, date, chance)
    for place in PlannedSession.objects.of(runner).open().filter(date=date).select_related("video_class"):
        if chance.random() < often:
            _dance(runner, date, place.video_class, chance)


def _run(runner, date, chance):
    kind, minutes, pace = USUAL[date.weekday()]
    duration_s = round(60 * minutes * chance.uniform(0.92, 1.1))
    run = Run.objects.create(
        runner=runner,
        date=date,
        started_at=_at(date, 7 if kind == "long" else 18),
        time_zone=ZONE,
        kind=kind,
        title=chance.choice(TITLES[kind]),
        duration_s=duration_s,
        distance_m=round(duration_s / (pace * chance.uniform(0.96, 1.04)) * 1000),
        climb_m=chance.randint(10, 140),
        heart_rate_mean=chance.randint(138, 166),
        effort={"easy": 3, "long": 5, "intervals": 7}[kind] + chance.randint(-1, 1),
    )
    PlannedRun.objects.of(runner).on(date).update(run=run, status=PlannedRun.Status.DONE)


def _wear_the_watch(runner):
    """The latest runs were recorded, so that their pages have something to draw."""
    runs = list(Run.objects.of(runner)[:RECORDED])
    tracks = [record(run) for run in runs]
    Run.objects.bulk_update(runs, ["heart_rate_max", "elapsed_s", "device", "laps", "recorded"])
    Track.objects.bulk_create(tracks)


def _dance(runner, date, video_class: VideoClass, chance):
    record_session(
        runner=runner,
        date=date,
        now=_at(date, 20),
        video_class=video_class,
        minutes=video_class.minutes,
        how=Session.How.FILM,
        effort=chance.choice([2, 3, 3, 4, 5, None]),
    )


def _at(date, hour):
    return datetime.datetime.combine(date, datetime.time(hour), zoneinfo.ZoneInfo(ZONE))
