"""The week changed by hand: moved, kept, left out, put back. Each answers with the rules and an undo."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from balletfusion.days import date_format
from library.actions.told import told
from plans.actions.by_hand import IsDone, NoSuchPlace, StaysAsItIs
from plans.actions.choosing import NoSuchClass, remove_place
from plans.actions.doing import do_place
from plans.actions.keeping import lock_place, unlock_place
from plans.actions.place import move_place, offers, put_back, said_by, skip_place
from plans.calendar import days_of, monday_of
from plans.views.counted import tell_done
from plans.views.days import read_day
from plans.views.not_possible import NOT_POSSIBLE

# Beside Django's own levels (settings.MESSAGE_TAGS): stored, with something good to know; stored against a
# rule that weighs more. Both carry what takes it back.
NOTED, CLASH = 31, 32


def to_week(day):
    return redirect("week", date=monday_of(day).isoformat())


def back_from(request, day):
    """Where it was pressed, or the week."""
    return HttpResponseRedirect(address_back(request, f"/plan/{monday_of(day)}/"))


def by_hand(view):
    """Reads the day; what does not exist is not found, and what cannot be is said on the week's page."""

    @wraps(view)
    def answered(request, date, **named):
        day = read_day(date)
        try:
            return view(request, day, **named)
        except (NoSuchPlace, NoSuchClass) as error:
            raise Http404(str(error)) from None
        except StaysAsItIs as error:
            messages.error(request, NOT_POSSIBLE[type(error)])
            return back_from(request, day)

    return answered


def tell(request, changed, fits, anyway=""):
    """What an act came to, with its undo: `fits` where it does, else `anyway` with the rules against it."""
    undo = f"/plan/changes/{changed.change.pk}/undo/" if changed.change.pk else ""
    words = {"done": anyway, "rules": told(said_by(changed.broken))}
    if changed.weight == "fits":
        messages.success(request, fits, extra_tags=undo)
    elif changed.weight == "careful":
        messages.add_message(request, NOTED, _("%(done)s Good to know: %(rules)s") % words, extra_tags=undo)
    else:
        said = _("%(done)s A rule speaks against it: %(rules)s") % words
        messages.add_message(request, CLASH, said, extra_tags=undo)


@require_http_methods(["GET", "HEAD", "POST"])
@by_hand
def move(request, day, slug):
    """Choose another day: each says whether the class fits there, and why not."""
    if request.method == "POST":
        return _move(request, day, slug, read_day(request.POST.get("to", "")))
    today = request.user.local_date(timezone.now())
    place, days = offers(runner=request.user, date=day, slug=slug, today=today)
    return render(request, "plans/plan/move.html", {"place": place, "offers": days, "date": day})


def _move(request, day, slug, to):
    now, seen = timezone.now(), request.POST.get("seen", "")
    if to not in days_of(monday_of(day)) or to < request.user.local_date(now):
        messages.error(request, _("Choose a day of this week that is still to come. Nothing was moved."))
        return redirect("move", date=day.isoformat(), slug=slug)
    changed = move_place(runner=request.user, date=day, slug=slug, to=to, now=now, seen=seen)
    tell(
        request,
        changed,
        _("Moved to %(day)s. It fits.") % {"day": date_format(to, "l")},
        _("Moved to %(day)s.") % {"day": date_format(to, "l")},
    )
    return to_week(day)


@require_safe
@by_hand
def days(request, day, slug):
    """What the rules say of each day the class could move to: asked while it is in the air."""
    today = request.user.local_date(timezone.now())
    _place, found = offers(runner=request.user, date=day, slug=slug, today=today)
    return JsonResponse({"days": [_day_told(offer) for offer in found]})


def _day_told(offer):
    sentence = told(said_by(offer.broken)) or _("It fits.")
    return {
        "date": offer.date.isoformat(),
        "now": offer.is_now,
        "weight": "fits" if offer.is_now else offer.weight,
        "sentence": _("It stands here now.") if offer.is_now else sentence,
    }


@require_POST
@by_hand
def done(request, day, slug):
    """It was danced: on its day, or today where that is still to come."""
    now = timezone.now()
    try:
        did = do_place(runner=request.user, date=day, slug=slug, now=now)
    except IsDone:
        messages.info(
            request, _("That was written down already, perhaps in another tab. It is not counted twice.")
        )
    else:
        tell_done(request, did, request.user.local_date(now))
    return back_from(request, day)


@require_POST
@by_hand
def skip(request, day, slug):
    seen = request.POST.get("seen", "")
    changed = skip_place(runner=request.user, date=day, slug=slug, now=timezone.now(), seen=seen)
    tell(request, changed, _("Left out this week. You can put it back at any time."))
    return back_from(request, day)


@require_POST
@by_hand
def back(request, day, slug):
    seen = request.POST.get("seen", "")
    changed = put_back(runner=request.user, date=day, slug=slug, now=timezone.now(), seen=seen)
    tell(request, changed, _("Back on %(day)s.") % {"day": date_format(changed.place.date, "l")})
    return to_week(day)


@require_POST
@by_hand
def lock(request, day, slug):
    changed = lock_place(runner=request.user, date=day, slug=slug, now=timezone.now())
    words = {"day": date_format(day, "l")}
    tell(
        request, changed, _("Kept on %(day)s, whatever else changes.") % words, _("Kept on %(day)s.") % words
    )
    return to_week(day)


@require_POST
@by_hand
def unlock(request, day, slug):
    changed = unlock_place(runner=request.user, date=day, slug=slug, now=timezone.now())
    tell(request, changed, _("Your plan may move it again. For now it stays where it is."))
    return to_week(day)


@require_POST
@by_hand
def remove(request, day, slug):
    changed = remove_place(runner=request.user, date=day, slug=slug, now=timezone.now())
    tell(request, changed, _("Taken away again."))
    return to_week(day)
