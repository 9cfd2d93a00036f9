"""A run as a script writes it down: metres and seconds, each value of its own kind, nothing unknown."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.log import EARLIEST
from plans.models import Run, RunKind
from plans.units import LONGEST_M, LONGEST_S

NUMBERS = ("duration_s", "distance_m", "effort")


class ApiRunForm(forms.ModelForm):
    date = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Say which day it was, as 2026-11-25."),
            "invalid": gettext_lazy("Write the day as 2026-11-25."),
        },
    )
    kind = forms.ChoiceField(
        choices=RunKind,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("One of: %(kinds)s.") % {"kinds": ", ".join(RunKind.values)}
        },
    )
    duration_s = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_S)
    distance_m = forms.FloatField(required=False, min_value=1, max_value=LONGEST_M)
    effort = forms.IntegerField(required=False, min_value=0, max_value=10)

    class Meta:
        model = Run
        fields = ["date", "kind", "duration_s", "distance_m", "effort", "title", "note"]

    def __init__(self, told: dict, *, instance, today):
        """`told`: the object that was sent."""
        self.told, self.today = told, today
        values = {name: value for name, value in told.items() if value is not None}
        super().__init__({name: str(value) for name, value in values.items()}, instance=instance)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(_("This day has not come yet. The log holds what is done."))
        if date < EARLIEST:
            raise forms.ValidationError(_("That is long ago: the log begins in 1950."))
        return date

    def clean_kind(self):
        return self.cleaned_data["kind"] or RunKind.EASY

    def clean(self):
        cleaned = super().clean()
        for name in sorted(self.told.keys() - self.fields.keys()):
            self._say(name, _("There is no such field."))
        for name in self.told.keys() & self.fields.keys():
            if not self._is_of_its_kind(name, self.told[name]):
                self._say(name, _("A number, please.") if name in NUMBERS else _("A text, please."))
        either_is_wrong = {"duration_s", "distance_m"} & self.errors.keys()
        if not either_is_wrong and not (cleaned.get("duration_s") or cleaned.get("distance_m")):
            self._say("duration_s", _("Give the seconds, the metres, or both."))
        return cleaned

    def _is_of_its_kind(self, name, value) -> bool:
        if value is None:
            return True
        if name in NUMBERS:
            return isinstance(value, int | float) and not isinstance(value, bool)
        return isinstance(value, str)

    def _say(self, name, sentence):
        """Of a field that is not there as well; what is said of it is plain text."""
        self._errors.setdefault(name, self.error_class()).append(sentence)
        self.cleaned_data.pop(name, None)

    def fields_wrong(self) -> dict[str, list[str]]:
        return {name: [str(error) for error in errors] for name, errors in self.errors.items()}
