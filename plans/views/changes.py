"""What changed a week, and undoing it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.views.next_address import address_back
from balletfusion.days import date_format
from library.actions.told import told
from library.actions.translated import translated
from library.models import VideoClass
from plans.actions.changes import NOT_UNDONE, ChangedSince, NothingToUndo, is_there_to_undo, picture
from plans.actions.follow import take_back
from plans.calendar import DAY, monday_of
from plans.models import PlanChange
from plans.views.days import read_day

MOST_SHOWN = 50
NEW_STATE = {
    "proposed": gettext_lazy("“%(title)s” on %(day)s: your plan may move it"),
    "locked": gettext_lazy("“%(title)s” is kept on %(day)s"),
    "done": gettext_lazy("“%(title)s” on %(day)s is done"),
    "skipped": gettext_lazy("“%(title)s” on %(day)s is left out"),
    "missed": gettext_lazy("“%(title)s” of %(day)s waits for another day"),
}


def undo_of(runner, now):
    """The address that takes back what changed the runner's plan just now; of several weeks the first."""
    made = PlanChange.objects.filter(week__runner=runner, made_at=now).exclude(kind__in=NOT_UNDONE)
    change = made.order_by("week__starts_on", "-pk").first()
    return f"/plan/changes/{change.pk}/undo/" if change else ""


@require_safe
def changes(request, date):
    """The newest first."""
    monday = monday_of(read_day(date))
    made = PlanChange.objects.filter(week__runner=request.user, week__starts_on=monday)
    found = list(made.select_related("week")[:MOST_SHOWN])
    titles, week = _titles(found), found[0].week if found else None
    standing = picture(week) if week else []
    context = {
        "monday": monday,
        "sunday": monday + 6 * DAY,
        "changes": [_shown(change, titles, standing, request.user.zone) for change in found],
    }
    return render(request, "plans/changes/page.html", context)


def _titles(found):
    keys = {row["video_class_id"] for change in found for row in [*change.before, *change.after]}
    return dict(VideoClass.objects.filter(pk__in=keys).values_list("pk", "title"))


def _shown(change, titles, standing, zone):
    return {
        "kind": change.get_kind_display(),
        "at": change.made_at.astimezone(zone),
        "lines": lines(change, titles),
        "undone": change.undone_at is not None,
        "undo": f"/plan/changes/{change.pk}/undo/" if is_there_to_undo(change, standing) else "",
    }


def lines(change, titles):
    """A sentence for each place that came, went or changed."""
    before = {row["pk"]: row for row in change.before}
    after = {row["pk"]: row for row in change.after}
    told = (_line(before.get(key), after.get(key), titles) for key in sorted({*before, *after}))
    return [line for line in told if line]


def _line(before, after, titles):
    """Empty where nothing that matters changed."""
    now = after or before
    words = {"title": _title(now, titles), "day": _day(now)}
    if before is None:
        return _("“%(title)s” came on %(day)s") % words
    if after is None:
        return _("“%(title)s” left %(day)s") % words
    if before["video_class_id"] != after["video_class_id"]:
        return _("“%(title)s” in the place of “%(old)s” on %(day)s") % {
            **words,
            "old": _title(before, titles),
        }
    if before["date"] != after["date"]:
        return _("“%(title)s” from %(old)s to %(day)s") % {**words, "old": _day(before)}
    return NEW_STATE[after["state"]] % words if before["state"] != after["state"] else ""


def _title(row, titles):
    return translated(titles.get(row["video_class_id"], "")) or _("A class that is gone")


def _day(row):
    return date_format(read_day(row["date"]), "l")


@require_POST
def undo(request, pk):
    """One change, but for what was done, kept or moved since."""
    change = get_object_or_404(PlanChange.objects.select_related("week"), week__runner=request.user, pk=pk)
    now = timezone.now()
    try:
        take_back(runner=request.user, pk=pk, now=now)
    except ChangedSince:
        messages.info(request, _("Nothing was undone: your week has gone on since, and stays as it is."))
    except NothingToUndo:
        messages.info(request, _("There is nothing to undo any more. Your week stands as it is below."))
    else:
        _tell_undone(request, change, now)
    return HttpResponseRedirect(address_back(request, f"/plan/{change.week.starts_on}/"))


def _tell_undone(request, change, now):
    """What rules forbid by now has left with the undo: it is named, with why and the way back."""
    left = change.week.changes.filter(kind=PlanChange.Kind.LEFT, made_at=now).first()
    if left is None:
        since = change.week.changes.filter(pk__gt=change.pk, made_at__lt=now, undone_at=None)
        stays = _("Undone. What you did or moved since stays as it is.")
        messages.success(request, stays if since.exists() else _("Undone."))
        return
    said = _("“%(title)s” on %(day)s has left your week. %(why)s")
    gone = [
        said
        % {
            "title": translated(one["title"]),
            "day": _day(one),
            "why": told(" ".join(one.get("sentences", []))),
        }
        for one in left.told
    ]
    text = _("Undone. %(left)s") % {"left": " ".join(gone)}
    messages.warning(request, text, extra_tags=f"/plan/changes/{left.pk}/undo/")
