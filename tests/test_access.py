"""Who may open what: every address, asked by a visitor, its runner, a stranger, teacher, staff and buddy."""

import contextlib
import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.core.signing import Signer
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.views.bearer import ANSWERED_TOO
from library.actions.indexing import index_classes
from library.models import Collection, Movement, Upload, VideoClass
from plans.actions.weekly_mail import off_address
from plans.models import (
    AccountExport,
    AccountImport,
    CalendarAddress,
    HealthNotes,
    Import,
    InboundCalendar,
    Overlay,
    PainReport,
    PlannedRun,
    Race,
    Run,
    SelfCheck,
    Session,
    Sharing,
    Week,
)
from tests.said import wrong_in

pytestmark = pytest.mark.django_db
SIGN_IN = "to sign in"
WHO = ["visitor", "runner", "stranger", "teacher", "staff", "buddy"]
RIGHTS = {
    "runner": {"time_zone": "Europe/London"},
    "stranger": {"time_zone": "Europe/London"},
    "teacher": {"is_teacher": True},
    "staff": {"is_staff": True, "is_superuser": True},
    "buddy": {"time_zone": "Europe/London"},
}
MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
WEDNESDAY = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
SECRET = "mistletoe"
EXPORT = "exports/a.zip"
PASSKEYS = "accounts/2fa/webauthn/keys/"


def rows(visitor, runner, stranger, teacher, staff, *, buddy=None):
    """Who is shown one week of the runner's is a stranger everywhere else."""
    answers = (visitor, runner, stranger, teacher, staff, buddy or stranger)
    return dict(zip(WHO, answers, strict=True))


PUBLIC = rows(200, 200, 200, 200, 200)
PRIVATE = rows(SIGN_IN, 200, 200, 200, 200)
OWN = rows(SIGN_IN, 200, 404, 404, 404)
OWN_USUAL = rows(SIGN_IN, 302, 404, 404, 404)  # the week is stored: on to the row
OVER = rows(SIGN_IN, 302, 302, 302, 302)  # the day is over: back to its week
OWN_OVER = rows(SIGN_IN, 302, 404, 404, 404)
TEACHERS = rows(SIGN_IN, 404, 404, 200, 200)  # for others there is no studio
STUDIO_OF_STAFF = rows(SIGN_IN, 404, 404, 404, 200)
ACT_OF_STAFF = rows(SIGN_IN, 404, 404, 404, 405)
ACT = rows(SIGN_IN, 405, 405, 405, 405)  # GET never writes
STAFF = rows(302, 302, 302, 302, 200)
THE_BUDDYS = rows(SIGN_IN, 404, 404, 404, 404, buddy=200)  # the runner shares it with the buddy alone
THE_BUDDYS_DONE = rows(SIGN_IN, 404, 404, 404, 404, buddy=302)
BY_TOKEN = rows(401, 401, 401, 401, 401)  # no cookie opens it
NO_FILM = NOWHERE = rows(404, 404, 404, 404, 404)  # a film, for who may have it: it is not made yet

DONE = ELSEWHERE = rows(SIGN_IN, 302, 302, 302, 302)
AGAIN = rows(SIGN_IN, 302, 302, 302, 302)  # to say once more who they are
OWN_DONE = OWN_AGAIN = rows(SIGN_IN, 302, 404, 404, 404)
NOT_ENOUGH = rows(SIGN_IN, 400, 400, 400, 400)
NOT_THERE = rows(SIGN_IN, 404, 404, 404, 404)
TEACHERS_DONE = rows(SIGN_IN, 404, 404, 302, 302)
STAFFS_DONE = STAFFS_AGAIN = rows(SIGN_IN, 404, 404, 404, 302)
LED_ON = rows(302, 302, 302, 302, 302)
WITH_A_PASSKEY = rows(SIGN_IN, 200, 302, 302, 302)  # others say in another way who they are
WHO_IS_SIGNED_IN_ALREADY = rows(200, 302, 302, 302, 302)

