"""The queue itself is django-tasks-db's; here is what it has not: a lease on each task."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Lease(models.Model):
    """One worker's hold on one task: it is theirs for as long as the heart beats."""

    task = models.OneToOneField(DBTaskResult, models.CASCADE, primary_key=True, related_name="lease")
    worker = models.CharField(max_length=64)
    beat_at = models.DateTimeField("last sign of life")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often the task was begun.")

    class Meta:
        indexes = [models.Index(fields=["beat_at"], name="lease_by_beat")]

    def __str__(self):
        return f"{self.task_id}, attempt {self.attempts} by {self.worker}"


class Task(DBTaskResult):
    """A task in the queue, as staff see it."""

    class Meta:
        proxy = True
        verbose_name = "task"
        verbose_name_plural = "tasks"
