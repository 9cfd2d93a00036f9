"""Ask for the sweep of runs taken out of the log, should none be waiting."""

import logging

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.removed import take_up_lost_sweep

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Ask for a sweep of the runs taken out of logs where the last one failed. The worker does it daily."
    )
    requires_system_checks = []

    def handle(self, **options):
        if take_up_lost_sweep(now=timezone.now()):
            logger.warning("Nothing waited to sweep the runs taken out; a sweep is asked for again")
