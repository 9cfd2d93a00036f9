"""Where our site differs from django-allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def get_signup_redirect_url(self, request):
        return "/welcome/"

    def get_login_redirect_url(self, request):
        return "/today/" if request.user.welcomed_at else "/welcome/"
