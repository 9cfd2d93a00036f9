"""By which methods an address may be asked: nobody's view is reached by one it never thought of.

A view that asks `request.method == "POST"` takes PUT, DELETE and whatever else for a look, and Django's
class views answer OPTIONS and take PUT for POST. So looking and posting are all there is, but where a view
says more.
"""

from django.http import HttpResponseNotAllowed

USUAL = ("GET", "HEAD", "POST")


def also_takes(*methods: str):
    """For the view that pieces are sent to, and the like."""

    def marked(view):
        view.also_takes = methods
        return view

    return marked


class OnlyKnownMethods:
    """Before the check for forged posts in the list: what is refused is refused to everybody alike."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        taken = [*USUAL, *getattr(view, "also_takes", ())]
        return None if request.method in taken else HttpResponseNotAllowed(taken)
