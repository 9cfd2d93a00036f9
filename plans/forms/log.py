"""A run, written down in fifteen seconds: day, kind, time or distance; all else may wait."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Link, Optional, Submit
from accounts.models import Units
from plans.forms.units import DistanceField, DurationField
from plans.models import Run, RunKind

EARLIEST = datetime.date(1950, 1, 1)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")  # what a date field of the browser reads


class RunForm(forms.ModelForm):
    date = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages={"required": _("Say which day it was."), "invalid": _("Write the day as 25/11/2026.")},
    )
    duration = DurationField(label=_("Time"), help_text=_("52, 52:30 or 1:02:33"))
    distance = DistanceField(label=_("Distance"))
    effort = forms.IntegerField(
        label=_("Effort"),
        help_text=_("0 is resting, 10 is all you had"),
        required=False,
        min_value=0,
        max_value=10,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Effort is a whole number from 0 to 10.")
        ),
    )
    field_order = ("date", "kind", "duration", "distance", "effort", "title", "note")
    use_required_attribute = False

    class Meta:
        model = Run
        fields = ["date", "kind", "effort", "title", "note"]
        labels = {"kind": _("Kind"), "title": _("Name"), "note": _("Note")}
        widgets = {"kind": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "kind": {"required": _("Choose a kind."), "invalid_choice": _("Choose one of the kinds.")},
            "title": {"max_length": _("A name holds 120 characters; this one has %(show_value)d.")},
            "note": {"max_length": _("A note holds 2,000 characters; this one has %(show_value)d.")},
        }

    def __init__(self, data=None, *, instance, today, cancel="/log/"):
        super().__init__(data, instance=instance)
        self.today, units = today, instance.runner.units
        self.initial |= {"duration": instance.duration_s, "distance": instance.distance_m}
        self.fields["kind"].choices = RunKind.choices
        self.fields["distance"].units = units
        self.fields["distance"].help_text = gettext("In %(units)s") % {"units": Units(units).label.lower()}
        self.fields["distance"].widget.attrs["inputmode"] = "decimal"
        self.fields["date"].widget.attrs |= {"max": today.isoformat(), "min": EARLIEST.isoformat()}
        self.helper = _laid_out(cancel)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(_("This day has not come yet. The log holds what is done."))
        if date < EARLIEST:
            raise forms.ValidationError(_("That is long ago: the log begins in 1950."))
        return date

    def clean(self):
        cleaned = super().clean()
        either_is_wrong = {"duration", "distance"} & self.errors.keys()
        if not either_is_wrong and not (cleaned.get("duration") or cleaned.get("distance")):
            self.add_error("duration", _("Give the time, the distance, or both."))
        return cleaned

    def _post_clean(self):
        """What was not typed anew keeps its seconds and its metres: fields show less than is known."""
        super()._post_clean()
        if "duration" in self.changed_data:
            self.instance.duration_s = self.cleaned_data.get("duration")
        if "distance" in self.changed_data:
            self.instance.distance_m = self.cleaned_data.get("distance")
        if "kind" in self.changed_data:
            self.instance.kind_is_guess = False


def _laid_out(cancel):
    helper = FormHelper()
    helper.layout = Layout(
        "date",
        "kind",
        Inline(_("How long, how far"), "duration", "distance", help_text=_("One of the two is enough.")),
        "effort",
        Optional(_("A name, a note"), "title", "note"),
        Actions(Submit(_("Save run")), Link(_("Cancel"), cancel)),
    )
    return helper
