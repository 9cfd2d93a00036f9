"""Classes in an order somebody thought about."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from library.models.video_class import OfClassQuerySet, VideoClass

MOST_A_WEEK = 6  # one day of the week stays without a class


class CollectionQuerySet(models.QuerySet["Collection"]):
    def shown(self):
        return self.filter(shown=True)

    def with_classes(self):
        """Those with a published class."""
        return self.filter(Exists(CollectionClass.objects.published().filter(collection=OuterRef("pk"))))

    def shown_to(self, user):
        """Staff see those that are not shown yet."""
        return self if user.is_staff else self.shown()


class Collection(models.Model):
    """An ordered set of classes; a class may stand in it more than once."""

    slug = models.SlugField(_("slug"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=80)
    summary = models.CharField(_("one sentence"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    series = models.BooleanField(_("a series: each class builds on those before"), default=False)
    a_week = models.PositiveSmallIntegerField(_("classes a week, for who follows it"), null=True, blank=True)
    then_a_week = models.PositiveSmallIntegerField(
        _("then, to keep it up, classes a week"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("place among the collections"), default=0)
    shown = models.BooleanField(_("shown to runners"), default=True)
    content_hash = models.CharField(max_length=64, editable=False, default="")
    edited_at = models.DateTimeField(_("changed in the site"), null=True, blank=True, editable=False)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(a_week=None) | Q(a_week__range=(1, MOST_A_WEEK)))
                & (Q(then_a_week=None) | Q(then_a_week__range=(1, MOST_A_WEEK))),
                name="a_collection_asks_for_1_to_6_a_week",
                violation_error_message=_("A collection asks for one to six classes a week."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/library/collections/{self.slug}/"


class CollectionClassQuerySet(OfClassQuerySet):
    def of_shown_series(self):
        """The published places of the series runners see."""
        return self.published().filter(collection__series=True, collection__shown=True)


class CollectionClass(models.Model):
    """One place of a collection, and the class that stands there."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="places")
    video_class = models.ForeignKey(VideoClass, models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(_("place, from 1"))

    objects = CollectionClassQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("class of a collection")
        verbose_name_plural = _("classes of a collection")
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "position"],
                name="one_class_a_place",
                violation_error_message=_("That place of the collection is taken."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.video_class}"
