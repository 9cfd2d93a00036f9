"""What a script wrote under a key of its own, so that the same run sent again is not written again."""

from django.conf import settings
from django.db import models

from plans.models.log import Run


class SentRun(models.Model):
    """One `Idempotency-Key` of the API, good for as long as its run is there. Both are kept as hashes."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent_runs")
    run = models.ForeignKey(Run, models.CASCADE, related_name="sent_as")
    key = models.CharField(max_length=64)
    told = models.CharField(max_length=64, help_text="What was sent under it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "key"], name="a_run_once_for_each_key_sent")]

    def __str__(self):
        return f"run {self.run_id}, as it was sent"
