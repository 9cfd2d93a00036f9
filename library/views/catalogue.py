"""The catalogue: every published class, narrowed by what stands in the address."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from library.actions.catalogue import classes, count, counts
from library.forms.catalogue import CatalogueAddress, choices

PAGE = 24


@require_safe
def catalogue(request):
    address = CatalogueAddress.read(request.GET)
    numbers = counts(address.as_chosen)
    paginator = Paginator(classes(address.as_chosen).with_tags(), PAGE)
    paginator.count = numbers.found  # known already: one query less
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "address": address,
        "facets": choices(address, numbers),
        "found": numbers.found,
        "page": page,
        "chosen": list(address.removable()),
        "before": address.address(page.number - 1) if page.has_previous() else "",
        "after": address.address(page.number + 1) if page.has_next() else "",
        "nearest": [] if numbers.found else nearest(address),
    }
    return render(request, "library/catalogue/page.html", context)


def nearest(address: CatalogueAddress) -> list[dict]:
    """Where nothing is found: what there would be with one kind of choice taken back, most first."""
    offers = [
        {"without": labels, "address": wider.address(), "found": count(wider.as_chosen)}
        for labels, wider in address.wider()
    ]
    return sorted((o for o in offers if o["found"]), key=lambda o: -o["found"])
