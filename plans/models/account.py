"""All of a runner's data, taken out, brought in and deleted: what was asked for, and how far it has come."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

EXPORT_KEPT = datetime.timedelta(days=5)  # from the moment it is ready
IMPORT_KEPT = datetime.timedelta(days=2)  # a file that was looked at and not brought in


class AccountExportQuerySet(models.QuerySet["AccountExport"]):
    def ready(self, now):
        """Those that can be fetched."""
        return self.filter(ready_at__gt=now - EXPORT_KEPT)


class AccountExport(models.Model):
    """All of a runner's data as one file, asked for, made, and kept for a few days."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_exports")
    asked_at = models.DateTimeField(_("asked for"))
    path = models.CharField(_("place below MEDIA_ROOT"), max_length=100)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"), default=0)
    task = models.UUIDField(_("task that goes on with it"), null=True, blank=True)

    objects = AccountExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner"],
                condition=models.Q(ready_at=None),
                name="one_export_in_the_making",
                violation_error_message=_("Your data is being put together already."),
            ),
        ]

    def __str__(self):
        return f"export of {self.asked_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return f"/your-data/exports/{self.pk}/"

    @property
    def kept_until(self):
        return self.ready_at + EXPORT_KEPT


class AccountImport(models.Model):
    """An export brought to this site: looked at first, then all of it goes in, or nothing."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being looked at")
        CHECKED = "checked", _("Looked at: nothing is in yet")
        REFUSED = "refused", _("Cannot go in")
        STORING = "storing", _("Going in")
        STORED = "stored", _("In")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_imports")
    arrived_at = models.DateTimeField(_("arrived"))
    name = models.CharField(_("name"), max_length=200)
    path = models.CharField(_("place below MEDIA_ROOT"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.CHECKING)
    sentence = models.TextField(_("why it cannot go in"), blank=True)
    found = models.JSONField(_("what would come"), default=dict, blank=True)
    with_health = models.BooleanField(_("health notes come too, as agreed"), default=False)
    task = models.UUIDField(_("task that goes on with it"), null=True, blank=True)
    times_lost = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        indexes = [models.Index(fields=["state"], name="account_imports_by_state")]

    def __str__(self):
        return f"import of {self.arrived_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return f"/your-data/imports/{self.pk}/"

    @property
    def is_at_work(self):
        return self.state in (self.State.CHECKING, self.State.STORING)


class AccountDeletion(models.Model):
    """An account that is being deleted: a bare number, and what is left to do. It goes last.

    No foreign key: it has to outlive the person's row, so that who was killed is followed by another.
    """

    person = models.PositiveBigIntegerField(_("number of the account"), unique=True)
    begun_at = models.DateTimeField(_("begun"))
    rows_gone_at = models.DateTimeField(_("rows are gone"), null=True, blank=True)
    places = models.JSONField(_("files still to go, below MEDIA_ROOT"), default=list, blank=True)

    def __str__(self):
        return f"deletion begun {self.begun_at:%Y-%m-%d %H:%M}"
