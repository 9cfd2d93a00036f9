from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from library.models import BodySite
from plans.models.of_runner import OfRunner


def level_field(name, **options):
    """A number from 0 to 10."""
    return models.PositiveSmallIntegerField(name, validators=[MaxValueValidator(10)], **options)


class Limit(models.TextChoices):
    """What "anything to go gently with?" becomes: the reason itself is not kept."""

    NO_IMPACT = "no_impact", _("No jumps")
    SUPPORT = "support", _("A hand on something solid")
    NO_PRONE = "no_prone", _("Nothing lying on the front")
    NO_FLAT_BACK = "no_flat_back", _("Nothing lying flat on the back")
    NO_HEAD_LOW = "no_head_low", _("No head below the heart")


class HealthNotes(models.Model):
    """What a runner's body asks for; kept only while the consent to health notes stands."""

    runner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="health_notes")
    tight = models.JSONField(_("tight or sore sites"), default=list, blank=True)
    limits = models.JSONField(_("limits"), default=list, blank=True)
    coming_back = models.BooleanField(_("coming back from injury"), default=False)
    answered_on = models.DateField(_("last day they said whether anything is sore"), null=True, blank=True)

    class Meta:
        verbose_name = _("health notes")
        verbose_name_plural = _("health notes")

    def __str__(self):
        return "health notes"  # nobody's business, the admin's neither


class PainReportQuerySet(OfRunner):
    def latest_two(self):
        """Of each site the newest two: no rule looks further back."""
        newest_first = Window(RowNumber(), partition_by=[F("site")], order_by=F("date").desc())
        return self.annotate(back=newest_first).filter(back__lte=2)


class PainReport(models.Model):
    """How one site felt on one day, 0-10; a health note, kept only while that consent stands."""

    class Feel(models.TextChoices):
        PAIN = "pain", _("It hurts")
        SORE = "sore", _("Just sore: both sides, dull, after hard work")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pain_reports")
    site = models.CharField(_("where"), max_length=12, choices=BodySite)
    date = models.DateField(_("date"))
    level = level_field(_("how much, 0–10"))  # the worst of that day
    before = level_field(_("before training, 0–10"), null=True, blank=True)
    after = level_field(_("after training, 0–10"), null=True, blank=True)
    next_morning = level_field(_("the next morning, 0–10"), null=True, blank=True)
    worse_next_morning = models.BooleanField(_("worse the next morning"), default=False)
    feel = models.CharField(_("how it feels"), max_length=4, choices=Feel, default=Feel.PAIN)
    reported_at = models.DateTimeField(_("reported"))

    objects = PainReportQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "site"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "site", "date"],
                name="one_report_a_site_and_day",
                violation_error_message=_("This site has been told of on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(level__lte=10),
                name="pain_0_to_10",
                violation_error_message=_("Pain is a number from 0 to 10."),
            ),
        ]

    def __str__(self):
        return "how it felt"  # nobody's business, the admin's neither

    @property
    def worst(self) -> int:
        """Of the day and the morning after it."""
        return max(self.level, self.next_morning or 0)
