from django.db import models
from django.utils.translation import gettext_lazy as _

from balletfusion.shared_cache import TABLE


class SharedEntry(models.Model):
    """A row of the cache that all processes share: how often somebody has tried at a door, for some minutes.

    Written by `balletfusion.shared_cache`; a model, so that a migration makes the table.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = TABLE
        verbose_name = _("entry of the shared cache")
        verbose_name_plural = _("entries of the shared cache")

    def __str__(self):
        return self.cache_key
