"""A race: its name, its day, how far it goes and how much it matters."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from accounts.models import Units
from plans.forms.log import EARLIEST, DateInput
from plans.forms.units import DistanceField
from plans.models import Race

AHEAD = datetime.timedelta(days=3 * 366)


class RaceForm(forms.ModelForm):
    date = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages={"required": _("Say which day it is."), "invalid": _("Write the day as 25/11/2026.")},
    )
    distance = DistanceField(label=_("Distance"))
    field_order = ("name", "date", "distance", "priority")
    use_required_attribute = False

    class Meta:
        model = Race
        fields = ["name", "date", "priority"]
        labels = {"name": _("Name"), "priority": _("How much does it matter?")}
        help_texts = {
            "priority": _(
                "Before an A race your classes become shorter and lighter for one or two weeks; before a "
                "B race the last days are light; a C race changes nothing before it."
            )
        }
        widgets = {"priority": forms.RadioSelect}
        error_messages = {
            "name": {
                "required": _("Give it a name."),
                "max_length": _("A name holds 120 characters; this one has %(show_value)d."),
            },
            "priority": {"required": _("Choose A, B or C."), "invalid_choice": _("Choose A, B or C.")},
        }

    def __init__(self, data=None, *, instance, today):
        super().__init__(data, instance=instance)
        self.today, units = today, instance.runner.units
        self.initial |= {"distance": instance.distance_m}
        self.fields["priority"].choices = Race.Priority.choices
        self.fields["distance"].units = units
        named = {"units": Units(units).label.lower()}
        self.fields["distance"].help_text = (
            gettext("In %(units)s. A marathon is 42.2 km or 26.2 mi: write the unit and it counts.") % named
        )
        self.fields["distance"].widget.attrs["inputmode"] = "text"
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "name",
            "date",
            "distance",
            "priority",
            Actions(Submit(_("Save race")), Link(_("Cancel"), "/log/races/")),
        )

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date < EARLIEST:
            raise forms.ValidationError(_("That is long ago: the log begins in 1950."))
        if date > self.today + AHEAD:
            raise forms.ValidationError(_("That is far ahead: races are kept for three years at most."))
        return date

    def clean(self):
        """Told twice, by a second press or another tab, it would weigh twice in the weeks before it."""
        cleaned = super().clean()
        told = {name: cleaned.get(name) for name in ("name", "date")}
        others = Race.objects.of(self.instance.runner).exclude(pk=self.instance.pk)
        if all(told.values()) and others.filter(**told).exists():
            self.add_error("name", _("This race is in your list already, on that day."))
        return cleaned

    def _post_clean(self):
        """What was not typed anew keeps its metres."""
        super()._post_clean()
        if "distance" in self.changed_data:
            self.instance.distance_m = self.cleaned_data.get("distance")
