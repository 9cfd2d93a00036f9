"""What was brought in: an import, what arrived for it, and each activity found with what became of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from plans.models.log import Run
from plans.models.session import Session

WAITS = datetime.timedelta(days=30)  # what was read, for its runner to look at it
ORIGINALS = "activities"  # below MEDIA_ROOT


class ImportQuerySet(models.QuerySet):
    def told(self):
        """Each with `name`, of what came first, how many more came, and how many runs went into the log."""
        first = {"of_import": OuterRef("pk")}
        came = Arrival.objects.filter(**first).order_by("pk").values("name")[:1]
        file = ImportedFile.objects.filter(**first).order_by("position", "part").values("name")[:1]
        rows = Arrival.objects.filter(**first).order_by().values("of_import")
        runs = ImportedFile.objects.filter(**first, stored=True, run__isnull=False).order_by()
        return self.annotate(
            name=Coalesce(Subquery(came), Subquery(file), Value("")),
            more=Coalesce(Subquery(rows.values(n=Count("pk"))) - 1, Value(0)),
            runs=Coalesce(Subquery(runs.values("of_import").values(n=Count("run", distinct=True))), Value(0)),
        )


class Import(models.Model):
    """One upload of activity files and archives, from its arrival to the log."""

    class State(models.TextChoices):
        ARRIVING = "arriving", _("Files are arriving")
        READING = "reading", _("Being read")
        READ = "read", _("Read: nothing is in the log yet")
        STORING = "storing", _("Going into the log")
        STORED = "stored", _("In the log")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    created_at = models.DateTimeField(_("uploaded"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ARRIVING)
    began_at = models.DateTimeField(_("began to read or to store"), null=True, blank=True)
    task = models.UUIDField(_("task that goes on with it"), null=True, blank=True)
    # A new one with each slice of work: whoever wrote an older one writes no more.
    token = models.CharField(max_length=32, blank=True)
    trouble = models.TextField(_("what holds it up"), blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state"], name="imports_by_state")]

    def __str__(self):
        return f"import of {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return f"/log/imports/{self.pk}/"

    @property
    def is_at_work(self):
        return self.undone_at is None and self.state in (self.State.READING, self.State.STORING)

    @property
    def waits_until(self):
        """What was read and is not put into the log is forgotten after that."""
        return (self.began_at or self.created_at) + WAITS


class Arrival(models.Model):
    """One uploaded file as it lies on disk until it is read: an activity file, an archive or a table."""

    class What(models.TextChoices):
        FILE = "file", _("Activity file")
        ARCHIVE = "archive", _("Archive")
        TABLE = "table", _("Table")

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="arrivals")
    name = models.CharField(_("name"), max_length=200)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))
    path = models.CharField(_("place below MEDIA_ROOT"), max_length=100, blank=True)
    what = models.CharField(_("what it is"), max_length=7, choices=What, default=What.FILE)
    listed = models.BooleanField(_("all that is in it is listed"), default=False)
    left_alone = models.PositiveIntegerField(_("photos and other files left alone"), default=0)
    attempts = models.PositiveSmallIntegerField(_("listings begun since the last that got on"), default=0)
    sentence = models.TextField(_("why it was not opened"), blank=True)
    mapping = models.JSONField(_("which column holds what"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def waits_for_mapping(self):
        """A table is read when its runner has said which column holds what."""
        return self.what == self.What.TABLE and self.mapping is None and not self.sentence


def original_path(imported_file, _name):
    """Named by content: what a file calls itself never becomes a path."""
    sha256 = imported_file.sha256
    return f"{runners_folder(imported_file.of_import.runner_id)}/{sha256[:2]}/{sha256}"


def runners_folder(runner_id):
    """Where all originals of one runner lie."""
    return f"{ORIGINALS}/{runner_id}"


def runner_of(path):
    """Whose original lies there."""
    return int(path.split("/")[1])


class ImportedFile(models.Model):
    """One file of an import, and what became of it; a file of several activities is one row for each."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("Not read yet")
        NEW_RUN = "new_run", _("New run")
        SAME_FILE = "same_file", _("Same file as before")
        SAME_RUN = "same_run", _("Looks like a run you have")
        OTHER_TRAINING = "other_training", _("Strength or yoga")
        NOT_A_RUN = "not_a_run", _("Not a run")
        NOTHING = "nothing", _("Nothing to read")
        UNREADABLE = "unreadable", _("Not understood")

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="files")
    arrival = models.ForeignKey(Arrival, models.CASCADE, null=True, blank=True, related_name="files")
    entry = models.CharField(_("place in an archive or table"), max_length=400, blank=True)
    position = models.PositiveIntegerField(_("place"))
    part = models.PositiveSmallIntegerField(_("activity within the file"), default=0)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64, db_index=True, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))
    attempts = models.PositiveSmallIntegerField(_("how often its reading was begun"), default=0)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict, default=Verdict.WAITING)
    sentence = models.TextField(_("what it means"), blank=True)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    original = models.FileField(_("original"), upload_to=original_path, max_length=200, blank=True)

    # What it would be in the log: columns for what is compared and shown, JSON for the rest.
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    duration_s = models.PositiveIntegerField(_("duration (s)"), null=True, blank=True)
    elapsed_s = models.PositiveIntegerField(_("elapsed (s)"), null=True, blank=True)
    distance_m = models.FloatField(_("distance (m)"), null=True, blank=True)
    facts = models.JSONField(_("everything else"), default=dict, blank=True)

    # What the runner chose, and what it became.
    chosen = models.BooleanField(_("goes into the log"), default=False)
    keep_this = models.BooleanField(_("takes the place of the run it looks like"), default=False)
    like_file = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="look_alikes",
        verbose_name=_("file of this import it looks like"),
    )  # fmt: skip
    stored = models.BooleanField(_("is in the log"), default=False)
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="files")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="files")
    before = models.JSONField(_("what the run was before this took its place"), null=True, blank=True)

    class Meta:
        ordering = ["position", "part"]
        indexes = [
            models.Index(
                fields=["of_import", "verdict", "attempts", "position"], name="imported_files_by_verdict"
            ),
            models.Index(fields=["of_import", "started_at"], name="imported_files_by_instant"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["of_import", "position", "part"], name="one_activity_a_place"),
        ]

    def __str__(self):
        return self.name

    @property
    def may_be_a_run(self):
        """It looks like a walk, but no more than that: its original is kept until the runner has said."""
        return self.verdict == self.Verdict.NOT_A_RUN and bool(self.original)


class FileTrack(models.Model):
    """The points of a run to be, packed; once it took the place of another, the points that other had."""

    file = models.OneToOneField(ImportedFile, models.CASCADE, primary_key=True, related_name="track")
    packed = models.BinaryField()

    def __str__(self):
        return f"track of file {self.file_id}"
