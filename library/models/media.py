"""The files of a class: the film as a whole, and each rendition of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library.models.video_class import VideoClass


class Film(models.Model):
    """The film of one class, and how far its making has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        BUILDING = "building", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    video_class = models.OneToOneField(VideoClass, models.CASCADE, related_name="film")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    progress = models.FloatField(_("progress, 0–1"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    fingerprint = models.CharField(_("fingerprint of all that shapes it"), max_length=64, blank=True)
    folder = models.CharField(_("folder below the media root"), max_length=200, blank=True)
    duration_s = models.FloatField(_("duration (s)"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(progress__gte=0) & Q(progress__lte=1),
                name="film_progress_between_0_and_1",
            ),
        ]

    def __str__(self):
        return f"{self.video_class}: {self.get_state_display()}"


class Rendition(models.Model):
    """One file of a film: the picture at one height, or a track of text."""

    class Kind(models.TextChoices):
        MP4 = "mp4", _("Film (MP4)")
        CAPTIONS = "captions", _("Captions")
        CHAPTERS = "chapters", _("Chapters")
        METADATA = "metadata", _("Movement and repetition")

    film = models.ForeignKey(Film, models.CASCADE, related_name="renditions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    height = models.PositiveSmallIntegerField(_("height (px)"), default=0)
    path = models.CharField(_("path below the media root"), max_length=250)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["film", "kind", "height"], name="one_rendition_a_kind_and_height"
            ),
        ]

    def __str__(self):
        return self.path
