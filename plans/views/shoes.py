"""Running shoes: which there are, how far they have come, and when they have done their part."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.shoes import bring_back_shoe, retire_shoe, shoes_of, worn
from plans.forms.shoe import ShoeForm
from plans.models import Run, Shoe

LAST_RUNS = 10


@require_safe
def shoes(request):
    every = shoes_of(request.user)
    context = {
        "in_use": [one for one in every if not one.shoe.retired_on],
        "retired": [one for one in every if one.shoe.retired_on],
    }
    return render(request, "plans/shoes/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = ShoeForm(request.POST or None, instance=Shoe(runner=request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your shoes are down."))
        return redirect("shoes")
    return render(request, "plans/shoes/form.html", {"form": form})


@require_safe
def shoe(request, pk):
    pair = get_object_or_404(request.user.shoes, pk=pk)
    runs = Run.objects.of(request.user).filter(shoe=pair).defer("note", "folded", "laps", "recorded")
    return render(request, "plans/shoes/shoe.html", {"worn": worn(pair), "runs": runs[:LAST_RUNS]})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    pair = get_object_or_404(request.user.shoes.select_related("runner"), pk=pk)
    form = ShoeForm(request.POST or None, instance=pair, cancel=pair.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(pair)
    return render(request, "plans/shoes/form.html", {"form": form, "shoe": pair})


@require_POST
def retire(request, pk):
    pair = get_object_or_404(request.user.shoes, pk=pk)
    retire_shoe(shoe=pair, on=request.user.local_date(timezone.now()))
    messages.success(
        request, _("They have done their part."), extra_tags=f"{pair.get_absolute_url()}bring-back/"
    )
    return redirect(pair)


@require_POST
def bring_back(request, pk):
    pair = get_object_or_404(request.user.shoes, pk=pk)
    bring_back_shoe(shoe=pair)
    messages.success(request, _("They are in use again."))
    return redirect(pair)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    pair = get_object_or_404(request.user.shoes, pk=pk)
    if request.method == "POST":
        pair.delete()
        messages.success(request, _("The shoes are deleted; the runs in them stand without."))
        return redirect("shoes")
    return render(request, "plans/shoes/delete.html", {"worn": worn(pair)})
