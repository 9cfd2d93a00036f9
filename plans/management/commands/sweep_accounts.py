"""Forget what was brought here and not taken in, and files no row knows of."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.account_deletion import sweep_lost_files
from plans.actions.account_import import sweep_account_imports


class Command(BaseCommand):
    help = "Forget exports that were brought here and lie about. The worker does it once a day."

    def handle(self, **options):
        now = timezone.now()
        if gone := sweep_account_imports(now=now) + sweep_lost_files(now=now):
            self.stdout.write(f"{gone} were forgotten.")
