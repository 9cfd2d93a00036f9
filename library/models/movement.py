from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models.vocabulary import Family, LegLoad, Level


class Movement(models.Model):
    """One movement of the glossary, as its content file tells it; the keyframes stay in the file."""

    slug = models.SlugField(_("slug"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=80)
    say = models.CharField(_("how to say it"), max_length=80, blank=True)
    plain = models.CharField(_("in plain English"), max_length=200)
    family = models.CharField(_("family"), max_length=12, choices=Family, default=Family.STRENGTH)
    purpose = models.TextField(_("what it is for a runner"))
    muscles = models.JSONField(_("load by muscle, 0–3"), default=dict, blank=True)
    sites = models.JSONField(_("load by body site, 0–3"), default=dict, blank=True)
    benefits = models.JSONField(_("benefits, the first is the main one"), default=list)
    leg_load = models.PositiveSmallIntegerField(
        _("leg load"), choices=LegLoad, validators=[MaxValueValidator(3)]
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    one_leg = models.BooleanField(_("stands on one leg"), default=False)
    support = models.CharField(_("what the hand is on"), max_length=10, blank=True)
    kit = models.JSONField(_("kit"), default=list, blank=True)
    two_sided = models.BooleanField(_("danced on both sides in turn"), default=False)
    posture = models.CharField(_("standing, seated, floor or prone"), max_length=10, default="standing")
    turned_out = models.BooleanField(_("uses turnout"), default=False)
    parallel = models.TextField(_("in parallel"), blank=True)
    faults = models.JSONField(_("common faults"), default=list, blank=True)
    easier = models.TextField(_("easier"), blank=True)
    harder = models.TextField(_("harder"), blank=True)
    easier_form = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("easier movement")
    )
    harder_form = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("harder movement")
    )
    counts = models.PositiveSmallIntegerField(_("counts of one repetition"), default=8)
    bpm = models.PositiveSmallIntegerField(_("counts a minute"), default=60)
    cues = models.JSONField(_("what is said on which count"), default=list, blank=True)
    content_hash = models.CharField(max_length=64, editable=False, default="")
    edited_at = models.DateTimeField(_("changed in the site"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/library/movements/{self.slug}/"
