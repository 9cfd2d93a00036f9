"""Every variable is documented; without what it needs the site refuses to start, and says so."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""\b(?:env(?:\.\w+)?|needed)\(\s*"([A-Z_]+)\"""")
LISTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
NEEDED = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "example.org",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
}


def test_every_variable_is_listed_and_no_other():
    read = set(READ.findall((ROOT / "balletfusion/settings.py").read_text()))
    listed = LISTED.findall((ROOT / "docs/settings.md").read_text())
    assert len(read) > 10
    assert sorted(listed) == sorted(read)


def start(tmp_path, shown="DEBUG", **variables):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", f"import balletfusion.settings as s; print(s.{shown})"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
    )


def test_with_nothing_set_it_runs_in_debug(tmp_path):
    assert start(tmp_path).stdout == "True\n"


def test_with_all_that_is_needed_it_runs_in_production(tmp_path):
    assert start(tmp_path, DEBUG="0", **NEEDED).stdout == "False\n"


def refusal(tmp_path, **variables):
    return start(tmp_path, DEBUG="0", **variables).stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("given", [{}, {"value": ""}, {"value": "  "}])
@pytest.mark.parametrize("missing", NEEDED)
def test_without_what_it_needs_it_names_it(tmp_path, missing, given):
    blank = {missing: given["value"]} if given else {}
    others = {name: value for name, value in NEEDED.items() if name != missing}
    assert refusal(tmp_path, **others, **blank) == (
        f"django.core.exceptions.ImproperlyConfigured: Set {missing} in the environment: "
        "the site does not run without it when DEBUG is off."
    )


def test_production_answers_over_https_only(tmp_path):
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_PRELOAD"]
    command = f"import balletfusion.settings as s; print([getattr(s, name) for name in {names}])"
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "0", **NEEDED}
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stdout == "[True, True, True, True]\n"


def test_blanks_around_hosts_are_no_part_of_them(tmp_path):
    hosts = {**NEEDED, "ALLOWED_HOSTS": " example.org, www.example.org ,"}
    assert (
        start(tmp_path, "ALLOWED_HOSTS", DEBUG="0", **hosts).stdout == "['example.org', 'www.example.org']\n"
    )


def test_commas_are_no_host(tmp_path):
    said = refusal(tmp_path, **{**NEEDED, "ALLOWED_HOSTS": " , "})
    assert said.endswith("Set ALLOWED_HOSTS in the environment: there is no name between its commas.")


@pytest.mark.parametrize(
    "url", ["localhost:25", "mail.example.org", "smtp://", "imap://example.org", "smtp://:25"]
)
def test_an_address_for_mail_that_is_not_understood_is_refused(tmp_path, url):
    said = refusal(tmp_path, **{**NEEDED, "EMAIL_URL": url})
    assert "ImproperlyConfigured: EMAIL_URL is not understood" in said


def test_mail_goes_where_its_address_says(tmp_path):
    url = {**NEEDED, "EMAIL_URL": "submission://ann:secret@mail.example.org"}
    shown = "EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_HOST_USER"
    assert start(tmp_path, shown, DEBUG="0", **url).stdout == "mail.example.org 587 True ann\n"


@pytest.mark.parametrize("given, count", [({}, "0\n"), ({"ALLAUTH_TRUSTED_PROXY_COUNT": "1"}, "1\n")])
def test_proxies_are_counted_where_the_environment_says_so(tmp_path, given, count):
    assert start(tmp_path, "ALLAUTH_TRUSTED_PROXY_COUNT", **given).stdout == count


@pytest.mark.parametrize("document", ["docs/settings.md", "deploy/README.md"])
def test_the_shared_cache_that_is_advised_is_one_that_starts(tmp_path, document):
    url = re.search(r"\bredis://[\w.]+(:\d+/\d)?", (ROOT / document).read_text()).group()
    backend = start(tmp_path, 'CACHES["default"]["BACKEND"]', CACHE_URL=url).stdout
    assert backend == "django.core.cache.backends.redis.RedisCache\n"


