"""What people agreed to is what they were shown: the texts do not change under a version."""

import re
from hashlib import sha256
from pathlib import Path

from accounts.actions.consent import TERMS_VERSION

ROOT = Path(__file__).resolve().parents[2]
# Version: fingerprint of the words of both pages. A new text is a new version, and a new line here.
SAID = {"2026-11-30": "6a713069e8124333"}


def words():
    texts = [
        (ROOT / "templates" / "accounts" / name / "page.html").read_text() for name in ("terms", "privacy")
    ]
    return " ".join(re.sub(r"\s+", " ", text) for text in texts)


def test_a_changed_text_is_a_new_version():
    assert SAID[TERMS_VERSION] == sha256(words().encode()).hexdigest()[:16]
