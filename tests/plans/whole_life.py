"""A runner with something of everything: each table that belongs to a runner has a row, tied to the others.

`live` answers words that stand in no one else's rows, to be looked for once the runner has gone.
"""

import datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile

from accounts.actions.consent import agree_to_terms
from accounts.actions.tokens import make_token
from accounts.models import Token, User
from library.models import Collection, PlayerChoices, Viewing
from plans.actions.changes import changing, picture
from plans.actions.health_notes import agree_to_notes
from plans.actions.imports import bring_in
from plans.actions.overlay_pictures import pictures
from plans.actions.track import pack_track
from plans.importers import Track as Points
from plans.models import (
    CalendarAddress,
    CheckIn,
    FeedEntry,
    FileTrack,
    FollowedCollection,
    HealthNotes,
    InboundCalendar,
    Overlay,
    PainReport,
    PlanChange,
    PlannedRun,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Race,
    Run,
    SelfCheck,
    SentRun,
    Session,
    Sharing,
    Track,
    TypicalRun,
    Week,
    WeeklyMail,
    WeeklyMailChoice,
)

NOW = datetime.datetime(2026, 11, 26, 12, 34, 56, 789012, tzinfo=datetime.UTC)  # a Thursday
MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
MARK = "Quillfeather"  # no word of anybody else's


def points(seconds=60, *, with_heart=True):
    times = [float(n) for n in range(seconds)]
    return Points(
        time_s=times,
        latitude=tuple(51.5 + n / 10_000 for n in range(seconds)),
        longitude=tuple(-0.12 for _ in times),
        heart_rate=tuple(None if n % 7 == 0 else 140 + n % 9 for n in range(seconds)) if with_heart else None,
        distance_m=tuple(3.1 * n for n in range(seconds)),
    )


def live(runner, *, classes, gpx, uploaded):
    """`classes`: two that are published."""
    _account(runner)
    first, second = classes
    PlanSettings.objects.create(
        runner=runner,
        sessions=3,
        kit=["chair"],
        rest_days=["mon"],
        targets={"balance": 0.4},
        rules_off=["R4"],
        after_what=f"{MARK}’s run",
        first_month=False,
    )
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", duration_s=5400)
    PlayerChoices.objects.create(runner=runner, speed=0.75, mirror=True)
    shoe = runner.shoes.create(name=f"{MARK} blue", start_m=1200.5)
    Race.objects.create(
        runner=runner, name=f"{MARK} ten", date=MONDAY + 30 * DAY, distance_m=10_000, priority="A"
    )
    run = _runs(runner, shoe)
    week, places = _week(runner, first, second)
    _around_the_plan(runner, run, week, places, first)
    session = _sessions(runner, first, places[0])
    _body(runner, week, session)
    _library(runner, first, second)
    _outside(runner)
    _shared(runner)
    _imports(runner, gpx, uploaded)
    return [MARK, runner.email, f"other-{runner.email}"]


def _account(runner):
    runner.units, runner.week_start, runner.theme, runner.teaches_as = "mi", 6, "dark", ""
    runner.language = "en-gb"
    runner.date_joined = NOW - 400 * DAY
    runner.save()
    agree_to_terms(user=runner, now=NOW - 400 * DAY)
    EmailAddress.objects.create(user=runner, email=f"other-{runner.email}", verified=True)
    Authenticator.objects.create(user=runner, type="recovery_codes", data={"seed": MARK})
    UserSession.objects.create(
        user=runner, session_key=f"{runner.pk:032d}", ip="192.0.2.7", user_agent=MARK, data={}
    )


def _runs(runner, shoe):
    run = Run.objects.create(
        runner=runner,
        date=MONDAY,
        started_at=NOW - 3 * DAY,
        time_zone="Europe/London",
        kind="tempo",
        title=f"{MARK} hills",
        duration_s=3000,
        elapsed_s=3100,
        distance_m=9876.5,
        climb_m=120.25,
        heart_rate_mean=150,
        heart_rate_max=177,
        effort=7,
        note=f"{MARK} was\nquick – très vite",
        device="Watch",
        shoe=shoe,
        laps=[[0, 600, None, 1000.5, 140, 150, ""], [600, 500, 490, None, None, None, "rest"]],
        recorded={"title": "Morning run", "date": "2026-11-22", "effort": None, "distance_m": 9900.0},
        edited_at=NOW - DAY,
    )
    Track.objects.create(run=run, packed=pack_track(points()))
    gone = Run.objects.create(
        runner=runner,
        date=MONDAY,
        duration_s=2990,
        removed_at=NOW - DAY,
        merged_into=run,
        title=f"{MARK} again",
        merge={
            "into": run.pk,
            "before": {"shoe_id": None, "edited_at": None, "note": ""},
            "after": {"shoe_id": shoe.pk, "edited_at": "2026-11-25T12:34:56.789012+00:00", "note": MARK},
        },
    )
    Run.with_removed.filter(pk__in=[run.pk, gone.pk]).update(created_at=NOW - 2 * DAY)
    return run