@pytest.mark.parametrize("given", [{}, {"CACHE_URL": "db://cache"}])
def test_without_another_the_cache_is_in_the_database(tmp_path, given):
    backend = start(tmp_path, 'CACHES["default"]["BACKEND"]', DEBUG="0", **NEEDED, **given).stdout
    assert backend == "balletfusion.shared_cache.SharedCache\n"


@pytest.mark.parametrize("url", ["locmem://", "dummy://", "file:///tmp/cache", "cache"])
def test_a_cache_that_processes_do_not_share_is_refused(tmp_path, url):
    said = refusal(tmp_path, **NEEDED, CACHE_URL=url)
    assert "ImproperlyConfigured: CACHE_URL is not understood" in said


def test_the_health_of_the_site_is_told_over_plain_http_and_nothing_else_is(tmp_path):
    asked = (
        "import django; django.setup(); from django.test import Client;"
        "client = Client(SERVER_NAME='example.org');"
        "print([client.get(address).status_code for address in ('/healthz', '/healthz/', '/evidence/')])"
    )
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "0", **NEEDED}
    env |= {"DJANGO_SETTINGS_MODULE": "balletfusion.settings", "DATABASE_URL": "sqlite://:memory:"}
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stdout == "[200, 301, 301]\n"


def test_films_may_come_from_the_bucket_and_from_nowhere_else(tmp_path):
    bucket = {"FILMS_BUCKET": "films", "FILMS_BUCKET_ENDPOINT": "https://store.example"}
    sources = "CONTENT_SECURITY_POLICY['DIRECTIVES']['media-src'][2:]"
    with_one = start(tmp_path, shown=sources, **bucket)
    assert with_one.stdout == "['https://store.example', 'https://films.store.example']\n"
    assert start(tmp_path, shown=sources).stdout == "[]\n"


LEAKED = "LEAKED_PASSWORDS_URL"
JUDGES = "[each['NAME'].rsplit('.')[-1] for each in s.AUTH_PASSWORD_VALIDATORS]"


def test_leaked_passwords_are_asked_for_where_the_environment_says_whom(tmp_path):
    shown = f"{LEAKED}, {JUDGES}[4:]"
    url = "https://api.pwnedpasswords.com/range/"
    assert start(tmp_path, shown, **{LEAKED: url}).stdout == f"{url} ['NotLeaked']\n"
    assert start(tmp_path, shown).stdout == " []\n"


@pytest.mark.parametrize(
    "url",
    [
        "1",
        "http://api.pwnedpasswords.com/range/",
        "api.pwnedpasswords.com",
        "https://api.pwnedpasswords.com/range",
    ],
)
def test_a_list_of_leaked_passwords_is_asked_over_tls_or_the_site_does_not_start(tmp_path, url):
    """Nor without the last slash: nothing is found at such an address, and every password passed."""
    said = refusal(tmp_path, **NEEDED, **{LEAKED: url})
    assert "ImproperlyConfigured: LEAKED_PASSWORDS_URL is not understood" in said


def test_former_keys_are_read_with_commas(tmp_path):
    keys = {"SECRET_KEY_FALLBACKS": f"{'a' * 50}, {'b' * 50},"}
    assert start(tmp_path, "SECRET_KEY_FALLBACKS", **keys).stdout == f"{['a' * 50, 'b' * 50]}\n"
    assert start(tmp_path, "SECRET_KEY_FALLBACKS").stdout == "[]\n"


def test_a_new_key_signs_nobody_out_while_the_old_one_stands_beside_it(client, runner, settings):
    client.force_login(runner)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert client.get("/accounts/preferences/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    client.force_login(runner)
    settings.SECRET_KEY = "m" * 60
    assert client.get("/accounts/preferences/").status_code == 302


def test_ready_for_production_without_a_warning(tmp_path):
    """With a key as it should be, and nothing else than what the site needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = {**kept, "DATA_DIR": str(tmp_path), "DEBUG": "0", **NEEDED}
    env["SECRET_KEY"] = "an-old-song-of-9-verses-and-7-refrains-sung-by-4-voices!"
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(check, cwd=ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_session_lasts_sixty_days(runners_client):
    session = runners_client.session
    assert session.get_expiry_age() == 60 * 24 * 3600 and not session.get_expire_at_browser_close()
