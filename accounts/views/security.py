"""Sign-in and security: every way in, on one page, and the devices that are signed in."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.devices import devices_of, sign_out_device, sign_out_everywhere, sign_out_others
from accounts.actions.ways_in import ways_in_of
from accounts.devices import device_name
from accounts.views.waiting import address_waiting


@require_safe
def security(request):
    told = {
        "address": EmailAddress.objects.filter(user=request.user).order_by("-primary", "pk").first(),
        "waiting": address_waiting(request),
        "ways": ways_in_of(request.user),
        "devices": devices_of(request.user, now=timezone.now()),
        "tokens": request.user.tokens.count(),
    }
    return render(request, "accounts/security/page.html", told)


@require_safe
def devices(request):
    there = devices_of(request.user, now=timezone.now())
    return render(request, "accounts/devices/page.html", {"devices": there})


@require_POST
def end_device(request, pk):
    device = get_object_or_404(UserSession, user=request.user, pk=pk)
    if sign_out_device(request=request, device=device):
        messages.success(request, _("You are signed out here."))
        return redirect("account_login")
    name = device_name(device.user_agent)
    messages.success(request, _("%(device)s is signed out.") % {"device": name})
    return redirect("usersessions_list")


@require_POST
def end_other_devices(request):
    sign_out_others(request=request, user=request.user)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("usersessions_list")


@require_POST
def end_all_devices(request):
    sign_out_everywhere(request=request, user=request.user)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
