from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.speaking import language_of, remember_language
from accounts.actions.teaching import save_person
from accounts.forms.preferences import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        save_person(person=form.save(commit=False), changed=form.changed_data)
        with translation.override(language_of(request)):
            messages.success(request, _("Your preferences are saved."))
        return remember_language(redirect("preferences"), request.user.language)
    return render(request, "accounts/preferences/page.html", {"form": form})
