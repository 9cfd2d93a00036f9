"""Running shoes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Shoe(models.Model):
    """A pair of running shoes."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shoes")
    name = models.CharField(_("name"), max_length=80)
    start_m = models.FloatField(_("run in them before (m)"), default=0)
    retired_on = models.DateField(_("retired"), null=True, blank=True)

    class Meta:
        ordering = ["retired_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "name"],
                name="one_pair_a_name",
                violation_error_message=_("You have shoes of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(start_m__gte=0),
                name="shoe_distance_not_below_zero",
                violation_error_message=_("A distance is not below zero."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/log/shoes/{self.pk}/"
