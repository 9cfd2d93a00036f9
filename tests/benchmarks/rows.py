"""The rows that are measured: runners with few and with many, and a library that grows."""

import datetime
import io
from array import array

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from library.actions.indexing import index_all
from library.models import Benefit, Chapter, ClassBenefit, VideoClass
from plans.actions.plan import plan_week
from plans.actions.track import pack_track
from plans.calendar import DAY, monday_of
from plans.importers import Track as Points
from plans.models import PlanSettings, Run, RunKind, Session, Shoe, Track, TypicalRun
from tests.benchmarks import files

NOTE = "Windy by the water, light legs after the first mile, and a long talk about shoes. " * 4
DANCED = 20  # classes, again and again
LAP = [0, 300, 290, 1000, 150, 165, "active"]  # as `plans.actions.laps` keeps it
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def lay_out() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())


@transaction.atomic
def library_of(count: int) -> None:
    """Copies of our own classes, tags and chapters with them, until there are `count`."""
    own = list(VideoClass.objects.published().prefetch_related("tags", "chapters"))
    for n in range(len(own), count):
        pattern = own[n % len(own)]
        copied = {field.name: getattr(pattern, field.name) for field in VideoClass._meta.concrete_fields[1:]}
        copy = VideoClass.objects.create(**{**copied, "slug": f"copy-{n}", "title": f"{pattern.title} {n}"})
        ClassBenefit.objects.bulk_create(
            ClassBenefit(video_class=copy, benefit=tag.benefit, position=tag.position)
            for tag in pattern.tags.all()
        )
        Chapter.objects.bulk_create(_chapter(chapter, copy) for chapter in pattern.chapters.all())
    index_all()


def _chapter(pattern: Chapter, copy: VideoClass) -> Chapter:
    names = ("movement_id", "position", "title", "start_s", "end_s", "repetitions", "sides")
    return Chapter(video_class=copy, **{name: getattr(pattern, name) for name in names})


@transaction.atomic
def runner_with(count: int, now: datetime.datetime) -> User:
    """A runner with `count` runs and as many classes done before this week, two of each a day.

    This week has three planned runs and three classes, whatever day it is.
    """
    runner = User.objects.create(email=f"{count}@example.com", welcomed_at=now, password="!")
    PlanSettings.objects.create(runner=runner, experience="some", sessions=3, level=2, kit=["chair", "mat"])
    for weekday, kind in [(1, "intervals"), (3, "easy"), (6, "long")]:
        TypicalRun.objects.create(runner=runner, weekday=weekday, kind=kind, duration_s=3000)
    monday = monday_of(now.date())
    shoe = Shoe.objects.create(runner=runner, name="Blue")
    Run.objects.bulk_create(_run(runner, n, monday, shoe) for n in range(count))
    newest = runner.runs.first()
    Track.objects.create(run=newest, packed=pack_track(_track()))
    classes = list(VideoClass.objects.published().order_by("pk").values_list("pk", flat=True)[:DANCED])
    Session.objects.bulk_create(_session(runner, n, monday, classes[n % len(classes)]) for n in range(count))
    morning = datetime.datetime.combine(monday, datetime.time(6), datetime.UTC)
    plan_week(runner=runner, monday=monday, now=morning)
    return runner


def _track() -> Points:
    seconds, latitude, longitude, height, heart, metres = zip(*files.points(), strict=True)
    return Points(
        time_s=array("d", seconds),
        latitude=latitude,
        longitude=longitude,
        altitude_m=height,
        heart_rate=heart,
        distance_m=metres,
    )


def names_of(runner: User) -> dict[str, object]:
    """What stands in the addresses of a runner's pages: their newest run, the month it was in."""
    newest = runner.runs.first()
    return {"run": newest.pk, "month": f"{newest.date:%Y-%m}"}


def _run(runner: User, n: int, monday: datetime.date, shoe: Shoe) -> Run:
    date = monday - (n // 2 + 1) * DAY
    at = datetime.datetime.combine(date, datetime.time(7 + n % 2 * 10), datetime.UTC)
    return Run(
        runner=runner,
        date=date,
        started_at=at,
        time_zone="UTC",
        kind=RunKind.values[n % 5],
        title=f"Run {n}" if n % 100 else f"Round the harbour {n}",
        note=NOTE[: n % len(NOTE)],
        laps=[LAP] * (n % 15),
        climb_m=n % 200,
        duration_s=3000 + n % 600,
        distance_m=9000.0 + n % 3000,
        heart_rate_mean=150,
        effort=n % 11,
        shoe=shoe,
    )


def _session(runner: User, n: int, monday: datetime.date, video_class: int) -> Session:
    date = monday - (n // 2 + 1) * DAY
    return Session(
        runner=runner,
        date=date,
        done_at=datetime.datetime.combine(date, datetime.time(20), datetime.UTC),
        time_zone="UTC",
        title=f"Class {n}",
        video_class_id=video_class,
        effort=n % 11 if n % 3 else None,
        minutes=15,
        benefit=Benefit.values[n % 5],
        how="film",
    )


def cookie_of(runner: User) -> str:
    """Signed in, as a browser says it."""
    session = SessionStore()
    session[SESSION_KEY] = str(runner.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = runner.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
