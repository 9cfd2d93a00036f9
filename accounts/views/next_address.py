"""Where to go on to: `next` of a form or an address, where it lies on this site."""

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_ADDRESS = 2000  # letters


def address_back(request, default: str) -> str:
    """A path of ours, else the default. Go there by HttpResponseRedirect: `redirect` reads names of views."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if here and wanted.startswith("/") and len(wanted) <= LONGEST_ADDRESS else default
