"""What a self-check says: its numbers with their units, and changes only where the measure can tell."""

import datetime
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balletfusion.days import date_format
from plans.actions.self_check_notes import AGAIN_AFTER, due_checks
from plans.actions.self_check_results import (
    changes_between,
    chart_of,
    difference,
    earlier_to_compare,
)
from plans.models import SelfCheck

Kind = SelfCheck.Kind
MOVEMENTS = {
    Kind.KNEE_TO_WALL: "calf-stretch-bent",
    Kind.STANCE_OPEN: "coupe-balance",
    Kind.STANCE_CLOSED: "coupe-balance",
    Kind.HEEL_RAISES: "releve-one-leg",
}
LEADS = {
    Kind.KNEE_TO_WALL: gettext_lazy("How far your ankle bends, with a tape measure."),
    Kind.STANCE_OPEN: gettext_lazy("How long you stand on one leg, looking straight ahead."),
    Kind.STANCE_CLOSED: gettext_lazy("The same without your eyes, in a corner."),
    Kind.HEEL_RAISES: gettext_lazy("How often one calf lifts you, to a beat a second."),
}
PICTURED = {
    Kind.STANCE_OPEN: gettext_lazy("Legs as in the picture; your hands hold the phone against your chest."),
    Kind.STANCE_CLOSED: gettext_lazy("Legs as in the picture; your hands hold the phone against your chest."),
    Kind.HEEL_RAISES: gettext_lazy("Your fingertips balance you, they do not push."),
}
NOT_MEASURED = gettext_lazy("not measured")
TOO_SMALL = gettext_lazy("within what the measure can tell")


@dataclass(frozen=True)
class DueLine:
    """A check to be done again, as it stands in its day of the week."""

    kind: SelfCheck.Kind
    on: datetime.date
    weeks: int  # since it was done
    is_due: bool  # today, or longer ago


def checks_due(notes, today, first, last) -> list[DueLine]:
    """Those whose day lies between two days."""
    return [
        DueLine(due.kind, due.on, (due.on - due.last).days // 7, due.on <= today)
        for due in due_checks(notes, today, first, last)
    ]


@dataclass(frozen=True)
class Line:
    """A line of the table of what changed: left and right side by side."""

    name: str
    left: str
    right: str


def amount(kind, value) -> str:
    """12.5 cm, 45 s, 24."""
    if value is None:
        return str(NOT_MEASURED)
    text = number_format(value, 0 if value == int(value) else 1)
    units = {Kind.KNEE_TO_WALL: "cm", Kind.HEEL_RAISES: ""}
    return f"{text}\u00a0{units.get(kind, 's')}".rstrip("\u00a0")


def sides_said(check: SelfCheck) -> str:
    """12.5 cm left, 13 cm right; a side alone leaves the other out."""
    sides = (_("%(amount)s left"), check.left), (_("%(amount)s right"), check.right)
    said = (text % {"amount": amount(check.kind, value)} for text, value in sides if value is not None)
    return ", ".join(said)


def kept_said(check: SelfCheck, newest: datetime.date, today: datetime.date) -> str:
    """That it is kept, in whose place, and when it is due again: six weeks after the newest of its kind."""
    before, again = check.took_the_place_of, newest + AGAIN_AFTER
    if before == (check.left, check.right):
        return _("This result was kept already. It stands once.")
    when = _("Six weeks have gone by since, so your plan brings it up now.")
    if again > today:
        when = _("Your plan brings it up again on %(day)s.") % {"day": date_format(again, "j F")}
    if before is None:
        return _("Kept. %(when)s") % {"when": when}
    if all(was in (None, stands) for was, stands in zip(before, (check.left, check.right), strict=True)):
        return _("Kept, beside the side you measured that day already. %(when)s") % {"when": when}
    left, right = (amount(check.kind, value) for value in before)
    said = {"left": left, "right": right, "when": when}
    return (
        _("Kept, in the place of that day’s other result (left %(left)s, right %(right)s). %(when)s") % said
    )


def change_said(kind, change: int | None) -> str:
    """One side's change, in tenths; 0 is one that the measure cannot tell."""
    if change is None:
        return str(NOT_MEASURED)
    if not change:
        return str(TOO_SMALL)
    said = {"amount": amount(kind, abs(change) / 10)}
    if change > 0:
        return _("%(amount)s more") % said
    return _("%(amount)s fewer") % said if kind == Kind.HEEL_RAISES else _("%(amount)s less") % said


def lines_of(newest_first: list[SelfCheck]) -> list[Line]:
    """The latest result, and how each of its sides stands to the one before and to the first."""
    latest, first = newest_first[0], newest_first[-1]
    lines = [_result(latest, _("On %(day)s") % {"day": _day(latest)})]
    for before in earlier_to_compare(newest_first):
        since = _("Since %(day)s")
        if before == first and len(newest_first) > 2:
            since = _("Since the first, %(day)s")
        lines.append(_since(before, latest, since % {"day": _day(before)}))
    return lines


def _result(check: SelfCheck, name: str) -> Line:
    return Line(name, amount(check.kind, check.left), amount(check.kind, check.right))


def _since(before: SelfCheck, after: SelfCheck, name: str) -> Line:
    return Line(name, *(change_said(after.kind, change) for change in changes_between(before, after)))


def _day(check: SelfCheck) -> str:
    return date_format(check.date, "j F Y")


def between_sides(check: SelfCheck) -> str:
    """Whether left and right differ, where the measure can tell."""
    ahead = difference(check)
    if ahead is None:
        return _("One side was measured, so left and right are not compared.")
    if not ahead:
        return _("Left and right are alike, as far as the measure can tell.")
    said = {"amount": amount(check.kind, abs(ahead) / 10)}
    if ahead > 0:
        return _("The right is ahead of the left by %(amount)s.") % said
    return _("The left is ahead of the right by %(amount)s.") % said


def checks_over_time(newest_first, today) -> list[dict]:
    """Those that were done, as Progress shows them, in the order in which checks are shown."""
    return [_over_time(kind, results, today) for kind, results in by_kind(newest_first).items() if results]


def _over_time(kind, results, today) -> dict:
    again = results[0].date + AGAIN_AFTER
    return {
        "kind": kind,
        "results": results,
        "lines": lines_of(results),
        "between": between_sides(results[0]),
        "chart": chart_of(results),
        "again": again,
        "is_due": again <= today,
    }


def by_kind(checks) -> dict[SelfCheck.Kind, list[SelfCheck]]:
    """All kinds, those without a result too."""
    found: dict[SelfCheck.Kind, list[SelfCheck]] = {kind: [] for kind in Kind}
    for check in checks:
        found[Kind(check.kind)].append(check)
    return found