MATRIX = {
    "": rows(200, 302, 302, 302, 302),
    "healthz": PUBLIC,
    "robots.txt": PUBLIC,
    "sitemap.xml": PUBLIC,
    "sitemap-<slug:section>.xml": PUBLIC,
    "evidence/": PUBLIC,
    "favicon.ico": rows(302, 302, 302, 302, 302),
    "language/": rows(405, 405, 405, 405, 405),  # POST only
    "privacy/": PUBLIC,
    "terms/": PUBLIC,
    "accounts/agree/": ELSEWHERE,  # they have agreed: on to where they were going
    "your-data/": PRIVATE,
    "your-data/health/": PRIVATE,
    "your-data/export/": ACT,
    "your-data/exports/<int:pk>/": OWN_AGAIN,
    "your-data/exports/<int:pk>/forget/": ACT,
    "your-data/import/": PRIVATE,
    "your-data/imports/<int:pk>/": OWN,
    "your-data/imports/<int:pk>/progress/": OWN,
    "your-data/imports/<int:pk>/store/": ACT,
    "your-data/imports/<int:pk>/forget/": ACT,
    "your-data/delete/": AGAIN,
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
    "plan/runs/<int:pk>/done/": ACT,
    "plan/runs/<int:pk>/skip/": ACT,
    "plan/runs/<int:pk>/back/": ACT,
    "plan/runs/<int:pk>/delete/": ACT,
    "plan/runs/usual/<str:date>/": OWN_USUAL,
    "plan/runs/usual/<str:date>/done/": ACT,
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
    "shared/invitations/<str:token>/": NOWHERE,  # a guess
    "shared/<int:pk>/": THE_BUDDYS,
    "shared/<int:pk>/seen/": ACT,
    "shared/<int:pk>/leave/": THE_BUDDYS,
    "shared/<int:pk>/<str:date>/": THE_BUDDYS,
    "shared/<int:pk>/<str:date>/comment/": ACT,
    "api/": NOWHERE,
    "api/runs/": BY_TOKEN,
    "api/plan/<str:date>/": BY_TOKEN,
    "api/<path:rest>": NOWHERE,
    "accounts/tokens/": PRIVATE,
    "accounts/tokens/new/": AGAIN,
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
    "sessions/<int:pk>/put-back/": ACT,
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
    "accounts/2fa/": ELSEWHERE,  # a part of the page of security
    "accounts/2fa/webauthn/": ELSEWHERE,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": OWN_AGAIN,
    "accounts/confirm-email/": LED_ON,  # where no code is waited for
    "accounts/login/code/confirm/": LED_ON,
    "accounts/password/set/": AGAIN,
    # django-allauth's
    "accounts/login/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/logout/": rows(302, 200, 200, 200, 200),
    "accounts/inactive/": PUBLIC,
    "accounts/signup/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/signup/passkey/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/reauthenticate/": PRIVATE,
    "accounts/email/": PRIVATE,
    "accounts/password/change/": PRIVATE,
    "accounts/password/reset/": PUBLIC,
    "accounts/password/reset/done/": PUBLIC,
    "accounts/password/reset/confirm/": LED_ON,
    "accounts/password/reset/complete/": LED_ON,
    "accounts/login/code/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/2fa/authenticate/": LED_ON,
    "accounts/2fa/reauthenticate/": rows(SIGN_IN, 302, 302, 302, 200),
    "accounts/2fa/totp/activate/": AGAIN,
    "accounts/2fa/totp/deactivate/": STAFFS_AGAIN,
    "accounts/2fa/recovery-codes/": NOT_THERE,
    "accounts/2fa/recovery-codes/generate/": AGAIN,
    "accounts/2fa/recovery-codes/download/": NOT_THERE,
    "accounts/2fa/webauthn/add/": AGAIN,
    "accounts/2fa/webauthn/signup/": LED_ON,
    "accounts/signup/password/": LED_ON,
    "accounts/2fa/webauthn/reauthenticate/": WITH_A_PASSKEY,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": AGAIN,
    "accounts/2fa/webauthn/login/": LED_ON,
    "admin/": STAFF,
}

