"""A table of runs: its runner says which column holds what, then each row is judged like a file."""

import datetime
import logging
import zoneinfo
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, fields
from hashlib import sha256
from secrets import token_hex

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans.actions.imports_arrive import FOLDER, folder, next_position, path_of
from plans.actions.imports_facts import COLUMNS, facts_of
from plans.actions.imports_hold import Hold, NotOurs
from plans.actions.imports_judge import give_way, judge
from plans.actions.kind import guess_kind
from plans.importers import NotUnderstood, kind_titled
from plans.importers.table import TableLook, TableMapping, TableRun, look, read_table
from plans.models import Arrival, Import, ImportedFile, Run

log = logging.getLogger(__name__)
Verdict = ImportedFile.Verdict
TableRefused = NotUnderstood
PREVIEWED = 5


def look_at(arrival: Arrival) -> TableLook:
    """Columns, first rows and a guessed mapping. NotUnderstood."""
    return look(_bytes_of(arrival))


def _bytes_of(arrival: Arrival) -> bytes:
    """NotUnderstood for one that is larger than is read, or has gone."""
    if not arrival.path or not path_of(arrival).exists():
        raise NotUnderstood("empty")
    with path_of(arrival).open("rb") as file:
        return file.read(settings.ACTIVITY_FILE_MAX_BYTES + 1)


def preview(arrival: Arrival, mapping: dict) -> list[dict]:
    """The first rows as they would be read: a run or a sentence each; none while no column is a date."""
    shown: list[dict] = []
    if not mapping_of(mapping).is_usable:
        return shown
    for row in read_table(_bytes_of(arrival), mapping_of(mapping)):
        shown.append({"line": row.line, "run": row.run, "error": row.error and str(row.error)})
        if len(shown) == PREVIEWED:
            break
    return shown


def mapping_of(values: dict) -> TableMapping:
    known = {field.name for field in fields(TableMapping)}
    return TableMapping(**{name: value for name, value in values.items() if name in known})


def as_values(mapping: TableMapping) -> dict:
    return asdict(mapping)


@transaction.atomic
def map_table(*, arrival: Arrival, mapping: dict) -> bool:
    """Its runner has said what the columns hold. False: it was said before, or nothing waits for it."""
    waiting = Arrival.objects.filter(
        pk=arrival.pk,
        mapping__isnull=True,
        sentence="",
        of_import__state=Import.State.READ,
        of_import__undone_at=None,
    )
    return bool(waiting.update(mapping=asdict(mapping_of(mapping))))


@transaction.atomic
def leave_table(*, arrival: Arrival) -> None:
    """The runner does not want it."""
    if arrival.waits_for_mapping:
        path_of(arrival).unlink(missing_ok=True)
        arrival.delete()


def take_table_out(file: ImportedFile, data: bytes) -> Arrival:
    """A table within an archive becomes an arrival of its own."""
    place = f"{FOLDER}/{token_hex(16)}"
    (folder().parent / place).write_bytes(data)
    return Arrival.objects.create(
        of_import=file.of_import, name=file.name, size_bytes=len(data), path=place, what=Arrival.What.TABLE
    )


# --- reading --------------------------------------------------------------------------------------


def read_tables(hold: Hold, arrivals: Iterable[Arrival]) -> None:
    """Those whose mapping is known, row by row, for as long as the slice has time. NotOurs."""
    for arrival in arrivals:
        if arrival.what == Arrival.What.TABLE and arrival.mapping is not None and not arrival.listed:
            _read_table(hold, arrival)


def _read_table(hold: Hold, arrival: Arrival) -> None:
    last = max(map(int, arrival.files.values_list("entry", flat=True)), default=0)
    position = next_position(hold.of_import)
    told = Counter[tuple]()
    try:
        for row in read_table(_bytes_of(arrival), mapping_of(arrival.mapping)):
            content = row.run and _content(row.run)
            told[content] += 1
            if row.line <= last:
                continue
            _keep_row(hold, arrival, row, position, _digest(content, told[content]))
            position += 1
            if not hold.has_time:
                return
    except (DatabaseError, NotOurs):
        raise
    except NotUnderstood as refusal:
        arrival.sentence = str(refusal)
    except Exception:
        log.exception("Table %s of import %s", arrival.pk, hold.of_import.pk)
        arrival.sentence = gettext_noop("Something broke on our side. Please bring this table again later.")
    arrival.listed = True
    arrival.save(update_fields=["listed", "sentence"])


def _content(told: TableRun) -> tuple:
    return (told.date, told.clock, told.duration_s, told.distance_m, told.title)


def _digest(content: tuple | None, nth: int) -> str:
    """A day may have two runs of the same facts, and then the table has two rows; a start comes once."""
    if content is None:
        return ""
    again = (nth,) if content[1] is None and nth > 1 else ()
    return sha256(repr(content + again).encode()).hexdigest()


@transaction.atomic
def _keep_row(hold: Hold, arrival: Arrival, row, position: int, digest: str) -> None:
    if not hold.mine().select_for_update().values_list("pk").first():
        raise NotOurs
    name = _("%(table)s, line %(line)d") % {"table": arrival.name, "line": row.line}
    file = ImportedFile(
        of_import=hold.of_import,
        arrival=arrival,
        entry=str(row.line),
        position=position,
        name=name,
        size_bytes=0,
        sha256=digest,
    )
    if row.error:
        file.verdict, file.sentence = Verdict.UNREADABLE, str(row.error)
        file.save()
        return
    _judge_row(file, row.run, hold.of_import)
    file.save()
    if getattr(file, "replaces_file", None):
        give_way(file.replaces_file, file)


def _judge_row(file: ImportedFile, told: TableRun, of_import: Import) -> None:
    run = _run_of_row(told, of_import.runner)
    file.warnings = [notice.sentence for notice in told.warnings]
    for name in COLUMNS:
        setattr(file, name, getattr(run, name))
    facts = {name: value for name, value in facts_of(run).items() if name not in COLUMNS}
    file.facts = {
        **facts,
        "sport": "running",
        "gear": "",
        "says": [0, False, bool(told.heart_rate_mean), 0, False],
    }
    if told.date > of_import.created_at.date() + datetime.timedelta(days=1):
        file.verdict, file.sentence = Verdict.UNREADABLE, gettext_noop("This day has not come yet.")
    else:
        judge(file, of_import)


def _run_of_row(told: TableRun, runner) -> Run:
    zone = zoneinfo.ZoneInfo(told.zone) if told.zone else runner.zone
    started_at = told.clock and datetime.datetime.combine(told.date, told.clock, zone)
    run = Run(
        runner=runner,
        date=told.date,
        started_at=started_at and started_at.astimezone(datetime.UTC),
        time_zone=zone.key if told.clock else "",
        title=told.title[:120],
        duration_s=(told.duration_s and round(told.duration_s)) or None,
        distance_m=told.distance_m or None,
        effort=None if told.effort is None else min(10, max(0, round(told.effort))),
        note=told.note[:2000],
        heart_rate_mean=told.heart_rate_mean,
        kind_is_guess=not kind_titled(told.kind),
    )
    words = f"{told.kind} {told.title}"
    run.kind = guess_kind(title=words, duration_s=run.duration_s or 0, laps=(), lately_s=())
    return run
