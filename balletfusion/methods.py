"""By which methods an address may be asked: nobody's view is reached by one it never thought of.

A view that asks `request.method == "POST"` takes PUT, DELETE and whatever else for a look, and Django's
class views answer OPTIONS and take PUT for POST. So looking and posting are all there is, but where a view
says more.
"""

from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string

from accounts.middleware import page_before

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


class SayWhatAButtonIs:
    """Who opens the address of a button, from a bookmark or after signing in, reads where it leads.

    The last in the list: further out the length of the answer is written down already, and its cookies are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            before = page_before(request)
            told = {"before": before if before != request.get_full_path() else ""}
            response.content = render_to_string("405.html", told, request=request)
        return response
