"""Runs to come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models.inbound import InboundCalendar
from plans.models.log import Run
from plans.models.of_runner import OfRunner, RunKind


class PlannedRunQuerySet(OfRunner):
    def open(self):
        """Runs that still wait for theirs; one marked as not done may yet turn up in a file."""
        return self.filter(run=None, status__in=[PlannedRun.Status.PLANNED, PlannedRun.Status.MISSED])


class PlannedRun(models.Model):
    """A run that is meant to happen on a day."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        MISSED = "missed", _("Not done")
        CANCELLED = "cancelled", _("Cancelled")

    class Origin(models.TextChoices):
        HAND = "hand", _("By hand")
        TYPICAL = "typical", _("Usual week")
        CALENDAR = "calendar", _("Calendar")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="planned_runs")
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=RunKind, default=RunKind.EASY)
    title = models.CharField(_("title"), max_length=120, blank=True)
    duration_s = models.PositiveIntegerField(_("duration (s)"), null=True, blank=True)
    distance_m = models.PositiveIntegerField(_("distance (m)"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    origin = models.CharField(_("planned by"), max_length=8, choices=Origin, default=Origin.TYPICAL)
    calendar = models.ForeignKey(
        InboundCalendar, models.CASCADE, null=True, blank=True, related_name="planned_runs"
    )
    event = models.CharField(_("event of the calendar"), max_length=300, blank=True)
    usual_date = models.DateField(_("day of the usual week it stands for"), null=True, blank=True)
    edited_at = models.DateTimeField(_("last changed by hand"), null=True, blank=True)
    run = models.OneToOneField(Run, models.SET_NULL, null=True, blank=True, related_name="planned_run")

    objects = PlannedRunQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        indexes = [models.Index(fields=["runner", "date"], name="planned_runs_by_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "event"],
                condition=models.Q(calendar__isnull=False),
                name="an_event_of_a_calendar_once",
            ),
        ]

    def __str__(self):
        return self.title or gettext("%(kind)s run") % {"kind": self.get_kind_display()}

    def get_absolute_url(self):
        return f"/plan/runs/{self.pk}/"

    @property
    def is_called_off(self):
        """By its calendar, and not by the runner."""
        return self.status == self.Status.CANCELLED and self.edited_at is None

    @property
    def takes_day(self):
        """The day whose usual run it is, or whose place it takes; runs by hand stand beside those."""
        if self.origin == self.Origin.TYPICAL:
            return self.usual_date or self.date
        return self.date if self.origin == self.Origin.CALENDAR and not self.is_called_off else None

    @property
    def takes_week(self):
        """A training plan has its own days: in a week in which it plans a run the usual week stands back.

        The runs of a plan that is no longer followed, and were kept, still are that plan.
        """
        is_plan = self.calendar is None or self.calendar.is_whole_plan
        return self.origin == self.Origin.CALENDAR and is_plan and not self.is_called_off
