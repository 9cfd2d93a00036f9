"""Which language a request is answered in, and remembering what was chosen."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.models import User

NAMES = dict(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """A runner's own; else that of the cookie; else of Accept-Language."""
    return getattr(request.user, "language", "") or translation.get_language_from_request(request)


def in_the_language_of(person: User | None) -> AbstractContextManager:
    """For what is written to somebody while another, or nobody, asks: in the language that is being spoken
    where they have not chosen one."""
    return translation.override((person.language if person else "") or translation.get_language())


def in_writing_to(person: User) -> AbstractContextManager:
    """For what is sent, or read by a program: no browser says what they would like."""
    return translation.override(person.language or settings.LANGUAGE_CODE)


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """On this device, so that the door speaks it too after signing out. Empty: as the browser says again."""
    name, kept = settings.LANGUAGE_COOKIE_NAME, {"samesite": settings.LANGUAGE_COOKIE_SAMESITE}
    if not language:
        response.delete_cookie(name, **kept)
        return response
    response.set_cookie(
        name,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        **kept,
    )
    return response


def speak_from_now_on(*, person: User, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])
