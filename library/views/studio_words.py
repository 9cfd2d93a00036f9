"""What is told of a filmed class: words, tags, the safety list."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from library.actions.proposed_tags import below_chapters, proposed_tags, rules_broken, tags_of
from library.actions.studio import answer_safety, save_class, set_tags
from library.actions.studio_safety import questions
from library.forms.studio import AboutForm
from library.forms.studio_safety import SafetyForm
from library.forms.studio_tags import TagsForm
from library.views.studio import own_class

PAGES = require_http_methods(["GET", "HEAD", "POST"])


@PAGES
def about(request, slug):
    video_class = own_class(request, slug)
    form = AboutForm(request.POST if request.method == "POST" else None, instance=video_class)
    if request.method == "POST" and form.is_valid():
        save_class(video_class=form.save(commit=False), fields=list(form.cleaned_data), now=timezone.now())
        return saved(request, slug)
    return render(
        request, "library/studio/about.html", {"form": form, "video_class": own_class(request, slug)}
    )


@PAGES
def tags(request, slug):
    """The chapters propose; what the teacher saves counts."""
    video_class = own_class(request, slug)
    chapters = list(video_class.chapters.all())
    proposal = proposed_tags(video_class, chapters)
    now_tags = tags_of(video_class)
    settled = bool(now_tags["benefits"])
    first = TagsForm.filled(now_tags if settled or not proposal else vars(proposal))
    if proposal and "proposal" in request.GET:
        first = TagsForm.filled(vars(proposal))
    form = TagsForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        against = proposal.against if proposal else video_class.against
        set_tags(
            video_class=video_class,
            benefits=form.benefits,
            fields={**form.values, "against": against},
            now=timezone.now(),
        )
        return saved(request, slug)
    context = {
        "form": form,
        "video_class": video_class,
        "proposal": proposal,
        "settled": settled,
        "below": below_chapters(proposal, now_tags) if proposal and settled else [],
        "rules": rules_broken(video_class, chapters),
    }
    return render(request, "library/studio/tags.html", context)


@PAGES
def safety(request, slug):
    video_class = own_class(request, slug)
    asked = questions(video_class, list(video_class.chapters.all()))
    before = video_class.safety.get("answers", {})
    form = SafetyForm(request.POST if request.method == "POST" else None, questions=asked, initial=before)
    if request.method == "POST" and form.is_valid():
        answer_safety(video_class=video_class, teacher=request.user, answers=form.answers, now=timezone.now())
        return saved(request, slug)
    context = {
        "form": form,
        "video_class": video_class,
        "answered_at": parse_datetime(video_class.safety.get("at", "")),
        "answered_by": User.objects.filter(pk=video_class.safety.get("by")).first() or _("somebody who left"),
    }
    return render(request, "library/studio/safety.html", context)


def saved(request, slug):
    messages.success(request, _("Saved."))
    return redirect("studio_class", slug)
