"""The addresses of accounts that are ours; django-allauth's own stand below /accounts/ too."""

from django.urls import path

from accounts.views.agreement import agree, privacy, terms
from accounts.views.mailbox import mailbox
from accounts.views.preferences import preferences

urlpatterns = [
    path("accounts/preferences/", preferences, name="preferences"),
    path("accounts/agree/", agree, name="agree"),
    path("privacy/", privacy, name="privacy"),
    path("terms/", terms, name="terms"),
    path("mail/", mailbox, name="mailbox"),
]
