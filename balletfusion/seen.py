"""When a device was last seen, to the day: one write a day, where allauth itself writes at each request.

That write also begins the session's 60 days anew (SESSION_COOKIE_AGE): one that is not used for so long is
over. Used or not, it is over a year after its person signed in.
"""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.utils import timezone

KEY, BEGAN = "seen_on", "began_on"
LONGEST = datetime.timedelta(days=365)


def today() -> str:
    return timezone.now().date().isoformat()


def on_sign_in(sender, request, **kwargs) -> None:
    """allauth writes down a new device by itself."""
    request.session[KEY] = request.session[BEGAN] = today()


class SeenToday:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.session.get(KEY, "") < today():
            self.write_down(request)
        return self.get_response(request)

    def write_down(self, request) -> None:
        began = request.session.setdefault(BEGAN, today())  # none in sessions from before it was kept
        devices = UserSession.objects.filter(session_key=request.session.session_key)
        if datetime.date.fromisoformat(began) + LONGEST <= timezone.now().date():
            devices.delete()
            logout(request)
            return
        request.session[KEY] = today()
        devices.update(last_seen_at=timezone.now())