# What is written down here takes a POST; the answers are to an empty one.
POSTS = {
    "accounts/agree/": DONE,
    "your-data/health/": DONE,
    "your-data/export/": DONE,
    "your-data/exports/<int:pk>/forget/": OWN_DONE,
    "your-data/import/": PRIVATE,
    "your-data/imports/<int:pk>/store/": OWN_DONE,
    "your-data/imports/<int:pk>/forget/": OWN_DONE,
    "your-data/delete/": AGAIN,
    "your-data/keep/": DONE,
    "welcome/": PRIVATE,
    "welcome/<slug:step>/": DONE,
    "welcome/<slug:step>/skip/": DONE,
    "plan/settings/forget-health-notes/": DONE,
    "plan/settings/<slug:step>/": DONE,
    "plan/mail/": PRIVATE,
    "plan/mail/now/": DONE,
    "mail-off/<str:signed>/": NOWHERE,  # without the key of a mail
    "plan/runs/new/": PRIVATE,
    "plan/runs/<int:pk>/": OWN,
    "plan/runs/<int:pk>/done/": OWN_DONE,
    "plan/runs/<int:pk>/skip/": OWN_DONE,
    "plan/runs/<int:pk>/back/": OWN_DONE,
    "plan/runs/<int:pk>/delete/": OWN_DONE,
    "plan/runs/usual/<str:date>/": OWN_DONE,
    "plan/runs/usual/<str:date>/done/": OWN_DONE,
    "plan/runs/usual/<str:date>/skip/": OWN_DONE,
    "plan/times/new/": PRIVATE,
    "plan/times/ill-today/": DONE,
    "plan/times/<int:pk>/": OWN,
    "plan/times/<int:pk>/well/": OWN_DONE,
    "plan/times/<int:pk>/remove/": OWN_DONE,
    "plan/collections/<slug:slug>/follow/": DONE,
    "plan/collections/<slug:slug>/pause/": NOT_THERE,  # nobody follows it
    "plan/collections/<slug:slug>/go-on/": NOT_THERE,
    "plan/collections/<slug:slug>/stop/": NOT_THERE,
    "plan/calendar-out/new/": PRIVATE,
    "plan/calendar-out/<int:pk>/edit/": OWN,
    "plan/calendar-out/<int:pk>/end/": OWN_DONE,
    "plan/<str:date>/answer/": DONE,
    "plan/<str:date>/again/": DONE,
    "plan/<str:date>/add/": NOT_THERE,  # the day is over
    "plan/<str:date>/offer/accept/": DONE,
    "plan/<str:date>/offer/decline/": DONE,
    "plan/<str:date>/<slug:slug>/move/": NOT_THERE,  # without a day
    "plan/<str:date>/<slug:slug>/swap/": NOT_THERE,  # without a class
    "plan/<str:date>/<slug:slug>/done/": OWN_DONE,
    "plan/<str:date>/<slug:slug>/skip/": OWN_DONE,
    "plan/<str:date>/<slug:slug>/back/": OWN_DONE,
    "plan/<str:date>/<slug:slug>/lock/": OWN_DONE,
    "plan/<str:date>/<slug:slug>/unlock/": OWN_DONE,
    "plan/<str:date>/<slug:slug>/remove/": OWN_DONE,
    "plan/changes/<int:pk>/undo/": OWN_DONE,
    "body/agree/": PRIVATE,
    "body/nothing-sore/": DONE,
    "body/as-yesterday/": DONE,
    "body/report/": rows(SIGN_IN, 200, 302, 302, 302),  # to the consent, where it was not given
    "body/reports/<int:pk>/": OWN,
    "body/reports/<int:pk>/delete/": OWN_DONE,
    "body/reports/<int:pk>/morning/": OWN_DONE,
    "body/checks/later/": DONE,
    "body/checks/results/<int:pk>/delete/": OWN,  # asks whether one is sure
    "body/checks/<slug:kind>/": PRIVATE,
    "sharing/invite/": PRIVATE,
    "sharing/comments/<int:pk>/delete/": OWN_DONE,
    "sharing/<int:pk>/health/": OWN_DONE,
    "sharing/<int:pk>/seen/": OWN_DONE,
    "sharing/<int:pk>/end/": OWN_DONE,
    "sharing/<int:pk>/<str:date>/comment/": OWN,
    "shared/invitations/<str:token>/": NOWHERE,
    "shared/<int:pk>/seen/": THE_BUDDYS_DONE,
    "shared/<int:pk>/leave/": THE_BUDDYS_DONE,
    "shared/<int:pk>/<str:date>/comment/": THE_BUDDYS,
    "api/": NOWHERE,
    "api/runs/": BY_TOKEN,
    "api/<path:rest>": NOWHERE,
    "accounts/tokens/new/": AGAIN,
    "accounts/tokens/<int:pk>/end/": OWN_DONE,
    "sessions/new/": PRIVATE,
    "sessions/<int:pk>/": OWN_DONE,
    "sessions/<int:pk>/fill/": OWN_DONE,
    "sessions/<int:pk>/pain/": OWN,  # without a place
    "sessions/<int:pk>/effort/": OWN_DONE,
    "sessions/<int:pk>/soreness/": OWN_DONE,
    "sessions/<int:pk>/release/": OWN_DONE,
    "sessions/<int:pk>/delete/": OWN_DONE,
    "sessions/<int:pk>/put-back/": OWN_DONE,
    "log/runs/new/": PRIVATE,
    "log/runs/take-out/": DONE,
    "log/runs/merge/": DONE,
    "log/runs/merge/ticked/": DONE,
    "log/runs/<int:pk>/edit/": OWN,
    "log/runs/<int:pk>/kind/": OWN_DONE,
    "log/runs/<int:pk>/as-recorded/": OWN_DONE,
    "log/runs/<int:pk>/delete/": OWN_DONE,
    "log/removed/put-back/": NOT_THERE,  # without the moment they went
    "log/removed/<int:pk>/put-back/": OWN_DONE,
    "log/shoes/new/": PRIVATE,
    "log/shoes/<int:pk>/edit/": OWN,
    "log/shoes/<int:pk>/retire/": OWN_DONE,
    "log/shoes/<int:pk>/bring-back/": OWN_DONE,
    "log/shoes/<int:pk>/delete/": OWN_DONE,
    "log/calendars/new/": PRIVATE,
    "log/calendars/<int:pk>/file/": OWN,
    "log/calendars/<int:pk>/read/": OWN_DONE,
    "log/calendars/<int:pk>/holds/": OWN_DONE,
    "log/calendars/<int:pk>/leave/": OWN,
    "log/races/new/": PRIVATE,
    "log/races/<int:pk>/": OWN,
    "log/races/<int:pk>/delete/": OWN_DONE,
    "log/import/": PRIVATE,
    "log/files/<int:pk>/keep/": OWN_DONE,
    "log/imports/<int:pk>/files/": rows(SIGN_IN, 422, 404, 404, 404),  # no files
    "log/imports/<int:pk>/read/": OWN_DONE,
    "log/imports/<int:pk>/go-on/": OWN_DONE,
    "log/imports/<int:pk>/choose/": OWN_DONE,
    "log/imports/<int:pk>/choose-all/": OWN_DONE,
    "log/imports/<int:pk>/store/": OWN_DONE,
    "log/imports/<int:pk>/discard/": OWN_DONE,
    "log/imports/<int:pk>/undo/": OWN_DONE,
    "log/imports/<int:pk>/tables/<int:arrival>/": OWN,
    "log/imports/<int:pk>/tables/<int:arrival>/leave/": OWN_DONE,
    "library/player/": PRIVATE,
    "library/player/choices/": NOT_ENOUGH,
    "library/history/clear/": DONE,
    "library/history/remember/": DONE,
    "library/history/<slug:slug>/forget/": DONE,
    "library/studio/collections/": rows(SIGN_IN, 404, 404, 404, 405),
    "library/studio/collections/new/": STUDIO_OF_STAFF,
    "library/studio/collections/<slug:slug>/": STUDIO_OF_STAFF,
    "library/studio/collections/<slug:slug>/move/": STAFFS_DONE,
    "library/studio/collections/<slug:slug>/remove/": STAFFS_DONE,
    "library/studio/collections/<slug:slug>/places/add/": NOT_THERE,  # without a class
    "library/studio/collections/<slug:slug>/places/<int:pk>/move/": STAFFS_DONE,
    "library/studio/collections/<slug:slug>/places/<int:pk>/take-out/": STAFFS_DONE,
    "library/studio/new/": TEACHERS,
    "library/studio/<slug:slug>/film/<int:version>/again/": TEACHERS_DONE,
    "library/studio/<slug:slug>/film/<int:version>/cancel/": TEACHERS_DONE,
    "library/studio/<slug:slug>/film/<int:version>/restore/": TEACHERS_DONE,
    "library/studio/<slug:slug>/film/<int:version>/remove/": TEACHERS_DONE,
    "library/studio/<slug:slug>/chapters/": TEACHERS,
    "library/studio/<slug:slug>/captions/": TEACHERS,
    "library/studio/<slug:slug>/captions/file/": TEACHERS,
    "library/studio/<slug:slug>/about/": TEACHERS,
    "library/studio/<slug:slug>/tags/": TEACHERS,
    "library/studio/<slug:slug>/poster/": TEACHERS,
    "library/studio/<slug:slug>/safety/": TEACHERS_DONE,
    "library/studio/<slug:slug>/publish/now/": TEACHERS_DONE,
    "library/studio/<slug:slug>/publish/date/": TEACHERS_DONE,
    "library/studio/<slug:slug>/publish/no-date/": TEACHERS_DONE,
    "library/studio/<slug:slug>/remove/": TEACHERS_DONE,
    "library/studio/<slug:slug>/withdraw/": TEACHERS_DONE,
    "library/studio/<slug:slug>/upload/": TEACHERS,
    "library/studio/<slug:slug>/uploads/": rows(SIGN_IN, 404, 404, 400, 400),
    "library/studio/<slug:slug>/uploads/<uuid:pk>/": rows(
        SIGN_IN, 404, 404, 422, 404
    ),  # nothing has come yet
    "library/studio/<slug:slug>/uploads/<uuid:pk>/cancel/": rows(SIGN_IN, 404, 404, 302, 404),
    "library/<slug:slug>/film/": DONE,
    "library/<slug:slug>/film/whole/": DONE,
    "library/<slug:slug>/poster.webp": rows(SIGN_IN, 405, 405, 405, 405),  # pictures are looked at
    "library/<slug:slug>/watched/": NOT_ENOUGH,
    "library/<slug:slug>/done/": DONE,
    "library/<slug:slug>/save/": DONE,
    "library/<slug:slug>/unsave/": DONE,
    "library/<slug:slug>/hide/": DONE,
    "library/<slug:slug>/unhide/": DONE,
    "accounts/preferences/": PRIVATE,
    "language/": rows(400, 400, 400, 400, 400),  # without one
    "accounts/sessions/end-others/": DONE,
    "accounts/sessions/end-all/": DONE,
    "accounts/sessions/<int:pk>/end/": OWN_DONE,
    "admin/": rows(302, 302, 302, 302, 200),
    "accounts/login/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/logout/": LED_ON,
    "accounts/signup/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/signup/passkey/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/reauthenticate/": PRIVATE,
    "accounts/email/": DONE,
    "accounts/confirm-email/": LED_ON,
    "accounts/password/change/": PRIVATE,
    "accounts/password/set/": ELSEWHERE,
    "accounts/password/reset/": PUBLIC,
    "accounts/password/reset/confirm/": LED_ON,
    "accounts/password/reset/complete/": LED_ON,
    "accounts/login/code/confirm/": LED_ON,
    "accounts/login/code/": WHO_IS_SIGNED_IN_ALREADY,
    "accounts/2fa/authenticate/": LED_ON,
    "accounts/2fa/reauthenticate/": rows(SIGN_IN, 302, 302, 302, 200),
    "accounts/2fa/totp/activate/": AGAIN,
    "accounts/2fa/totp/deactivate/": STAFFS_AGAIN,
    "accounts/2fa/recovery-codes/generate/": AGAIN,
    "accounts/2fa/recovery-codes/download/": NOT_THERE,
    "accounts/2fa/webauthn/add/": AGAIN,
    "accounts/2fa/webauthn/signup/": LED_ON,
    "accounts/signup/password/": LED_ON,
    "accounts/2fa/webauthn/reauthenticate/": AGAIN,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": OWN_AGAIN,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": AGAIN,
    "accounts/2fa/webauthn/login/": LED_ON,
}

