"""What is said once after an act, kept in a cookie that, like the others, is for this host alone."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class InCookie(CookieStorage):
    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class InCookieOrSession(FallbackStorage):
    """In the session where it is too long for a cookie."""

    storage_classes = (InCookie, SessionStorage)
