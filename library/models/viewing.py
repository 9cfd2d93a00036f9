from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from library.models.video_class import ClassBenefit, OfClassQuerySet, VideoClass


class ViewingQuerySet(OfClassQuerySet):
    def of(self, runner):
        return self.filter(runner=runner)

    def watched(self):
        return self.filter(watched_at__isnull=False).order_by("-watched_at", "pk")

    def begun(self):
        return self.filter(position_at__isnull=False)

    def saved(self):
        return self.filter(saved_at__isnull=False).order_by("-saved_at", "pk")

    def hidden(self):
        return self.filter(hidden_at__isnull=False).order_by("-hidden_at", "pk")

    def with_classes(self):
        """Of classes that are in the library, with what a list shows of them."""
        tags = Prefetch("video_class__tags", ClassBenefit.objects.order_by("position"))
        return self.published().select_related("video_class").prefetch_related(tags)


class Viewing(models.Model):
    """How one runner stands to one class: how far watched, saved, hidden and why."""

    class Why(models.TextChoices):
        TOO_HARD = "too-hard", _("Too hard for me")
        TOO_EASY = "too-easy", _("Too easy for me")
        HURTS = "hurts", _("Something hurts when I do it")
        NO_KIT = "no-kit", _("I have not got what it needs")
        NO_ROOM = "no-room", _("I have no room, or it is too loud")
        DULL = "dull", _("I do not enjoy it")
        OTHER = "other", _("Something else")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="viewings")
    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="viewings")
    position_s = models.FloatField(_("stopped at (s)"), default=0)
    position_at = models.DateTimeField(_("stopped there at"), null=True, blank=True)
    kept = models.JSONField(_("chapters of the shorter cut, none for the whole"), default=list, blank=True)
    seen = models.JSONField(_("seconds seen since it was last done"), default=list, blank=True)
    watched_s = models.FloatField(_("how many of them there are (s)"), default=0)
    watched_at = models.DateTimeField(_("last watched, if that is remembered"), null=True, blank=True)
    done_at = models.DateTimeField(_("last done"), null=True, blank=True)
    done_next = models.CharField(_("where the last done led to"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("not for me"), null=True, blank=True)
    hidden_why = models.CharField(_("why not"), max_length=8, choices=Why, blank=True)
    hidden_note = models.CharField(_("why not, in words"), max_length=200, blank=True)

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


class PlayerChoices(models.Model):
    """How one runner likes the player to be; where there is no row, the defaults."""

    class Size(models.TextChoices):
        SMALL = "small", _("Small")
        MEDIUM = "medium", _("Medium")
        LARGE = "large", _("Large")

    class Place(models.TextChoices):
        BELOW = "below", _("Below the picture")
        BOTTOM = "bottom", _("In the picture, at the bottom")
        TOP = "top", _("In the picture, at the top")

    class Picture(models.TextChoices):
        AUTO = "auto", _("As good as the network allows")
        SMALL = "small", _("Small, to save data")

    runner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="player_choices")
    captions = models.BooleanField(_("captions"), default=True)
    caption_size = models.CharField(
        _("size of the captions"), max_length=6, choices=Size, default=Size.MEDIUM
    )
    caption_place = models.CharField(
        _("place of the captions"), max_length=6, choices=Place, default=Place.BELOW
    )
    speed = models.FloatField(_("speed"), default=1)
    mirror = models.BooleanField(_("mirrored"), default=False)
    sound = models.BooleanField(_("sound"), default=True)
    speak = models.BooleanField(_("speak the cues"), default=False)
    large = models.BooleanField(_("large cues, for a phone on the floor"), default=False)
    picture = models.CharField(_("picture"), max_length=5, choices=Picture, default=Picture.AUTO)
    history = models.BooleanField(_("remember what I watched"), default=True)

    class Meta:
        verbose_name_plural = _("player choices")
        constraints = [
            models.CheckConstraint(
                condition=Q(speed__gte=0.5) & Q(speed__lte=1.5),
                name="player_speed_half_to_one_and_a_half",
                violation_error_message=_("Speed is between a half and one and a half."),
            ),
        ]

    def __str__(self):
        return f"how {self.runner} likes the player"
