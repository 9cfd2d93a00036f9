"""The files of a class: the film as a whole, each rendition of it, and a film on its way to us."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from library.models.video_class import VideoClass


class FilmQuerySet(models.QuerySet["Film"]):
    def current(self):
        return self.filter(current=True)


class Film(models.Model):
    """One version of the film of a class, and how far its making has come; one of them is current."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        BUILDING = "building", _("Being made")
        WATCHABLE = "watchable", _("Can be watched, more on its way")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="films")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    current = models.BooleanField(_("the one that is played"), default=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    progress = models.FloatField(_("progress, 0–1"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    fingerprint = models.CharField(_("fingerprint of all that shapes it"), max_length=64, blank=True)
    folder = models.CharField(_("folder below the media root"), max_length=200, blank=True)
    duration_s = models.FloatField(_("duration (s)"), null=True, blank=True)
    original = models.CharField(_("the uploaded file, below the media root"), max_length=250, blank=True)
    original_name = models.CharField(_("name the file came with"), max_length=200, blank=True)
    facts = models.JSONField(_("what was found in the file"), default=dict, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = FilmQuerySet.as_manager()

    class Meta:
        ordering = ["video_class", "-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress__gte=0) & Q(progress__lte=1),
                name="film_progress_between_0_and_1",
            ),
            models.UniqueConstraint(fields=["video_class", "version"], name="one_film_a_version"),
            models.UniqueConstraint(
                fields=["video_class"], condition=Q(current=True), name="one_current_film_a_class"
            ),
        ]

    def __str__(self):
        return f"{self.video_class}: {self.get_state_display()}"


class Rendition(models.Model):
    """One file of a film: the picture at one height, its sound, or a track of text."""

    class Kind(models.TextChoices):
        MP4 = "mp4", _("Film (MP4)")
        HLS = "hls", _("Playlist (HLS)")
        SOUND = "sound", _("Sound")
        CAPTIONS = "captions", _("Captions")
        CHAPTERS = "chapters", _("Chapters")
        METADATA = "metadata", _("Movement and repetition")
        POSTER = "poster", _("Poster")
        STORYBOARD = "storyboard", _("Storyboard")

    film = models.ForeignKey(Film, models.CASCADE, related_name="renditions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
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

    @property
    def name(self) -> str:
        """What addresses call it."""
        return self.path.rpartition("/")[2]


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, teacher):
        return self.filter(teacher=teacher)


class Upload(models.Model):
    """A teacher's film on its way to us, piece by piece; it can be continued after the connection dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="uploads")
    name = models.CharField(_("name of the file"), max_length=200)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))
    received_bytes = models.PositiveBigIntegerField(_("received (bytes)"), default=0)
    fingerprint = models.CharField(_("what the browser knows the file by"), max_length=100, blank=True)
    film = models.OneToOneField(
        Film, models.SET_NULL, null=True, blank=True, related_name="upload", verbose_name=_("what it became")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last piece"), auto_now=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_bytes__lte=models.F("size_bytes")), name="no_more_received_than_there_is"
            ),
        ]

    def __str__(self):
        return self.name
