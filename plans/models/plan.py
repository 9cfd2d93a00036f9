"""The plan: a runner's week and the classes placed in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from library.models import Collection, VideoClass


class Week(models.Model):
    """A runner's week as it was planned; it starts on a Monday."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weeks")
    starts_on = models.DateField(_("starts on"))
    planned_at = models.DateTimeField(_("planned"))
    unplaced = models.JSONField(_("what could not be placed, and why"), default=list, blank=True)
    asked = models.PositiveSmallIntegerField(
        _("classes asked for when it was planned"), null=True, blank=True
    )
    latest = models.ForeignKey(
        "PlanChange", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )  # so that the week's page tells of it without a query more

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

    def waiting(self):
        """Places whose class is still to come."""
        return self.filter(state__in=[PlannedSession.State.PROPOSED, PlannedSession.State.LOCKED])

    def open(self):
        """Places that wait for their class; a missed one still may be filled."""
        return self.exclude(state__in=[PlannedSession.State.DONE, PlannedSession.State.SKIPPED])


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


class PlanChange(models.Model):
    """Something that changed a stored week, and the places as they were before and after it."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("Planned again")
        LEFT = "left", _("Left the plan")
        ACCEPTED = "accepted", _("Proposal accepted")
        LAID = "laid", _("Time laid aside")
        LIFTED = "lifted", _("Time taken away again")
        MOVED = "moved", _("Moved")
        SWAPPED = "swapped", _("Swapped")
        ADDED = "added", _("Added")
        SKIPPED = "skipped", _("Left out")
        LOCKED = "locked", _("Kept on its day")
        BACK = "back", pgettext_lazy("change of a week", "Put back")

    week = models.ForeignKey(Week, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    made_at = models.DateTimeField(_("made"))
    told = models.JSONField(_("what the runner is told of it"), default=list, blank=True)
    before = models.JSONField(_("places before"), default=list, blank=True)
    after = models.JSONField(_("places after"), default=list, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.get_kind_display()


class PlanOffer(models.Model):
    """What the planner would change in a stored week, waiting for the runner's yes or no."""

    week = models.OneToOneField(Week, models.CASCADE, related_name="offer")
    made_at = models.DateTimeField(_("made"))
    because = models.CharField(_("what had changed"), max_length=20)
    wanted = models.JSONField(_("the places as they would stand"), default=list)
    declined_at = models.DateTimeField(pgettext_lazy("offer", "left"), null=True, blank=True)

    def __str__(self):
        return f"offer for the {self.week}"


class CheckIn(models.Model):
    """A runner's weekly answer: how the coming week shall be."""

    class Answer(models.TextChoices):
        LIGHTER = "lighter", _("Lighter")
        SAME = "same", _("The same")
        MORE = "more", _("A little more")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="check_ins")
    starts_on = models.DateField(_("Monday of the week it is for"))
    answer = models.CharField(_("answer"), max_length=7, choices=Answer)
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "starts_on"], name="one_answer_a_week"),
        ]

    def __str__(self):
        return self.get_answer_display()


class FollowedCollection(models.Model):
    """A collection a runner follows: its next classes are placed first. How far it is, the sessions tell."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_collections")
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="followers")
    begun_on = models.DateField(_("followed since"))
    counts_from = models.DateField(_("classes count from"), null=True, blank=True)  # None: whenever danced
    paused_on = models.DateField(_("paused since"), null=True, blank=True)
    ended_on = models.DateField(_("followed until"), null=True, blank=True)

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner"],
                condition=models.Q(ended_on=None),
                name="one_collection_at_a_time",
                violation_error_message=_("You follow a collection already."),
            ),
        ]

    def __str__(self):
        return str(self.collection)
