"""Remove clips and films that nothing refers to any more."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from library.actions.sweeping import sweep_films


class Command(BaseCommand):
    help = "Remove clips and films that no class needs any more. The worker does it when all films are made."

    def handle(self, **options):
        files, size = sweep_films(now=timezone.now())
        self.stdout.write(f"{files} files removed, {size / 1e6:.1f} MB.")
