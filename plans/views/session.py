"""Sessions: written down, rated, taken back."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from library.actions.collection_progress import ways_on
from plans.actions.body import body_today
from plans.actions.effort import can_be_rated, keep_effort
from plans.actions.following_shown import ended_with
from plans.actions.health_notes import NotAgreed
from plans.actions.session import (
    PRESSED_TWICE,
    CameAgain,
    NoteChanged,
    fill_again,
    keep_note,
    put_back_session,
    release_place,
    take_out_session,
    write_down,
    written_before,
)
from plans.actions.session_pain import NotThen, tell_pain_beside
from plans.actions.soreness import TooEarlyOrLate, keep_soreness, soreness_asked
from plans.forms.pain import SorenessForm
from plans.forms.session import EffortForm, NewSessionForm, SessionForm, too_late
from plans.forms.session_pain import PainBesideForm
from plans.models import Session
from plans.views.body import written
from plans.views.counted import filled, taken_back, tell_counted, tell_known, there_again
from plans.views.pain_words import see_professional
from plans.views.session_pain import pain_shown

NUMBERS = range(11)


def own(view):
    """Finds the session; of one that another tab took out meanwhile it is told, and how to put it back."""

    @wraps(view)
    def answered(request, pk):
        sessions = Session.objects.of(request.user).select_related(
            "video_class", "planned_session__video_class"
        )
        try:
            session = sessions.get(pk=pk)
            session.runner = request.user
            return view(request, session)
        except Session.DoesNotExist:
            return _taken_out(request, pk)

    return answered


def _taken_out(request, pk):
    """What was typed for it is given back. Of anybody else's nothing is told."""
    session = get_object_or_404(Session.with_removed.of(request.user).removed(), pk=pk)
    told = {"session": session, "text": request.POST.get("note", "").strip()}
    return render(request, "plans/session/taken_out.html", told, status=404)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    now = timezone.now()
    today = request.user.local_date(now)
    form = NewSessionForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid() and _is_meant(request.user, form, now):
        session, is_new = write_down(runner=request.user, now=now, **form.cleaned_data)
        (tell_counted if is_new else tell_known)(request, session, today)
        return redirect("session", pk=session.pk)
    return render(request, "plans/session/new.html", {"form": form})


def _is_meant(runner, form, now):
    """The same as before on that day is asked about, but for a second press, which counts once anyway."""
    again = form.cleaned_data.pop("again")
    before = written_before(runner=runner, **form.cleaned_data)
    if again or before is None or before.done_at > now - PRESSED_TWICE:
        return True
    form.ask_again(before)
    return False


@never_cache  # "Back" shows it as it stands by now
@require_http_methods(["GET", "HEAD", "POST"])
@own
def session(request, session):
    """How it was: a note, and buttons that tell how hard it was (below), now or later."""
    form = SessionForm(request.POST if request.method == "POST" else None, instance=session)
    if request.method == "POST" and form.is_valid() and _note_kept(session, form):
        messages.success(request, _("Saved."))
        return redirect("today")
    return session_page(request, session, form=form)


def _note_kept(session, form):
    try:
        keep_note(session=session, **form.cleaned_data)
    except NoteChanged:
        form.show_both(session.note)
    return form.is_valid()


def _note_not_kept(request, session):
    """A note that came along with something else is kept; where it cannot be, its form, which says why."""
    if "note" not in request.POST:
        return None
    form = SessionForm(request.POST, instance=session)
    return None if form.is_valid() and _note_kept(session, form) else form


def session_page(request, session, *, form=None, pain_form=None):
    today = request.user.local_date(timezone.now())
    came_from = request.GET.get("in", "")
    ways = ways_on(request.user, session.video_class, came_from) if session.video_class else []
    context = {
        "session": session,
        "today": today,
        "form": form or SessionForm(instance=session),
        "ways": ways,
        "ended": ended_with(runner=request.user, ways=ways),
        "filled": filled(session, today),
        "is_new": session.date == today,
        "can_be_rated": can_be_rated(session.date, today),
        "too_late": too_late(session.date, today),
        "sore": soreness_asked(session=session, runner=request.user, today=today),
        "pain": pain_shown(request.user, session, today, pain_form),
        "numbers": NUMBERS,
    }
    return render(request, "plans/session/page.html", context)


@require_safe
@own
def counts(request, session):
    """A part for the page where it was danced: what it counted for, and what takes it back."""
    today = request.user.local_date(timezone.now())
    context = {"session": session, "filled": filled(session, today)}
    context["can_undo"] = session.date == today
    context["next"] = address_back(request, "/today/")
    return render(request, "plans/session/_counts_words.html", context)


@require_POST
@own
def effort(request, session):
    """How hard it was, told on Today, on the class's own page or the session's.

    Without scripts a note that was typed beside it comes along; else it waits to be saved.
    """
    now, note = timezone.now(), _note_not_kept(request, session)
    form = EffortForm(request.POST, instance=session, today=request.user.local_date(now))
    said, before = _("Kept. Press another if you change your mind."), session.effort
    wrong = "" if form.is_valid() else form.errors["effort"][0]
    if not wrong:
        keep_effort(session=session, effort=form.cleaned_data["effort"], now=now)
        said = said if session.effort is not None else _("Your answer is taken back.")
    if request.htmx:
        session.refresh_from_db(fields=["effort"])
        return _effort_again(request, session, wrong or said, before)
    if not request.accepts("text/html"):
        return (
            JsonResponse({"error": wrong}, status=400) if wrong else JsonResponse({"effort": session.effort})
        )
    messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, wrong or said)
    if note:
        return session_page(request, session, form=note)
    return HttpResponseRedirect(address_back(request, f"/sessions/{session.pk}/"))


