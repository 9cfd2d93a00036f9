from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """One thing a person agreed to, and when; withdrawn rather than deleted."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("Privacy notice and terms")
        HEALTH = "health", _("Keeping health notes")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    version = models.CharField(_("version"), max_length=20)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent_a_kind",
                violation_error_message=_("This consent stands already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"
