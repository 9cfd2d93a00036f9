"""Times laid over the plan: illness, holiday, travel, injury."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OverlayQuerySet(models.QuerySet["Overlay"]):
    def of(self, runner):
        return self.filter(runner=runner)

    def touching(self, first, last):
        """Those with a day between these local dates, both inclusive."""
        return self.filter(first__lte=last, last__gte=first)

    def about_health(self):
        """Kept only while the consent to health notes stands."""
        return self.filter(kind__in=[Overlay.Kind.ILLNESS, Overlay.Kind.INJURY])


class Overlay(models.Model):
    """Days on which life comes first, both included; the plan comes back when it is taken away."""

    class Kind(models.TextChoices):
        ILLNESS = "illness", _("Illness")
        INJURY = "injury", _("Injury")
        HOLIDAY = "holiday", _("Holiday, without classes")
        TRAVEL = "travel", _("Travel: small room, no kit")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="overlays")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    sites = models.JSONField(_("injured sites"), default=list, blank=True)
    laid_at = models.DateTimeField(_("laid"))
    # The places of each stored week as they were when it was laid, by Monday (see plans/actions/changes.py).
    before = models.JSONField(_("the plan before"), default=dict, blank=True, editable=False)

    objects = OverlayQuerySet.as_manager()

    class Meta:
        ordering = ["first", "pk"]
        indexes = [models.Index(fields=["runner", "last"], name="overlays_by_last_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="overlay_ends_after_it_begins",
                violation_error_message=_("The last day is not before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.first} to {self.last}"  # the kind may be nobody else's business

    def get_absolute_url(self):
        return f"/plan/times/{self.pk}/"
