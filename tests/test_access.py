"""Who may open what: every address, asked by a visitor, its runner, a stranger, a teacher and staff."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Token
from library.models import Collection, Movement, VideoClass
from plans.models import (
    AccountExport,
    AccountImport,
    CalendarAddress,
    DayComment,
    HealthNotes,
    Import,
    InboundCalendar,
    Overlay,
    PainReport,
    PlanChange,
    PlannedRun,
    PlannedSession,
    Race,
    Run,
    SelfCheck,
    Session,
    Sharing,
    Shoe,
    Week,
)

pytestmark = pytest.mark.django_db
SIGN_IN = "to sign in"
WHO = ["visitor", "runner", "stranger", "teacher", "staff"]


def rows(*answers):
    return dict(zip(WHO, answers, strict=True))


PUBLIC = rows(200, 200, 200, 200, 200)
PRIVATE = rows(SIGN_IN, 200, 200, 200, 200)
OWN = rows(SIGN_IN, 200, 404, 404, 404)
OWN_USUAL = rows(SIGN_IN, 302, 404, 404, 404)  # the week is stored: on to the row
OVER = rows(SIGN_IN, 302, 302, 302, 302)  # the day is over: back to its week
OWN_OVER = rows(SIGN_IN, 302, 404, 404, 404)
ON = rows(SIGN_IN, 302, 302, 302, 302)
TEACHERS = rows(SIGN_IN, 404, 404, 200, 200)  # for others there is no studio
STUDIO_OF_STAFF = rows(SIGN_IN, 404, 404, 404, 200)
ACT_OF_STAFF = rows(SIGN_IN, 404, 404, 404, 405)
ACT = rows(SIGN_IN, 405, 405, 405, 405)  # GET never writes
STAFF = rows(302, 302, 302, 302, 200)
OF_ANOTHER = rows(SIGN_IN, 404, 404, 404, 404)  # the runner shares it with the buddy alone
BY_TOKEN = rows(401, 401, 401, 401, 401)  # no cookie opens it
NO_FILM = rows(404, 404, 404, 404, 404)  # for who may have it: it is not made yet

MATRIX = {
    "": rows(200, 302, 302, 302, 302),
    "healthz": PUBLIC,
    "robots.txt": PUBLIC,
    "sitemap.xml": PUBLIC,
    "sitemap-<slug:section>.xml": PUBLIC,
    "evidence/": PUBLIC,
    "favicon.ico": rows(302, 302, 302, 302, 302),
    "privacy/": PUBLIC,
    "terms/": PUBLIC,
    "accounts/agree/": rows(SIGN_IN, 302, 302, 302, 302),  # they have agreed: on to where they were going
    "your-data/": PRIVATE,
    "your-data/health/": PRIVATE,
    "your-data/export/": ACT,
    "your-data/exports/<int:pk>/": OWN,
    "your-data/exports/<int:pk>/forget/": ACT,
    "your-data/import/": PRIVATE,
    "your-data/imports/<int:pk>/": OWN,
    "your-data/imports/<int:pk>/progress/": OWN,
    "your-data/imports/<int:pk>/store/": ACT,
    "your-data/imports/<int:pk>/forget/": ACT,
    "your-data/delete/": rows(SIGN_IN, 302, 302, 302, 302),  # to say once more who they are
    "your-data/keep/": ACT,
    "your-data/deleted/": rows(200, 302, 302, 302, 302),  # to the page of their data
    "mail/": rows(404, 404, 404, 404, 404),  # debug only; tests run with debug off
    "styleguide/": rows(404, 404, 404, 404, 404),
    "today/": PRIVATE,
    "welcome/": PRIVATE,
    "welcome/<slug:step>/": PRIVATE,
    "welcome/<slug:step>/skip/": ACT,
    "plan/": PRIVATE,
    "plan/settings/": PRIVATE,
    "plan/settings/forget-health-notes/": ACT,
    "plan/settings/fine-tune/": PRIVATE,
    "plan/settings/<slug:step>/": PRIVATE,
    "plan/mail/": PRIVATE,
    "plan/mail/now/": ACT,
    "mail-off/<str:signed>/": rows(404, 404, 404, 404, 404),  # without the key of a mail
    "plan/runs/new/": PRIVATE,
    "plan/runs/<int:pk>/": OWN,
    "plan/runs/<int:pk>/skip/": ACT,
    "plan/runs/<int:pk>/back/": ACT,
    "plan/runs/<int:pk>/delete/": ACT,
    "plan/runs/usual/<str:date>/": OWN_USUAL,
    "plan/runs/usual/<str:date>/skip/": ACT,
    "plan/times/": PRIVATE,
    "plan/times/new/": PRIVATE,
    "plan/times/ill-today/": ACT,
    "plan/times/<int:pk>/": OWN,
    "plan/times/<int:pk>/well/": ACT,
    "plan/times/<int:pk>/remove/": OWN,
    "plan/collections/<slug:slug>/follow/": ACT,
    "plan/collections/<slug:slug>/pause/": ACT,
    "plan/collections/<slug:slug>/go-on/": ACT,
    "plan/collections/<slug:slug>/stop/": ACT,
    "plan/calendar-out/": PRIVATE,
    "plan/calendar-out/new/": PRIVATE,
    "plan/calendar-out/<int:pk>/": OWN,
    "plan/calendar-out/<int:pk>/edit/": OWN,
    "plan/calendar-out/<int:pk>/end/": OWN,
    "calendar/<slug:token>.ics": PUBLIC,  # for who knows the token
    "plan/<str:date>/": PRIVATE,
    "plan/<str:date>/answer/": ACT,
    "plan/<str:date>/again/": ACT,
    "plan/<str:date>/changes/": PRIVATE,
    "plan/<str:date>/add/": OVER,
    "plan/<str:date>/offer/accept/": ACT,
    "plan/<str:date>/offer/decline/": ACT,
    "plan/<str:date>/<slug:slug>/move/": OWN,
    "plan/<str:date>/<slug:slug>/days/": OWN,
    "plan/<str:date>/<slug:slug>/swap/": OWN_OVER,
    "plan/<str:date>/<slug:slug>/done/": ACT,
    "plan/<str:date>/<slug:slug>/skip/": ACT,
    "plan/<str:date>/<slug:slug>/back/": ACT,
    "plan/<str:date>/<slug:slug>/lock/": ACT,
    "plan/<str:date>/<slug:slug>/unlock/": ACT,
    "plan/<str:date>/<slug:slug>/remove/": ACT,
    "plan/changes/<int:pk>/undo/": ACT,
    "body/": PRIVATE,
    "body/agree/": ACT,
    "body/nothing-sore/": ACT,
    "body/as-yesterday/": ACT,
    "body/report/": rows(SIGN_IN, 200, 302, 302, 302),  # to the consent, where it was not given
    "body/reports/<int:pk>/": OWN,
    "body/reports/<int:pk>/delete/": ACT,
    "body/reports/<int:pk>/morning/": ACT,
    "body/reports/<int:pk>/before/": OWN,
    "body/checks/": PRIVATE,
    "body/checks/later/": ACT,
    "body/checks/results/<int:pk>/delete/": ACT,
    "body/checks/<slug:kind>/": PRIVATE,
    "sharing/": PRIVATE,
    "sharing/invite/": PRIVATE,
    "sharing/comments/<int:pk>/delete/": ACT,
    "sharing/<int:pk>/": OWN,
    "sharing/<int:pk>/health/": ACT,
    "sharing/<int:pk>/seen/": ACT,
    "sharing/<int:pk>/end/": OWN,
    "sharing/<int:pk>/week/": OWN,
    "sharing/<int:pk>/<str:date>/": OWN,
    "sharing/<int:pk>/<str:date>/comment/": ACT,
    "shared/": PRIVATE,
    "shared/invitations/<str:token>/": rows(404, 404, 404, 404, 404),  # a guess
    "shared/<int:pk>/": OF_ANOTHER,
    "shared/<int:pk>/seen/": ACT,
    "shared/<int:pk>/leave/": OF_ANOTHER,
    "shared/<int:pk>/<str:date>/": OF_ANOTHER,
    "shared/<int:pk>/<str:date>/comment/": ACT,
    "api/": rows(404, 404, 404, 404, 404),
    "api/runs/": BY_TOKEN,
    "api/plan/<str:date>/": BY_TOKEN,
    "api/<path:rest>": rows(404, 404, 404, 404, 404),
    "accounts/tokens/": PRIVATE,
    "accounts/tokens/new/": rows(SIGN_IN, 302, 302, 302, 302),  # who one is, is asked again
    "accounts/tokens/<int:pk>/end/": OWN,
    "progress/": PRIVATE,
    "sessions/new/": PRIVATE,
    "sessions/<int:pk>/": OWN,
    "sessions/<int:pk>/counts/": OWN,
    "sessions/<int:pk>/effort/": ACT,
    "sessions/<int:pk>/soreness/": ACT,
    "sessions/<int:pk>/fill/": ACT,
    "sessions/<int:pk>/pain/": ACT,
    "sessions/<int:pk>/release/": ACT,
    "sessions/<int:pk>/delete/": ACT,
    "log/": PRIVATE,
    "log/runs/new/": PRIVATE,
    "log/runs/take-out/": ACT,
    "log/runs/merge/": rows(SIGN_IN, 302, 302, 302, 302),  # back to the list where no two are ticked
    "log/runs/merge/ticked/": ACT,
    "log/runs/<int:pk>/": OWN,
    "log/runs/<int:pk>/edit/": OWN,
    "log/runs/<int:pk>/kind/": ACT,
    "log/runs/<int:pk>/as-recorded/": ACT,
    "log/runs/<int:pk>/delete/": OWN,
    "log/runs/<int:pk>/original/": rows(SIGN_IN, 404, 404, 404, 404),  # written by hand: it has no file
    "log/removed/": PRIVATE,
    "log/removed/put-back/": ACT,
    "log/removed/<int:pk>/put-back/": ACT,
    "log/months/": rows(SIGN_IN, 302, 302, 302, 302),  # to this month
    "log/months/<str:month>/": PRIVATE,
    "log/shoes/": PRIVATE,
    "log/shoes/new/": PRIVATE,
    "log/shoes/<int:pk>/": OWN,
    "log/shoes/<int:pk>/edit/": OWN,
    "log/shoes/<int:pk>/retire/": ACT,
    "log/shoes/<int:pk>/bring-back/": ACT,
    "log/shoes/<int:pk>/delete/": OWN,
    "log/export/": PRIVATE,
    "log/export/originals/": PRIVATE,
    "log/calendars/": PRIVATE,
    "log/calendars/new/": PRIVATE,
    "log/calendars/<int:pk>/": OWN,
    "log/calendars/<int:pk>/file/": ACT,
    "log/calendars/<int:pk>/read/": ACT,
    "log/calendars/<int:pk>/holds/": ACT,
    "log/calendars/<int:pk>/leave/": OWN,
    "log/races/": PRIVATE,
    "log/races/new/": PRIVATE,
    "log/races/<int:pk>/": OWN,
    "log/races/<int:pk>/delete/": OWN,
    "log/import/": PRIVATE,
    "log/files/<int:pk>/keep/": ACT,
    "log/imports/": PRIVATE,
    "log/imports/<int:pk>/": OWN,
    "log/imports/<int:pk>/files/": ACT,
    "log/imports/<int:pk>/read/": ACT,
    "log/imports/<int:pk>/progress/": OWN,
    "log/imports/<int:pk>/go-on/": ACT,
    "log/imports/<int:pk>/choose/": ACT,
    "log/imports/<int:pk>/choose-all/": ACT,
    "log/imports/<int:pk>/store/": ACT,
    "log/imports/<int:pk>/discard/": ACT,
    "log/imports/<int:pk>/undo/": ACT,
    "log/imports/<int:pk>/tables/<int:arrival>/": OWN,
    "log/imports/<int:pk>/tables/<int:arrival>/leave/": ACT,
    "library/": PUBLIC,
    "library/today/": rows(SIGN_IN, 302, 302, 302, 302),  # a part of the library's page
    "library/player/": PRIVATE,
    "library/player/choices/": ACT,
    "library/suggestions/": PUBLIC,
    "library/collections/": PUBLIC,
    "library/collections/<slug:slug>/": PUBLIC,
    "library/history/": PRIVATE,
    "library/history/saved/": PRIVATE,
    "library/history/not-for-me/": PRIVATE,
    "library/history/clear/": PRIVATE,
    "library/history/remember/": ACT,
    "library/history/<slug:slug>/forget/": ACT,
    "library/movements/": PUBLIC,
    "library/movements/<slug:slug>/": PUBLIC,
    "library/benefits/": PUBLIC,
    "library/benefits/<slug:benefit>/": PUBLIC,
    "library/studio/": TEACHERS,
    "library/studio/collections/": STUDIO_OF_STAFF,
    "library/studio/collections/new/": STUDIO_OF_STAFF,
    "library/studio/collections/<slug:slug>/": STUDIO_OF_STAFF,
    "library/studio/collections/<slug:slug>/move/": ACT_OF_STAFF,
    "library/studio/collections/<slug:slug>/remove/": STUDIO_OF_STAFF,
    "library/studio/collections/<slug:slug>/places/add/": ACT_OF_STAFF,
    "library/studio/collections/<slug:slug>/places/<int:pk>/move/": ACT_OF_STAFF,
    "library/studio/collections/<slug:slug>/places/<int:pk>/take-out/": ACT_OF_STAFF,
    "library/studio/new/": TEACHERS,
    "library/studio/<slug:slug>/": TEACHERS,
    "library/studio/<slug:slug>/film/": TEACHERS,
    "library/studio/<slug:slug>/film/<int:version>/film.mp4": rows(SIGN_IN, 404, 404, 404, 404),  # none yet
    "library/studio/<slug:slug>/film/<int:version>/again/": ACT,
    "library/studio/<slug:slug>/film/<int:version>/cancel/": ACT,
    "library/studio/<slug:slug>/film/<int:version>/restore/": ACT,
    "library/studio/<slug:slug>/film/<int:version>/remove/": ACT,
    "library/studio/<slug:slug>/chapters/": TEACHERS,
    "library/studio/<slug:slug>/captions/": TEACHERS,
    "library/studio/<slug:slug>/captions/file/": ACT,
    "library/studio/<slug:slug>/captions/captions.vtt": TEACHERS,
    "library/studio/<slug:slug>/about/": TEACHERS,
    "library/studio/<slug:slug>/tags/": TEACHERS,
    "library/studio/<slug:slug>/poster/": TEACHERS,
    "library/studio/<slug:slug>/safety/": TEACHERS,
    "library/studio/<slug:slug>/publish/": TEACHERS,
    "library/studio/<slug:slug>/publish/now/": ACT,
    "library/studio/<slug:slug>/publish/date/": ACT,
    "library/studio/<slug:slug>/publish/no-date/": ACT,
    "library/studio/<slug:slug>/remove/": TEACHERS,
    "library/studio/<slug:slug>/withdraw/": TEACHERS,
    "library/studio/<slug:slug>/upload/": TEACHERS,
    "library/studio/<slug:slug>/uploads/": ACT,
    "library/studio/<slug:slug>/uploads/<uuid:pk>/": ACT,
    "library/studio/<slug:slug>/uploads/<uuid:pk>/cancel/": ACT,
    "library/<slug:slug>/": PUBLIC,
    "library/<slug:slug>/film/": rows(SIGN_IN, 302, 302, 302, 302),  # a part of the class's page
    "library/<slug:slug>/film/whole/": rows(SIGN_IN, 200, 200, 200, 200),
    "library/<slug:slug>/film/<int:height>-<int:number>.m4s": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/film/sound-<int:number>.m4s": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/film/<str:name>": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/film.mp4": rows(SIGN_IN, 404, 404, 404, 404),  # not made yet
    "library/<slug:slug>/captions.vtt": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/chapters.vtt": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/track.vtt": rows(SIGN_IN, 404, 404, 404, 404),
    "library/<slug:slug>/poster.webp": NO_FILM,  # pictures are for everybody
    "library/<slug:slug>/watched/": ACT,
    "library/<slug:slug>/place/": PRIVATE,
    "library/<slug:slug>/today/": PRIVATE,
    "library/<slug:slug>/done/": ACT,
    "library/<slug:slug>/save/": ACT,
    "library/<slug:slug>/unsave/": ACT,
    "library/<slug:slug>/hide/": PRIVATE,
    "library/<slug:slug>/unhide/": ACT,
    "accounts/preferences/": PRIVATE,
    "accounts/security/": PRIVATE,
    "accounts/sessions/": PRIVATE,
    "accounts/sessions/end-others/": ACT,
    "accounts/sessions/end-all/": ACT,
    "accounts/sessions/<int:pk>/end/": ACT,
    "accounts/confirm-email/": ON,  # where no code is waited for
    "accounts/login/code/confirm/": ON,
    "accounts/password/set/": ON,  # asked once more who they are
    "accounts/2fa/": ON,  # a part of the page of security
    "accounts/2fa/webauthn/": ON,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": OWN_OVER,  # asked once more who they are
    "admin/": STAFF,
}

# What is open to visitors too where the class is free to play.
FREE = {
    "library/<slug:slug>/film/whole/": PUBLIC,
    "library/<slug:slug>/film/<int:height>-<int:number>.m4s": NO_FILM,
    "library/<slug:slug>/film/sound-<int:number>.m4s": NO_FILM,
    "library/<slug:slug>/film/<str:name>": NO_FILM,
    "library/<slug:slug>/film.mp4": NO_FILM,
    "library/<slug:slug>/captions.vtt": NO_FILM,
    "library/<slug:slug>/chapters.vtt": NO_FILM,
    "library/<slug:slug>/track.vtt": NO_FILM,
}


def addresses(resolver=None, before=""):
    """Every address of our own; django-allauth's and the admin's inner pages are theirs to test."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if (entry.urlconf_name and "allauth" in str(entry.urlconf_name)) or entry.app_name == "admin":
                continue
            yield from addresses(entry, address)
        elif isinstance(entry, URLPattern):
            yield address


