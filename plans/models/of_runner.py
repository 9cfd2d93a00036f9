"""What rows of the log and of the plan share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunKind(models.TextChoices):
    EASY = "easy", _("Easy")
    LONG = "long", _("Long")
    INTERVALS = "intervals", _("Intervals")
    TEMPO = "tempo", _("Tempo")
    RACE = "race", _("Race")


# What a run without a name is called: a text each, since other languages do not add “run” to a kind.
RUN_NAMES = {
    RunKind.EASY: _("Easy run"),
    RunKind.LONG: _("Long run"),
    RunKind.INTERVALS: _("Intervals"),
    RunKind.TEMPO: _("Tempo run"),
    RunKind.RACE: _("Race"),
}


def run_name(run):
    return run.title or name_of_kind(run.kind)


def name_of_kind(kind):
    return str(RUN_NAMES.get(kind, kind))


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OfRunner(models.QuerySet):
    """Rows that belong to a runner and stand on a local date."""

    def of(self, runner):
        return self.filter(runner=runner)

    def between(self, first, last):
        """Local dates, both inclusive."""
        return self.filter(date__gte=first, date__lte=last)

    def on(self, date):
        return self.filter(date=date)


class MayBeTakenOut(OfRunner):
    """Rows that wait a week for an undo once they are taken out."""

    def removed(self):
        """Of `with_removed`: those that wait."""
        return self.exclude(removed_at=None)


class InTheLog(models.Manager):
    """What was taken out of the log is known to `with_removed` alone."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at=None)
