"""Two runs that are one: what the kept run takes from the other, and how it is given back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from plans.models import FileTrack, ImportedFile, Run

LONGEST_NOTE = Run._meta.get_field("note").max_length
LONGER = 1.02  # below this two devices measured the same
_LENGTHS = ("duration_s", "elapsed_s", "distance_m", "climb_m")
_GAPS = (
    ("started_at", "time_zone"),
    ("title",),
    ("heart_rate_mean", "heart_rate_max"),
    ("effort",),
    ("device",),
    ("shoe_id",),
    ("laps",),
    ("recorded",),
)  # what belongs together is taken together


@dataclass(frozen=True)
class Merge:
    """`taken`: fields of the kept run, and the values they get."""

    kept: Run
    gone: Run
    taken: dict[str, object]

    @property
    def after(self) -> Run:
        """The kept run as it will be, not stored."""
        fields = {field.attname: getattr(self.kept, field.attname) for field in Run._meta.concrete_fields}
        return Run(**{**fields, **self.taken})

    @property
    def cuts_note(self) -> bool:
        return "note" in self.taken and len(_both_notes(self.kept, self.gone)) > LONGEST_NOTE


def with_track_length(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Bytes of the packed track: the more points, the more."""
    return runs.annotate(track_bytes=Length("track__packed"))


def runs_to_merge(runner: User, pks: Sequence[int]) -> list[Run]:
    return list(with_track_length(Run.objects.of(runner).filter(pk__in=pks)).select_related("shoe"))


def merge_of(first: Run, second: Run) -> Merge:
    """The run with the richer track is kept; of two without, the one that says more."""
    kept, gone = sorted((first, second), key=_richness, reverse=True)
    taken = {}
    for together in _GAPS:
        if not any(_said(kept, name) for name in together):
            taken |= {name: getattr(gone, name) for name in together if _said(gone, name)}
    taken |= _lengths(kept, gone) | _kind(kept, gone)
    if gone.note.strip() and gone.note.strip() not in kept.note:
        taken["note"] = Truncator(_both_notes(kept, gone)).chars(LONGEST_NOTE)
    return Merge(kept, gone, taken)


def _both_notes(kept: Run, gone: Run) -> str:
    return f"{kept.note.rstrip()}\n\n{gone.note.strip()}".strip()


def _richness(run: Run) -> tuple:
    said = sum(_said(run, name) for together in _GAPS for name in together)
    return (run.track_bytes or 0, said, run.duration_s or 0, run.distance_m or 0, -run.pk)


def _said(run: Run, name: str) -> bool:
    return getattr(run, name) not in (None, "", [], {})


def _lengths(kept: Run, gone: Run) -> dict[str, object]:
    """Gaps are filled. All come from the other if it went on for longer: a watch that died says too little.

    What was written by hand is rounded, and does not outweigh what was measured.
    """
    if _is_longer(gone, kept) and (gone.track_bytes or not kept.track_bytes):
        return {name: getattr(gone, name) for name in _LENGTHS if _said(gone, name)}
    return {name: getattr(gone, name) for name in _LENGTHS if _said(gone, name) and not _said(kept, name)}


def _is_longer(run: Run, other: Run) -> bool:
    for name in ("distance_m", "duration_s"):
        if _said(run, name) and _said(other, name):
            return getattr(run, name) > getattr(other, name) * LONGER
    return False


def _kind(kept: Run, gone: Run) -> dict[str, object]:
    """What the runner said is better than a guess."""
    if kept.kind_is_guess and not gone.kind_is_guess:
        return {"kind": gone.kind, "kind_is_guess": False}
    return {}


def files_of(run: Run) -> QuerySet[ImportedFile]:
    """Its own first, then those of the runs merged into it: a file never leaves the run it made."""
    runs = Run.with_removed.filter(Q(pk=run.pk) | Q(merged_into=run))
    files = ImportedFile.objects.filter(run__in=runs.values("pk"))
    return files.order_by(F("run__merged_into").asc(nulls_first=True), "-keep_this", "verdict", "pk")


def standing(pk: int) -> Run | None:
    """The run of the log that this one is by now: itself, or the one it was merged into."""
    run = Run.with_removed.filter(pk=pk).select_related("merged_into").first()
    found = run and (run.merged_into or run)
    return found if found and found.removed_at is None else None


def carry_over(merge: Merge, *, now: datetime.datetime) -> None:
    """The kept run takes what the other knows; the other remembers what to give back, and to which run.

    `merged_into` is where it stands in the log now, however often that run was merged in its turn.
    """
    kept, gone = merge.kept, merge.gone
    changed = {**merge.taken, "edited_at": now}
    gone.merged_into = kept
    gone.merge = {
        "into": kept.pk,
        "before": {name: _written(getattr(kept, name)) for name in changed},
        "after": {name: _written(value) for name, value in changed.items()},
    }
    gone.save(update_fields=["merged_into", "merge"])
    Run.with_removed.filter(merged_into=gone).update(merged_into=kept)
    for name, value in changed.items():
        setattr(kept, name, value)
    kept.save()


def give_back(gone: Run) -> Run | None:
    """The kept run as it was, except for what was changed by hand since; None where it has gone for good."""
    kept = Run.with_removed.filter(pk=gone.merge["into"]).first()
    beside = [run for run in merged_runs(gone.runner) if run.merged_into_id == gone.merged_into_id]
    if kept:
        _restore(kept, gone.merge, [run for run in beside if run.merge["into"] == kept.pk and run != gone])
    Run.with_removed.filter(pk__in=_merged_before(gone, beside)).update(merged_into=gone)
    gone.merged_into, gone.merge = None, None
    gone.save(update_fields=["merged_into", "merge"])
    return kept


def merged_runs(runner: User) -> list[Run]:
    """Those whose merge can still be undone."""
    return list(Run.with_removed.of(runner).removed().filter(merge__isnull=False))


def _restore(kept: Run, told: dict, others: Sequence[Run]) -> None:
    """What another merge took over since, its own undo gives back: it has to know what was before."""
    for name, after in told["after"].items():
        before = told["before"][name]
        if getattr(kept, name) == _read(name, after):
            setattr(kept, name, _read(name, before))
        for other in others:
            if name in other.merge["before"] and other.merge["before"][name] == after:
                other.merge["before"][name] = before
    kept.save()
    for other in others:
        other.save(update_fields=["merge"])


def _merged_before(gone: Run, beside: Sequence[Run]) -> set[int]:
    """Runs that were merged into this one, and those merged into them."""
    found = set()
    while more := {run.pk for run in beside if run.merge["into"] in {gone.pk, *found}} - found:
        found |= more
    return found


def settle(gone: Run) -> None:
    """Before it goes for good: its files are the kept run's, and to their import they only looked like it."""
    kept = Run.with_removed.filter(pk=gone.merge["into"]).first()
    if kept is None:
        return
    FileTrack.objects.filter(file__run=gone).delete()
    sentence = _("You merged it with another run, which was kept.")
    made = gone.files.filter(verdict=ImportedFile.Verdict.NEW_RUN)
    made.update(verdict=ImportedFile.Verdict.SAME_RUN, sentence=sentence)
    gone.files.update(run=kept, keep_this=False, before=None)


def _written(value: object) -> object:
    """As JSON holds it, to the last figure of a second."""
    return value.isoformat() if isinstance(value, datetime.datetime) else value


def _read(name: str, stored: object) -> object:
    """A value out of JSON, as its field has it."""
    if name in ("laps", "recorded"):
        return stored
    field = next(field for field in Run._meta.concrete_fields if field.attname == name)
    return field.to_python(stored)
