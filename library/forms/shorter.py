"""How a class is to be shorter, out of its address: ?minutes=12, ?without=jumps&without=calf, ?keep=0.1.4."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from library.actions.shorter import LEAVE_OUT, Wish, position_list

MOST_MINUTES = 600
WHOLE = "all"  # ?keep=all: the whole class, though a cut was begun


def wish_of(sent: QueryDict) -> tuple[Wish, str]:
    """The wish, and a sentence where some of it could not be read: that part is left aside."""
    minutes, wrong_minutes = _minutes(sent.get("minutes", "").strip()[:20])
    without = frozenset(sent.getlist("without")[:50])
    keep, wrong_keep = _keep(sent)
    unknown = (
        _("What you wanted to leave out is nothing this page knows.") if without - set(LEAVE_OUT) else ""
    )
    return Wish(minutes, without & set(LEAVE_OUT), keep), wrong_minutes or unknown or wrong_keep


def wants_whole(sent: QueryDict) -> bool:
    return sent.get("keep") == WHOLE


def _minutes(text: str) -> tuple[int | None, str]:
    if not text:
        return None, ""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MINUTES:
        return int(text), ""
    return None, _("Minutes are a whole number from 1 to 600, so here is the class without that.")


def _keep(sent: QueryDict) -> tuple[frozenset[int] | None, str]:
    """Positions with points between, or one for each ticked box: "chosen" says that there were boxes."""
    texts = sent.getlist("keep")[:200]
    if texts == [WHOLE] or (not texts and "chosen" not in sent):
        return None, ""
    lists = [position_list(text) for text in texts]
    if None in lists:
        return None, _("Which chapters to keep could not be read, so here is the whole class.")
    return frozenset().union(*lists), ""
