"""Who may write to an import: the slice of work that took hold of it last."""

import errno
import secrets
import time
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from plans.models import Import, ImportedFile

BATCH = 20  # files asked for at once


class NotOurs(Exception):
    """Another slice has taken hold of the import, or it was undone or discarded: write nothing more."""


def is_full(error: Exception) -> bool:
    """A full disk is no fault of what is being read."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@dataclass
class Hold:
    """One slice of work on one import, until its time is over."""

    of_import: Import
    until: float  # on the monotonic clock

    @property
    def has_time(self) -> bool:
        return time.monotonic() < self.until

    def mine(self):
        """The import while this slice holds it; empty afterwards."""
        held = self.of_import
        return Import.objects.filter(pk=held.pk, token=held.token, state=held.state, undone_at=None)

    def check(self) -> None:
        """NotOurs where another slice holds the import by now."""
        if not self.mine().exists():
            raise NotOurs

    def lock(self) -> None:
        """The import before its files, as whoever discards it does; and its runner, who owns the originals.

        NotOurs where another slice holds the import by now.
        """
        if not self.mine().select_related("runner").select_for_update(no_key=True).first():
            raise NotOurs

    def say_disk_is_full(self) -> None:
        sentence = _(
            "The site’s disk is full. Nothing is lost: the reading goes on when there is room again."
        )
        self.mine().update(trouble=sentence)

    def write(self, file: ImportedFile, *, where: dict, **values) -> None:
        """Change the row if it still is as `where` says and the import is still ours. NotOurs."""
        held = self.of_import
        row = ImportedFile.objects.filter(
            pk=file.pk,
            of_import__token=held.token,
            of_import__state=held.state,
            of_import__undone_at=None,
            **where,
        )
        if not row.update(**values):
            raise NotOurs


def take_hold(import_id: int, *, seconds: float) -> Hold | None:
    """The import as it is now, held by a new token; None where there is nothing to do."""
    at_work = Import.objects.filter(
        pk=import_id, undone_at=None, state__in=[Import.State.READING, Import.State.STORING]
    )
    if not at_work.update(token=secrets.token_hex(16)):
        return None
    of_import = at_work.select_related("runner").first()
    return of_import and Hold(of_import, time.monotonic() + seconds)