def test_every_address_is_in_the_matrix():
    assert {*addresses(), "admin/"} == set(MATRIX)


@pytest.fixture
def things(runner, buddy, teacher, make_class):
    """One row of the runner's behind each address with a number in it, and a teacher's draft."""
    make_class("steady-ankles")
    make_class("on-film", origin="filmed", teacher=teacher, published=False)
    Collection.objects.create(slug="steady-ankles", title="Steady ankles")
    Movement.objects.create(slug="steady-ankles", name="Steady ankles", leg_load=1, level=1)
    # Withdrawn, so that nobody else's plan can hold it.
    video_class = make_class("old-favourite", published=False)
    monday = datetime.date(2026, 11, 23)
    now = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
    week = Week.objects.create(runner=runner, starts_on=monday, planned_at=now)
    PlannedSession.objects.create(
        week=week, date=monday, first_date=monday, video_class=video_class, slot="alone"
    )
    run = Run.objects.create(runner=runner, date=monday, duration_s=2400)
    session = Session.objects.create(
        runner=runner, date=monday, done_at=now, time_zone="UTC", title="Barre", minutes=20, how="hand"
    )
    batch = Import.objects.create(runner=runner, created_at=now, state="read")
    table = batch.arrivals.create(name="runs.csv", size_bytes=1, what="table")
    shoe = runner.shoes.create(name="Blue ones")
    calendar = InboundCalendar.objects.create(runner=runner, name="Coach", created_at=now)
    race = Race.objects.create(runner=runner, name="Spring ten", date=monday)
    HealthNotes.objects.create(runner=runner)
    pain = PainReport.objects.create(runner=runner, site="calf", date=monday, level=4, reported_at=now)
    check = SelfCheck.objects.create(
        runner=runner, kind="heel-raises", date=monday, left=20, right=21, noted_at=now
    )
    planned = PlannedRun.objects.create(runner=runner, date=monday, usual_date=monday)
    time = Overlay.objects.create(runner=runner, kind="travel", first=monday, last=monday, laid_at=now)
    written = {"made_at": now, "changed_at": now, "looked_at": now, "time_zone": "Europe/London"}
    address = CalendarAddress.objects.create(runner=runner, name="Phone", token="t" * 43, **written)
    sharing = Sharing.objects.create(
        runner=runner,
        person=buddy,
        name="Anna",
        runner_name="Robin",
        made_at=now,
        expires_at=now,
        taken_at=now,
    )  # fmt: skip
    comment = sharing.comments.create(by_runner=True, date=monday, text="Well", written_at=now)
    token = runner.tokens.create(name="Watch", hash="h" * 64, scopes=["read-log"], made_at=now)
    device = UserSession.objects.create(user=runner, ip="192.0.2.1", session_key="k" * 32, user_agent="")
    passkey = Authenticator.objects.create(user=runner, type="webauthn", data={"name": "Laptop"})
    export = AccountExport.objects.create(
        runner=runner, asked_at=now, ready_at=timezone.now(), path="exports/a.zip"
    )
    (settings.MEDIA_ROOT / "exports").mkdir(parents=True)
    (settings.MEDIA_ROOT / "exports" / "a.zip").write_bytes(b"PK")
    brought = AccountImport.objects.create(runner=runner, arrived_at=now, name="a.zip", state="refused")
    return {
        "sharing/comments": comment.pk,
        "sharing": sharing.pk,
        "shared": sharing.pk,
        "accounts/tokens": token.pk,
        "accounts/sessions": device.pk,
        "accounts/2fa/webauthn/keys": passkey.pk,
        "your-data/exports": export.pk,
        "your-data/imports": brought.pk,
        "log/runs": run.pk,
        "log/shoes": shoe.pk,
        "log/imports": batch.pk,
        "arrival": table.pk,
        "log/calendars": calendar.pk,
        "log/races": race.pk,
        "plan/runs": planned.pk,
        "plan/times": time.pk,
        "body/reports": pain.pk,
        "body/checks/results": check.pk,
        "plan/calendar-out": address.pk,
        "sessions": session.pk,
    }


