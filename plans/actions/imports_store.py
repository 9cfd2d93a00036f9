"""What was chosen goes into the log: one run at a time, each in a transaction of its own, oldest first.

Killed at any moment, it goes on where it stopped: a run is stored together with the row that says so.
"""

import datetime
import logging
from functools import cached_property

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from library.models import LegLoad
from plans.actions.follow import follow_later
from plans.actions.holding import hold_runner
from plans.actions.imports_arrive import next_position, remove_arrivals
from plans.actions.imports_facts import (
    MADE_SHOE,
    Says,
    all_facts,
    facts_of,
    run_of_file,
    said_by_hand,
    set_facts,
    what_file_says,
    what_run_says,
    with_what_is_missing,
)
from plans.actions.imports_hold import BATCH, Hold, NotOurs
from plans.actions.imports_judge import like_this_run, measures
from plans.actions.imports_originals import forget_originals_of
from plans.actions.kind import guess_kind
from plans.actions.matching import run_changed, unmatch_planned_run
from plans.actions.run_from_file import runs_before
from plans.models import (
    Arrival,
    FileTrack,
    Import,
    ImportedFile,
    PlannedRun,
    Run,
    RunKind,
    Session,
    Shoe,
    Track,
)

log = logging.getLogger(__name__)
Verdict = ImportedFile.Verdict
# What depends on the runs before it; intervals and races are known by a run's own laps, pace and title.
_GUESSED_BY_OTHERS = (RunKind.EASY, RunKind.TEMPO, RunKind.LONG)
_LOAD = {"strength": LegLoad.STRENGTH, "yoga": LegLoad.NONE}
_LONGEST_MINUTES = 600


def store_slice(hold: Hold) -> bool:
    """Store for a while; true when all that was chosen is in the log. NotOurs."""
    storing = Storing(hold)
    while hold.has_time:
        files = storing.next_files()
        if not files:
            return _is_all_stored(hold)
        for file in files:
            if not hold.has_time:
                return False
            storing.store(file)
    return False


def chosen_files(of_import: Import):
    return of_import.files.filter(chosen=True, stored=False)


def _is_all_stored(hold: Hold) -> bool:
    of_import = hold.of_import
    with transaction.atomic():
        if not hold.mine().update(state=Import.State.STORED, task=None, trouble=""):
            raise NotOurs
        unstored = FileTrack.objects.filter(file__of_import=of_import, file__stored=False)
        unstored.exclude(file__verdict=Verdict.NOT_A_RUN, file__facts__guessed=True).delete()
        unwanted = Q(verdict__in=[Verdict.NEW_RUN, Verdict.UNREADABLE]) | Q(
            verdict=Verdict.NOT_A_RUN, facts__guessed=False
        )
        forget_originals_of(of_import.files.filter(unwanted, stored=False))
        _join_look_alikes(of_import)
        _leave_tables(of_import)
    remove_arrivals(of_import, tables_too=True)
    follow_later(runner=of_import.runner)
    return True


def _leave_tables(of_import: Import) -> None:
    """A table nobody said the columns of is told of, as any other file that became nothing."""
    sentence = gettext_noop("You did not say what its columns hold.")
    for arrival in of_import.arrivals.filter(what=Arrival.What.TABLE, mapping__isnull=True, sentence=""):
        arrival.sentence = sentence
        arrival.save(update_fields=["sentence"])
        named = {"name": arrival.name, "size_bytes": arrival.size_bytes, "verdict": Verdict.NOTHING}
        if not of_import.files.filter(**named, entry__gt="").update(sentence=sentence):  # not from an archive
            place = next_position(of_import)
            of_import.files.create(arrival=arrival, position=place, sentence=sentence, **named)


def _join_look_alikes(of_import: Import) -> None:
    """A file that looked like another of this import belongs to the run that one became."""
    alike = of_import.files.filter(verdict__in=[Verdict.SAME_RUN, Verdict.SAME_FILE], run=None, session=None)
    for file in (
        alike.exclude(like_file=None).select_related("like_file").only("like_file__run", "like_file__session")
    ):
        if file.like_file.run_id or file.like_file.session_id:
            ImportedFile.objects.filter(pk=file.pk).update(
                run=file.like_file.run_id, session=file.like_file.session_id
            )


