"""The mail once a week: whether and when a runner wants it, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.of_runner import Weekday


class WeeklyMailChoice(models.Model):
    """When one runner wants their weekly mail; off until they switch it on."""

    runner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    # Since the choice stands as it is: a moment that lay before it sends nothing.
    on_since = models.DateTimeField(_("on since"), null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, default=Weekday.SUNDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=17)  # on the runner's own clock

    class Meta:
        verbose_name = _("choice of the weekly mail")
        verbose_name_plural = _("choices of the weekly mail")
        indexes = [
            models.Index(
                fields=["weekday", "hour"], condition=Q(on_since__isnull=False), name="weekly_mails_wanted"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6) & Q(hour__lte=23),
                name="weekly_mail_on_a_day_at_an_hour",
                violation_error_message=_("Choose a day, and a full hour from 0 to 23."),
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.hour}:00" if self.on_since else "off"


class WeeklyMailQuerySet(models.QuerySet["WeeklyMail"]):
    def in_hands(self):
        """Claimed by a worker that has not said what became of it."""
        return self.filter(sent_at=None, unsure_at=None, refused_at=None, again_at=None)


class WeeklyMail(models.Model):
    """One mail about one week; who makes the row may send it, and nobody else."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_mails")
    monday = models.DateField(_("week it tells of"))
    message_id = models.CharField("Message-ID", max_length=320)
    claimed_at = models.DateTimeField(_("taken in hand"))
    # Certainly not taken by the mail server, which asked for another try.
    again_at = models.DateTimeField(_("tried again"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    unsure_at = models.DateTimeField(_("nobody knows whether it went"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)

    objects = WeeklyMailQuerySet.as_manager()

    class Meta:
        ordering = ["-monday", "-pk"]
        indexes = [
            models.Index(
                fields=["claimed_at"],
                condition=Q(sent_at=None, unsure_at=None, refused_at=None),
                name="weekly_mails_in_hands",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "monday"], name="one_weekly_mail_a_runner_and_week"),
        ]

    def __str__(self):
        return f"mail about the week of {self.monday}"
