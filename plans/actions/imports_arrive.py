"""Uploaded files on their way: what each one is, where it lies, and which entries an archive holds.

They lie below MEDIA_ROOT in `arrivals/`, under names of our own: nothing a browser sends ever becomes a path.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from secrets import token_hex

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans.actions.imports_hold import Hold, NotOurs, is_full
from plans.actions.imports_originals import batches
from plans.importers import NotUnderstood
from plans.importers.archive import Archive
from plans.importers.contents import is_fit, is_xml, is_zip, without_blanks
from plans.importers.table import is_table
from plans.models import Arrival, Import, ImportedFile

log = logging.getLogger(__name__)

FOLDER = "arrivals"  # below MEDIA_ROOT
NAME_LENGTH = 80
BATCH = 200  # entries listed at once
MOST_ATTEMPTS = 5
SPARE_BYTES = 256 * 1024**2
BY_HAND = "hand:"  # begins the place of an activity that has no file
NAMED = "named:"  # of a file that the list names and the archive does not hold
HEAD_BYTES = 64 * 1024  # enough to tell a table from an activity
MIB = 1024**2
# Control characters, and those that turn the direction of writing: "gpx.exe" must not read as "exe.gpx".
SENTENCES = {
    "too_large": "{name} has {size} MB. A file of one activity has at most {most} MB; it was not kept.",
}
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
What, Verdict = Arrival.What, ImportedFile.Verdict


def shown_name(name: str) -> str:
    """What people see: the last piece of a path, short, its ending kept. Nothing is ever stored under it."""
    name = _UNSHOWABLE.sub("", name.replace("\\", "/")).rstrip("/").rsplit("/", 1)[-1].strip()
    if len(name) > NAME_LENGTH:
        ending = PurePosixPath(name).suffix[:12]
        name = name[: NAME_LENGTH - len(ending) - 1] + "…" + ending
    return name or _("file without a name")


def folder() -> Path:
    path = Path(settings.MEDIA_ROOT) / FOLDER
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(arrival: Arrival) -> Path:
    return Path(settings.MEDIA_ROOT) / arrival.path


def limit_of(head: bytes) -> int:
    """How large a file may be, by what it is and not by its name."""
    return settings.IMPORT_ARCHIVE_MAX_BYTES if is_zip(head) else settings.ACTIVITY_FILE_MAX_BYTES


# --- taking in ------------------------------------------------------------------------------------


@transaction.atomic
def take_in(*, of_import: Import, files: Iterable[UploadedFile]) -> bool:
    """Keep each file where it will be read. One that was too large has its verdict at once.

    False: its reading has begun already, and nobody would look at them any more.
    """
    arriving = Import.objects.filter(pk=of_import.pk, state=Import.State.ARRIVING, undone_at=None)
    if not arriving.select_for_update().first():
        return False
    moved = [(file, *_moved(file)) for file in files]
    arrivals = Arrival.objects.bulk_create(
        Arrival(
            of_import=of_import,
            name=shown_name(file.name or ""),
            size_bytes=file.size,
            path=path,
            what=what,
            listed=what == What.FILE,
        )
        for file, path, what in moved
    )
    place = next_position(of_import)
    singles = [arrival for arrival in arrivals if arrival.what == What.FILE]
    ImportedFile.objects.bulk_create(
        _waiting(arrival, place + n) if arrival.path else _too_large(arrival, place + n)
        for n, arrival in enumerate(singles)
    )
    return True


def has_arrived(*, of_import: Import, files: Iterable[UploadedFile]) -> bool:
    """Whether these came before: a browser sends a part again when it heard no answer."""
    here = Counter(of_import.arrivals.values_list("name", "size_bytes"))
    return Counter((shown_name(file.name or ""), file.size) for file in files) <= here


def next_position(of_import: Import) -> int:
    last = of_import.files.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _moved(file: UploadedFile) -> tuple[str, str]:
    """The file's new place below MEDIA_ROOT, and what it is; no place for one whose content was not kept."""
    if file.size > settings.ACTIVITY_FILE_MAX_BYTES and not _lies_on_disk(file):
        return "", What.FILE
    place = f"{FOLDER}/{token_hex(16)}"
    path = folder().parent / place
    if _lies_on_disk(file):
        file.path.replace(path)
    else:
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
    with path.open("rb") as stream:
        return place, _what(stream.read(HEAD_BYTES))


def _lies_on_disk(file: UploadedFile) -> bool:
    return hasattr(file, "path")


def _what(head: bytes) -> str:
    if is_zip(head):
        return What.ARCHIVE
    return What.TABLE if is_a_table(head) else What.FILE


def is_a_table(data: bytes) -> bool:
    """A GPX file may have as many commas as a table."""
    head = data[:HEAD_BYTES]
    return not is_fit(head) and not is_xml(without_blanks(head)) and is_table(head)


