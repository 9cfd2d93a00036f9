"""What was brought in: an import and each file of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.log import Run


class Import(models.Model):
    """One upload of one or more activity files."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    created_at = models.DateTimeField(_("uploaded"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"import of {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return f"/log/imports/{self.pk}/"


def original_path(imported_file, _name):
    """Named by content: what a file calls itself never becomes a path."""
    sha256 = imported_file.sha256
    return f"{runners_folder(imported_file.of_import.runner_id)}/{sha256[:2]}/{sha256}"


def runners_folder(runner_id):
    """Where all originals of one runner lie."""
    return f"activities/{runner_id}"


class ImportedFile(models.Model):
    """One file of an import, and what became of it; a file of several activities is one row for each."""

    class Verdict(models.TextChoices):
        NEW_RUN = "new_run", _("New run")
        SAME_FILE = "same_file", _("Same file as before")
        SAME_RUN = "same_run", _("Looks like a run you have")
        NOT_A_RUN = "not_a_run", _("Not a run")
        UNREADABLE = "unreadable", _("Not understood")

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(_("place"))
    part = models.PositiveSmallIntegerField(_("activity within the file"), default=0)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    sentence = models.TextField(_("what it means"), blank=True)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="files")
    original = models.FileField(_("original"), upload_to=original_path, max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["of_import", "position"], name="one_file_a_place")]

    def __str__(self):
        return self.name

    @property
    def may_be_a_run(self):
        """It looks like a walk, but no more than that: its original is kept until the runner has said."""
        return self.verdict == self.Verdict.NOT_A_RUN and bool(self.original)
