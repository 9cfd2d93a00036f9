"""The part of a class's page that makes it shorter."""

from dataclasses import dataclass
from json import dumps

from library.actions.shorter import (
    Answer,
    Cut,
    Wish,
    asks_of,
    lengths_of,
    rows_of,
    shorter,
)
from library.forms.shorter import wants_whole, wish_of


@dataclass(frozen=True)
class Panel:
    """What the panel "Shorter" shows: what can be chosen, and what was."""

    wish: Wish
    sentence: str
    resumed: bool  # the cut is the one this runner had begun
    lengths: list[int]
    asks: dict[str, str]
    rows: list  # chapters, kept or not, with their times in the cut

    @property
    def open(self) -> bool:
        return bool(self.sentence)


def shortened(request, video_class, chapters, viewing) -> dict:
    """For the class's page: the cut that is danced, its spans for the player, and the panel."""
    wish, wrong = wish_of(request.GET)
    resumed = not wish and not wrong and not wants_whole(request.GET) and begun(viewing)
    if resumed:
        wish = Wish(keep=frozenset(viewing.kept))
    answer = shorter(video_class, chapters, wish)
    if resumed and leaves_out(answer.cut, request.GET.get("at", "")):
        wish, answer = Wish(), Answer()  # what somebody looks for is not in the cut they had begun
    cut = answer.cut
    panel = Panel(
        wish=wish,
        sentence=wrong or ("" if resumed else answer.sentence),
        resumed=resumed and cut is not None,
        lengths=lengths_of(video_class, chapters),
        asks=asks_of(video_class, chapters),
        rows=rows_of(video_class, chapters, cut),
    )
    return {"cut": cut, "spans": spans_of(cut), "panel": panel, "resume": resume_at(viewing, cut)}


def begun(viewing) -> bool:
    """Whether a cut was begun and not danced to its end."""
    return bool(viewing and viewing.kept and viewing.position_s)


def leaves_out(cut: Cut | None, at: str) -> bool:
    """Whether a cut leaves out the second an address names."""
    try:
        at_s = float(at)
    except ValueError:
        return False
    return cut is not None and not any(start <= at_s < end for start, end in cut.spans)


def resume_at(viewing, cut: Cut | None) -> dict[str, float | list]:
    """A cut begins at its beginning, unless it was begun already; the whole goes on wherever one was."""
    same = viewing is not None and viewing.kept == list(cut.kept if cut else ())
    return {
        "position_s": viewing.position_s if viewing and (same or cut is None) else 0.0,
        "seen": viewing.seen if same else [],
    }


def spans_of(cut: Cut | None) -> str:
    """As the player reads them; nothing for the whole film."""
    return dumps(cut.spans) if cut else ""
