"""Forget what was brought in and led to nothing."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.imports_sweep import sweep_imports


class Command(BaseCommand):
    help = (
        "Remove uploads that were never ended, imports that waited too long and files nobody knows of."
        " The worker does it daily."
    )
    requires_system_checks = []

    def handle(self, **options):
        sweep_imports(now=timezone.now())
