"""Seal what opens accounts with the present SECRET_KEY."""

from django.core.management.base import BaseCommand

from accounts.actions.sealing import seal_all


class Command(BaseCommand):
    help = "Seal apps' keys and recovery codes with the present SECRET_KEY. The worker calls this daily."

    requires_system_checks = []

    def handle(self, **options):
        if sealed := seal_all():
            self.stdout.write(f"{sealed} were sealed.")
