"""The cast of the tests: a runner, and a stranger whose rows the runner must never see."""

import datetime
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import hypothesis
import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.backends.signals import connection_created

# A busy machine is slow, not wrong: speed is measured by the benchmarks, never asserted.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


def pytest_configure(config):
    """Once, before the processes that share the tests begin: they read what the `.po` files say now."""
    from balletfusion.catalogues import compile_catalogues

    if not hasattr(config, "workerinput"):
        compile_catalogues()


DATABASE = {"db", "transactional_db"}
# Files that take long, the longest first. They are begun first: one of them begun last would run alone.
LONG = [
    "browser/test_pages.py",
    "test_access.py",
    "plans/actions/test_overlays_restored.py",
    "plans/actions/test_weekly_mail_killed.py",
    "plans/actions/test_imports_killed.py",
    "balletfusion/background/test_worker.py",
    "balletfusion/test_start.py",
    "library/actions/test_encoding.py",
    "plans/actions/test_demo.py",
    "plans/views/test_imports.py",
    "plans/planner/test_search.py",
    "library/film/test_joining.py",
    "library/film/test_whole.py",
    "plans/importers/test_hostile.py",
    "plans/views/test_plan.py",
    "plans/actions/test_account_import_fuzz.py",
]


def pytest_addoption(parser):
    told = "only tests that ask a database: the others have run beside another one already"
    parser.addoption("--with-database", action="store_true", help=told)


def pytest_collection_modifyitems(config, items):
    if config.getoption("--with-database"):
        left = [item for item in items if not asks_a_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if asks_a_database(item)]
    first = {Path(__file__).parent / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: first.get(item.path, len(LONG)))


def asks_a_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASE & set(item.fixturenames))


@pytest.fixture(scope="session")
def tables(pytestconfig):
    """SQLite's empty tables, kept for the next run with the same migrations: to go through them takes 9 s."""
    cache = getattr(pytestconfig, "cache", None)
    if connection.vendor != "sqlite" or cache is None:
        return None
    return cache.mkdir("tables") / f"{digest_of_migrations()}.sqlite3"


def digest_of_migrations():
    """Django's and of the other packages too."""
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    files = [file for folder in sorted(folders) for file in sorted(folder.glob("*.py"))]
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:16]


@pytest.fixture(scope="session")
def tables_of_before(tables):
    """Laid into the test's database as it is opened first; `migrate` then finds nothing to do."""
    own = connection.settings_dict["NAME"]

    def lay(connection, **_):
        if connection.settings_dict["NAME"] == own:  # the site's own database, which stays as it is
            return
        connection_created.disconnect(lay)
        with closing(sqlite3.connect(tables)) as kept:
            kept.backup(connection.connection)

    if tables and tables.exists():
        connection_created.connect(lay, weak=False)
    yield
    connection_created.disconnect(lay)


@pytest.fixture(scope="session")
def django_db_setup(tables_of_before, django_db_setup, django_db_blocker, tables):
    if not tables or tables.exists():
        return
    for older in tables.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    whole = tables.with_suffix(f".{os.getpid()}")  # each process of a run comes here
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.execute("VACUUM INTO ?", [str(whole)])
    whole.replace(tables)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Each test writes its files to a folder of its own, and keeps nothing of another's library."""
    from library.actions import shelf
    from plans.actions import published

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CLIP_CACHE_DIR = tmp_path / "clips"
    settings.FILM_HEIGHTS = (144, 72)  # a frame costs next to nothing
    settings.DEBUG_MAIL_DIR = tmp_path / "mail"
    settings.DOORS_TAKE_S = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; argon2 has a test
    settings.WHITENOISE_AUTOREFRESH = True  # else each test's client begins by listing all static files
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    caches["template_fragments"].clear()  # rows of another test had the same keys
    shelf.forget()
    published.forget()
    return storages


