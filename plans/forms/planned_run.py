"""A run to come: day, kind, and how long or how far if that is known already."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Link, Optional, Submit
from accounts.models import Units
from plans.forms.log import DateInput
from plans.forms.units import DistanceField, DurationField
from plans.models import PlannedRun, RunKind

AHEAD = datetime.timedelta(days=366)


class PlannedRunForm(forms.ModelForm):
    date = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages={"required": _("Say which day it is."), "invalid": _("Write the day as 25/11/2026.")},
    )
    duration = DurationField(label=_("Time"), help_text=_("50, or 1:30:00"))
    distance = DistanceField(label=_("Distance"))
    field_order = ("date", "kind", "duration", "distance", "title", "note")
    use_required_attribute = False

    class Meta:
        model = PlannedRun
        fields = ["date", "kind", "title", "note"]
        labels = {"kind": _("Kind"), "title": _("Name"), "note": _("Note")}
        widgets = {"kind": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "kind": {"required": _("Choose a kind."), "invalid_choice": _("Choose one of the kinds.")},
            "title": {"max_length": _("A name holds 120 characters; this one has %(show_value)d.")},
            "note": {"max_length": _("A note holds 2,000 characters; this one has %(show_value)d.")},
        }

    def __init__(self, data=None, *, instance, today, cancel="/plan/"):
        super().__init__(data, instance=instance)
        self.today, self.stands_on, units = today, instance.date, instance.runner.units
        self.initial |= {"duration": instance.duration_s, "distance": instance.distance_m}
        self.fields["kind"].choices = RunKind.choices
        self.fields["distance"].units = units
        self.fields["distance"].help_text = gettext("In %(units)s") % {"units": Units(units).label.lower()}
        self.fields["distance"].widget.attrs["inputmode"] = "decimal"
        self.fields["date"].widget.attrs |= {
            "min": min(today, self.stands_on).isoformat(),
            "max": (today + AHEAD).isoformat(),
        }
        self.helper = _laid_out(cancel)

    def clean_date(self):
        date = self.cleaned_data["date"]
        stays = self.instance.pk and date == self.stands_on
        if date < self.today and not stays:
            raise forms.ValidationError(_("This day is over. Plan a day from today on."))
        if date > self.today + AHEAD:
            raise forms.ValidationError(_("That is far ahead: runs are planned for a year at most."))
        return date

    def _post_clean(self):
        """What was not typed anew keeps its seconds and its metres: fields show less than is known."""
        super()._post_clean()
        if "duration" in self.changed_data:
            self.instance.duration_s = self.cleaned_data.get("duration")
        if "distance" in self.changed_data:
            metres = self.cleaned_data.get("distance")
            self.instance.distance_m = round(metres) if metres else None


def _laid_out(cancel):
    helper = FormHelper()
    helper.layout = Layout(
        "date",
        "kind",
        Inline(
            _("How long, how far"), "duration", "distance", help_text=_("One of the two, both, or neither.")
        ),
        Optional(_("A name, a note"), "title", "note"),
        Actions(Submit(_("Save")), Link(_("Cancel"), cancel)),
    )
    return helper
