"""Whether the weekly mail comes, and when."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Submit
from plans.models.of_runner import Weekday

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class WeeklyMailForm(forms.Form):
    on = forms.BooleanField(label=_("Send me one mail a week"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Day"),
        choices=Weekday.choices,
        coerce=int,
        error_messages={"invalid_choice": _("Choose a day of the week.")},
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        choices=HOURS,
        coerce=int,
        error_messages={"invalid_choice": _("Choose an hour from 00:00 to 23:00.")},
    )

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout("on", Inline(_("When?"), "weekday", "hour"), Actions(Submit(_("Save"))))
        return helper
