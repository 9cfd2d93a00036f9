"""What the pages of an import show: how far it is, how many of what, one page of files, what is chosen."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import ExtractYear
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from plans.actions.imports_facts import Says, what_file_says
from plans.actions.imports_work import Pulse, pulse_of
from plans.models import Arrival, Import, ImportedFile, Run

State, Verdict = Import.State, ImportedFile.Verdict
PAGE = 50
LOOK_ALIKES = 15  # a page: two columns of facts each

# In the order of what there is to decide.
GROUPS = {
    Verdict.NEW_RUN: _("New runs"),
    Verdict.SAME_RUN: _("Look-alikes"),
    Verdict.OTHER_TRAINING: _("Strength and yoga"),
    Verdict.SAME_FILE: _("Brought before"),
    Verdict.NOT_A_RUN: _("Not runs"),
    Verdict.UNREADABLE: _("Not understood"),
    Verdict.NOTHING: _("Nothing to read"),
}


@dataclass(frozen=True)
class Progress:
    """How far reading or storing is. `whole` is None while it is not known yet."""

    done: int
    whole: int | None
    pulse: Pulse
    left_s: float | None

    @property
    def left_min(self) -> int | None:
        return None if self.left_s is None else max(1, round(self.left_s / 60))


def progress_of(of_import: Import, now: datetime.datetime) -> Progress:
    done, whole = _read_so_far(of_import) if of_import.state == State.READING else _stored_so_far(of_import)
    return Progress(done, whole, pulse_of(of_import, now), _left_s(of_import, done, whole, now))


def _read_so_far(of_import: Import) -> tuple[int, int | None]:
    counts = of_import.files.aggregate(
        whole=Count("pk"), waiting=Count("pk", filter=Q(verdict=Verdict.WAITING))
    )
    is_listed = (
        not of_import.arrivals.filter(listed=False)
        .exclude(mapping__isnull=True, what=Arrival.What.TABLE)
        .exists()
    )
    return counts["whole"] - counts["waiting"], counts["whole"] if is_listed else None


def _stored_so_far(of_import: Import) -> tuple[int, int]:
    counts = of_import.files.aggregate(
        done=Count("pk", filter=Q(stored=True)), waiting=Count("pk", filter=Q(stored=False, chosen=True))
    )
    return counts["done"], counts["done"] + counts["waiting"]


def _left_s(of_import: Import, done: int, whole: int | None, now: datetime.datetime) -> float | None:
    """From the pace so far, once that says something."""
    if not whole or done < 20 or of_import.began_at is None:
        return None
    return (now - of_import.began_at).total_seconds() / done * (whole - done)


# --- the dry run, and what became of it -----------------------------------------------------------


@dataclass(frozen=True)
class Chosen:
    """What goes into the log as the ticks stand."""

    runs: int
    replaced: int
    sessions: int
    distance_m: float
    duration_s: int
    first: datetime.date | None
    last: datetime.date | None

    def __bool__(self) -> bool:
        return bool(self.runs or self.replaced or self.sessions)


def chosen_of(of_import: Import) -> Chosen:
    """One question."""
    is_run = Q(chosen=True, keep_this=False) & ~Q(verdict=Verdict.OTHER_TRAINING)
    found = of_import.files.filter(chosen=True).aggregate(
        runs=Count("pk", filter=is_run),
        replaced=Count("pk", filter=Q(keep_this=True)),
        sessions=Count("pk", filter=Q(verdict=Verdict.OTHER_TRAINING)),
        distance_m=Sum("distance_m", filter=is_run),
        duration_s=Sum("duration_s", filter=is_run),
        first=Min("date"),
        last=Max("date"),
    )
    return Chosen(**{**found, "distance_m": found["distance_m"] or 0, "duration_s": found["duration_s"] or 0})


def years_of(of_import: Import) -> list[dict]:
    """Runs that are chosen or stored, year by year."""
    runs = of_import.files.filter(Q(chosen=True) | Q(stored=True)).exclude(verdict=Verdict.OTHER_TRAINING)
    years = runs.exclude(date=None).annotate(year=ExtractYear("date")).values("year").order_by("year")
    return list(years.annotate(runs=Count("pk"), distance_m=Sum("distance_m"), duration_s=Sum("duration_s")))


@dataclass(frozen=True)
class Group:
    verdict: str
    label: str
    count: int
    chosen: int


def groups_of(of_import: Import) -> list[Group]:
    """Those that hold something."""
    counted = of_import.files.values("verdict").order_by()
    counts = {
        row["verdict"]: row
        for row in counted.annotate(n=Count("pk"), ticked=Count("pk", filter=Q(chosen=True)))
    }
    return [
        Group(verdict, label, counts[verdict]["n"], counts[verdict]["ticked"])
        for verdict, label in GROUPS.items()
        if verdict in counts
    ]


def may_be_ticked(groups: list[Group]) -> bool:
    """Whether there is anything that surely could go into the log; of what is no run a walk could, too."""
    return any(group.verdict in _TO_DECIDE for group in groups)


class Counted(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, rows, size: int, count: int):
        super().__init__(rows, size)
        self.known = count

    @cached_property
    def count(self) -> int:
        return self.known


def page_of(of_import: Import, group: Group, number: str):
    """One page of a group, newest first, the rest in the order of the archive."""
    files = of_import.files.filter(verdict=group.verdict).select_related("run", "session", "like_file")
    files = files.defer("run__laps", "run__recorded")
    size = LOOK_ALIKES if group.verdict == Verdict.SAME_RUN else PAGE
    order = ("position", "part") if group.verdict in _AS_THEY_CAME else ("-started_at", "position", "part")
    page = Counted(files.order_by(*order), size, group.count).get_page(number)
    for file in page.object_list:
        file.of_import = of_import
    return page


_TO_DECIDE = (Verdict.NEW_RUN, Verdict.SAME_RUN, Verdict.OTHER_TRAINING)
_AS_THEY_CAME = (Verdict.SAME_FILE, Verdict.UNREADABLE, Verdict.NOTHING)


@dataclass(frozen=True)
class Alike:
    """A file beside what it looks like."""

    file: ImportedFile
    other: Run | ImportedFile | None
    more: list[str]  # what the file says and the other does not
    less: list[str]
    ours: Says
    theirs: Says

    @property
    def kept(self) -> str:
        return "this" if self.file.keep_this else "both" if self.file.chosen else "old"

    @property
    def in_log(self) -> bool:
        return isinstance(self.other, Run)


def alike(file: ImportedFile) -> Alike:
    other = file.run or file.like_file
    ours = what_file_says(file)
    in_log = Says(*file.facts.get("other_says", ()))
    theirs = what_file_says(other) if isinstance(other, ImportedFile) else in_log
    return Alike(file, other, ours.more_than(theirs), theirs.more_than(ours), ours, theirs)


@dataclass(frozen=True)
class Became:
    """What a stored import did to the log."""

    added: int
    gone: int  # were added, and have been taken out since
    replaced: int
    sessions: int

    def __bool__(self) -> bool:
        return bool(self.added or self.replaced or self.sessions)


def became(of_import: Import) -> Became:
    is_new, is_other = Q(verdict=Verdict.NEW_RUN), Q(verdict=Verdict.OTHER_TRAINING)
    in_log = Q(run__isnull=False, run__removed_at=None)
    return Became(
        **of_import.files.aggregate(
            added=Count("pk", filter=is_new & in_log),
            gone=Count("pk", filter=is_new & ~in_log & Q(stored=True)),
            replaced=Count("pk", filter=Q(stored=True, before__isnull=False) & in_log),
            sessions=Count("pk", filter=is_other & Q(session__isnull=False, session__removed_at=None)),
        )
    )
