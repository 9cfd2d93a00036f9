"""Remove uploaded files that were never read."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.imports_sweep import sweep_arrivals


class Command(BaseCommand):
    help = "Remove uploads that were never ended, and files a killed server left. The worker does it daily."
    requires_system_checks = []

    def handle(self, **options):
        sweep_arrivals(now=timezone.now())