class Storing:
    """Stores the runs of one import for one slice of time."""

    def __init__(self, hold: Hold):
        self.hold, self.of_import, self.runner = hold, hold.of_import, hold.of_import.runner
        self.shoes = dict(Shoe.objects.filter(runner=self.runner).values_list("name", "pk"))

    @cached_property
    def planned_dates(self) -> set[datetime.date]:
        """Few days of ten years have a run that was planned."""
        return set(PlannedRun.objects.of(self.runner).open().values_list("date", flat=True))

    def next_files(self) -> list[ImportedFile]:
        files = chosen_files(self.of_import).select_related("track")
        return list(files.order_by("started_at", "position", "part")[:BATCH])

    def store(self, file: ImportedFile) -> None:
        """One that cannot be stored costs no other."""
        try:
            self._store(file)
        except (OperationalError, InterfaceError, NotOurs):
            raise
        except Exception:
            log.exception("File %s of import %s", file.position, self.of_import.pk)
            sentence = gettext_noop(
                "Something broke on our side. This is not in your log; please bring it again later."
            )
            values = {
                "verdict": Verdict.UNREADABLE,
                "sentence": sentence,
                "chosen": False,
                "keep_this": False,
            }
            self.hold.write(file, where={"stored": False}, **values)

    @transaction.atomic
    def _store(self, file: ImportedFile) -> None:
        # The lock keeps two imports at once from adding the same run twice.
        hold_runner(self.runner)
        if file.verdict == Verdict.OTHER_TRAINING:
            self._store_session(file)
        elif file.keep_this and (run := self._run_in_the_log(file.run_id)):
            self._keep_the_richer(run, file)
        else:
            self._store_run(file)

    # --- a new run --------------------------------------------------------------------------------

    def _store_run(self, file: ImportedFile) -> None:
        """What is in the log by now, from an import beside this one, is not added again."""
        same, like = self._there_already(file)
        asked_for_both = file.verdict == Verdict.SAME_RUN and not file.keep_this
        if same:
            self._is_there(
                file,
                Verdict.SAME_FILE,
                same,
                gettext_noop("You brought this file before, so nothing was added."),
            )
        elif like and not asked_for_both:
            self._is_there(file, Verdict.SAME_RUN, like, like_this_run())
        else:
            self._add(file)

    def _there_already(self, file: ImportedFile) -> tuple[int | None, int | None]:
        """A run of the log that came from the same content, and one that this looks like: one question.

        What looked like this file and is a run of its own, because the runner said so, does not count. Nor
        does the day alone: that is proposed when it is read, and nothing chosen is left out for it.
        """
        runs = Run.objects.of(self.runner).order_by()
        brought = ImportedFile.objects.filter(sha256=file.sha256, part=file.part).exclude(pk=file.pk)
        same = runs.filter(pk__in=brought.values(stands=Coalesce("run__merged_into", "run"))).annotate(
            is_same=Value(1)
        )
        beside = ImportedFile.objects.filter(like_file=file.pk, stored=True, run__isnull=False)
        like = runs.resembling(**measures(file)).exclude(pk__in=beside.values("run"))
        like = like.annotate(is_same=Value(0))
        like = like if file.started_at else like.none()
        found = same.values_list("is_same", "pk").union(like.values_list("is_same", "pk"), all=True)
        first = dict(reversed(list(found)))
        return first.get(1), first.get(0)

    def _add(self, file: ImportedFile) -> None:
        run = run_of_file(file, self.runner)
        run.shoe_id = self._shoe(file)
        self._guess_kind_again(run)
        run.save(force_insert=True)
        if packed := _packed(file):
            Track.objects.create(run=run, packed=packed)
            FileTrack.objects.filter(pk=file.pk).delete()
        sentence = (
            gettext_noop("You looked at it and kept it.")
            if file.verdict != Verdict.NEW_RUN
            else file.sentence
        )
        self._is_stored(file, run_id=run.pk, verdict=Verdict.NEW_RUN, sentence=sentence, keep_this=False)
        self._match_plan(run)

    def _is_there(self, file: ImportedFile, verdict: str, run_id: int, sentence: str) -> None:
        values = {
            "verdict": verdict,
            "run_id": run_id,
            "sentence": sentence,
            "chosen": False,
            "keep_this": False,
        }
        self.hold.write(file, where={"stored": False}, **values)

    def _is_stored(self, file: ImportedFile, **values) -> None:
        if MADE_SHOE in file.facts:
            values["facts"] = file.facts
        self.hold.write(file, where={"stored": False}, stored=True, **values)

    def _guess_kind_again(self, run: Run) -> None:
        """Beside the runs of the ninety days before, which stand in the log by now: the oldest goes first."""
        if run.kind not in _GUESSED_BY_OTHERS or not run.duration_s:
            return
        words = {"title": run.title, "duration_s": run.duration_s, "distance_m": run.distance_m}
        kind = guess_kind(**words, laps=(), **runs_before(run))
        if kind != RunKind.EASY:
            run.kind = kind
        if run.recorded:
            run.recorded["kind"] = str(run.kind)

    def _shoe(self, file: ImportedFile) -> int | None:
        """Remembered once it stands: the run that brings it may still fail. The file says which it made."""
        gear = file.facts.get("gear", "")
        if not gear or gear in self.shoes:
            return self.shoes.get(gear)
        shoe, is_new = Shoe.objects.get_or_create(runner=self.runner, name=gear)
        if is_new:
            file.facts[MADE_SHOE] = shoe.pk
        transaction.on_commit(lambda: self.shoes.setdefault(gear, shoe.pk))
        return shoe.pk

    def _match_plan(self, run: Run) -> None:
        if run.date in self.planned_dates:
            run_changed(runner=self.runner, dates=[run.date])

    # --- in the place of another ------------------------------------------------------------------

    def _run_in_the_log(self, pk: int | None) -> Run | None:
        """`turn`: which of the records this is that take the place of another in it."""
        replaced = ImportedFile.objects.filter(run=OuterRef("pk"), stored=True, before__isnull=False)
        turns = replaced.annotate(turn=Cast(KeyTextTransform("turn", "before"), IntegerField()))
        last = Subquery(turns.order_by(F("turn").desc(nulls_last=True)).values("turn")[:1])
        stands = Run.with_removed.filter(pk=pk).values(stands=Coalesce("merged_into", "pk"))
        runs = Run.objects.filter(pk__in=stands).annotate(turn=Coalesce(last, 0) + 1)
        return runs.select_related("track").first()

    def _keep_the_richer(self, run: Run, file: ImportedFile) -> None:
        """Weighed again: another may have taken its place meanwhile. What the runner chose is not weighed."""
        ours = what_file_says(file).weight
        was_proposed = ours > Says(*file.facts.get("other_says", ())).weight
        if was_proposed and ours <= what_run_says(run).weight:
            self._is_there(file, Verdict.SAME_RUN, run.pk, like_this_run())
        else:
            self._take_the_place_of(run, file)

    def _take_the_place_of(self, run: Run, file: ImportedFile) -> None:
        """What was recorded is replaced, what the runner said stays; what was there is kept for an undo."""
        track, date = getattr(run, "track", None), run.date
        before = {**facts_of(run), "shoe": run.shoe_id, "turn": run.turn}
        set_facts(run, with_what_is_missing(all_facts(file), before), but=said_by_hand(run))
        run.shoe_id = run.shoe_id or self._shoe(file)
        run.save()
        packed, old = _packed(file), track and bytes(track.packed)
        if packed and track:
            Track.objects.filter(pk=track.pk).update(packed=packed)
        elif packed:
            Track.objects.create(run=run, packed=packed)
        elif track:
            track.delete()
        FileTrack.objects.filter(pk=file.pk).delete()
        if old:
            FileTrack.objects.create(file_id=file.pk, packed=old)
        sentence = gettext_noop("It says more than what was in your log, so it took its place.")
        self._is_stored(
            file, run_id=run.pk, before=before, sentence=sentence
        )  # it may have been merged since
        if date != run.date:  # around midnight
            unmatch_planned_run(run)
            run_changed(runner=self.runner, dates=[date, run.date])
        else:
            self._match_plan(run)

    # --- a session --------------------------------------------------------------------------------

    def _store_session(self, file: ImportedFile) -> None:
        sport = file.facts["sport"]
        seconds = file.duration_s or file.elapsed_s or 60
        ends = file.started_at + datetime.timedelta(seconds=file.elapsed_s or seconds)
        session = Session.objects.create(
            runner=self.runner,
            date=file.date,
            done_at=ends,
            time_zone=file.time_zone or self.runner.time_zone,
            title=file.title or (_("Strength training") if sport == "strength" else _("Yoga")),
            minutes=min(_LONGEST_MINUTES, max(1, round(seconds / 60))),
            leg_load=_LOAD[sport],
            effort=file.facts.get("effort"),
            note=file.facts.get("note") or "",
            how=Session.How.FILE,
        )
        self._is_stored(file, session_id=session.pk)


def _packed(file: ImportedFile) -> bytes | None:
    track = getattr(file, "track", None)
    return bytes(track.packed) if track else None
