"""A run, written down in fifteen seconds: day, kind, time or distance; all else may wait."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Link, Optional, Submit
from accounts.models import Units
from balletfusion.days import date_format
from plans.actions.recorded import said_by_file
from plans.forms.units import DistanceField, DurationField
from plans.models import Run, RunKind
from plans.units import distance_text, duration_text

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
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("date", "kind", "duration", "distance", "effort", "title", "shoe", "note")
    use_required_attribute = False

    class Meta:
        model = Run
        fields = ["date", "kind", "effort", "title", "shoe", "note"]
        labels = {"kind": _("Kind"), "title": _("Name"), "shoe": _("Shoes"), "note": _("Note")}
        widgets = {"kind": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "kind": {"required": _("Choose a kind."), "invalid_choice": _("Choose one of the kinds.")},
            "title": {"max_length": _("A name holds 120 characters; this one has %(show_value)d.")},
            "shoe": {"invalid_choice": _("Choose a pair of your own.")},
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
        self._offer_shoes()
        self._say_what_the_file_said(said_by_file(instance), units)
        self.helper = _laid_out(cancel, shoes="shoe" in self.fields)

    def _offer_shoes(self):
        """Pairs still run in, and the pair of this run; without any the question is not asked."""
        mine = self.instance.runner.shoes.filter(Q(retired_on=None) | Q(pk=self.instance.shoe_id))
        field = self.fields["shoe"]
        field.queryset, field.empty_label = mine, gettext("None of these")
        field.choices = [("", field.empty_label), *((shoe.pk, str(shoe)) for shoe in mine)]
        if len(field.choices) == 1:
            del self.fields["shoe"]

    def _say_what_the_file_said(self, said, units):
        for name, text in _as_typed(said, units).items():
            before = self.fields[name].help_text
            sentence = gettext("The file says %(text)s")
            if before:
                sentence = gettext("%(help)s. The file says %(text)s")
            self.fields[name].help_text = sentence % {"help": before, "text": text}

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

    def ask_again(self, before: Run):
        """The same stands in the log of that day: sent once more it is another one."""
        words = {"title": str(before), "day": date_format(before.date, "l j F")}
        said = gettext(
            "You wrote down “%(title)s”, just as long, on %(day)s already. "
            "If this was another run, save it once more."
        )
        self.add_error(None, said % words)
        self.data = self.data.copy()
        self.data["again"] = "on"


def _as_typed(said, units):
    """Facts of a file in the words of the fields that hold them."""
    texts = {
        "date": lambda date: date_format(date, "j F Y"),
        "duration_s": duration_text,
        "distance_m": lambda metres: distance_text(metres, units, 2),
        "effort": str,
        "title": str,
    }
    fields = {"duration_s": "duration", "distance_m": "distance"}
    return {fields.get(name, name): text(said[name]) for name, text in texts.items() if name in said}


def _laid_out(cancel, *, shoes):
    more = (
        (_("A name, shoes, a note"), "title", "shoe", "note")
        if shoes
        else (_("A name, a note"), "title", "note")
    )
    helper = FormHelper()
    helper.layout = Layout(
        "date",
        "kind",
        Inline(_("How long, how far"), "duration", "distance", help_text=_("One of the two is enough.")),
        "effort",
        Optional(*more),
        "again",
        Actions(Submit(_("Save run")), Link(_("Cancel"), cancel)),
    )
    return helper
