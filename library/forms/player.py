"""What the player reports: where it stands, and how much was really watched."""

from django import forms
from django.utils.translation import gettext_lazy as _

ROOM_S = 10  # a film may run a little longer than its class says


class WatchedForm(forms.Form):
    """`position_s` and `watched_s`, both within the class."""

    position_s = forms.FloatField(
        label=_("Where you are"),
        min_value=0,
        error_messages={"required": _("Say where in the class you are, in seconds.")},
    )
    watched_s = forms.FloatField(
        label=_("What you watched"),
        min_value=0,
        error_messages={"required": _("Say how many seconds were watched.")},
    )

    def __init__(self, *args, duration_s: float, **kwargs):
        super().__init__(*args, **kwargs)
        self.end_s = duration_s + ROOM_S

    def clean_position_s(self) -> float:
        if self.cleaned_data["position_s"] > self.end_s:
            raise forms.ValidationError(_("That is after the end of the class."))
        return self.cleaned_data["position_s"]

    def clean_watched_s(self) -> float:
        if self.cleaned_data["watched_s"] > self.end_s:
            raise forms.ValidationError(_("That is longer than the class lasts."))
        return self.cleaned_data["watched_s"]

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, for an answer that has no page."""
        name, errors = next(iter(self.errors.items()))
        return f"{self.fields[name].label}: {errors[0]}"
