"""`make_demo`: a demonstration runner with a season of runs and sessions, in debug only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.actions.demo import EMAIL, PASSWORD, make_demo


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--fresh", action="store_true", help="delete the demonstration runner and begin anew"
        )

    def handle(self, *, fresh, **options):
        if not settings.DEBUG:
            raise CommandError("The demonstration runner is for debug only: its password is public.")
        made = make_demo(now=timezone.now(), fresh=fresh)
        said = "A demonstration runner is ready" if made else "The demonstration runner is there"
        self.stdout.write(f"{said}: {EMAIL}, password {PASSWORD}")
