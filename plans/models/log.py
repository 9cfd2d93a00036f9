"""The training log: runs done."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.folded import FoldedField
from plans.models.of_runner import InTheLog, MayBeTakenOut, RunKind, run_name
from plans.models.shoe import Shoe


class RunQuerySet(MayBeTakenOut):
    def resembling(self, **measures):
        """Runs this could be; see `like_a_run`."""
        return self.filter(like_a_run(**measures))


def like_a_run(*, started_at, date=None, **measures):
    """A row this run could be: started within five minutes, and time or distance within 2 %.

    Or started at the same second: nobody begins two runs at once, but half a file may have been kept.
    Compared as instants: the date may have been changed by hand. Where no hour is known, by date.
    """
    if started_at is None:
        return as_long_or_far(**measures) & Q(date=date)
    minutes = datetime.timedelta(minutes=5)
    near = Q(started_at__range=(started_at - minutes, started_at + minutes))
    second = datetime.timedelta(seconds=1)
    return as_long_or_far(**measures) & near | Q(started_at__range=(started_at - second, started_at + second))


def as_long_or_far(*, duration_s, elapsed_s, distance_m):
    return (
        _within_2_percent("duration_s", duration_s)
        | _within_2_percent("elapsed_s", elapsed_s)
        | _within_2_percent("distance_m", distance_m)
    )


def _within_2_percent(field, value):
    """Nothing is near an unknown value."""
    if value is None:
        return Q(pk__in=[])
    return Q(**{f"{field}__range": (value * 0.98, value * 1.02)})


class Run(models.Model):
    """A run that was done."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs")
    date = models.DateField(_("date"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=RunKind, default=RunKind.EASY)
    kind_is_guess = models.BooleanField(_("kind is a guess"), default=False)
    title = models.CharField(_("title"), max_length=120, blank=True)
    duration_s = models.PositiveIntegerField(_("duration (s)"), null=True, blank=True)
    elapsed_s = models.PositiveIntegerField(_("elapsed (s)"), null=True, blank=True)
    distance_m = models.FloatField(_("distance (m)"), null=True, blank=True)
    climb_m = models.FloatField(_("climb (m)"), null=True, blank=True)
    heart_rate_mean = models.PositiveSmallIntegerField(_("mean heart rate (bpm)"), null=True, blank=True)
    heart_rate_max = models.PositiveSmallIntegerField(_("highest heart rate (bpm)"), null=True, blank=True)
    effort = models.PositiveSmallIntegerField(
        _("effort, 0–10"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    device = models.CharField(_("device"), max_length=80, blank=True)
    shoe = models.ForeignKey(
        Shoe, models.SET_NULL, null=True, blank=True, related_name="runs", verbose_name=_("shoes")
    )
    laps = models.JSONField(_("laps"), default=list, blank=True)
    recorded = models.JSONField(_("what the file said"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(_("last changed by hand"), null=True, blank=True)
    removed_at = models.DateTimeField(_("taken out of the log"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    merge = models.JSONField(_("what the merge changed there"), null=True, blank=True)
    folded = FoldedField(_("words looked for"), of=["title", "note"])

    objects = InTheLog.from_queryset(RunQuerySet)()
    with_removed = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [
            # All that totals are made of: they are summed from the index alone. SQLite would read the row for
            # the column of the condition, did it not stand in the index as well.
            models.Index(
                fields=[
                    "runner",
                    "-date",
                    "-id",
                    "kind",
                    "shoe",
                    "duration_s",
                    "distance_m",
                    "climb_m",
                    "removed_at",
                ],
                condition=Q(removed_at=None),
                name="runs_in_the_log_by_date",
            ),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="runs_taken_out"),
            models.Index(fields=["runner", "started_at"], name="runs_of_a_runner_by_instant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(duration_s__isnull=False) | Q(distance_m__isnull=False),
                name="a_run_has_time_or_distance",
                violation_error_message=_("Give the minutes, the distance, or both."),
            ),
            models.CheckConstraint(
                condition=(Q(distance_m__isnull=True) | Q(distance_m__gt=0))
                & (Q(duration_s__isnull=True) | Q(duration_s__gt=0)),
                name="run_time_and_distance_above_zero",
                violation_error_message=_("Minutes and distance are above zero."),
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__lte=10),
                name="run_effort_0_to_10",
                violation_error_message=_("Effort is a number from 0 to 10."),
            ),
        ]

    def __str__(self):
        return run_name(self)

    def get_absolute_url(self):
        return f"/log/runs/{self.pk}/"


class Track(models.Model):
    """The points of a run, packed; kept apart so that lists never read them."""

    run = models.OneToOneField(Run, models.CASCADE, related_name="track")
    packed = models.BinaryField()

    def __str__(self):
        return f"track of run {self.run_id}"
