"""manage.py worker: does background work until it is told to stop."""

import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from balletfusion.background.worker import Pace, Worker


class Command(BaseCommand):
    help = (
        "Do background work. Ctrl-C or SIGTERM once: end after the current task; twice: give it back and end."
    )

    requires_system_checks = []  # it needs no addresses and no templates, and starts sooner

    def add_arguments(self, parser):
        parser.add_argument(
            "--queue", default="*", help="letters, quick, films, several with commas, or * (all, the default)"
        )
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")
        pace = Pace()
        parser.add_argument(
            "--look", type=float, default=pace.look_s, help="seconds between looks into the queue"
        )
        parser.add_argument("--beat", type=float, default=pace.beat_s, help="seconds between signs of life")
        parser.add_argument(
            "--stale", type=float, default=pace.stale_s, help="seconds of silence that mean dead"
        )

    def handle(self, *, queue, once, look, beat, stale, **options):
        queues = queue.split(",")
        known = [*settings.TASKS["default"]["QUEUES"], "*"]
        if unknown := sorted(set(queues) - set(known)):
            raise CommandError(f"There is no queue {', '.join(unknown)}; there are {', '.join(known)}.")
        # Ours says in one line what happened; theirs would say it again.
        logging.getLogger("django_tasks").setLevel(logging.CRITICAL)
        worker = Worker(queues, pace=Pace(look_s=look, beat_s=beat, stale_s=stale), once=once)
        worker.listen()
        worker.run()
