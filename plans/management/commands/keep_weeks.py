"""Plan the weeks that have begun, and find another day for what was missed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.keep_weeks import keep_weeks


class Command(BaseCommand):
    help = "Plan weeks that have begun, find days for missed classes. The worker does it every half an hour."

    def handle(self, **options):
        begun, missed = keep_weeks(now=timezone.now())
        if begun or missed:
            self.stdout.write(f"{begun} weeks were planned, {missed} looked at again.")
