"""The addresses of accounts that are ours; django-allauth's own stand below /accounts/ too."""

from django.urls import path

from accounts.views.mailbox import mailbox
from accounts.views.preferences import preferences
from accounts.views.privacy import privacy
from accounts.views.tokens import end, new, tokens

urlpatterns = [
    path("accounts/preferences/", preferences, name="preferences"),
    path("accounts/tokens/", tokens, name="tokens"),
    path("accounts/tokens/new/", new, name="new_token"),
    path("accounts/tokens/<int:pk>/end/", end, name="end_token"),
    path("privacy/", privacy, name="privacy"),
    path("mail/", mailbox, name="mailbox"),
]
