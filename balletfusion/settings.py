"""Everything the site reads from its environment; docs/settings.md lists each variable.

With nothing set it runs in debug for `make run`. With DEBUG off it refuses to start without what it
needs, and names it.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", True)
# What the site makes for itself: database, films, uploads, drawn pictures, debug mail. Git ignores it.
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)


def needed(name: str, in_debug: str) -> str:
    """The variable, which may be missing in debug only."""
    value = env.str(name, in_debug if DEBUG else "")
    if not value.strip():
        raise ImproperlyConfigured(
            f"Set {name} in the environment: the site does not run without it when DEBUG is off."
        )
    return value


def items(text: str) -> list[str]:
    """What stands between the commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


SECRET_KEY = needed("SECRET_KEY", "only-for-debug-" + "x" * 50)
# Former keys: what they signed stays good while there are any, so that a new key signs nobody out.
SECRET_KEY_FALLBACKS = items(env.str("SECRET_KEY_FALLBACKS", ""))
ALLOWED_HOSTS = items(needed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"))
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment: there is no name between its commas.")
# Where links in mails lead: a worker is asked by nobody, and cannot tell from the request.
SITE_URL = env.str(
    "SITE_URL", "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('*.')}"
)
SITE_URL = SITE_URL.rstrip("/")
if not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured("Set SITE_URL in the environment: https:// and the name of the site.")
CSRF_TRUSTED_ORIGINS = items(env.str("CSRF_TRUSTED_ORIGINS", ""))
# How many proxies stand before the site, each adding its visitor to X-Forwarded-For. allauth counts failed
# sign-ins by address: behind a proxy that is not counted, one visitor's failures would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ALLAUTH_TRUSTED_PROXY_COUNT", 0)

INSTALLED_APPS = [
    "balletfusion.background",
    "accounts",
    "library",
    "plans",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "balletfusion.apps.StaffAdmin",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "balletfusion.statics.StaticFiles",
    "django.forms",  # the widgets of FORM_RENDERER
]

MIDDLEWARE = [
    "balletfusion.logs.NumberRequests",
    "django.middleware.security.SecurityMiddleware",
    "balletfusion.headers.SayWhatIsAllowed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balletfusion.compression.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # so early: for what is refused further in too
    "balletfusion.methods.OnlyKnownMethods",
    "accounts.middleware.TellsToWait",
    "accounts.middleware.DoorsTakeTheirTime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.InTheirLanguage",
    "accounts.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "balletfusion.seen.SeenToday",
    "accounts.middleware.AsksToAgree",
    "accounts.middleware.RunnersTimeZone",
    "balletfusion.methods.SayWhatAButtonIs",
]

ROOT_URLCONF = "balletfusion.urls"
WSGI_APPLICATION = "balletfusion.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balletfusion.navigation.site",
            ],
            "builtins": ["balletfusion.days", "balletfusion.punctuation"],
        },
    }
]

# --- database -----------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'site.sqlite3'}")}
# Kept open: a new connection for each request costs more than the request.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other instead of failing: the web server and the workers share one file.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# How often one may try at a door is counted in the cache: it must be one for all processes.
SHARED = ("redis", "rediss")


def shared_cache(url: str) -> dict[str, object]:
    """The database, unless the address names a server that all processes can ask."""
    if not url or urlsplit(url).scheme == "db":
        return {"BACKEND": "balletfusion.shared_cache.SharedCache", "LOCATION": "shared_cache"}
    if urlsplit(url).scheme not in SHARED:
        raise ImproperlyConfigured(
            "CACHE_URL is not understood: write redis://host:6379/0, or leave it out for the database."
        )
    return env.dj_cache_url("CACHE_URL")