# At the address of an upload HEAD tells how far it is.
HEADS = {"library/studio/<slug:slug>/uploads/<uuid:pk>/": {"runner": 404}}

# What a form may be sent to without its token, and why.
WITHOUT_A_TOKEN = {
    "api/": 404,  # scripts show a token of their own; a browser's cookie opens nothing here
    "api/runs/": 401,
    "api/<path:rest>": 404,
    "mail-off/<str:signed>/": 404,  # mail programs press this button by themselves, with a key of its own
    # Who is in already is led on, and nothing is done: they came in by another tab.
    "accounts/login/": 302,
    "accounts/login/code/": 302,
    "accounts/signup/": 302,
    "accounts/signup/passkey/": 302,
}

# What names a row and has none here, whoever asks: files that are not made, forms that lack something.
NOTHING_TO_LOSE = {
    "library/<slug:slug>/film/<int:height>-<int:number>.m4s",
    "library/<slug:slug>/film/sound-<int:number>.m4s",
    "library/studio/<slug:slug>/film/<int:version>/film.mp4",
    "log/runs/<int:pk>/original/",
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
    """Every address, django-allauth's too; the admin's inner pages have a test of their own below."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":
                yield from addresses(entry, address)
        elif isinstance(entry, URLPattern):
            yield address


def test_every_address_is_in_the_matrix():
    assert {*addresses(), "admin/"} == set(MATRIX)


class World:
    """A row of the runner's behind each address that names one, a teacher's draft, and everybody signed in.

    All that is told in words is told in SECRET, so that a page that tells it to somebody else is found out.
    """

    def __init__(self, make_person):
        self.people = {who: make_person(f"{who}@example.com", **RIGHTS[who]) for who in RIGHTS}
        TOTP.activate(self.people["staff"], generate_totp_secret())
        self.cookies = {who: self.signed_in(person) for who, person in self.people.items()}
        self.runner, self.teacher = self.people["runner"], self.people["teacher"]
        self.rows = {**self.of_the_library(), **self.of_the_runner(), **self.of_the_plan(), **self.of_body()}
        self.rows |= {**self.of_the_account(), **self.of_sharing()}

    def signed_in(self, person):
        client = Client()
        client.force_login(person)
        return client.cookies

    def client(self, who, **options):
        client = Client(**options)
        if who in self.people:
            client.cookies.load(self.cookies[who].output(header="", sep=";"))
        return client

    def of_the_library(self):
        steady, _ = (make_class(slug) for slug in ("steady-ankles", "old-favourite"))
        draft = make_class("on-film", origin="filmed", teacher=self.teacher)
        # Withdrawn, so that nobody else's plan can hold it.
        VideoClass.objects.exclude(pk=steady.pk).update(published_at=None)
        index_classes([*VideoClass.objects.values_list("pk", flat=True)])
        collection = Collection.objects.create(slug="steady-ankles", title="Steady ankles")
        Movement.objects.create(slug="steady-ankles", name="Steady ankles", leg_load=1, level=1)
        place = collection.places.create(video_class=steady, position=1)
        draft.films.create(version=1, current=False, state="failed")
        upload = Upload.objects.create(teacher=self.teacher, video_class=draft, name=SECRET, size_bytes=9)
        return {"library/studio/collections": place.pk, "library/studio/<slug:slug>/uploads": upload.pk}

    def of_the_runner(self):
        runner = self.runner
        run = Run.objects.create(runner=runner, date=MONDAY, duration_s=2400, title=SECRET, note=SECRET)
        taken_out = Run.objects.create(
            runner=runner, date=MONDAY, duration_s=60, title=SECRET, removed_at=timezone.now()
        )
        batch = Import.objects.create(runner=runner, created_at=NOW, state="read")
        table = batch.arrivals.create(name=SECRET, path="arrivals/gone", size_bytes=1, what="table")
        file = batch.files.create(
            name=SECRET, title=SECRET, position=1, size_bytes=1, verdict="other_training", date=MONDAY
        )
        calendar = InboundCalendar.objects.create(runner=runner, name=SECRET, created_at=NOW)
        race = Race.objects.create(runner=runner, name=SECRET, date=MONDAY)
        return {
            "log/runs": run.pk,
            "log/removed": taken_out.pk,
            "log/shoes": runner.shoes.create(name=SECRET).pk,
            "log/imports": batch.pk,
            "arrival": table.pk,
            "log/files": file.pk,
            "log/calendars": calendar.pk,
            "log/races": race.pk,
        }

    def of_the_plan(self):
        runner = self.runner
        week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
        favourite = VideoClass.objects.get(slug="old-favourite")
        week.planned_sessions.create(date=MONDAY, first_date=MONDAY, video_class=favourite, slot="alone")
        change = week.changes.create(kind="moved", made_at=NOW)
        planned = PlannedRun.objects.create(runner=runner, date=MONDAY, usual_date=MONDAY, note=SECRET)
        time = Overlay.objects.create(runner=runner, kind="travel", first=MONDAY, last=MONDAY, laid_at=NOW)
        written = {"made_at": NOW, "changed_at": NOW, "looked_at": NOW, "time_zone": "Europe/London"}
        address = CalendarAddress.objects.create(runner=runner, name=SECRET, token="t" * 43, **written)
        return {
            "plan/changes": change.pk,
            "plan/runs": planned.pk,
            "plan/times": time.pk,
            "plan/calendar-out": address.pk,
        }

    def of_body(self):
        runner = self.runner
        told = {"date": MONDAY, "runner": runner}
        HealthNotes.objects.create(runner=runner)
        done = Session.objects.create(
            **told, done_at=NOW, time_zone="UTC", title=SECRET, minutes=20, how="hand"
        )
        pain = PainReport.objects.create(**told, site="calf", level=4, reported_at=NOW)
        check = SelfCheck.objects.create(**told, kind="heel-raises", left=20, right=21, noted_at=NOW)
        return {"sessions": done.pk, "body/reports": pain.pk, "body/checks/results": check.pk}

    def of_the_account(self):
        runner = self.runner
        token = runner.tokens.create(name=SECRET, hash="h" * 64, scopes=["read-log"], made_at=NOW)
        device = UserSession.objects.create(
            user=runner, ip="192.0.2.1", session_key="k" * 32, user_agent=SECRET
        )
        passkey = Authenticator.objects.create(
            user=runner, type="webauthn", data={"name": SECRET, "credential": credential()}
        )
        made = {"asked_at": NOW, "ready_at": NOW, "path": EXPORT}
        export = AccountExport.objects.create(runner=runner, **made)
        brought = AccountImport.objects.create(runner=runner, arrived_at=NOW, name=SECRET, state="refused")
        return {
            "accounts/tokens": token.pk,
            "accounts/sessions": device.pk,
            PASSKEYS: passkey.pk,
            "your-data/exports": export.pk,
            "your-data/imports": brought.pk,
        }

    def of_sharing(self):
        """Taken by the buddy, who has not been told a thing in words."""
        taken = {"made_at": NOW, "expires_at": NOW, "taken_at": NOW, "name": SECRET, "runner_name": "Robin"}
        sharing = Sharing.objects.create(runner=self.runner, person=self.people["buddy"], **taken)
        comment = sharing.comments.create(by_runner=True, date=MONDAY, text=SECRET, written_at=NOW)
        return {"sharing/comments": comment.pk, "sharing": sharing.pk, "shared": sharing.pk}


def credential():
    """As a device tells of it; it opens nothing here."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    of_key = AttestedCredentialData.create(Aaguid.NONE, b"k" * 16, key)
    told = AuthenticatorData.create(b"h" * 32, AuthenticatorData.FLAG.AT, 0, of_key)
    client = CollectedClientData.create("webauthn.create", b"c", "https://testserver")
    response = {
        "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        "clientDataJSON": websafe_encode(client),
    }
    number = websafe_encode(b"k" * 16)
    return {"id": number, "rawId": number, "type": "public-key", "response": response}


def make_class(slug, **fields):
    """Published, with one benefit."""
    told = {"title": slug, "summary": "Quiet.", "description": "Quiet.", "level": 1, "leg_load": 1}
    made = VideoClass.objects.create(slug=slug, duration_s=900.0, published_at=NOW, **told, **fields)
    made.tags.create(benefit="stabilisers", position=0)
    return made


@pytest.fixture(scope="module")
def world_once(django_db_setup, django_db_blocker, make_person):
    """Made once for all tests here: they take back what they do."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: WEDNESDAY)  # pages read it: they say the same on any day
        made = World(make_person)
        made.untouched = tables()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(world_once):
    archive = settings.MEDIA_ROOT / EXPORT
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"PK")
    with taken_back():
        yield world_once


@contextlib.contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def concrete(address, rows):
    number = next((pk for prefix, pk in rows.items() if address.startswith(prefix)), 1)
    said = {
        "studio/<slug:slug>": "studio/on-film",
        "<int:version>": "1",
        "<int:height>-<int:number>": "720-1",
        "<int:number>": "1",
        "<str:name>": "film.m3u8",
        "<str:signed>": "1.cut-short",
        "<int:pk>": str(number),
        "<int:arrival>": str(rows["arrival"]),
        "<uuid:pk>": str(number),
        "<str:date>/<slug:slug>": "2026-11-23/old-favourite",
        "<str:date>": "2026-11-23",
        "<str:month>": "2026-11",
        "<slug:token>": "t" * 43,
        "<str:token>": "g" * 43,
        "<path:rest>": "nothing",
        "<slug:slug>": "steady-ankles",
        "<slug:benefit>": "balance",
        "<slug:kind>": "heel-raises",
        "<slug:step>": "body",
        "<slug:section>": "classes",
    }
    for pattern, value in said.items():
        address = address.replace(pattern, value)
    return "/" + address


def read(response):
    """A file stays open until it is read; `close` would take the database's connection with it."""
    if response.streaming:
        b"".join(response.streaming_content)


def asked(client, method, address):
    response = client.generic(method, address)
    read(response)
    return said(response)


def said(response):
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/?next=")
    return SIGN_IN if to_sign_in else response.status_code


def expected(address, method):
    """Where it is not written down, a POST is refused: to whom GET would not be sent to sign in."""
    if method != "POST":
        return MATRIX[address]
    refused = {who: SIGN_IN if MATRIX[address][who] == SIGN_IN else 405 for who in WHO}
    return POSTS.get(address, refused)


def asked_by_all(world, address, method):
    answers, wrong = {}, {}
    for who in WHO:
        with taken_back():
            response = world.client(who).generic(method, concrete(address, world.rows))
            read(response)
        answers[who] = said(response)
        private = MATRIX[address]["visitor"] == SIGN_IN
        wrong[who] = wrong_in(response, private=private and response.status_code == 200)
    return answers, {who: faults for who, faults in wrong.items() if faults}


@pytest.mark.parametrize("address", sorted(MATRIX))
def test_each_address_answers_as_promised(address, world):
    """Beside it: what every answer says to browsers."""
    for method in ("GET", "POST"):
        answers, wrong = asked_by_all(world, address, method)
        assert (method, answers) == (method, expected(address, method))
        assert wrong == {}


@pytest.mark.parametrize("address", sorted(MATRIX))
def test_the_head_of_an_answer_is_that_of_the_answer(address, world):
    client = world.client("runner")
    promised = HEADS.get(address, MATRIX[address])["runner"]
    assert asked(client, "HEAD", concrete(address, world.rows)) == promised


def test_no_address_takes_a_method_nobody_asked_for(world):
    client = world.client("staff")
    taken = {
        (method, address)
        for address in MATRIX
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
        if asked(client, method, concrete(address, world.rows)) != 405
    }
    nothing_there = {
        (method, address) for method in ANSWERED_TOO for address in ("api/", "api/<path:rest>")
    }  # 404, whatever is asked
    assert taken == {("PATCH", "library/studio/<slug:slug>/uploads/<uuid:pk>/"), *nothing_there}


def test_a_form_from_elsewhere_is_refused_everywhere(world):
    """As its token is missing, whoever is signed in: the runner, and in the studio the teacher."""
    answers = {}
    for address in POSTS:
        who = "teacher" if address.startswith("library/studio/") else "runner"
        with taken_back():
            client = world.client(who, enforce_csrf_checks=True)
            answers[address] = asked(client, "POST", concrete(address, world.rows))
    assert {address: status for address, status in answers.items() if status != 403} == WITHOUT_A_TOKEN


OF_A_CLASS = sorted(address for address in MATRIX if address.startswith("library/<slug:slug>/"))


@pytest.mark.parametrize("address", OF_A_CLASS)
def test_a_free_class_opens_its_film_to_visitors_and_nothing_else(address, world, client):
    VideoClass.objects.filter(slug="steady-ankles").update(free=True)
    promised = FREE.get(address, MATRIX[address])["visitor"]
    assert asked(client, "GET", concrete(address, world.rows)) == promised


@pytest.mark.parametrize("address", OF_A_CLASS)
@pytest.mark.parametrize("free", [False, True])
def test_a_draft_has_nothing_for_visitors(address, free, world, client):
    VideoClass.objects.filter(slug="steady-ankles").update(free=free, published_at=None)
    status = asked(client, "GET", concrete(address, world.rows))
    assert status in {404, SIGN_IN}
    if address in FREE or MATRIX[address]["visitor"] != SIGN_IN:
        assert status == 404


# --- what is somebody else's ----------------------------------------------------------------------

NAMES_A_ROW = ("<int:", "<uuid:", "<str:date>/<slug:slug>")
ROWS = sorted(
    address
    for address in MATRIX
    if any(part in address for part in NAMES_A_ROW)
    and not address.startswith(PASSKEYS)  # first they say once more who they are: a test of its own
)


def tables():
    """Every row there is, but for sessions, which each request may write."""
    return {
        model._meta.label: [*model._base_manager.order_by("pk").values_list()]
        for model in apps.get_models()
        if model._meta.label not in {"sessions.Session", "auth.Permission", "contenttypes.ContentType"}
    }


def keys(world):
    """Of all that is the runner's or the teacher's, one that nobody has, and one that no row can have."""
    return {str(pk) for pk in world.rows.values() if isinstance(pk, int)} | {"999", str(2**63)}


def every_key(address, world):
    """The address with each key in each place of it."""
    if "<int:pk>" not in address and "<int:arrival>" not in address:
        return [concrete(address, world.rows)]
    found = set()
    for pk in keys(world):
        told = address.replace("<int:pk>", pk)
        found |= {concrete(told.replace("<int:arrival>", other), world.rows) for other in keys(world)}
    return sorted(found)


@pytest.mark.parametrize("address", ROWS)
def test_what_is_somebody_elses_does_not_exist(address, world):
    """To look at or to act on, with whatever key a stranger tries; nothing anywhere has changed."""
    for path in every_key(address, world):
        for method in ("GET", "POST"):
            response = world.client("stranger").generic(method, path)
            read(response)
            told = "" if response.streaming else response.content.decode()
            assert (path, response.status_code in {404, 405}, SECRET in told) == (path, True, False)
    assert tables() == world.untouched


OF_A_SHARED_WEEK = "shared/<int:pk>/"  # what the buddy may do there has its answers in the table


@pytest.mark.parametrize("address", [each for each in ROWS if not each.startswith(OF_A_SHARED_WEEK)])
def test_a_buddy_changes_nothing_beside_the_shared_week(address, world):
    for path in every_key(address, world):
        for method in ("GET", "POST"):
            assert asked(world.client("buddy"), method, path) in {404, 405}
    assert tables() == world.untouched


OWNERS = ("runner", "teacher", "staff", "buddy")


def test_its_owner_is_answered_so_that_this_can_fail(world):
    """Each of those addresses is one at which its owner, or the teacher, has something to lose."""
    nothing = {
        address
        for address in ROWS
        for row in [(MATRIX[address], expected(address, "POST"))]
        if all(answers[who] in {404, 405} for answers in row for who in OWNERS)
    }
    assert nothing == NOTHING_TO_LOSE


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_anothers_passkey_is_not_there_for_whoever_has_just_said_who_they_are(act, world):
    stranger, client = world.people["stranger"], Client()
    theirs, own = (
        Authenticator.objects.create(user=person, type="webauthn", data={"name": SECRET})
        for person in (world.runner, stranger)
    )
    stranger.set_password("second-position")
    stranger.save()
    client.force_login(stranger)
    client.post("/accounts/reauthenticate/", {"password": "second-position"})
    before = tables()
    for method in ("GET", "POST"):
        assert asked(client, method, f"/{PASSKEYS}{theirs.pk}/{act}/") == 404
    assert tables() == before
    assert asked(client, "GET", f"/{PASSKEYS}{own.pk}/{act}/") == 200


@pytest.mark.parametrize("key", ["t" * 42, "t" * 44, "T" * 43, "t" * 42 + "u", "%00", "..", "*"])
def test_a_key_that_is_guessed_opens_nothing(key, world):
    assert asked(Client(), "GET", f"/calendar/{'t' * 43}.ics") == 200
    assert asked(Client(), "GET", f"/calendar/{key}.ics") == 404


def test_what_was_signed_for_one_is_good_for_no_other(world):
    """The key in a mail, with another runner's number or another of its letters."""
    runner, stranger = (world.people[who].pk for who in ("runner", "stranger"))
    number, mark = off_address(world.runner).split("/mail-off/")[1].strip("/").split(".")
    assert number == str(runner)
    assert asked(Client(), "GET", f"/mail-off/{number}.{mark}/") == 200
    changed = [
        f"{stranger}.{mark}",
        f"{number}.{mark[:-1]}",
        f"{number}.",
        f"{number}",
        f"{number}.{mark}.{mark}",
    ]
    changed += [f"{number}.{mark.swapcase()}", Signer().sign(str(runner)).replace(":", ".")]
    before = tables()
    assert {asked(Client(), "POST", f"/mail-off/{key}/") for key in changed} == {404}
    assert tables() == before


# --- behind the scenes ----------------------------------------------------------------------------


DOORS = {"admin/login/", "admin/logout/"}


def behind_the_scenes():
    admin = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    found = {address for address in addresses(admin, "admin/") if "(?P" not in address} - DOORS
    return {address.replace("<path:object_id>", "1").replace("<id>", "1") for address in found}


def test_behind_the_scenes_there_is_nothing_for_anybody_but_staff(world):
    """Every page of every table: whoever else asks, or posts, is sent to a door, and no row changes."""
    answers = {}
    for address in behind_the_scenes():
        for who, method in (("visitor", "GET"), ("runner", "GET"), ("teacher", "POST")):
            response = world.client(who).generic(method, f"/{address}")
            leads = response.headers.get("Location", "").partition("?")[0]
            answers[who, method, address] = response.status_code, leads
    assert len(answers) > 300
    assert {*answers.values()} == {(302, "/admin/login/"), (302, "/accounts/login/")}
    assert tables() == world.untouched


def test_the_admin_door_counts_wrong_passwords(client, world):
    """It is django-allauth's sign-in, with its rate limits and second factors, not Django's own."""
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
