"""A filmed class goes into the library, now or on a date, and comes out again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.days import date_format
from library.actions.proposed_tags import below_chapters, proposed_tags, rules_broken, tags_of
from library.actions.publishing import forget_date, publish, publish_on, unpublish
from library.actions.studio_steps import missing
from library.forms.studio import PublishForm
from library.views.studio import own_class, state_of


@require_safe
def publishing(request, slug):
    """All that is missing, with links; else the two ways to publish."""
    return publish_page(request, own_class(request, slug), date_form(request, slug))


def date_form(request, slug, data=None):
    zone, action = request.user.time_zone.replace("_", " "), reverse("studio_publish_date", args=[slug])
    return PublishForm(data, now=timezone.now(), zone=zone, action=action)


def publish_page(request, video_class, form):
    chapters = list(video_class.chapters.all())
    proposal = proposed_tags(video_class, chapters)
    if video_class.publish_at and not form.is_bound:
        form.initial = {"when": video_class.publish_at}
    context = {
        "video_class": video_class,
        "state": state_of(video_class),
        "missing": missing(video_class),
        "below": below_chapters(proposal, tags_of(video_class)) if proposal else [],
        "rules": rules_broken(video_class, chapters),
        "form": form,
    }
    return render(request, "library/studio/publish.html", context)


@require_POST
def publish_now(request, slug):
    video_class = own_class(request, slug)
    if missing(video_class):
        messages.error(request, _("Something is still missing, so nothing was published."))
        return redirect("studio_publish", slug)
    if not video_class.published_at:
        publish(video_class=video_class, now=timezone.now())
        messages.success(request, _("Published: runners find it in the library from now on."))
    return redirect("studio_class", slug)


@require_POST
def publish_date(request, slug):
    video_class = own_class(request, slug)
    form = date_form(request, slug, request.POST)
    if missing(video_class):
        messages.error(request, _("Something is still missing, so no date was set."))
        return redirect("studio_publish", slug)
    if video_class.published_at or not form.is_valid():
        return publish_page(request, video_class, form)
    when = form.cleaned_data["when"]
    publish_on(video_class=video_class, at=when, now=timezone.now())
    said = date_format(timezone.localtime(when), "l j F Y, H:i")
    messages.success(request, _("It will be published on %(when)s.") % {"when": said})
    return redirect("studio_class", slug)


@require_POST
def publish_no_date(request, slug):
    forget_date(video_class=own_class(request, slug), now=timezone.now())
    messages.success(request, _("The date is taken back: the class stays a draft."))
    return redirect("studio_class", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug):
    """Asks, and says what happens to those who have it in their plan."""
    video_class = own_class(request, slug)
    if request.method == "POST":
        unpublish(video_class=video_class, now=timezone.now())
        messages.success(request, _("It is no longer in the library. Everything you made is kept."))
        return redirect("studio_class", slug)
    return render(request, "library/studio/withdraw.html", {"video_class": video_class})
