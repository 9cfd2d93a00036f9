"""How the player behaves: a page for it, and what the player itself remembers."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from library.actions.choices import choices_of, choose
from library.forms.choices import ChoicesForm, SentChoicesForm


@require_http_methods(["GET", "HEAD", "POST"])
def player_choices(request):
    choices = choices_of(request.user)
    form = ChoicesForm(request.POST if request.method == "POST" else None, instance=choices)
    if request.method == "POST" and form.is_valid():
        choose(runner=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Every class you open plays like that."))
        return redirect("player_choices")
    return render(request, "library/player_choices/page.html", {"form": form})


@require_POST
def player_choice(request) -> HttpResponse:
    """From the player: one or more choices, answered without a page."""
    form = SentChoicesForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": form.sentence}, status=400)
    choose(runner=request.user, **form.cleaned_data)
    return HttpResponse(status=204)
