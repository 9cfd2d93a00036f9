"""The classes, their chapters and cues."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from library.models.movement import Movement
from library.models.vocabulary import Benefit, ClassKind, LegLoad, Level, Origin


def whole_minutes(duration_s: float) -> int:
    return max(1, round(duration_s / 60))


class VideoClassQuerySet(models.QuerySet["VideoClass"]):
    def published(self):
        return self.filter(published_at__isnull=False)

    def with_tags(self):
        """What a card tells besides the row itself: the benefits, and what the teacher is called."""
        named = self.annotate(taught_by=models.F("teacher__teaches_as"))
        return named.prefetch_related(Prefetch("tags", ClassBenefit.objects.order_by("position")))


class OfClassQuerySet(models.QuerySet):
    """Rows of one class each."""

    def published(self):
        """Those whose class is in the library."""
        return self.filter(video_class__published_at__isnull=False)


class VideoClass(models.Model):
    """A class: what a runner follows on film or by timer."""

    slug = models.SlugField(_("slug"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=80)
    summary = models.CharField(_("one sentence"), max_length=200)
    description = models.TextField(_("description"))
    only_five = models.CharField(_("only five minutes? do this"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=ClassKind, default=ClassKind.CLASS)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    leg_load = models.PositiveSmallIntegerField(_("leg load"), choices=LegLoad)
    origin = models.CharField(_("drawn or filmed"), max_length=6, choices=Origin, default=Origin.DRAWN)
    duration_s = models.FloatField(_("duration (s)"), default=0)
    longest_hold_s = models.PositiveSmallIntegerField(_("longest hold of one muscle (s)"), default=0)
    sites = models.JSONField(_("load by body site, 0–3"), default=dict, blank=True)
    kit = models.JSONField(_("kit"), default=list, blank=True)
    quiet = models.BooleanField(_("quiet"), default=True)
    small_space = models.BooleanField(_("small space"), default=True)
    against = models.JSONField(_("limits it goes against"), default=list, blank=True)
    dancer = models.CharField(_("dancer"), max_length=20, default="plum")
    mood = models.CharField(_("mood of its music"), max_length=20, blank=True)
    figure = models.CharField(_("the movement its card dances"), max_length=60, blank=True)
    free = models.BooleanField(_("free to play without an account"), default=False)
    edition = models.PositiveIntegerField(
        _("edition of the library it last changed in"), default=0, db_index=True, editable=False
    )
    poster_s = models.FloatField(_("the moment of its poster (s)"), null=True, blank=True)
    safety = models.JSONField(_("the teacher's answers about safety"), default=dict, blank=True)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="classes",
        verbose_name=_("teacher"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True)
    content_hash = models.CharField(max_length=64, editable=False, default="")
    edited_at = models.DateTimeField(_("changed in the site"), null=True, blank=True, editable=False)

    objects = VideoClassQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.CheckConstraint(
                condition=Q(duration_s__gt=0) | Q(published_at__isnull=True),
                name="a_published_class_lasts",
                violation_error_message=_("A class lasts longer than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(leg_load__lte=3) & Q(level__gte=1) & Q(level__lte=3),
                name="class_load_and_level_in_range",
                violation_error_message=_("Leg load is 0 to 3, level is 1 to 3."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/library/{self.slug}/"

    @property
    def minutes(self) -> int:
        """Whole minutes as shown and planned, at least 1."""
        return whole_minutes(self.duration_s)

    @cached_property
    def benefits(self) -> list[str]:
        """Benefit slugs, the main one first; who knows them already may set them and spare the query."""
        return [tag.benefit for tag in sorted(self.tags.all(), key=lambda tag: tag.position)]


class ClassBenefit(models.Model):
    """One benefit a class is tagged with; position 0 is the main one."""

    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="tags")
    benefit = models.CharField(_("benefit"), max_length=20, choices=Benefit)
    position = models.PositiveSmallIntegerField(_("place, 0 is the main one"), default=0)

    objects = OfClassQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("benefit of a class")
        verbose_name_plural = _("benefits of a class")
        constraints = [
            models.UniqueConstraint(
                fields=["video_class", "benefit"],
                name="a_benefit_once_a_class",
                violation_error_message=_("This class has that benefit already."),
            ),
        ]

    def __str__(self):
        return self.get_benefit_display()


class ChapterQuerySet(models.QuerySet):
    def begun_by(self, end_s: float):
        """Those a film of that length comes to; all where it is 0, since there is no film yet."""
        return self.filter(start_s__lt=end_s) if end_s else self


class Chapter(models.Model):
    """A movement within a class, from one second to another."""

    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="chapters")
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="chapters")
    position = models.PositiveSmallIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=80)
    start_s = models.FloatField(_("starts (s)"))
    end_s = models.FloatField(_("ends (s)"))
    repetitions = models.PositiveSmallIntegerField(_("repetitions a side"), default=1)
    sides = models.PositiveSmallIntegerField(_("sides"), default=1)
    phrase = models.JSONField(_("the movements of an enchaînement"), default=list, blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["video_class", "position"], name="one_chapter_a_place"),
            models.CheckConstraint(
                condition=Q(end_s__gt=models.F("start_s")) & Q(start_s__gte=0),
                name="a_chapter_ends_after_it_starts",
                violation_error_message=_("A chapter ends after it starts."),
            ),
        ]

    def __str__(self):
        return self.title


class Cue(models.Model):
    """One spoken or captioned sentence."""

    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="cues")
    start_s = models.FloatField(_("starts (s)"))
    end_s = models.FloatField(_("ends (s)"))
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        ordering = ["start_s", "pk"]  # several sentences may begin at once
        constraints = [
            models.CheckConstraint(
                condition=Q(end_s__gt=models.F("start_s")) & Q(start_s__gte=0),
                name="a_cue_ends_after_it_starts",
                violation_error_message=_("A cue ends after it starts."),
            ),
        ]

    def __str__(self):
        return self.text
