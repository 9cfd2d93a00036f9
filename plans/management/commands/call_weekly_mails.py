"""See to it that weekly mails that are due are sent."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.weekly_mail_send import call_weekly_mails


class Command(BaseCommand):
    help = "Have the weekly mails that are due sent by a worker. The worker asks for it each minute."
    requires_system_checks = []

    def handle(self, **options):
        call_weekly_mails(now=timezone.now())
