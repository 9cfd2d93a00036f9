"""Collections: all of them, and one with its classes in their order."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library.actions.collection import classes_in
from library.actions.collection_progress import card_of, cards, runner_of, steps_of
from library.actions.following import following_of
from library.actions.structured import breadcrumbs, item_list
from library.actions.translated import translated
from library.models import Collection

PAGE = 24


@login_not_required
@require_safe
def collections(request):
    paginator = Paginator(Collection.objects.shown().with_classes(), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {"page": page, "cards": cards(page.object_list, runner_of(request.user))}
    return render(request, "library/collection/index.html", context)


@login_not_required
@require_safe
def collection(request, slug):
    found = get_object_or_404(Collection.objects.shown_to(request.user), slug=slug)
    classes, runner = classes_in(found), runner_of(request.user)
    card = card_of(found, classes, runner)
    steps = steps_of(classes, card.standing, runner)
    context = {
        "collection": found,
        "card": card,
        "steps": steps,
        "next": next((step for step in steps if step.next), None),
        "first": steps[0] if steps else None,
        "following": following_of(request.user, found),
        "facts": facts(request, found, classes) if request.user.is_anonymous else [],
    }
    return render(request, "library/collection/page.html", context)


def facts(request, collection, classes) -> list[dict]:
    """What search engines read; they have no account."""
    site = request.build_absolute_uri("/").rstrip("/")
    title = translated(collection.title)
    trail = ((_("Collections"), "/library/collections/"), (title, request.path))
    return [item_list(title, classes, site=site), breadcrumbs(*trail, site=site)]