def concrete(address, things):
    number = next((pk for prefix, pk in things.items() if address.startswith(prefix)), 1)
    said = {
        "studio/<slug:slug>": "studio/on-film",
        "<int:version>": "1",
        "<int:height>-<int:number>": "720-1",
        "<int:number>": "1",
        "<str:name>": "film.m3u8",
        "<str:signed>": "1.cut-short",
        "<int:pk>": str(number),
        "<int:arrival>": str(things["arrival"]),
        "<path:rest>": "nothing",
        "<uuid:pk>": "0b0e7c66-3f5c-4d5e-9b0a-6f1c5f1c2a11",
        "<str:date>/<slug:slug>": "2026-11-23/old-favourite",
        "<str:date>": "2026-11-23",
        "<str:month>": "2026-11",
        "<slug:token>": "t" * 43,
        "<slug:slug>": "steady-ankles",
        "<slug:benefit>": "balance",
        "<slug:kind>": "heel-raises",
        "<slug:step>": "body",
        "<slug:section>": "classes",
    }
    for pattern, value in said.items():
        address = address.replace(pattern, value)
    return "/" + address


def answer(client, address):
    response = client.get(address)
    response.close()  # a file that was sent
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/")
    return SIGN_IN if to_sign_in else response.status_code


@pytest.mark.parametrize("address", sorted(MATRIX))
def test_each_address_answers_as_promised(address, things, runner, stranger, teacher, staff):
    people = {"runner": runner, "stranger": stranger, "teacher": teacher, "staff": staff}
    answers = {}
    for who in WHO:
        client = Client()
        if who in people:
            client.force_login(people[who])
        answers[who] = answer(client, concrete(address, things))
    assert answers == MATRIX[address]


