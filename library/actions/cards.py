"""What the cards of classes say to one runner: how often done and when, saved, not for them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from library.actions.bitmaps import bitmap
from library.actions.today import Danced, danced_by
from library.models import VideoClass, Viewing


@dataclass(frozen=True)
class Mine:
    """How one runner stands to all classes. Sets are bitmaps; `danced` is by the key of the class."""

    danced: Mapping[int, Danced] = field(default_factory=dict)
    done: int = 0
    saved: int = 0
    hidden: int = 0


@dataclass(frozen=True)
class Own:
    """What one card says to its runner."""

    saved: bool
    times: int
    last: datetime.date | None
    today: datetime.date


NOBODYS = Mine()


def mine_of(runner) -> Mine:
    """Two queries; none for a visitor, to whom every class is new."""
    if not runner.is_authenticated:
        return NOBODYS
    danced = danced_by(runner)
    marked = Viewing.objects.of(runner).exclude(saved_at=None, hidden_at=None)
    rows = list(marked.values_list("video_class_id", "saved_at", "hidden_at"))
    return Mine(
        danced=danced,
        done=bitmap(danced),
        saved=bitmap(pk for pk, saved_at, _hidden_at in rows if saved_at),
        hidden=bitmap(pk for pk, _saved_at, hidden_at in rows if hidden_at),
    )


def for_runner(
    classes: Iterable[VideoClass], *, runner, now: datetime.datetime, mine: Mine | None = None
) -> list[VideoClass]:
    """The classes, each with `own` for its card; for a visitor as they are."""
    found = list(classes)
    if not runner.is_authenticated:
        return found
    mine, today = mine or mine_of(runner), runner.local_date(now)
    for video_class in found:
        video_class.own = _own(video_class.pk, mine, today)
    return found


def _own(key: int, mine: Mine, today: datetime.date) -> Own:
    danced = mine.danced.get(key)
    saved = bool(mine.saved >> key & 1)
    return Own(saved, danced.times if danced else 0, danced.last if danced else None, today)
