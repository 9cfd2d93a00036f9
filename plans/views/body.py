"""The body: whether anything is sore, what that holds back, what was told before. For whom it was ticked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from library.models import BodySite
from plans.actions.body import body_today, kept_all_the_same, left_for_it, told_lately
from plans.actions.health_notes import NotAgreed, agree_to_notes
from plans.actions.pain import (
    NotTheMorningAfter,
    change_report,
    delete_report,
    tell_as_yesterday,
    tell_morning,
    tell_nothing_sore,
    tell_pain,
)
from plans.forms.pain import ConsentForm, MorningForm, NewPainForm, PainForm
from plans.models import PainReport
from plans.views.body_cards import ask_shown, history_shown, questions, site_cards, told_shown
from plans.views.body_figure import SILHOUETTE, choosing, figures
from plans.views.days import proposed_day
from plans.views.pain_words import holds_back, spots, yours

A_PAGE = 24  # reports of a site


@require_safe
def body(request):
    return _body_page(request, ConsentForm(back=address_back(request, "")))


@require_POST
def agree(request):
    back = address_back(request, "")
    form = ConsentForm(request.POST, back=back)
    if not form.is_valid():
        return _body_page(request, form)
    agree_to_notes(runner=request.user, now=timezone.now())
    messages.success(request, _("Thank you. You can take this back at any time in your plan’s settings."))
    return redirect(back or "body")


def _body_page(request, consent):
    now = timezone.now()
    known = body_today(runner=request.user, today=request.user.local_date(now))
    if not known.agreed:
        return render(request, "plans/body/agree.html", {"form": consent})
    told = told_lately(runner=request.user, today=known.today)
    cards = site_cards(known, told)
    context = {
        "ask": ask_shown(known),
        "questions": questions(known),
        "cards": cards,
        "left": left_for_it(runner=request.user, now=now),
        "kept": kept_all_the_same(runner=request.user, today=known.today),
        "history": [history_shown(site, reports, known.today) for site, reports in told.items()],
        **_drawn(gates={card.site: card.gate for card in cards}),
    }
    return render(request, "plans/body/page.html", context)


def _drawn(**marks):
    return {"figures": figures(**marks), "silhouette": SILHOUETTE, "numbers": range(11)}


@require_POST
def nothing_sore(request):
    return _in_one_tap(request, tell_nothing_sore)


@require_POST
def as_yesterday(request):
    return _in_one_tap(request, tell_as_yesterday)


def _in_one_tap(request, tell):
    try:
        made = tell(runner=request.user, now=timezone.now())
    except NotAgreed:
        return _not_kept(request)
    messages.success(request, _said_of(made))
    return redirect("today" if request.POST.get("from") == "today" else "body")


def _not_kept(request):
    """The consent was taken back, perhaps in another tab: the page asks for it."""
    if request.method == "POST":
        messages.warning(request, _("You keep no health notes, so nothing of this was kept."))
    return redirect("body")


def _said_of(made):
    if not made:
        return _("Noted. Your plan stays as it is.")
    sites = [report.site for report in made]
    if any(report.level for report in made):
        return _("Noted: as yesterday. Your plan goes on sparing %(yours)s.") % {"yours": yours(*sites)}
    return _("Good to hear. Your %(spots)s: 0 today, and nothing is held back any more.") % {
        "spots": spots(sites)
    }


@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """Something is sore: where and how much. `?date=` proposes a day, for the link of a session."""
    now = timezone.now()
    today = request.user.local_date(now)
    if not body_today(runner=request.user, today=today).agreed:
        return _not_kept(request)
    sent = request.POST if request.method == "POST" else None
    proposed = {"date": proposed_day(request.GET.get("date", ""), today)}
    form = NewPainForm(sent, runner=request.user, today=today, initial=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            told = tell_pain(runner=request.user, now=now, **form.cleaned_data)
        except NotAgreed:
            return _not_kept(request)
        messages.info(request, written(request.user, told, form.cleaned_data["level"], today))
        return redirect("body")
    return render(request, "plans/body/report.html", {"form": form, **_drawn(chosen=form["site"].value())})


def written(runner, told, level, today):
    """What the report holds back; the worst of a day counts, whatever is told of it later."""
    holds = {"holds": holds_back(body_today(runner=runner, today=today).of_site(told.site), today)}
    if told.level > (level or 0):
        said = _("The worst of the day counts until tomorrow; a mistake is put right below. %(holds)s")
        return said % holds
    return _("Written down. %(holds)s") % holds


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    now = timezone.now()
    found = _own(request, pk)
    form = PainForm(
        request.POST if request.method == "POST" else None,
        today=request.user.local_date(now),
        report=found,
    )
    if request.method == "POST" and form.is_valid():
        _or_404(change_report, report=found, now=now, **form.cleaned_data)
        messages.success(request, _("Put right."))
        return redirect("body")
    return render(request, "plans/body/edit.html", {"form": form, "report": found})


@require_POST
def delete(request, pk):
    _or_404(delete_report, report=_own(request, pk), now=timezone.now())
    messages.success(request, _("Deleted. What you told before it counts again."))
    return redirect("body")


@require_POST
def morning(request, pk):
    found, form = _own(request, pk), MorningForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["next_morning"][0])
        return redirect("body")
    try:
        level = form.cleaned_data["next_morning"]
        told = _or_404(tell_morning, report=found, level=level, now=timezone.now())
    except NotTheMorningAfter:
        messages.info(request, _("That was told already, or its morning has passed. Tell how it is today."))
    else:
        worse = _("Written down: worse than yesterday, so it is spared for now.")
        messages.success(request, worse if told.worse_next_morning else _("Written down."))
    return redirect("body")


@require_safe
def site(request, pk):
    """All that was told of the place of this report. An address says no place: addresses are logged."""
    of = _own(request, pk).site
    page = Paginator(PainReport.objects.of(request.user).filter(site=of), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"site": BodySite(of), "told": told_shown(list(page)), "page": page, "choose": choosing(of)}
    return render(request, "plans/body/site.html", context)


def _own(request, pk):
    found = get_object_or_404(PainReport.objects.of(request.user), pk=pk)
    found.runner = request.user
    return found


def _or_404(act, **told):
    """Deleted in another tab, or the consent taken back meanwhile: it is not there any more."""
    try:
        return act(**told)
    except (PainReport.DoesNotExist, NotAgreed) as gone:
        raise Http404 from gone
