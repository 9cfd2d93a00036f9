from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library.models import Benefit, LegLoad, VideoClass
from plans.models.folded import FoldedField
from plans.models.of_runner import InTheLog, MayBeTakenOut
from plans.models.plan import PlannedSession


class SessionQuerySet(MayBeTakenOut):
    def danced(self):
        """Without self-checks: heel raises are work for the legs, and no class."""
        return self.filter(self_check=None)


class Session(models.Model):
    """A class that was done, wherever."""

    class How(models.TextChoices):
        FILM = "film", _("Danced with the film")
        TIMER = "timer", _("Danced with the timer")
        BUTTON = "button", _("Marked as done")
        HAND = "hand", _("Written down")
        FILE = "file", _("From a file")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    date = models.DateField(_("date"))
    done_at = models.DateTimeField(_("recorded"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    video_class = models.ForeignKey(
        VideoClass, models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("class")
    )
    title = models.CharField(_("title"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    benefit = models.CharField(_("main benefit"), max_length=20, choices=Benefit, blank=True)
    leg_load = models.PositiveSmallIntegerField(_("leg load"), choices=LegLoad, default=LegLoad.LIGHT)
    effort = models.PositiveSmallIntegerField(
        _("effort, 0–10"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )
    soreness = models.PositiveSmallIntegerField(
        _("soreness after jumps, 0–10"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    how = models.CharField(_("how it was recorded"), max_length=6, choices=How)
    planned_session = models.OneToOneField(
        PlannedSession, models.SET_NULL, null=True, blank=True, related_name="session"
    )
    # So that what is taken back leaves its place as it was: kept by hand, or only planned. Taken out, it
    # keeps this alone, and fills a place again when it is put back.
    place_was = models.CharField(
        _("state of its place before it"),
        max_length=8,
        choices=PlannedSession.State,
        blank=True,
        editable=False,
    )
    removed_at = models.DateTimeField(_("taken out of the log"), null=True, blank=True, editable=False)
    folded = FoldedField(_("words looked for"), of=["title", "note"])

    objects = InTheLog.from_queryset(SessionQuerySet)()
    with_removed = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [
            # With minutes and effort: totals are summed from the index alone. SQLite would read the row for
            # the column of the condition, did it not stand in the index as well.
            models.Index(
                fields=["runner", "-date", "-id", "minutes", "effort", "removed_at"],
                condition=Q(removed_at=None),
                name="sessions_by_date_with_sums",
            ),
            # Whether a class was danced before some day.
            models.Index(
                fields=["runner", "video_class", "date", "removed_at"],
                condition=Q(removed_at=None),
                name="sessions_by_class_and_date",
            ),
            models.Index(
                fields=["removed_at"], condition=Q(removed_at__isnull=False), name="sessions_taken_out"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=600),
                name="a_session_lasts_1_to_600_minutes",
                violation_error_message=_("A session lasts between 1 and 600 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__lte=10),
                name="session_effort_0_to_10",
                violation_error_message=_("Effort is a number from 0 to 10."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_check(self) -> bool:
        """Ask it of rows that were read with their self-check."""
        return hasattr(self, "self_check")
