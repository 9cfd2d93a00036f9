"""Go on with imports whose task has died for good."""

import logging

from django.core.management.base import BaseCommand

from plans.actions.imports_work import take_up_lost_imports

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Give imports that nobody works at any more a new task. The worker does it several times a minute."
    requires_system_checks = []

    def handle(self, **options):
        if found := take_up_lost_imports():
            logger.warning("%d imports had stopped and go on now", found)
