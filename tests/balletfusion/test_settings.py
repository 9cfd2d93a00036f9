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
NEEDED = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "example.org", "EMAIL_URL": "smtp://localhost:25"}


def test_every_variable_is_listed_and_no_other():
    read = set(READ.findall((ROOT / "balletfusion/settings.py").read_text()))
    listed = LISTED.findall((ROOT / "docs/settings.md").read_text())
    assert len(read) > 10
    assert sorted(listed) == sorted(read)


def start(tmp_path, **variables):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import balletfusion.settings as s; print(s.DEBUG)"]
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


@pytest.mark.parametrize("missing", NEEDED)
def test_without_what_it_needs_it_names_it(tmp_path, missing):
    given = {name: value for name, value in NEEDED.items() if name != missing}
    said = start(tmp_path, DEBUG="0", **given).stderr.strip().splitlines()[-1]
    assert said == (
        f"django.core.exceptions.ImproperlyConfigured: Set {missing} in the environment: "
        "the site does not run without it when DEBUG is off."
    )


def test_production_answers_over_https_only(tmp_path):
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_PRELOAD"]
    command = f"import balletfusion.settings as s; print([getattr(s, name) for name in {names}])"
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "0", **NEEDED}
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stdout == "[True, True, True, True]\n"