CACHES = {
    "default": shared_cache(env.str("CACHE_URL", "")),
    # Parts of pages, kept by each process for itself: {% cache %} looks here by this name.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

# --- who you are --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique without regard to case, by a constraint
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Who is asked for leaked passwords that begin like a new one (accounts/actions/leaked.py); empty: nobody.
LEAKED_PASSWORDS_URL = env.str("LEAKED_PASSWORDS_URL", "").strip()
if LEAKED_PASSWORDS_URL and not re.fullmatch(r"https://\S+/", LEAKED_PASSWORDS_URL):
    raise ImproperlyConfigured(
        "LEAKED_PASSWORDS_URL is not understood: write https://api.pwnedpasswords.com/range/, or nothing."
    )
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.passwords.{name}"}
    for name in ("LongEnough", "UnlikeTheAddress", "NotCommon", "NotOurOwnWords")
] + ([{"NAME": "accounts.passwords.NotLeaked"}] if LEAKED_PASSWORDS_URL else [])
CODE_TRIES, CODE_LASTS_S = 5, 10 * 60  # of each code that is sent by mail
LOGIN_REDIRECT_URL = "/today/"
LOGIN_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LASTS_S
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LASTS_S
# By code, like everything else: a link in a mail would work for whoever reads it, on any device.
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LASTS_S
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True  # one address each; the old one stays until the new one is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.forms.doors.LoginForm",
    "signup": "accounts.forms.doors.SignupForm",
    "add_email": "accounts.forms.doors.NewAddressForm",
    "change_password": "accounts.forms.doors.ChangePasswordForm",
    "set_password": "accounts.forms.doors.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.doors.NewPasswordForm",
    "confirm_login_code": "accounts.forms.doors.LoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.doors.AddressCodeForm",
    "request_login_code": "accounts.forms.doors.AskForCodeForm",
    "confirm_password_reset_code": "accounts.forms.doors.ResetCodeForm",
}
DOORS_TAKE_S = 0.25  # at least, so that the time of an answer tells nothing
# So many within so long, for one visitor's address (ip), one person (user), or one e-mail address (key).
# accounts/limits.py says how long to wait.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/10s/key",  # a new code
    "enter_code": "60/5m/ip",
    "one_code": f"{CODE_TRIES}/{CODE_LASTS_S}s/key",  # key: that code
    "reauthenticate": "10/5m/user",
    "change_password": "5/5m/user",
    "manage_email": "10/5m/user",
}
MFA_FORMS = {
    "activate_totp": "accounts.forms.doors.AppForm",
    "add_webauthn": "accounts.forms.doors.AddKeyForm",
    "signup_webauthn": "accounts.forms.doors.SignupKeyForm",
    "edit_webauthn": "accounts.forms.doors.EditKeyForm",
}
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Ballet Fusion for Runners"
MFA_TOTP_TOLERANCE = 1  # clocks of phones are wrong by seconds, and typing takes some
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
# balletfusion/seen.py does it, with one write a day instead of one a request.
USERSESSIONS_TRACK_ACTIVITY = False

# --- mail ---------------------------------------------------------------------------------------
# Debug keeps mail in a folder and shows it at /mail/.
DEBUG_MAIL_DIR = DATA_DIR / "mail"
MAIL_SERVERS = ("smtp", "submission", "submit")
MAIL_ELSEWHERE = ("console", "file", "memory", "dummy")


def check_mail_url(url: str) -> None:
    """An address without a known scheme would send to localhost, and nobody would hear of it."""
    parts = urlsplit(url)
    if not (parts.scheme in MAIL_ELSEWHERE or (parts.scheme in MAIL_SERVERS and parts.hostname)):
        raise ImproperlyConfigured(
            "EMAIL_URL is not understood: write submission://user:password@host:587, or smtp://host:25."
        )


if DEBUG and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DEBUG_MAIL_DIR
else:
    check_mail_url(needed("EMAIL_URL", ""))
    vars().update(env.dj_email_url("EMAIL_URL"))
# A mail server that takes the call and says nothing would keep the worker, and every code, for ever.
EMAIL_TIMEOUT = vars().get("EMAIL_TIMEOUT") or 20
DEFAULT_FROM_EMAIL = needed("DEFAULT_FROM_EMAIL", "Ballet Fusion for Runners <hello@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- background work: a film holds up no import, and neither holds up a letter with a code -------
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["letters", "quick", "films"],
    }
}

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# What `build_assets` draws: heading font, figure tables, stills, posters. Debug and collectstatic read it.
ASSETS_DIR = DATA_DIR / "assets"
for folder in (STATIC_ROOT, ASSETS_DIR):
    folder.mkdir(parents=True, exist_ok=True)  # WhiteNoise and the finders warn of one that is missing
