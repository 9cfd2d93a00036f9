"""The catalogue: every published class, narrowed by what stands in the address."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from library.actions.cards import for_runner, mine_and_edition
from library.actions.catalogue import Catalogue, catalogue_of, classes_of, named
from library.actions.shelf import shelf
from library.forms.catalogue import CatalogueAddress, groups, query_of, sorts_shown
from library.forms.facets import facets_for

PAGE = 24
BEST = 4
CARDS = "cards"  # where htmx puts the next page's cards


@login_not_required
@require_safe
def catalogue(request):
    address, found = asked(request)
    more = request.headers.get("HX-Target") == CARDS
    context = page_shown(request, address, found, only_last=more)
    if more:
        response = render(request, "library/catalogue/_more.html", context)
        response["HX-Replace-Url"] = context["here"]
    else:
        response = render(request, "library/catalogue/page.html", context | around(request, address, found))
        if request.htmx:
            response["HX-Push-Url"] = context["here"]
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def asked(request, *, with_day: bool = False) -> tuple[CatalogueAddress, Catalogue]:
    """What the address says, and what the library answers."""
    known, now = request.user.is_authenticated, timezone.now()
    mine, edition = mine_and_edition(request.user)
    kept = shelf(edition)
    facets = facets_for(kept.danced, kept.teachers, runner=known)
    address = CatalogueAddress.read(query_of(request), facets, runner=known)
    found = catalogue_of(
        runner=request.user, chosen=address.as_chosen, shelf=kept, mine=mine, now=now, with_day=with_day
    )
    return address, found


def page_shown(request, address: CatalogueAddress, found: Catalogue, *, only_last: bool) -> dict:
    """A page of cards, or several in a row, and the addresses of those before and after.

    `only_last`: the others are there already.
    """
    pages = max(1, -(-found.found // PAGE))
    page = min(address.page, pages)
    first = min(address.first, page)
    keys = found.keys(((page if only_last else first) - 1) * PAGE, page * PAGE)
    classes = for_runner(classes_of(keys), runner=request.user, now=timezone.now(), mine=found.mine)
    hits = found.hits(keys)
    for video_class in classes:
        video_class.hits = hits.get(video_class.pk, [])
        video_class.found_in = found.words.where(video_class.pk) if found.words else ""
        if address.sort == "best":
            video_class.why = found.day.why(video_class.pk)
    return {
        "address": address,
        "found": found,
        "classes": classes,
        "page": page,
        "pages": pages,
        "last_shown": min(page * PAGE, found.found),
        "here": "/library/" + address.address(page, first).removeprefix("/library/"),
        "before": address.address(first - 1) if first > 1 else "",
        "after": address.address(page + 1) if page < pages else "",
        "further": address.address(page + 1, first) if page < pages else "",
    }


def around(request, address: CatalogueAddress, found: Catalogue) -> dict:
    """What stands beside the cards."""
    counts = found.narrowed.counts
    if found.day is None:
        counts = {**counts, "fits": {"today": None}}  # asked for after the page
    shown = groups(address, counts)
    return {
        "main": [group for group in shown if not group["more"]],
        "more": [group for group in shown if group["more"]],
        "sorts": sorts_shown(address, runner=request.user.is_authenticated),
        "chosen": list(address.removable()),
        "against": named(found.against),
        "nearest": [] if found.found else nearest(address, found),
    }


def nearest(address: CatalogueAddress, found: Catalogue) -> list[dict]:
    """Where nothing is found: what there would be with one kind of choice taken back, most first.

    Words that are not in the library at once are exchanged for the nearest that are.
    """
    offers = [
        {"without": labels, "address": wider.address(), "found": found.found_without(name)}
        for name, labels, wider in address.wider()
    ]
    return other_words(address, found) + sorted((o for o in offers if o["found"]), key=lambda o: -o["found"])


def other_words(address: CatalogueAddress, found: Catalogue) -> list[dict]:
    return [
        {"words": offer.query, "address": address.searching(offer.query).address(), "found": n}
        for offer in (found.words.nearest if found.words else ())
        if (n := found.found_with(offer.classes))
    ]


@require_safe
def best_today(request):
    """What the plan knows of today: asked for after the page, since it costs more than the page itself."""
    if not request.htmx:
        return redirect("/library/?sort=best")
    address, found = asked(request, with_day=True)
    classes = [] if address.as_chosen else classes_of(found.best(BEST))
    for video_class in classes:
        video_class.why = found.day.why(video_class.pk)
    context = {"found": found, "classes": classes, "against": [] if classes else named(found.against)}
    return render(request, "library/catalogue/_today.html", context)
