"""What of a film a visitor without an account may have: all of a free class's, of the others the poster."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404

from library.models import VideoClass

LOOKS = ("GET", "HEAD")


def open_where_free(*, acts: bool = False):
    """The view is for visitors too where the class is free; `acts`: they may also POST there.

    For all other published classes they sign in first, and what is not published does not exist for them.
    """

    def opened(view):
        @login_not_required
        @wraps(view)
        def asked(request, slug, **rest):
            if request.user.is_anonymous and not _given(request, slug, rest.get("kind", ""), acts):
                return redirect_to_login(request.get_full_path())
            return view(request, slug, **rest)

        return asked

    return opened


def _given(request, slug: str, kind: str, acts: bool) -> bool:
    found = get_object_or_404(VideoClass.objects.published().only("free"), slug=slug)
    if request.method not in LOOKS:
        return found.free and acts
    return found.free or kind == "poster"