def _person(email, **fields):
    from allauth.account.models import EmailAddress
    from django.utils import timezone

    from accounts.actions.consent import TERMS_VERSION
    from accounts.models import User

    known = {"welcomed_at": timezone.now(), "agreed_to": TERMS_VERSION}
    user = User.objects.create_user(email, "first-position", **known, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture(scope="session")
def make_person():
    """For rows that are made once for many tests."""
    return _person


@pytest.fixture
def runner(db):
    return _person("runner@example.com", time_zone="Europe/London")


@pytest.fixture
def stranger(db):
    return _person("stranger@example.com", time_zone="Europe/London")


@pytest.fixture
def buddy(db):
    """Sees the runner's week where a test shares it."""
    return _person("buddy@example.com", time_zone="Europe/London")


@pytest.fixture
def teacher(db):
    return _person("teacher@example.com", is_teacher=True)


@pytest.fixture
def staff(db):
    """With a second factor, as the admin asks."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    person = _person("staff@example.com", is_staff=True, is_superuser=True)
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def runners_client(client, runner):
    client.force_login(runner)
    return client


@pytest.fixture(scope="module")
def rows_for_all(django_db_setup, django_db_blocker):
    """What a fixture of a whole module makes in the database stays for its tests, and goes with the last.

    Each test takes back what it does itself. No test of such a module is a transactional one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def tell_library():
    """What the library is told of classes a test made: to find them by their words."""
    from library.actions.indexing import index_classes

    return index_classes


@pytest.fixture
def make_class(db, tell_library):
    """A published class; keywords change its fields, `benefits` its tags (the first is the main one).

    Whoever gives it chapters or cues afterwards calls `index_classes` as the site does. Those made within
    `make_class.together()` are indexed at its end: many cost little more than one.
    """
    return _class_maker(tell_library)


@pytest.fixture(scope="module")
def make_class_for_all(rows_for_all, tell_library):
    """The same, for all tests of a module."""
    return _class_maker(tell_library)


def _class_maker(tell_library):
    from library.models import VideoClass

    waiting = None

    def make(slug="steady-ankles", *, benefits=("stabilisers",), published=True, **fields):
        values = {
            "title": slug.replace("-", " ").capitalize(),
            "summary": "Fifteen quiet minutes.",
            "description": "For the small muscles of the ankle.",
            "level": 1,
            "leg_load": 1,
            "duration_s": 900.0,
            "published_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) if published else None,
        }
        video_class = VideoClass.objects.create(slug=slug, **{**values, **fields})
        for position, benefit in enumerate(benefits):
            video_class.tags.create(benefit=benefit, position=position)
        if waiting is None:
            tell_library([video_class.pk])
        else:
            waiting.append(video_class.pk)
        return video_class

    @contextmanager
    def together():
        nonlocal waiting
        waiting = []
        yield
        tell_library(waiting)
        waiting = None

    make.together = together

    return make


@pytest.fixture
def french_words(settings, tmp_path):
    """`french_words({"Stand tall": "Se tenir droit"})`: what the library's catalogue says in French.

    Beside what is compiled of the shipped one, if anything is: a test knows only of the words it gives.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    from library.actions.translated import CONTEXT

    def know(words):
        catalog = Catalog(locale="fr", fuzzy=False)
        for english, french in words.items():
            catalog.add(english, french, context=CONTEXT)
        file = tmp_path / "words" / "fr" / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_mo(out, catalog)
        settings.LOCALE_PATHS = [tmp_path / "words", *settings.LOCALE_PATHS]  # read anew by Django

    return know


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The address of the test's database for other processes and threads.

    SQLite's test database lives in this process' memory; a copy of it on disk takes its place.
    """
    if connection.vendor != "sqlite":
        yield url_of(connection.settings_dict)
        return
    name, in_memory = connection.settings_dict["NAME"], connection.connection
    copy = tmp_path / "shared.sqlite3"
    in_memory.execute("VACUUM INTO ?", [str(copy)])
    with sqlite3.connect(copy) as on_disk:
        on_disk.execute("PRAGMA journal_mode=WAL")
    on_disk.close()
    connection.settings_dict["NAME"], connection.connection = str(copy), None
    yield f"sqlite:///{copy}"
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, in_memory


def url_of(values):
    host = quote(values["HOST"] or "localhost", safe="")  # a folder, where PostgreSQL listens on a socket
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@{host}{port}/{values['NAME']}"


@pytest.fixture(scope="session")
def chromium():
    """A Chromium, for what only a browser can show."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    from playwright.sync_api import sync_playwright

    # Playwright runs a loop in this thread, which Django takes for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def new_tab(chromium):
    """`new_tab(viewport=…)`: a page in a browser of its own; a script error in it fails the test.

    `console=True`: so does what its console calls an error, as a file that is not there.
    """
    contexts, errors = [], []

    def new_tab(*, console=False, **options):
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if console:
            page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        return page

    yield new_tab
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def tab(new_tab):
    """A fresh page."""
    return new_tab(viewport={"width": 800, "height": 600}, console=True)
