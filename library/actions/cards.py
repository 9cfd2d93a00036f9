"""What the cards of classes say to one runner: how often done and when, saved, not for them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, Value

from library.actions.bitmaps import bitmap
from library.actions.edition import edition_number
from library.actions.today import Danced, danced_by
from library.models import Edition, VideoClass, Viewing


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
    return mine_and_edition(runner)[0] if runner.is_authenticated else NOBODYS


def mine_and_edition(runner) -> tuple[Mine, int]:
    """The same, and which edition the library is at. Two queries, one for a visitor."""
    if not runner.is_authenticated:
        return NOBODYS, edition_number()
    danced = danced_by(runner)
    marked = Viewing.objects.of(runner).exclude(saved_at=None, hidden_at=None).order_by()
    marked = marked.annotate(saved=Q(saved_at__isnull=False), hidden=Q(hidden_at__isnull=False))
    marked = marked.values_list(Value("class"), "video_class_id", "saved", "hidden")
    edition = Edition.objects.values_list(Value("edition"), "number", Value(False), Value(False))
    rows = list(marked.union(edition, all=True))
    mine = Mine(
        danced=danced,
        done=bitmap(danced),
        saved=bitmap(key for _what, key, saved, _hidden in rows if saved),
        hidden=bitmap(key for _what, key, _saved, hidden in rows if hidden),
    )
    return mine, next((number for what, number, *_no in rows if what == "edition"), 0)


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
