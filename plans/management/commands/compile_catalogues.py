"""Compile the texts in other languages, of pages and of classes, for the server to read."""

from django.core.management.base import BaseCommand

from balletfusion.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the .po files to .mo, without GNU gettext. build_assets does it too."
    requires_system_checks = ()  # one of them asks for this command

    def handle(self, *, verbosity, **options):
        for mo in compile_catalogues():
            if verbosity:
                self.stdout.write(str(mo))
