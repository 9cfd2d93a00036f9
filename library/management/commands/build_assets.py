"""Compile the catalogues, draw the pictures and cut the fonts that the pages need."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from balletfusion.catalogues import compile_catalogues
from library.actions.assets import build_assets
from library.actions.shipped import shipped


class Command(BaseCommand):
    help = "Compile catalogues, draw stills, posters and figure tables, cut the heading font: what changed."

    def handle(self, *, verbosity, **options):
        logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every glyph
        tell = self.stdout.write if verbosity > 1 else lambda path: None
        compile_catalogues()
        drawn = build_assets(shipped(), Path(settings.ASSETS_DIR), tell)
        self.stdout.write(f"{drawn} pictures and tables drawn." if drawn else "All pictures are up to date.")
