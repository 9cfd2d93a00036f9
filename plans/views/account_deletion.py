"""Leaving: at once or in two weeks, after saying once more who one is."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.days import date_format
from plans.actions.account_deletion import (
    LastOfStaff,
    delete_in_two_weeks,
    delete_now,
    is_last_of_staff,
    keep_account,
)
from plans.forms.your_data import AT_ONCE, DeleteForm


@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request):
    if is_last_of_staff(request.user):
        return render(request, "plans/your_data/last_of_staff.html")
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _leave(request, form.cleaned_data["when"])
        except LastOfStaff:  # another left at this very moment
            return render(request, "plans/your_data/last_of_staff.html")
    return render(request, "plans/your_data/delete.html", {"form": form})


def _leave(request, when):
    if when == AT_ONCE:
        delete_now(person=request.user, now=timezone.now())
        logout(request)
        return redirect("account_deleted")
    delete_in_two_weeks(person=request.user, now=timezone.now())
    request.user.refresh_from_db(fields=["delete_at"])  # asked twice, the first day stands
    day = date_format(timezone.localtime(request.user.delete_at), "j F")
    messages.success(
        request, _("Your account is deleted on %(day)s. Until then you can keep it.") % {"day": day}
    )
    return redirect("your_data")


@require_POST
def keep(request):
    if keep_account(person=request.user):
        messages.success(request, _("Your account stays. Everything is as it was."))
    return redirect("your_data")


@login_not_required
@require_safe
def deleted(request):
    """For who has just left; whoever is signed in has an account."""
    if request.user.is_authenticated:
        return redirect("your_data")
    return render(request, "plans/your_data/deleted.html")
