"""Races: to come and run."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plans.actions.races import keep_race, remove_race
from plans.forms.race import RaceForm
from plans.models import Race


@require_safe
def races(request):
    today = request.user.local_date(timezone.now())
    every = list(Race.objects.of(request.user))
    context = {
        "to_come": [race for race in every if race.date >= today],
        "past": [race for race in reversed(every) if race.date < today],
        "today": today,
    }
    return render(request, "plans/races/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    now = timezone.now()
    race = Race(runner=request.user)
    form = RaceForm(request.POST or None, instance=race, today=request.user.local_date(now))
    if request.method == "POST" and form.is_valid():
        keep_race(race=form.save(commit=False), now=now)
        messages.success(request, _("Written down. The weeks before it are planned around it."))
        return redirect("races")
    return render(request, "plans/races/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def race(request, pk):
    now = timezone.now()
    found = get_object_or_404(Race.objects.of(request.user), pk=pk)
    found.runner = request.user
    form = RaceForm(request.POST or None, instance=found, today=request.user.local_date(now))
    if request.method == "POST" and form.is_valid():
        keep_race(race=form.save(commit=False), now=now)
        messages.success(request, _("Saved. Your weeks are planned around it."))
        return redirect("races")
    return render(request, "plans/races/edit.html", {"form": form, "race": found})


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    found = get_object_or_404(Race.objects.of(request.user), pk=pk)
    if request.method == "POST":
        remove_race(race=found, now=timezone.now())
        messages.success(request, _("The race is gone, and your weeks are planned without it."))
        return redirect("races")
    return render(request, "plans/races/delete.html", {"race": found})
