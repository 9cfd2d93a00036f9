"""Ask again for followed calendars whose reading was lost with its worker."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.inbound_reading import call_forgotten


class Command(BaseCommand):
    help = "Ask again for followed calendars that are overdue. The worker does it every half an hour."

    def handle(self, **options):
        if called := call_forgotten(now=timezone.now()):
            self.stdout.write(f"{called} calendars were overdue and are read soon.")