STATICFILES_DIRS = [BASE_DIR / "static", ASSETS_DIR]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "balletfusion.statics.Storage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = DATA_DIR / "media"  # films and original activity files; never served by address alone
CLIP_CACHE_DIR = DATA_DIR / "clips"
FFMPEG = env.str("FFMPEG", "")  # another ffmpeg than the one imageio-ffmpeg brings
# How films leave: by this process, or by nginx (`X-Accel-Redirect` below this prefix).
FILMS_ACCEL_PREFIX = env.str("FILMS_ACCEL_PREFIX", "")
# A teacher's film: how large it may be, and how long.
FILM_UPLOAD_BYTES = env.int("FILM_UPLOAD_BYTES", 4 * 1024**3)
FILM_SHORTEST_S, FILM_LONGEST_S = env.int("FILM_SHORTEST_S", 60), env.int("FILM_LONGEST_S", 90 * 60)
# Or from a bucket, by signed addresses (needs the package django-storages[s3]).
FILM_HOSTS: list[str] = []
if FILMS_BUCKET := env.str("FILMS_BUCKET", ""):
    ENDPOINT = urlsplit(env.str("FILMS_BUCKET_ENDPOINT", "https://s3.amazonaws.com"))
    FILM_HOSTS = [f"{ENDPOINT.scheme}://{host}{ENDPOINT.netloc}" for host in ("", f"{FILMS_BUCKET}.")]
    STORAGES["films"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": FILMS_BUCKET,
            "endpoint_url": ENDPOINT.geturl(),
            "access_key": env.str("FILMS_BUCKET_KEY", ""),
            "secret_key": env.str("FILMS_BUCKET_SECRET", ""),
            "region_name": env.str("FILMS_BUCKET_REGION", "") or None,
            "querystring_auth": True,
            "querystring_expire": 6 * 3600,  # seconds; longer than any class
            "file_overwrite": True,
        },
    }
FILM_HEIGHTS = (720, 360)
FILM_CACHE_BYTES = env.int("FILM_CACHE_BYTES", 2 * 1024**3)  # whole MP4s, made when somebody asks for one
ACTIVITY_FILE_MAX_BYTES = env.int("ACTIVITY_FILE_MAX_BYTES", 25 * 1024**2)
UPLOAD_FILES_MAX = 20
# What a runner brings in: an archive of everything, or many files at once.
IMPORT_ARCHIVE_MAX_BYTES = env.int("IMPORT_ARCHIVE_MAX_BYTES", 2 * 1024**3)
IMPORT_WAITING_MAX_BYTES = env.int("IMPORT_WAITING_MAX_BYTES", 5 * 1024**3)  # read or not, not in the log
IMPORT_FILES_MAX = env.int("IMPORT_FILES_MAX", 1000)
# More than the form takes, so that the form, and not a bare 400, says what is too many.
DATA_UPLOAD_MAX_NUMBER_FILES = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
FILE_UPLOAD_HANDLERS = [
    "balletfusion.uploads.StopAtLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Of what was done by hand: with something good to know; against a rule (plans/views/place.py)
MESSAGE_STORAGE = "balletfusion.messages.InCookieOrSession"
MESSAGE_TAGS = {31: "noted", 32: "clash"}

# --- seams: what a left app asks of the right one, by dotted path (house.md) ---------------------
LIBRARY_ON_DONE = "plans.actions.session.record_class_done"
LIBRARY_FACETS = "plans.actions.fitting.day_of"
LIBRARY_FIT = "plans.actions.fitting.fit_of"
LIBRARY_DANCED = "plans.actions.danced.danced_by"
LIBRARY_FOLLOWING = "plans.actions.following_shown.following_of"
LIBRARY_FELT = "plans.actions.felt.felt_of"
ACCOUNTS_ON_TEACHES_AS = "library.actions.indexing.index_classes_of"

# --- forms, language, time ----------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = ("fusion",)  # a tuple: crispy joins it to another
CRISPY_TEMPLATE_PACK = "fusion"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
LANGUAGE_CODE = "en-gb"  # of texts as they stand in the code
LANGUAGES = [("en-gb", "English"), ("fr", "Français")]  # accounts.models.Language has the same
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "library" / "locale"]
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = "language", 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- safe by construction -----------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:", *FILM_HOSTS],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "accounts.views.forged.forged"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_COOKIE_HTTPONLY = True  # scripts take the form's own
if not DEBUG:
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from this machine, where nothing speaks TLS
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # By this prefix browsers take them from this host alone, over TLS: no neighbour of the domain plants one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "balletfusion.logs.Discreet",
            "fmt": "{levelname} {name} [{request_id}] {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", "INFO" if DEBUG else "WARNING")},
    # Django's own handlers write to the console in debug, and mail tracebacks without it: neither is looked
    # through. Its lines go to the root's.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "accounts.doors": {"level": "INFO"},  # who came in is kept wherever the site runs
        "fido2": {"level": "WARNING"},  # at INFO it names each passkey, which stands for one person's device
    },
}
