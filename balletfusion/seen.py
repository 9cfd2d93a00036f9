"""When a device was last seen, to the day: one write a day, where allauth itself writes at each request."""

from allauth.usersessions.models import UserSession
from django.utils import timezone

KEY = "seen_on"


def today() -> str:
    return timezone.now().date().isoformat()


def on_sign_in(sender, request, **kwargs) -> None:
    """allauth writes down a new device by itself."""
    request.session[KEY] = today()


class SeenToday:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.session.get(KEY, "") < today():
            request.session[KEY] = today()
            seen = {"last_seen_at": timezone.now()}
            UserSession.objects.filter(session_key=request.session.session_key).update(**seen)
        return self.get_response(request)
