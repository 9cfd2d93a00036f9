"""What changed a stored week: kept with the places before and after it, so that each can be undone."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import User
from library.models import VideoClass
from plans.models import PlanChange, PlannedSession, PlanOffer, Week

State, Kind = PlannedSession.State, PlanChange.Kind
COLUMNS = [
    "pk", "date", "video_class_id", "slot", "state", "reasons", "why", "first_date", "kept_against",
]  # fmt: skip
DATES = ("date", "first_date")
BY_HAND = (State.DONE, State.LOCKED, State.SKIPPED)  # what no restoring touches
EMPTY = (State.SKIPPED, State.MISSED)  # they hold no day
LONGEST_WHY = PlannedSession._meta.get_field("why").max_length
NOT_UNDONE = (Kind.LAID, Kind.LIFTED)  # the time itself is laid or taken away instead


class NothingToUndo(LookupError):
    """There is no such change of this runner's, or it is undone already."""


def picture(week: Week) -> list[dict]:
    """The places of a week as plain values, in the order of their keys."""
    rows = PlannedSession.objects.filter(week=week).order_by("pk").values(*COLUMNS)
    return [{**row, **{name: row[name].isoformat() for name in DATES}} for row in rows]


class ChangedSince(NothingToUndo):
    """Nothing of it is left to take back: it was done, kept, moved, swapped or taken away since."""


@contextmanager
def changing(
    *, week: Week, kind: str, now: datetime.datetime, told: Iterable[dict] = ()
) -> Iterator[PlanChange]:
    """Keeps what the block changes in the week; nothing is kept where nothing changed.

    Call `hold_week` before it: who else changes the week waits.
    """
    change = PlanChange(week=week, kind=kind, made_at=now, told=list(told), before=picture(week))
    yield change
    change.after = picture(week)
    if not_same(change.before, change.after):
        change.save()
        week.latest = change
        week.save(update_fields=["latest"])


def not_same(before: list[dict], after: list[dict]) -> bool:
    """Whether a place came, went or changed; another sentence alone is no change."""
    return [_shape(row) for row in before] != [_shape(row) for row in after]


def _shape(row: dict) -> tuple:
    return tuple(row[name] for name in ("pk", "date", "video_class_id", "slot", "state"))


@transaction.atomic
def undo_change(*, runner: User, pk: int, now: datetime.datetime) -> PlanChange:
    """Takes one change back, but for what was done, kept or moved since. NothingToUndo, ChangedSince."""
    change = _change_of(runner, pk)
    standing = picture(change.week)
    gone, back = _taken_back(change, standing)
    if change.kind == Kind.LEFT:
        today = runner.local_date(now)
        back = [_kept_all_the_same(row, change.told, today) for row in back]
    _replace(change.week, gone=gone, back=back)
    if not not_same(standing, picture(change.week)):
        raise ChangedSince(pk)
    _after_undoing(change, now)
    return change


def is_there_to_undo(change: PlanChange, standing: list[dict]) -> bool:
    """Whether an undo would find something of it: `standing` is the picture of its week."""
    if change.undone_at or change.kind in NOT_UNDONE:
        return False
    return any(_taken_back(change, standing))


def _taken_back(change: PlanChange, standing: list[dict]) -> tuple[set[int], list[dict]]:
    """What its undo takes away and what it puts back: what was touched since is left alone."""
    before, after, now = _by_key(change.before), _by_key(change.after), _by_key(standing)
    untouched = {key for key in after if key in now and _shape(now[key]) == _shape(after[key])}
    changed = {key for key in untouched if key not in before or _shape(before[key]) != _shape(after[key])}
    back = [before[key] for key in before if key in changed or (key not in after and key not in now)]
    return changed - before.keys(), back


def _change_of(runner: User, pk: int) -> PlanChange:
    """The change, and its week held."""
    changes = PlanChange.objects.filter(week__runner=runner, undone_at=None).exclude(kind__in=NOT_UNDONE)
    found = changes.select_related("week").filter(pk=pk).first()
    if found is None:
        raise NothingToUndo(pk)
    list(Week.objects.select_for_update().filter(pk=found.week_id))
    if not changes.filter(pk=pk).exists():  # somebody was quicker
        raise NothingToUndo(pk)
    return found