OF_THE_BUDDY = {
    "shared/<int:pk>/": 200,
    "shared/<int:pk>/leave/": 200,
    "shared/<int:pk>/<str:date>/": 200,
}


@pytest.mark.parametrize("address", sorted(MATRIX))
def test_a_buddy_gets_what_a_stranger_gets_but_for_the_shared_week(address, things, buddy, client):
    client.force_login(buddy)
    expected = OF_THE_BUDDY.get(address, MATRIX[address]["stranger"])
    assert answer(client, concrete(address, things)) == expected


OF_A_CLASS = sorted(address for address in MATRIX if address.startswith("library/<slug:slug>/"))


@pytest.mark.parametrize("address", OF_A_CLASS)
def test_a_free_class_opens_its_film_to_visitors_and_nothing_else(address, things, client):
    VideoClass.objects.filter(slug="steady-ankles").update(free=True)
    expected = FREE.get(address, MATRIX[address])["visitor"]
    assert answer(client, concrete(address, things)) == expected


@pytest.mark.parametrize("address", OF_A_CLASS)
@pytest.mark.parametrize("free", [False, True])
def test_a_draft_has_nothing_for_visitors(address, free, things, client):
    VideoClass.objects.filter(slug="steady-ankles").update(free=free, published_at=None)
    assert answer(client, concrete(address, things)) in {404, SIGN_IN}
    if address in FREE or MATRIX[address]["visitor"] != SIGN_IN:
        assert answer(client, concrete(address, things)) == 404


