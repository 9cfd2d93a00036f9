"""Races to come, and races run."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.of_runner import OfRunner


class Race(models.Model):
    """A race on a day; the week before it is lighter the more it matters."""

    class Priority(models.TextChoices):
        A = "A", _("A: the one I train for")
        B = "B", _("B: I want to do well")
        C = "C", _("C: a hard training run")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="races")
    name = models.CharField(_("name"), max_length=120)
    date = models.DateField(_("date"))
    distance_m = models.FloatField(_("distance (m)"), null=True, blank=True)
    priority = models.CharField(_("priority"), max_length=1, choices=Priority, default=Priority.B)

    objects = OfRunner.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        indexes = [models.Index(fields=["runner", "date"], name="races_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(distance_m__isnull=True) | models.Q(distance_m__gt=0),
                name="race_distance_above_zero",
                violation_error_message=_("A distance is above zero."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/log/races/{self.pk}/"
