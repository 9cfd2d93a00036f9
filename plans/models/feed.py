"""The plan in a phone's calendar: addresses to subscribe to, and what stands behind them."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

TOKEN_BYTES = 32


def new_token():
    return secrets.token_urlsafe(TOKEN_BYTES)


class CalendarAddress(models.Model):
    """A private address a runner gave to a calendar app; who knows it may read, and nothing else.

    The token is kept as it is, so that a second phone can be given the same address; it opens no more than
    the rows beside it hold already. Nothing writes it to a log (balletfusion/logs.py).
    """

    class Holds(models.TextChoices):
        ALL = "all", _("Everything: classes, runs and races")
        CLASSES = "classes", _("Classes only")
        BUSY = "busy", _("Only that I am busy, for others")

    class ReadBy(models.TextChoices):
        APPLE = "apple", _("Apple's calendar")
        GOOGLE = "google", _("Google Calendar")
        OUTLOOK = "outlook", _("Outlook")
        THUNDERBIRD = "thunderbird", _("Thunderbird")
        ANDROID = "android", _("a calendar app on Android")
        BROWSER = "browser", _("a browser")
        OTHER = "other", _("another app")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    name = models.CharField(_("name"), max_length=60)
    holds = models.CharField(_("what it holds"), max_length=7, choices=Holds, default=Holds.ALL)
    classes_at = models.TimeField(_("time of classes"), null=True, blank=True)
    classes_at_weekends = models.TimeField(_("time of classes at weekends"), null=True, blank=True)
    runs_at = models.TimeField(_("time of runs"), null=True, blank=True)
    runs_at_weekends = models.TimeField(_("time of runs at weekends"), null=True, blank=True)
    alarm_min = models.PositiveSmallIntegerField(_("reminder (minutes before)"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    # How often these answers, or the runner's zone, have changed: that moves events, and SEQUENCE must rise.
    revision = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(_("made"))
    changed_at = models.DateTimeField(_("changed"))
    looked_at = models.DateTimeField(_("plan last looked at"))
    # Written at most once an hour, and shown as a day: not a trace of when somebody's phone is awake.
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    read_by = models.CharField(_("last read by"), max_length=11, choices=ReadBy, blank=True, editable=False)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["looked_at"], name="calendar_addresses_by_look")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/plan/calendar-out/{self.pk}/"

    def time_of(self, date, what):
        """The time of day of `classes` or `runs` on that day, or None."""
        at_weekends = getattr(self, f"{what}_at_weekends") if date.weekday() >= 5 else None
        return at_weekends or getattr(self, f"{what}_at")


class FeedEntry(models.Model):
    """A class, run or race as calendars were last told of it; its name among them (UID) is for ever."""

    class Kind(models.TextChoices):
        CLASS = "class", _("Class")
        RUN = "run", _("Run")
        RACE = "race", _("Race")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_entries")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    key = models.CharField(_("row it stands for"), max_length=40)
    date = models.DateField(_("date"))
    told = models.JSONField(_("what is told of it"), default=dict)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("changed"))
    gone_at = models.DateTimeField(_("gone"), null=True, blank=True)

    class Meta:
        ordering = ["date", "pk"]
        indexes = [models.Index(fields=["runner", "date"], name="feed_entries_by_date")]
        constraints = [models.UniqueConstraint(fields=["runner", "key"], name="one_entry_a_row")]

    def __str__(self):
        return f"{self.get_kind_display()} on {self.date}"