ROWS = sorted(address for address in MATRIX if "<int:pk>" in address or "<str:date>/<slug:slug>" in address)


HIDDEN = (
    Run, Session, Shoe, PlannedRun, PlannedSession, Week, PlanChange, Overlay, Race, PainReport, SelfCheck,
    HealthNotes, Import, InboundCalendar, CalendarAddress, Sharing, DayComment, Token, AccountExport,
    AccountImport,
)  # fmt: skip


@pytest.mark.parametrize("address", ROWS)
def test_an_act_on_anothers_row_does_not_exist(address, things, runner, stranger, client):
    """Whatever takes a POST, and what only shows, hides another's row alike."""
    before = [list(model.objects.values()) for model in HIDDEN]
    client.force_login(stranger)
    assert client.post(concrete(address, things)).status_code in {404, 405}
    assert [list(model.objects.values()) for model in HIDDEN] == before


WRITES_FOR_THE_BUDDY = {f"shared/<int:pk>/{act}" for act in ("seen/", "leave/", "<str:date>/comment/")}


@pytest.mark.parametrize("address", sorted({*ROWS} - WRITES_FOR_THE_BUDDY))
def test_a_buddy_changes_nothing_of_the_runners(address, things, buddy, client):
    before = [list(model.objects.values()) for model in HIDDEN]
    client.force_login(buddy)
    assert client.post(concrete(address, things)).status_code in {404, 405}
    assert [list(model.objects.values()) for model in HIDDEN] == before


def test_the_admin_door_counts_wrong_passwords(client, staff):
    """It is django-allauth's sign-in, with its rate limits and second factors, not Django's own."""
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
