from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library.models.video_class import VideoClass


class ViewingQuerySet(models.QuerySet["Viewing"]):
    def of(self, runner):
        return self.filter(runner=runner)


class Viewing(models.Model):
    """How one runner stands to one class: how far watched, saved, hidden."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="viewings")
    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="viewings")
    position_s = models.FloatField(_("stopped at (s)"), default=0)
    watched_s = models.FloatField(_("watched since it was last done (s)"), default=0)
    saved = models.BooleanField(_("saved"), default=False)
    watched_at = models.DateTimeField(_("last watched"), null=True, blank=True)
    done_at = models.DateTimeField(_("last done"), null=True, blank=True)
    done_next = models.CharField(_("where the last done led to"), max_length=200, blank=True)

    objects = ViewingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["runner", "video_class"], name="one_viewing_a_runner_and_class"),
            models.CheckConstraint(
                condition=Q(position_s__gte=0) & Q(watched_s__gte=0), name="viewing_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.video_class} at {self.position_s:.0f} s"