def _week(runner, first, second):
    """A place was taken away since: only the pictures of the week know it still."""
    earlier = Week.objects.create(
        runner=runner, starts_on=MONDAY - 7 * DAY, planned_at=NOW - 9 * DAY, asked=2
    )
    week = Week.objects.create(
        runner=runner,
        starts_on=MONDAY,
        planned_at=NOW - 4 * DAY,
        asked=3,
        unplaced=[{"count": 1, "because": ["R1"]}],
    )
    PlannedSession.objects.create(
        week=earlier,
        date=MONDAY - 6 * DAY,
        first_date=MONDAY - 6 * DAY,
        video_class=second,
        slot="alone",
        state="skipped",
    )
    places = [
        PlannedSession.objects.create(
            week=week,
            date=MONDAY + n * DAY,
            first_date=MONDAY,
            video_class=video_class,
            slot=slot,
            state=state,
            reasons=["R2", "added"],
            why=f"{MARK}: before the long run",
            kept_against=against,
        )
        for n, video_class, slot, state, against in [
            (1, first, "alone", "done", []),
            (3, second, "before_run", "locked", ["R11"]),
        ]
    ]
    passing = PlannedSession.objects.create(
        week=week, date=MONDAY + 5 * DAY, first_date=MONDAY, video_class=first, slot="alone"
    )
    told = [
        {
            "pk": passing.pk,
            "title": first.title,
            "date": "2026-11-28",
            "rules": ["R1"],
            "sentences": ["Too near."],
        }
    ]
    with changing(week=week, kind=PlanChange.Kind.LEFT, now=NOW - DAY, told=told):
        passing.delete()
    return week, places


def _around_the_plan(runner, run, week, places, video_class):
    calendar = InboundCalendar.objects.create(
        runner=runner,
        name=f"{MARK} coach",
        address="https://calendar.example/secret-quill.ics",
        created_at=NOW - 50 * DAY,
        read_at=NOW - DAY,
        tried_at=NOW - DAY,
        left_out=2,
    )
    PlannedRun.objects.create(
        runner=runner,
        date=MONDAY,
        kind="tempo",
        title=f"{MARK} planned",
        duration_s=3000,
        origin="calendar",
        calendar=calendar,
        event="uid-1",
        status="done",
        run=run,
        note=MARK,
        edited_at=NOW,
    )
    PlannedRun.objects.create(runner=runner, date=MONDAY + 6 * DAY, kind="long", usual_date=MONDAY + 6 * DAY)
    wanted = [
        {
            "pk": places[1].pk,
            "date": "2026-11-27",
            "from": "2026-11-26",
            "slug": video_class.slug,
            "title": video_class.title,
            "minutes": 15,
            "why": MARK,
        },
        {
            "pk": None,
            "date": "2026-11-28",
            "from": None,
            "slug": video_class.slug,
            "title": video_class.title,
            "minutes": 15,
            "why": "",
        },
    ]
    PlanOffer.objects.create(week=week, made_at=NOW, because="run", wanted=wanted, declined_at=NOW)
    CheckIn.objects.create(runner=runner, starts_on=MONDAY, answer="more", answered_at=NOW)
    collection = Collection.objects.create(slug="foot-core", title="Foot-core", series=True)
    FollowedCollection.objects.create(
        runner=runner, collection=collection, begun_on=MONDAY, counts_from=MONDAY
    )
    trip = Overlay.objects.create(
        runner=runner, kind="travel", first=MONDAY + 2 * DAY, last=MONDAY + 3 * DAY, laid_at=NOW
    )
    ill = Overlay.objects.create(
        runner=runner, kind="injury", first=MONDAY - 3 * DAY, last=MONDAY + DAY, sites=["calf"], laid_at=NOW
    )
    for overlay in (trip, ill):
        overlay.before = pictures(overlay, [week])
        overlay.save()
    assert picture(week) and ill.before["2026-11-23"]["under"] == [trip.pk]


def _sessions(runner, video_class, place):
    Session.objects.create(
        runner=runner,
        date=MONDAY - DAY,
        done_at=NOW - 4 * DAY,
        time_zone="Europe/London",
        minutes=40,
        how="hand",
        title=f"{MARK} studio",
        leg_load=2,
        note=f"{MARK} at the barre",
    )
    Session.objects.create(
        runner=runner,
        date=MONDAY,
        done_at=NOW - 3 * DAY,
        time_zone="Europe/London",
        minutes=20,
        how="hand",
        title=f"{MARK} taken out",
        place_was="proposed",
        removed_at=NOW - DAY,
    )
    return Session.objects.create(
        runner=runner,
        date=MONDAY + DAY,
        done_at=NOW - 2 * DAY,
        time_zone="Europe/London",
        title=video_class.title,
        video_class=video_class,
        minutes=15,
        benefit="balance",
        effort=4,
        soreness=2,
        how="film",
        planned_session=place,
        place_was="locked",
    )


