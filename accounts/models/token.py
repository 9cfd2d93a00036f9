"""Tokens: a script or a watch reads and writes for its runner, and no more than it was allowed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """What a script shows instead of a password; only the hash of it is kept."""

    class Scope(models.TextChoices):
        READ_LOG = "read-log", _("Read the log: runs, with distance and time")
        WRITE_LOG = "write-log", _("Write the log: bring in files, write down runs")
        READ_PLAN = "read-plan", _("Read the plan: runs and classes of a week")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("what it may do"), default=list)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    # The minute that is counted, and how many requests came in it.
    counted_from = models.DateTimeField(null=True, editable=False)
    counted = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def allows(self) -> list[str]:
        """Its scopes in words, in the order in which they are offered."""
        return [str(scope.label) for scope in self.Scope if scope in self.scopes]

    def has_ended(self, now) -> bool:
        return self.expires_at is not None and self.expires_at <= now