def _effort_again(request, session, said, before):
    """The row with its answer pressed; what came of it is said beside it.

    What takes an answer back goes with it: the number that it was has the focus then.
    """
    context = {"session": session, "numbers": NUMBERS, "said": said, "beside": "beside" in request.GET}
    context["focus"] = before if session.effort is None else None
    context["next"] = address_back(request, f"/sessions/{session.pk}/")
    return render(request, "plans/session/_effort.html", context)


@require_POST
@own
def soreness(request, session):
    """How sore a class with jumps left the legs: told from the next day on, up to a fortnight later."""
    form = SorenessForm(request.POST, instance=session)
    if not form.is_valid():
        messages.error(request, form.errors["soreness"][0])
        return redirect("session", pk=session.pk)
    try:
        keep_soreness(session=session, soreness=form.cleaned_data["soreness"], now=timezone.now())
        messages.success(request, _("Saved. Your plan heeds it."))
    except NotAgreed:
        return redirect("body")
    except TooEarlyOrLate:
        messages.info(request, _("This is asked from the day after a class with jumps, for two weeks."))
    return redirect("session", pk=session.pk)


@require_POST
@own
def pain(request, session):
    """What hurt before and after it; a note that was typed beside it is kept too."""
    now, address = timezone.now(), f"/sessions/{session.pk}/"
    note = _note_not_kept(request, session)
    form = PainBesideForm(request.POST, address=f"{address}pain/")
    if not form.is_valid() or note:
        return session_page(request, session, form=note, pain_form=form)
    try:
        told = tell_pain_beside(session=session, now=now, **form.cleaned_data)
    except NotAgreed:
        return redirect(f"/body/?next={address}")
    except NotThen:
        messages.info(request, _("What hurt can be told for four weeks. Tell how it is now instead."))
    else:
        _tell_pain(request, told, form.cleaned_data, request.user.local_date(now))
    return redirect("session", pk=session.pk)


def _tell_pain(request, told, answers, today):
    """What it holds back, and whom to ask where that is due."""
    level = max(answers["before"] or 0, answers["after"] or 0)
    messages.success(request, written(request.user, told, level, today))
    if told.site in body_today(runner=request.user, today=today).see_professional:
        messages.warning(request, " ".join(see_professional(told.site)))


@require_POST
@own
def release(request, session):
    """The place it filled waits again."""
    if place := release_place(session):
        said = _("The place in your week is open again. Your session still counts.")
        messages.success(request, said, extra_tags=f"/sessions/{session.pk}/fill/?place={place.pk}")
    else:
        messages.info(request, _("It fills no place of your week. It counts all the same."))
    return HttpResponseRedirect(address_back(request, f"/sessions/{session.pk}/"))


@require_POST
@own
def fill(request, session):
    """It takes a place after all: the one it was just taken from, or the nearest of its benefit."""
    if fill_again(session, request.GET.get("place", "")):
        said = filled(session, request.user.local_date(timezone.now()))
        messages.success(request, said, extra_tags=f"/sessions/{session.pk}/release/")
    else:
        messages.info(request, _("No open place of its week is for it. It counts all the same."))
    return HttpResponseRedirect(address_back(request, f"/sessions/{session.pk}/"))


@require_POST
@own
def delete(request, session):
    """It waits a week with what was told of it; the undo puts it into the place it filled."""
    own_page, now = f"/sessions/{session.pk}/", timezone.now()
    place = take_out_session(session, now=now)
    undo = f"{own_page}put-back/" + (f"?place={place.pk}" if place else "")
    said = taken_back(session, place, request.user.local_date(now))
    messages.success(request, said, extra_tags=undo)
    back = address_back(request, "/progress/")
    return HttpResponseRedirect("/today/" if back.startswith(own_page) else back)


@require_POST
def put_back(request, pk):
    """`?place=` is where it stood; `?anyway=1` the answer to having been told of one like it."""
    session = get_object_or_404(Session.with_removed.of(request.user).select_related("video_class"), pk=pk)
    session.runner = request.user
    wanted, anyway = request.GET.get("place", ""), bool(request.GET.get("anyway"))
    try:
        put_back_session(session, wanted=wanted, anyway=anyway)
    except Session.DoesNotExist:  # pressed twice
        messages.info(request, _("There is nothing left to put back."))
    except CameAgain:
        said = _("A session like this one came into your log meanwhile, so it was not put back.")
        messages.warning(
            request, said, extra_tags=f"{request.path}?{urlencode({'place': wanted, 'anyway': 1})}"
        )
    else:
        said = there_again(session, request.user.local_date(timezone.now()))
        messages.success(request, said, extra_tags=f"/sessions/{session.pk}/delete/")
    return HttpResponseRedirect(address_back(request, "/progress/"))
