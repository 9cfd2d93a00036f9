from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Limit(models.TextChoices):
    """What "anything to go gently with?" becomes: the reason itself is not kept."""

    NO_IMPACT = "no_impact", _("No jumps")
    SUPPORT = "support", _("A hand on something solid")
    NO_PRONE = "no_prone", _("Nothing lying on the front")
    NO_FLAT_BACK = "no_flat_back", _("Nothing lying flat on the back")
    NO_HEAD_LOW = "no_head_low", _("No head below the heart")


class HealthNotes(models.Model):
    """What a runner's body asks for; kept only while the consent to health notes stands."""

    runner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="health_notes")
    tight = models.JSONField(_("tight or sore sites"), default=list, blank=True)
    limits = models.JSONField(_("limits"), default=list, blank=True)
    coming_back = models.BooleanField(_("coming back from injury"), default=False)

    class Meta:
        verbose_name = _("health notes")
        verbose_name_plural = _("health notes")

    def __str__(self):
        return "health notes"  # nobody's business, the admin's neither
