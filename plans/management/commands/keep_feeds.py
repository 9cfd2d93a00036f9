"""Bring what calendars are told into step with the plans behind them."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.feed_entries import keep_feeds


class Command(BaseCommand):
    help = "Keep the calendars given out in step with the plans. The worker does it every five minutes."

    def handle(self, **options):
        if looked := keep_feeds(now=timezone.now()):
            self.stdout.write(f"{looked} plans were looked at.")