def _waiting(arrival: Arrival, position: int) -> ImportedFile:
    return ImportedFile(
        of_import=arrival.of_import,
        arrival=arrival,
        position=position,
        name=arrival.name,
        size_bytes=arrival.size_bytes,
    )


def _too_large(arrival: Arrival, position: int) -> ImportedFile:
    file = _waiting(arrival, position)
    file.verdict, file.sentence = Verdict.UNREADABLE, too_large_sentence(arrival.name, arrival.size_bytes)
    return file


def too_large_sentence(name: str, size_bytes: int) -> str:
    """In English, as it is kept."""
    most = settings.ACTIVITY_FILE_MAX_BYTES // MIB
    return SENTENCES["too_large"].format(name=name, size=-(-size_bytes // MIB), most=most)


# --- what an archive holds ------------------------------------------------------------------------


def list_entries(arrival: Arrival, hold: Hold) -> None:
    """A waiting row for each entry, batch by batch; what an earlier reader listed is passed over. NotOurs."""
    of_import = hold.of_import
    if arrival.attempts >= MOST_ATTEMPTS:
        _not_opened(arrival, of_import, gettext_noop("Opening this archive broke our reader each time."))
        return
    Arrival.objects.filter(pk=arrival.pk).update(attempts=F("attempts") + 1)
    try:
        with path_of(arrival).open("rb") as file, Archive(file, scratch=folder()) as archive:
            _list(arrival, hold, archive)
    except NotUnderstood as refusal:
        _not_opened(arrival, of_import, str(refusal))
    except FileNotFoundError:
        _not_opened(
            arrival, of_import, gettext_noop("This file has gone from our disk. Please bring it again.")
        )
    except OSError as error:
        if is_full(error):  # the attempt does not count
            Arrival.objects.filter(pk=arrival.pk, attempts__gt=0).update(attempts=F("attempts") - 1)
            hold.say_disk_is_full()
        raise
    except (DatabaseError, NotOurs):
        raise
    except Exception:
        log.exception("Archive %s of import %s", arrival.pk, of_import.pk)
        _not_opened(
            arrival, of_import, gettext_noop("Something broke on our side. Please bring this again later.")
        )


def _list(arrival: Arrival, hold: Hold, archive: Archive) -> None:
    """At least one batch, however long it took to come to it: a slice that gets nowhere would never end."""
    of_import = hold.of_import
    listed = ImportedFile.objects.filter(arrival=arrival).count()
    entries = islice(_places(archive), listed, None)
    position = next_position(of_import)
    while batch := list(islice(entries, BATCH)):
        hold.check()
        ImportedFile.objects.bulk_create(
            ImportedFile(
                of_import=of_import, arrival=arrival, entry=place, position=position + n, name=name,
                size_bytes=size_bytes, facts=facts,
            )
            for n, (place, name, size_bytes, facts) in enumerate(batch)
        )  # fmt: skip
        Arrival.objects.filter(pk=arrival.pk).update(attempts=0)
        position += len(batch)
        if not hold.has_time:
            return
    arrival.listed, arrival.left_alone = True, archive.left_alone
    arrival.save(update_fields=["listed", "left_alone"])


def _places(archive: Archive) -> Iterator[tuple[str, str, int, dict]]:
    """Place, name, size and path of each file; then what Strava's list tells of without a file, or one that
    is not there.
    """
    paths = []
    for entry in archive.entries():
        paths.append(entry.path)
        yield entry.place, shown_name(entry.name), entry.size_bytes, {"path": entry.path[:1000]}
    for told in archive.notes.by_hand if archive.notes else ():
        name = (
            shown_name(told.title)
            if told.title
            else _("Line %(line)d of activities.csv") % {"line": told.line}
        )
        yield f"{BY_HAND}{told.line}", name, 0, {}
    for file, title in archive.notes.without_file(paths) if archive.notes else ():
        yield f"{NAMED}{file}"[:400], shown_name(f"{title}, {file}" if title else file), 0, {}


@transaction.atomic
def _not_opened(arrival: Arrival, of_import: Import, sentence: str) -> None:
    """The archive as a whole gets the sentence, as one file that was not understood."""
    arrival.sentence, arrival.listed = sentence, True
    arrival.save(update_fields=["sentence", "listed"])
    file = _waiting(arrival, next_position(of_import))
    file.verdict, file.sentence = Verdict.UNREADABLE, sentence
    file.save()


# --- clearing up ----------------------------------------------------------------------------------


def remove_arrivals(of_import: Import, *, tables_too: bool = False) -> int:
    """What was read is an original of its own by now; a table stays until its columns are known."""
    gone = [
        arrival
        for arrival in of_import.arrivals.exclude(path="")
        if tables_too or not arrival.waits_for_mapping
    ]
    for arrival in gone:
        path_of(arrival).unlink(missing_ok=True)
    for some in batches([arrival.pk for arrival in gone], 500):
        Arrival.objects.filter(pk__in=some).update(path="")
    return len(gone)