def _kept_all_the_same(row: dict, told: list[dict], today: datetime.date) -> dict:
    """What had to leave and is wanted back stays, against the rules that sent it away.

    For a day that is over nothing can be kept any more: there it was missed.
    """
    if _is_over(row, today):
        return {**row, "state": State.MISSED}
    own = [one for one in told if one["pk"] == row["pk"]]
    rules = {rule for one in own for rule in one["rules"]}
    why = whole_sentences(sentence for one in own for sentence in one.get("sentences", []))
    return {**row, "state": State.LOCKED, "kept_against": sorted(rules), "why": why or row["why"]}


def whole_sentences(sentences: Iterable[str]) -> str:
    """As many as the `why` of a place holds: half a sentence is known to nobody again, and not translated."""
    said = ""
    for sentence in sentences:
        longer = f"{said} {sentence}".strip()
        said = longer if len(longer) <= LONGEST_WHY else said
    return said


def _after_undoing(change: PlanChange, now: datetime.datetime) -> None:
    """A proposal that was accepted and taken back is not made again."""
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    week = change.week
    week.latest = week.changes.filter(undone_at=None).first()
    week.save(update_fields=["latest"])
    PlanOffer.objects.filter(week=week, declined_at=None).delete()
    if change.kind == Kind.ACCEPTED:
        values = {"made_at": now, "declined_at": now, "because": "undone", "wanted": change.told}
        PlanOffer.objects.update_or_create(week=week, defaults=values)


def restore(*, week: Week, before: list[dict], today: datetime.date) -> None:
    """The stored week as `restored` has it."""
    standing = picture(week)
    wanted = restored(standing, before, today=today)
    gone = _by_key(standing).keys() - _by_key(wanted).keys()
    _replace(week, gone=gone, back=[row for row in wanted if row not in standing])


def restored(standing: list[dict], before: list[dict], *, today: datetime.date) -> list[dict]:
    """The places as they were in a picture, but for what was done by hand since, and for days that are over.

    A day that a class took by hand meanwhile stays with it. What was planned for a day that is over by now is
    not planned again as if that day were still to come.
    """
    now, then = _by_key(standing), _by_key(before)
    stays = [row for key, row in now.items() if _stays(row, then.get(key), today)]
    keys, taken = {row["pk"] for row in stays}, {_spot(row) for row in stays if row["state"] not in EMPTY}
    back = [
        row
        for key, row in then.items()
        if key not in keys and _spot(row) not in taken and (key in now or _comes_back(row, today))
    ]
    return sorted([*stays, *back], key=lambda row: row["pk"])


def _stays(row: dict, was: dict | None, today: datetime.date) -> bool:
    """Whether a place is left as it stands: a hand was on it since, or its day is over."""
    if was is None or _shape(row) == _shape(was):
        return row["state"] in BY_HAND or _is_over(row, today)
    return row["state"] in BY_HAND or was["state"] in BY_HAND or not _comes_back(was, today)


def _comes_back(was: dict, today: datetime.date) -> bool:
    """What waits has no day that could be over; what stood by hand and is gone was taken away by hand."""
    return was["state"] == State.MISSED or (was["state"] == State.PROPOSED and not _is_over(was, today))


def _is_over(row: dict, today: datetime.date) -> bool:
    return datetime.date.fromisoformat(row["date"]) < today


def _spot(row: dict) -> tuple:
    """A day holds one class, and beside it a primer."""
    return row["date"], row["slot"] == PlannedSession.Slot.BEFORE_RUN


def _replace(week: Week, *, gone: Iterable[int], back: Iterable[dict]) -> None:
    """Takes these places away and puts those back, each under the key it had.

    What was done before or is done now follows its session and is left alone, a class that stands on that
    day by now stands there once, and one that was deleted since is no more.
    """
    standing = _by_key(picture(week))
    back = [row for row in back if State.DONE not in (row["state"], standing.get(row["pk"], row)["state"])]
    going = {*gone, *(row["pk"] for row in back)}
    taken = {(row["date"], row["video_class_id"]) for key, row in standing.items() if key not in going}
    known = VideoClass.objects.in_bulk({row["video_class_id"] for row in back})
    PlannedSession.objects.filter(week=week, pk__in=going).delete()
    PlannedSession.objects.bulk_create(
        PlannedSession(week=week, **with_dates(row))
        for row in back
        if (row["date"], row["video_class_id"]) not in taken and row["video_class_id"] in known
    )


def with_dates(row: dict) -> dict:
    """A row of a picture in a place's own values."""
    return {**row, **{name: datetime.date.fromisoformat(row[name]) for name in DATES}}


def _by_key(rows: Iterable[dict]) -> dict[int, dict]:
    return {row["pk"]: row for row in rows}
