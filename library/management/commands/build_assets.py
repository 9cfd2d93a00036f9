"""Draw the pictures and cut the fonts that the pages need."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from library.actions.assets import build_assets
from library.actions.shipped import shipped


class Command(BaseCommand):
    help = "Draw stills, posters and figure tables, and cut the heading font; only what changed."

    def handle(self, *, verbosity, **options):
        logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every glyph
        tell = self.stdout.write if verbosity > 1 else lambda path: None
        drawn = build_assets(shipped(), Path(settings.ASSETS_DIR), tell)
        self.stdout.write(f"{drawn} pictures and tables drawn." if drawn else "All pictures are up to date.")
