"""The plan in a phone's calendar: addresses made, changed, ended, and what is read at them."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.speaking import in_writing_to
from balletfusion.rates import Rate, place_of
from plans.actions.feed import (
    MOST_ADDRESSES,
    AddressEnded,
    TooManyAddresses,
    change_address,
    end_address,
    feed_of,
    make_address,
)
from plans.actions.feed_readers import note_reading
from plans.forms.feed import CalendarAddressForm
from plans.models import CalendarAddress

# Not forbidden in robots.txt: Google's calendar keeps to that, and would not read a subscription.
NOT_FOR_OTHERS = {
    "Cache-Control": "private, no-cache",  # kept, and asked for again by its ETag
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Content-Disposition": 'inline; filename="ballet-fusion.ics"',
}


# A phone looks every few minutes at most, and a family has a few of them. All of Google's readers come from
# few places, so only what is not there is counted by place: addresses cannot be tried out one by one.
READINGS = Rate("calendar", most=60, window_s=600)
MISSES = Rate("calendar-missed", most=60, window_s=600)


@csrf_exempt  # it changes nothing: whoever posts hears that only reading is for them
@login_not_required
@require_safe
def feed(request, token):
    """For a calendar app, which cannot sign in: who knows the address may read it.

    GET writes here when it was read, once an hour at most: an app does nothing but GET, and a runner who
    wants to know whether an address is still read before ending it has no other sign.
    """
    now, place = timezone.now(), place_of(request)
    if wait_s := MISSES.is_spent(place, now):
        return too_often(wait_s)
    found = CalendarAddress.objects.select_related("runner")
    address = found.filter(runner__is_active=True, token=token).first()
    if address is None:
        MISSES.spend(place, now)
        raise Http404
    if wait_s := READINGS.spend(token, now):
        return too_often(wait_s)
    response = as_calendar(request, address, now)
    if request.method == "GET":
        note_reading(address=address, user_agent=request.headers.get("User-Agent", ""), now=now)
    return response


def as_calendar(request, address, now):
    site = request.build_absolute_uri("/").rstrip("/")
    with in_writing_to(address.runner):
        body = feed_of(address=address, now=now, site=site)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {**NOT_FOR_OTHERS, "ETag": etag}
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response)


def too_often(wait_s):
    said = ngettext(
        "Asked too often. Nothing is lost: ask again in %(n)s second.",
        "Asked too often. Nothing is lost: ask again in %(n)s seconds.",
        wait_s,
    ) % {"n": wait_s}
    headers = {"Retry-After": wait_s, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(said + "\n", status=429, content_type="text/plain; charset=utf-8", headers=headers)


@require_safe
def addresses(request):
    rows = request.user.calendar_addresses.all()
    return render(request, "plans/feed/page.html", {"addresses": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    fresh = CalendarAddress(runner=request.user, name=_("My plan"))
    form = CalendarAddressForm(request.POST or None, instance=fresh)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(make_address(address=form.save(commit=False), now=timezone.now()))
        except TooManyAddresses:
            many = {"n": MOST_ADDRESSES}
            form.add_error(None, _("You have %(n)s addresses, which is the most. End one first.") % many)
    return render(request, "plans/feed/new.html", {"form": form})


@require_safe
def address(request, pk):
    found = get_object_or_404(request.user.calendar_addresses, pk=pk)
    https = request.build_absolute_uri(f"/calendar/{found.token}.ics")
    context = {"address": found, "https": https, "webcal": "webcal:" + https.partition(":")[2]}
    response = render(request, "plans/feed/address.html", context)
    response["Cache-Control"] = "private, no-store"  # it shows what is as private as a password
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    found = get_object_or_404(request.user.calendar_addresses, pk=pk)
    form = CalendarAddressForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_address(address=form.save(commit=False), now=timezone.now())
        except AddressEnded:
            raise Http404 from None
        messages.success(request, _("Saved. Your calendar shows it when it looks here next."))
        return redirect(found)
    name = CalendarAddress.objects.values_list("name", flat=True).get(pk=pk)  # not what was just typed
    return render(request, "plans/feed/edit.html", {"form": form, "address": found, "name": name})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    found = get_object_or_404(request.user.calendar_addresses, pk=pk)
    if request.method == "POST":
        end_address(address=found)
        messages.success(request, _("Ended: nobody can read it any more."))
        return redirect("calendar_addresses")
    return render(request, "plans/feed/end.html", {"address": found})
