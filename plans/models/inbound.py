"""Calendars of others, from which planned runs come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class InboundCalendarQuerySet(models.QuerySet):
    def due(self, now):
        """Those whose next try has come."""
        return self.filter(next_try_at__lte=now)


class InboundCalendar(models.Model):
    """A calendar a runner follows: an address that is fetched again and again, or a file read once."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbound_calendars")
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=2000, blank=True)
    is_whole_plan = models.BooleanField(_("the usual week stands back where it plans runs"), default=True)
    created_at = models.DateTimeField(_("followed since"))
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    left_out = models.PositiveSmallIntegerField(_("events that are no runs"), default=0)
    not_read = models.PositiveSmallIntegerField(_("events that were not understood"), default=0)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    objects = InboundCalendarQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["next_try_at"], name="inbound_calendars_by_next_try")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/log/calendars/{self.pk}/"
