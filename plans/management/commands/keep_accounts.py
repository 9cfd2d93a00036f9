"""See to exports, imports and deletions of accounts that are due or were lost."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.actions.account_deletion import (
    begin_deletions_of_the_unconfirmed,
    begin_due_deletions,
    take_up_deletions,
)
from plans.actions.account_export import sweep_exports, take_up_exports
from plans.actions.account_import import take_up_account_imports


class Command(BaseCommand):
    help = "Delete accounts whose day has come or that nobody confirmed, take up what was lost."
    requires_system_checks = []

    def handle(self, **options):
        now = timezone.now()
        begun = begin_due_deletions(now=now) + begin_deletions_of_the_unconfirmed(now=now)
        take_up_deletions()
        lost = take_up_exports() + take_up_account_imports()
        over = sweep_exports(now=now)
        if begun or lost or over:
            self.stdout.write(
                f"{begun} deletions begun, {lost} taken up, {over} exports were kept long enough."
            )