def _body(runner, week, session):
    agree_to_notes(runner=runner, now=NOW - 100 * DAY)
    HealthNotes.objects.filter(runner=runner).update(
        tight=["calf"],
        limits=["no_impact"],
        coming_back=True,
        answered_on=MONDAY,
        self_checks={"knee-to-wall": {"date": "2026-11-23", "change": -1.5}},
    )
    PainReport.objects.create(
        runner=runner, site="calf", date=MONDAY, level=3, before=1, next_morning=2, reported_at=NOW
    )
    SelfCheck.objects.create(
        runner=runner,
        kind="knee-to-wall",
        date=MONDAY,
        left="10.5",
        right="11",
        noted_at=NOW,
        session=session,
    )
    SelfCheck.objects.create(runner=runner, kind="stance-open", date=MONDAY, left="30.5", noted_at=NOW)


def _library(runner, first, second):
    Viewing.objects.create(
        runner=runner,
        video_class=first,
        position_s=33.25,
        position_at=NOW,
        kept=[0, 2],
        seen=[[0, 30], [40, 44]],
        watched_s=34,
        watched_at=NOW,
        done_at=NOW - DAY,
        done_next="/sessions/1/",
        saved_at=NOW,
    )
    Viewing.objects.create(
        runner=runner, video_class=second, hidden_at=NOW, hidden_why="hurts", hidden_note=f"{MARK}’s knee"
    )


def _outside(runner):
    CalendarAddress.objects.create(
        runner=runner,
        name=f"{MARK} phone",
        holds="classes",
        classes_at=datetime.time(18, 30),
        alarm_min=30,
        time_zone="Europe/London",
        made_at=NOW,
        changed_at=NOW,
        looked_at=NOW,
        token=f"{MARK}-token".ljust(43, "x"),
        read_at=NOW,
        read_by="apple",
    )
    FeedEntry.objects.create(
        runner=runner, kind="class", key="class-1", date=MONDAY, told={"title": MARK}, changed_at=NOW
    )
    WeeklyMailChoice.objects.create(runner=runner, on_since=NOW - 30 * DAY, weekday=4, hour=7)
    WeeklyMail.objects.create(
        runner=runner, monday=MONDAY, message_id=f"<{MARK}@example.com>", claimed_at=NOW, sent_at=NOW
    )


def _shared(runner):
    """Their own week with somebody, which is over, and a week of somebody else's; and a key for a script."""
    friend, _made = User.objects.get_or_create(email="friend@example.net")
    names = {"made_at": NOW - 9 * DAY, "expires_at": NOW, "taken_at": NOW - 8 * DAY}
    over = Sharing.objects.create(
        runner=runner, person=friend, name="Ada", runner_name=MARK, role="coach", ended_at=NOW, **names
    )
    seen = Sharing.objects.create(runner=friend, person=runner, name=MARK, runner_name="Ada", **names)
    for sharing, by_runner in [(over, True), (over, False), (seen, True), (seen, False)]:
        # What the other wrote in their own week is theirs, and stays with them.
        text = "Well done, both" if sharing is seen and by_runner else f"To {MARK}, or from"
        sharing.comments.create(by_runner=by_runner, date=MONDAY, text=text, written_at=NOW, seen_at=NOW)
    token = Token(user=runner, name=f"{MARK} watch", scopes=[Token.Scope.READ_LOG])
    make_token(token=token, ends_in_days=30, now=NOW)
    SentRun.objects.create(
        runner=runner, run=Run.objects.of(runner).first(), key=f"{MARK} key", told="a" * 64
    )


def _imports(runner, gpx, uploaded):
    """A run out of a file, and one that another record took the place of."""
    start = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
    of_import = bring_in(runner=runner, files=[uploaded(gpx(start, name=MARK), f"{MARK}.gpx")], now=NOW)
    file = of_import.files.get()
    assert file.stored and file.run and file.original
    shoe = runner.shoes.first()
    other = of_import.files.create(
        arrival=file.arrival,
        position=9,
        name=f"{MARK} two.gpx",
        size_bytes=7,
        sha256=sha256(b"<gpx/>!").hexdigest(),
        verdict="same_run",
        sentence="It says more than what was in your log, so it took its place.",
        run=file.run,
        like_file=file,
        stored=True,
        warnings=["No heart rate."],
        date=MONDAY,
        started_at=NOW,
        facts={
            "kind": "easy",
            "sport": "running",
            "gear": "",
            "says": [9, True, False, 0, False],
            "made_shoe": shoe.pk,
        },
        before={
            "kind": "easy",
            "date": "2026-03-03",
            "started_at": "2026-03-03T07:00:00+00:00",
            "shoe": shoe.pk,
            "turn": 1,
            "laps": [],
            "recorded": None,
            "note": MARK,
        },
    )
    other.original.save("x", ContentFile(b"<gpx/>!"))
    FileTrack.objects.create(file=other, packed=pack_track(points(30, with_heart=False)))
    table = of_import.arrivals.create(
        name="runs.csv",
        size_bytes=10,
        what="table",
        listed=True,
        mapping={
            "date": 0,
            "distance": 1,
            "duration": None,
            "kind": None,
            "effort": None,
            "title": None,
            "note": None,
            "heart_rate": None,
            "zone": None,
            "date_order": "dmy",
            "decimal_sign": ".",
            "distance_unit": "km",
            "duration_unit": "min",
            "duration_pair": "m:s",
            "first_row": 1,
        },
    )
    assert table.pk
