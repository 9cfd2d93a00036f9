"""The site as it runs in production, on a database of its own, with the limit page beside it."""

from pathlib import Path

from balletfusion.settings import *  # noqa: F403
from balletfusion.settings import TEMPLATES

ROOT_URLCONF = "tests.benchmarks.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
# Names without hashes: the figures need not be drawn, and a name costs one look into a dict either way.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
