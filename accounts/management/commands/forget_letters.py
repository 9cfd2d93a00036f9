"""Forget what could not be sent."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions.letters import forget_letters


class Command(BaseCommand):
    help = "Forget mail about accounts that could not be sent for a day. The worker calls this daily."

    requires_system_checks = []

    def handle(self, **options):
        forget_letters(now=timezone.now())
