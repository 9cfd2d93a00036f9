"""Passwords are kept by argon2. The tests' own people use a quick hasher, so the settings file is asked."""

import subprocess
import sys
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password

ROOT = Path(__file__).parents[2]
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_argon2_is_the_hasher_of_the_site(tmp_path):
    asked = "from balletfusion import settings; print(settings.PASSWORD_HASHERS[0])"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ARGON2


def test_argon2_works_here(settings):
    settings.PASSWORD_HASHERS = [ARGON2]
    kept = make_password("first-position")
    assert kept.startswith("argon2$argon2id$")
    assert check_password("first-position", kept) and not check_password("second-position", kept)
