"""The verdict on an activity: new, the same file, a run that is there already, or no run at all.

Asked when it is read, of the log and of the other files of its import; of the log again when it is stored.
"""

from dataclasses import astuple

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from plans.actions.imports_facts import what_file_says, what_run_says
from plans.models import Import, ImportedFile, Run
from plans.models.log import like_a_run

Verdict = ImportedFile.Verdict


def judge(file: ImportedFile, of_import: Import) -> None:
    """Sets verdict, sentence, and what the file looks like; `sha256`, `part` and the facts are known."""
    if known := _same_file(file, of_import):
        _is_same_file(file, known)
        return
    like, by_hand = in_the_log(file, of_import)
    if like:
        _is_like_run(file, like, of_import)
    elif other := _like_file(file, of_import):
        _is_like_file(file, other)
    else:
        file.verdict, file.chosen = Verdict.NEW_RUN, True
        file.sentence = also_by_hand() if by_hand else ""


def also_by_hand() -> str:
    return _("You also wrote a run down for this day. If it is the same one, delete either.")


def same_file_known(file: ImportedFile, of_import: Import) -> bool:
    """For what is no run: whether it was brought before."""
    if known := _same_file(file, of_import):
        _is_same_file(file, known)
    return bool(known)


def _same_file(file: ImportedFile, of_import: Import) -> ImportedFile | None:
    """A file of the same content that was brought for good and whose run or session is in the log, or one
    that came earlier in this import. What only looks like a run, until somebody chooses, was not brought.
    """
    in_log = Q(run__isnull=False, run__removed_at=None) | Q(session__isnull=False, session__removed_at=None)
    in_log |= Q(run__merged_into__isnull=False, run__merged_into__removed_at=None)
    stored = Q(of_import__state__in=[Import.State.STORING, Import.State.STORED])
    in_log &= stored & (Q(of_import__undone_at=None) | Q(verdict=Verdict.NEW_RUN))
    here = Q(of_import=of_import) & ~Q(verdict__in=[Verdict.WAITING, Verdict.SAME_FILE])
    same = ImportedFile.objects.filter(
        in_log | here, of_import__runner=of_import.runner_id, sha256=file.sha256, part=file.part
    )
    return same.exclude(pk=file.pk).order_by("pk").first()


def _is_same_file(file: ImportedFile, known: ImportedFile) -> None:
    file.verdict, file.run_id, file.session_id = Verdict.SAME_FILE, known.run_id, known.session_id
    if known.of_import_id == file.of_import_id:
        file.like_file_id = known.pk
        file.sentence = _("This file came twice, so it counts once.")
    else:
        file.sentence = _("You brought this file before, so nothing was added.")


def in_the_log(file: ImportedFile, of_import: Import) -> tuple[Run | None, bool]:
    """The run this one looks like, the nearest in time if several do; and whether one was written by hand."""
    runs = Run.objects.filter(runner=of_import.runner_id)
    like = runs.filter(like_a_run(**measures(file)))
    by_hand = runs.filter(date=file.date, started_at=None)
    found = list((like | by_hand).select_related("track").defer("recorded"))
    if file.started_at is None:
        resembling = [run for run in found if run.started_at or _is_as_long_or_far(run, file)]
    else:
        resembling = [run for run in found if run.started_at]
    return _nearest(resembling, file), len(resembling) < len(found)


def _is_as_long_or_far(run: Run, file: ImportedFile) -> bool:
    """As `as_long_or_far` asks the database."""
    pairs = [(getattr(run, name), getattr(file, name)) for name in ("duration_s", "elapsed_s", "distance_m")]
    return any(one and other and other * 0.98 <= one <= other * 1.02 for one, other in pairs)


def _nearest(rows, file: ImportedFile):
    """Of runs or files; the nearest in time where hours are known."""
    if file.started_at is None:
        return next(iter(rows), None)
    known = [row for row in rows if row.started_at]
    return min(known, key=lambda row: abs(row.started_at - file.started_at), default=next(iter(rows), None))


def measures(file: ImportedFile) -> dict:
    return {
        name: getattr(file, name) for name in ("started_at", "date", "duration_s", "elapsed_s", "distance_m")
    }


def _is_like_run(file: ImportedFile, run: Run, of_import: Import) -> None:
    """The richest one is offered as the keeper; not for the day alone."""
    file.verdict, file.run = Verdict.SAME_RUN, run
    file.sentence = like_this_run() if file.started_at else same_day()
    ours, theirs = what_file_says(file), what_run_says(run)
    file.facts["other_says"] = list(astuple(theirs))
    file.chosen = file.keep_this = bool(file.started_at) and ours.weight > theirs.weight
    other = keepers_of(run.pk, of_import).exclude(pk=file.pk).first() if file.keep_this else None
    if other and ours.weight > what_file_says(other).weight:
        file.replaces_file = other  # whoever stores this row gives the other its place
    elif other:
        file.like_file, file.sentence, file.chosen, file.keep_this = other, twice_here(), False, False


def like_this_run() -> str:
    return _("It begins and lasts like this run, so it was not added.")


def same_day() -> str:
    return _(
        "It is of the same day and as long or as far as this run, so it was not added."
        " If you ran twice, keep both."
    )


def keepers_of(run_id: int, of_import: Import):
    """The file of this import that takes the place of a run of the log: one at most."""
    return ImportedFile.objects.filter(of_import=of_import, run=run_id, keep_this=True, stored=False)


def _like_file(file: ImportedFile, of_import: Import) -> ImportedFile | None:
    """The new run of this import that this one looks like. One table tells of no run twice."""
    others = ImportedFile.objects.filter(of_import=of_import, verdict=Verdict.NEW_RUN).exclude(pk=file.pk)
    if file.started_at is None:
        others = others.exclude(arrival=file.arrival_id)
    like = others.filter(like_a_run(**measures(file)))
    return _nearest(list(like.defer("warnings")), file)


def _is_like_file(file: ImportedFile, other: ImportedFile) -> None:
    if what_file_says(file).weight > what_file_says(other).weight:
        file.verdict, file.chosen = Verdict.NEW_RUN, True
        file.title = file.title or other.title
        file.replaces_file = other  # whoever stores this row gives the other its place
    else:
        file.verdict, file.like_file = Verdict.SAME_RUN, other
        if file.title and not other.title:  # a watch records more, an app knows the name
            ImportedFile.objects.filter(pk=other.pk).update(title=file.title)
        file.sentence = twice_here() if file.started_at else same_day()


def twice_here() -> str:
    return _("It begins and lasts like another file of this import, which says more.")


def give_way(other: ImportedFile, keeper: ImportedFile) -> None:
    """`keeper` is the new run; `other`, and all that looked like it, look like the keeper now."""
    ImportedFile.objects.filter(like_file=other).exclude(pk=keeper.pk).update(like_file=keeper)
    ImportedFile.objects.filter(pk=other.pk).update(
        verdict=Verdict.SAME_RUN, like_file=keeper, sentence=twice_here(), chosen=False, keep_this=False
    )
