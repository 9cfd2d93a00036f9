"""The plan: a runner's week and the classes placed in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models import VideoClass


class Week(models.Model):
    """A runner's week as it was planned; it starts on a Monday."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weeks")
    starts_on = models.DateField(_("starts on"))
    planned_at = models.DateTimeField(_("planned"))
    unplaced = models.JSONField(_("what could not be placed, and why"), default=list, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "starts_on"], name="one_week_a_runner_and_monday"),
        ]

    def __str__(self):
        return f"week of {self.starts_on}"


class PlannedSessionQuerySet(models.QuerySet["PlannedSession"]):
    def of(self, runner):
        return self.filter(week__runner=runner)

    def between(self, first, last):
        return self.filter(date__gte=first, date__lte=last)

    def open(self):
        """Places that wait for their class."""
        return self.filter(state__in=[PlannedSession.State.PROPOSED, PlannedSession.State.LOCKED])


class PlannedSession(models.Model):
    """A class placed on a day."""

    class Slot(models.TextChoices):
        BEFORE_RUN = "before_run", _("Before the run")
        AFTER_RUN = "after_run", _("After the run")
        ALONE = "alone", _("On its own")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Planned")
        LOCKED = "locked", _("Kept on this day")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Left out")
        MISSED = "missed", _("Waiting")

    week = models.ForeignKey(Week, models.CASCADE, related_name="planned_sessions")
    date = models.DateField(_("date"))
    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="planned_sessions")
    slot = models.CharField(_("slot"), max_length=10, choices=Slot)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    why = models.CharField(_("why, in a sentence"), max_length=300, blank=True)
    first_date = models.DateField(_("where the plan first put it"))
    kept_against = models.JSONField(_("rules it was kept against"), default=list, blank=True)

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        indexes = [models.Index(fields=["week", "date"], name="planned_sessions_by_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["week", "date", "video_class"],
                name="a_class_once_a_day",
                violation_error_message=_("This class stands on that day already."),
            ),
        ]

    def __str__(self):
        return f"{self.video_class} on {self.date}"
