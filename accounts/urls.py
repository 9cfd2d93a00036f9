"""The addresses of accounts that are ours; django-allauth's own stand below /accounts/ too."""

from django.urls import path

from accounts.views.mailbox import mailbox
from accounts.views.preferences import preferences
from accounts.views.privacy import privacy

urlpatterns = [
    path("accounts/preferences/", preferences, name="preferences"),
    path("privacy/", privacy, name="privacy"),
    path("mail/", mailbox, name="mailbox"),
]
