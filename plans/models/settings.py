"""What a runner told us about the plan: asked at sign-up, changeable ever after."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.of_runner import RunKind, Weekday

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Experience(models.TextChoices):
    NEW = "new", _("None, or long ago")
    SOME = "some", _("Some: I know a plié from a relevé")
    REGULAR = "regular", _("I take class regularly")


def every_day_twenty_minutes():
    return dict.fromkeys(WEEKDAYS, 20)


class PlanSettings(models.Model):
    """How one runner wants their classes placed."""

    runner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_settings")
    experience = models.CharField(
        _("ballet experience"), max_length=8, choices=Experience, default=Experience.NEW
    )
    sessions = models.PositiveSmallIntegerField(_("sessions a week"), default=2)
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    days = models.JSONField(_("most minutes for a class, by weekday"), default=every_day_twenty_minutes)
    rest_days = models.JSONField(_("rest days"), default=list, blank=True)
    kit = models.JSONField(_("kit at hand"), default=list, blank=True)
    quiet = models.BooleanField(_("quiet classes only"), default=False)
    small_space = models.BooleanField(_("only classes for a small space"), default=False)
    impact = models.BooleanField(_("small jumps"), default=False)
    primers = models.BooleanField(_("primers before key runs"), default=False)
    trail = models.BooleanField(_("runs mostly on trails"), default=False)
    targets = models.JSONField(_("share of each benefit"), default=dict, blank=True)
    rules_off = models.JSONField(_("rules switched off"), default=list, blank=True)
    first_month = models.BooleanField(_("begins with First month of ballet"), null=True, blank=True)
    after_what = models.CharField(_("after"), max_length=60, blank=True)
    before_what = models.CharField(_("before"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("plan settings")
        verbose_name_plural = _("plan settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(sessions__lte=6) & Q(level__gte=1) & Q(level__lte=3),
                name="plan_settings_in_range",
                violation_error_message=_("0 to 6 sessions a week, level 1 to 3."),
            ),
        ]

    def __str__(self):
        return f"{self.sessions} a week"


class TypicalRun(models.Model):
    """One run of a runner's usual week; coming weeks are filled from these."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="typical_runs")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    kind = models.CharField(_("kind"), max_length=10, choices=RunKind, default=RunKind.EASY)
    duration_s = models.PositiveIntegerField(_("duration (s)"), null=True, blank=True)
    distance_m = models.PositiveIntegerField(_("distance (m)"), null=True, blank=True)

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "weekday"], name="one_typical_run_a_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_0_to_6"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}: {self.get_kind_display()}"
