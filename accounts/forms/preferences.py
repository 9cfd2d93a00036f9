"""Language, units, time zone, first day of the week, theme."""

import functools
import zoneinfo

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Submit
from accounts.models import User


@functools.cache  # finding the zones opens some 600 files
def time_zones() -> list[tuple[str, str]]:
    """Every zone a person would name, in the order of the alphabet; UTC first."""
    names = sorted(
        name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/")
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class PreferencesForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Days begin and end in this zone.")
    )

    class Meta:
        model = User
        fields = ["language", "units", "time_zone", "week_start", "theme", "teaches_as"]
        widgets = dict.fromkeys(("language", "units", "week_start", "theme"), forms.RadioSelect)
        help_texts = {
            "language": _(
                "Mail and the calendars you give out come in it too; where your browser decides, in English."
            ),
            "week_start": _(
                "For the months of your log. Your plan and your weeks danced go from Monday to Sunday: "
                "the plan is made around whole weekends, and a week danced is never lost by a change here."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].quietly_optional = True  # its first choice is an answer too
        if not (self.instance.is_teacher or self.instance.is_staff):
            del self.fields["teaches_as"]

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(*self.fields, Actions(Submit(_("Save preferences"))))
        return helper
